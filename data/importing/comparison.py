"""Two editions of a source side by side: which blocks remain, which things are stale, what moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from data.importing.blocks import Block
from data.importing.edition import COMMON, Edition, Numbers
from graph.changes import Changes
from graph.editions import About

Derived = Callable[[str, str], str]


class Comparison:
    """The loaded edition against the rows of a new one.

    ``places`` has the rows of the new edition in the order of the file; ``mentions`` what the new among them (and
    no row at all) state, as pairs of row and block; ``held`` are the blocks that are mentioned.
    """

    def __init__(
        self, old: Edition, places: dict[int, str], mentions: Sequence[tuple[int, int]], held: dict[int, Block]
    ) -> None:
        self._old, self._places = old, list(places.values())
        blocks = old.blocks.tolist()
        self._known_iris = dict(zip(blocks, old.iris.to_pylist(), strict=True))
        self._known_iris |= {number: block.iri for number, block in held.items()}
        self._cited = dict(zip(blocks, old.cited.to_pylist(), strict=True))
        self._cited |= {number: block.cited for number, block in held.items()}
        rows = np.fromiter(places, np.uint64, len(places))
        stays = np.isin(old.rows, rows)
        stated = np.array(mentions, np.uint64).reshape(-1, 2)
        self._rows = np.concatenate([old.rows[stays], stated[:, 0]])
        self._mentioned = np.concatenate([old.mentioned[stays], stated[:, 1]])
        self._order = _order(self._rows, rows)
        # The first row of each block, in the order of the file; what no row states comes before all rows.
        by_block = np.lexsort((self._order, self._mentioned))
        self.blocks, first = np.unique(self._mentioned[by_block], return_index=True)
        self._first = self._order[by_block][first]
        self._first_rows = self._rows[by_block][first]

    @cached_property
    def stale(self) -> set[str]:
        """The things of which something is stated no more, or more than before."""
        gone = self._old.blocks[~np.isin(self._old.blocks, self.blocks)].tolist()
        extended = {self._known_iris[block] for block in self._appeared} & self._before
        return {self._known_iris[block] for block in gone} | extended

    @cached_property
    def to_write(self) -> list[int]:
        """The blocks that are new, and all that remain of stale things."""
        stale, appeared = self.stale, self._appeared
        if not stale:
            return sorted(appeared)
        return [block for block in self.blocks.tolist() if block in appeared or self._known_iris[block] in stale]

    @cached_property
    def _appeared(self) -> set[int]:
        return set(self.blocks[~np.isin(self.blocks, self._old.blocks)].tolist())

    @cached_property
    def _before(self) -> set[str]:
        """The things of the old edition."""
        return {self._known_iris[block] for block in self._old.blocks.tolist()}

    @property
    def loaded(self) -> int:
        """The rows that state something before any other row does."""
        return int(np.count_nonzero(np.unique(self._first) >= 0))

    def rows_stating(self, blocks: list[int]) -> set[int]:
        """A row of the new edition for each of some blocks."""
        wanted = np.isin(self.blocks, np.array(blocks, np.uint64))
        return set(self._first_rows[wanted].tolist()) - {COMMON}

    def moved(self, derived: Derived) -> tuple[set[str], set[str]]:
        """The statements of where things stand that no longer hold, and those to put in; of stale things, all."""
        old = dict(zip(self._old.blocks.tolist(), self._old.places.to_pylist(), strict=True))
        new = dict(zip(self.blocks.tolist(), self._now, strict=True))
        differing = {block for block in old.keys() | new.keys() if old.get(block) != new.get(block)}
        things = {self._known_iris[block] for block in differing} | self.stale
        before = self._derived(old, things, derived)
        after = self._derived(new, things, derived)
        return before - after, (after - before) | self._derived(new, self.stale, derived)

    def _derived(self, places: dict[int, str], things: set[str], derived: Derived) -> set[str]:
        known = self._known_iris
        return {
            derived(iri, where)
            for block, where in places.items()
            if where and known[block] in things
            for iri in self._cited[block].split() or [known[block]]
        }

    @cached_property
    def _now(self) -> list[str]:
        """Where each block stands first."""
        return ["" if at < 0 else self._places[at] for at in self._first.tolist()]

    def changes(self) -> Changes:
        """The things that appeared, changed and vanished."""
        before = self._before
        after = {self._known_iris[block] for block in self.blocks.tolist()}
        touched = self.stale | {self._known_iris[block] for block in self.to_write}
        return Changes.of(after - before, touched & before & after, before - after)

    def edition(self, about: About) -> Numbers:
        """The new edition, ready to be written."""
        iris = [self._known_iris[block] for block in self.blocks.tolist()]
        cited = [self._cited[block] for block in self.blocks.tolist()]
        return Numbers(about, self._rows, self._mentioned, self.blocks, iris, self._now, cited)


def _order(rows: npt.NDArray[Any], all_rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The place of each row among all rows, -1 for what no row states."""
    by_number = np.argsort(all_rows, kind="stable")
    found = np.full(len(rows), -1, np.int64)
    is_row = rows != COMMON
    if len(all_rows):
        found[is_row] = by_number[np.searchsorted(all_rows, rows[is_row], sorter=by_number)]
    return found
