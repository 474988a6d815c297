"""Which pairs are looked at: those that share a key, such as a rare word, an acronym, a domain or an identifier.

A key that many mentions share says little and would make the work grow with its square: such keys are passed over,
since each name has finer ones (two words together). Mentions of one whole name and place are all compared, unless they
are hundreds, which meet the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import xxhash

from graph.matching.description import Description, Rarity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

# Mentions that share a key and are all compared with each other. Measured on 16,897 mentions of German lists: half as
# many for single words spare a third of the comparisons and lose one in a hundred of the pairs to ask about, none else.
LARGEST, LARGEST_WORD = 40, 20
LARGEST_EQUAL = 300  # mentions of one name and place
_WORDS, _PREFIX, _GLUED = 4, 6, 9


def keys(description: Description, rarity: Rarity) -> Iterator[str]:
    """The keys of a mention; the first letter says what they are."""
    mention = description.mention
    for one in description.spellings:
        yield f"n{one.key}"
        words = sorted(set(one.words), key=lambda word: (-rarity.bits(word), word))[:_WORDS]
        for word in words[:3]:
            if word[0] != "=" and len(word) > 1 and not word.isdigit():
                yield f"w{word[:_PREFIX]}"
        for pair in combinations(sorted(word[:_PREFIX] if word[0] != "=" else word for word in words), 2):
            yield f"p{' '.join(pair)}"
        glued = "".join(word for word in one.words if word[0] != "=")
        if len(glued) >= 5:
            yield f"g{glued[:_GLUED]}"
    for letters in description.initials:
        yield f"a{mention.country}{letters}"
    for short in description.acronyms:
        if len(short) >= 3:
            yield f"s{short}"
        yield f"a{mention.country}{short}"
    for domain in mention.domains:
        yield f"d{domain}"
    for scheme, value in mention.identifiers:
        yield f"i{scheme}:{value}"


def hashed(key: str) -> int:
    """A key as a number of 64 bits, which is odd for single words."""
    number = xxhash.xxh3_64_intdigest(key.encode("utf-8", "replace"))
    return number | 1 if key[0] == "w" else number & ~1


def place_key(description: Description) -> str:
    """Where equal names are compared with each other."""
    mention = description.mention
    return f"{mention.country} {mention.postcode or description.town or mention.nuts}"


def pairs(descriptions: Sequence[Description], rarity: Rarity) -> tuple[Ints, Ints]:
    """Positions of the mentions of each pair that shares a key, each pair once, the smaller position first."""
    import numpy as np

    hashes: list[int] = []
    owners: list[int] = []
    for at, description in enumerate(descriptions):
        found = {hashed(key) for key in keys(description, rarity)}
        hashes.extend(found)
        owners.extend([at] * len(found))
    key_of, owner = np.array(hashes, dtype=np.uint64), np.array(owners, dtype=np.int64)
    return unique_pairs([*grouped(key_of, owner), *_equal_names(descriptions)], len(descriptions))


def grouped(key_of: NDArray[np.uint64], owner: Ints) -> Iterator[tuple[Ints, Ints]]:
    """All pairs within each group of owners that share a key, unless the group is too large."""
    import numpy as np

    order = np.argsort(key_of, kind="stable")
    key_of, owner = key_of[order], owner[order]
    starts = np.flatnonzero(np.r_[True, key_of[1:] != key_of[:-1]]) if len(key_of) else np.array([], dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(key_of)])
    is_word = key_of[starts] % 2 == 1
    for size in range(2, LARGEST + 1):
        chosen = starts[(sizes == size) & ~is_word] if size > LARGEST_WORD else starts[sizes == size]
        if len(chosen):
            members = owner[chosen[:, None] + np.arange(size)]
            left, right = np.triu_indices(size, 1)
            yield members[:, left].ravel(), members[:, right].ravel()


def unique_pairs(found: Sequence[tuple[Ints, Ints]], count: int) -> tuple[Ints, Ints]:
    """Each pair once, smaller position first, in their order."""
    import numpy as np

    codes = [np.minimum(one, two) * count + np.maximum(one, two) for one, two in found if len(one)]
    if not codes:
        nothing = np.array([], dtype=np.int64)
        return nothing, nothing
    code = np.unique(np.concatenate(codes))
    return code // count, code % count


def _equal_names(descriptions: Sequence[Description]) -> Iterator[tuple[Ints, Ints]]:
    """All pairs of one name and place, the first of larger groups with each; and the first of each place of a name."""
    import numpy as np

    places: dict[tuple[str, str], list[int]] = {}
    for at, description in enumerate(descriptions):
        places.setdefault((description.key, place_key(description)), []).append(at)
    first: dict[str, int] = {}
    for (name, _), found in places.items():
        members = np.array(found, dtype=np.int64)
        if 1 < len(found) <= LARGEST_EQUAL:
            left, right = np.triu_indices(len(found), 1)
            yield members[left], members[right]
        elif len(found) > 1:
            yield np.full(len(found) - 1, members[0]), members[1:]
        if name in first:
            yield np.array([first[name]], dtype=np.int64), members[:1]
        first.setdefault(name, found[0])
