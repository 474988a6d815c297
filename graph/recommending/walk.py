"""Who is near an organisation: by shared partners, and by where a walk with restart comes by."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from graph.recommending.arrays import Array, Matrix
from graph.recommending.history import row, rows

DAMPING, STEPS = 0.85, 12


def shared_partners(member: Matrix, by_organisation: Matrix, lead: int) -> Array:
    """Of each organisation the partners shared with one, each by 1/log of its partners."""
    found = np.zeros(by_organisation.shape[0])
    near = np.unique(rows(member, row(by_organisation, lead)))
    for partner in near[near != lead]:
        theirs = np.unique(rows(member, row(by_organisation, int(partner))))
        theirs = theirs[theirs != partner]
        if len(theirs) > 1:
            found[theirs] += 1 / np.log(len(theirs))
    found[lead] = 0.0
    return found


def walk(member: Matrix, by_organisation: Matrix, start: Mapping[int, float]) -> Array:
    """The shares of organisations in a walk over them and their projects that starts again at some."""
    begin = np.zeros(by_organisation.shape[0])
    for organisation, weight in start.items():
        begin[organisation] = weight
    out = np.maximum(np.diff(by_organisation.indptr), 1)
    back = np.maximum(np.diff(member.indptr), 1)
    held = begin
    for _ in range(STEPS):
        held = (1 - DAMPING) * begin + DAMPING * (by_organisation @ ((member @ (held / out)) / back))
    return held
