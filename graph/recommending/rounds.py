"""Loops over the partners of partners, written so that ``recommending.compiled`` can make machine code of them.

Rows of sparse arrays are given as ``start`` and ``held``: row ``r`` has the columns ``held[start[r] : start[r + 1]]``.
Scores are whole numbers, so that sums are equal in whatever order they are added up, and ties are ties.
"""

from __future__ import annotations

from graph.recommending.arrays import Array

ROWS = "i4[] i4[] i4[] i4[]"  # projects of organisations and members of projects, each as ``start`` and ``held``
DEGREES = f"{ROWS} i8 i8 i4[]= i4[]="
FILL = f"{ROWS} i8 i8 i8[] i4[]= i4[]="
BEST = f"{ROWS} i8[] i4[] i8[] i8 i8 i8 i4[]= i8[]= i4[]= i4[]= i8[]= i4[]="


def degrees(
    own: Array, projects: Array, start: Array, members: Array, first: int, last: int, seen: Array, degree: Array
) -> None:
    """How many partners each of some organisations has; ``seen`` is any array as long as all of them."""
    for one in range(first, last):
        many = 0
        seen[one] = one + 1
        for at in range(own[one], own[one + 1]):
            project = projects[at]
            for place in range(start[project], start[project + 1]):
                other = members[place]
                if seen[other] != one + 1:
                    seen[other] = one + 1
                    many += 1
        degree[one] = many


def fill(
    own: Array, projects: Array, start: Array, members: Array, first: int, last: int, place_of: Array, seen: Array,
    partners: Array,
) -> None:  # fmt: skip
    """Write the partners of some organisations, each from its place on; none where the next begins at the same one."""
    for one in range(first, last):
        free = place_of[one]
        if free == place_of[one + 1]:
            continue
        seen[one] = one + 1
        for at in range(own[one], own[one + 1]):
            project = projects[at]
            for place in range(start[project], start[project + 1]):
                other = members[place]
                if seen[other] != one + 1:
                    seen[other] = one + 1
                    partners[free] = other
                    free += 1


def best(  # noqa: PLR0912 - one loop, since machine code shares no arrays across calls for free
    own: Array, projects: Array, start: Array, members: Array, place_of: Array, partners: Array, weight: Array,
    first: int, last: int, limit: int, seen: Array, total: Array, met: Array,
    candidates: Array, scores: Array, shared: Array,
) -> None:  # fmt: skip
    """The best candidates of some organisations: who shares partners with it, not those that are partners already.

    ``total`` holds a sum and a count an organisation, and is all 0 before and after; ``met`` is as long as all
    organisations. ``candidates``, ``scores`` and ``shared`` have ``limit`` places an organisation, -1 where none is.
    """
    for one in range(first, last):
        many = 0
        seen[one] = one + 1
        for at in range(own[one], own[one + 1]):
            project = projects[at]
            for place in range(start[project], start[project + 1]):
                near = members[place]
                if seen[near] == one + 1:
                    continue
                seen[near] = one + 1
                add = weight[near]
                for spot in range(place_of[near], place_of[near + 1]):
                    other = partners[spot]
                    if total[2 * other + 1] == 0:
                        met[many] = other
                        many += 1
                    total[2 * other] += add
                    total[2 * other + 1] += 1
        base = (one - first) * limit
        found = 0
        for at in range(many):
            other = met[at]
            score, count = total[2 * other], total[2 * other + 1]
            total[2 * other] = 0
            total[2 * other + 1] = 0
            if seen[other] == one + 1:
                continue
            if found == limit:
                worst = base + limit - 1
                if score < scores[worst] or (score == scores[worst] and other > candidates[worst]):
                    continue
                spot = worst
            else:
                spot = base + found
                found += 1
            while spot > base and (
                scores[spot - 1] < score or (scores[spot - 1] == score and candidates[spot - 1] > other)
            ):
                candidates[spot], scores[spot], shared[spot] = candidates[spot - 1], scores[spot - 1], shared[spot - 1]
                spot -= 1
            candidates[spot], scores[spot], shared[spot] = other, score, count
        for spot in range(base + found, base + limit):
            candidates[spot], scores[spot], shared[spot] = -1, 0, 0
