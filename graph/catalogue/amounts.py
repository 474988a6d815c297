"""The money of things: of a project its grants, of an organisation its parts in projects, each else the other.

Currencies are kept apart; nothing is ever added up over two of them.
"""

from __future__ import annotations

import numpy as np

from graph.catalogue.arrays import NONE, Array
from graph.catalogue.numbering import Numbers


def made(numbers: Numbers, is_organisation: Array) -> tuple[dict[str, Array], list[str]]:
    """``money.*``, ``amount`` and ``currency``, and the currencies, the most usual first."""
    owner, granted_in, granted = numbers.granted()
    body, project, part_in, part = numbers.partaken()
    known, code = np.unique(np.array([*granted_in, *part_in], dtype=object).astype(str), return_inverse=True)
    code = code.reshape(-1)
    of_grant, of_part = code[: len(owner)], code[len(owner) :]
    bodies = is_organisation[owner]
    stated = (
        (body, of_part, part),
        (owner[~bodies], of_grant[~bodies], granted[~bodies]),
        (owner[bodies], of_grant[bodies], granted[bodies]),
        (project, of_part, part),
    )
    rows, has = [], np.zeros(len(numbers), bool)
    for thing, currency, amount in stated:
        new = ~has[thing]
        rows.append((thing[new], currency[new], amount[new]))
        has[thing] = True
    return _summed(len(numbers), known, *(np.concatenate(column) for column in zip(*rows, strict=True)))


def _summed(count: int, known: Array, thing: Array, code: Array, amount: Array) -> tuple[dict[str, Array], list[str]]:
    width = max(len(known), 1)
    keys, place = np.unique(thing.astype(np.int64) * width + code, return_inverse=True)
    sums = np.bincount(place.reshape(-1), weights=amount, minlength=len(keys))
    often = np.bincount(keys % width, minlength=len(known))
    order = np.argsort(-often, kind="stable")
    rank = np.empty(len(order), np.int16)
    rank[order] = np.arange(len(order), dtype=np.int16)
    parts: dict[str, Array] = {
        "money.thing": (keys // width).astype(np.int32),
        "money.currency": rank[keys % width],
        "money.amount": sums.astype(np.float64),
    }
    return parts | _main(count, parts), [str(known[at]) for at in order.tolist()]


def _main(count: int, parts: dict[str, Array]) -> dict[str, Array]:
    """What each thing has in the currency that is most usual among all things; of those that it has."""
    amount: Array = np.full(count, np.nan)
    currency: Array = np.full(count, NONE, np.int16)
    order = np.argsort(-parts["money.currency"], kind="stable")  # the most usual comes last, and stays
    thing = parts["money.thing"][order]
    amount[thing], currency[thing] = parts["money.amount"][order], parts["money.currency"][order]
    return {"amount": amount, "currency": currency}
