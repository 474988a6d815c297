"""All mentions of an index, held in memory for those who look up one name after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from graph.identity import name_key
from graph.matching import blocking
from graph.matching.description import Description, Rarity, describe
from graph.matching.index import Index, mention_of
from graph.matching.lexicon import silent
from graph.matching.mention import Mention
from graph.matching.misspellings import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

# Mentions under one whole name or identifier that are looked at; other keys that so many share say too little.
MOST = 400
# Words of a name that are looked for inside of others, and from how many on one of them may be missing.
_MOST_WORDS, _MANY_WORDS = 12, 4
_HELD = 1 << 15  # descriptions, of some kilobytes each


class Roll:
    """Mentions by their position, in the order of IRIs."""

    def __init__(self, index: Index) -> None:
        whole = index.whole()
        self._mentions = whole.mentions
        self.iris: list[str] = whole.mentions.column("iri").to_pylist()
        self._keys: NDArray[np.uint64] = whole.keys.column("key").to_numpy()
        self._owners: NDArray[np.int64] = whole.keys.column("at").to_numpy()
        self.countries = sorted({text for text in whole.mentions.column("country").unique().to_pylist() if text})
        tallies: dict[str, Counter[str]] = {"names": Counter(), "words": Counter(), "acronyms": Counter()}
        columns = (whole.counts.column(name).to_pylist() for name in ("kind", "text", "n"))
        for kind, text, count in zip(*columns, strict=True):
            tallies.setdefault(kind, Counter())[text] = count
        self.rarity = Rarity(
            tallies["names"][""], tallies["words"], tallies["acronyms"], tallies.get("domains", Counter())
        )
        self.description = lru_cache(_HELD)(self._description)

    def __len__(self) -> int:
        return len(self.iris)

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of each IRI."""
        return {iri: at for at, iri in enumerate(self.iris)}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all names."""
        return Vocabulary(word for word, count in self.rarity.words.items() if count > 0)

    def mentions(self, iris: Iterable[str]) -> list[Mention]:
        """The mentions with these IRIs, where there are such."""
        return self._at([self.positions[iri] for iri in iris if iri in self.positions])

    def sharing(self, keys: Iterable[str]) -> list[int]:
        """The positions of the mentions that share one of these keys, unless too many share it."""
        found: set[int] = set()
        crowded: list[NDArray[np.int64]] = []
        for key, owners in self._owners_of(keys):
            if len(owners) <= blocking.LARGEST or key[0] in "ni":
                found.update(owners[:MOST].tolist())
            else:
                crowded.append(owners)
        if not found and crowded:  # nothing but common words: better some of those that have them than none
            found.update(min(crowded, key=len)[:MOST].tolist())
        return sorted(found)

    def holding(self, text: str) -> list[int]:
        """The positions of mentions with a name that holds the words of a text, of many all but one; the best first."""
        words = [word for word in name_key(text).split() if len(word) > 2 and word not in silent()][:_MOST_WORDS]
        if not words:
            return []
        import numpy as np
        import pyarrow.compute as pc

        folded, sizes, owners = self._folded
        held = np.zeros(len(owners), dtype=np.int8)
        for word in set(words):
            held += pc.match_substring(folded, word).to_numpy(zero_copy_only=False)
        least = len(set(words)) - (len(set(words)) >= _MANY_WORDS)
        (found,) = np.nonzero(held >= least)
        chosen = found[np.lexsort((sizes[found], -held[found]))][: blocking.LARGEST]
        return list(dict.fromkeys(owners[chosen].tolist()))

    @cached_property
    def _folded(self) -> tuple[pa.Array, NDArray[np.int64], NDArray[np.int64]]:
        """All names as people mean them, their lengths, and the positions of those who have them."""
        import numpy as np
        import pyarrow as pa

        names = self._mentions.column("names").to_pylist()
        pairs = [(name_key(text), at) for at, texts in enumerate(names) for text in texts]
        keys = pa.array([key for key, _ in pairs], pa.string())
        sizes = np.array([len(key) for key, _ in pairs], dtype=np.int64)
        return keys, sizes, np.array([at for _, at in pairs], dtype=np.int64)

    def _owners_of(self, keys: Iterable[str]) -> Iterable[tuple[str, NDArray[np.int64]]]:
        import numpy as np

        wanted = sorted(set(keys))
        hashes = np.array([blocking.hashed(key) for key in wanted], dtype=np.uint64)
        first, last = (np.searchsorted(self._keys, hashes, side) for side in ("left", "right"))
        for key, begin, end in zip(wanted, first.tolist(), last.tolist(), strict=True):
            if begin < end:
                yield key, self._owners[begin:end]

    def _description(self, at: int) -> Description:
        (mention,) = self._at([at])
        return describe(mention)

    def _at(self, positions: Sequence[int]) -> list[Mention]:
        return [mention_of(row) for at in positions for row in self._mentions.slice(at, 1).to_pylist()]
