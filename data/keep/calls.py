"""Calls of keep.eu's programmes as parts of them."""

from __future__ import annotations

from dataclasses import replace

from data.importing.reading import RowError
from data.keep.attribution import Values, one
from data.keep.money import euros
from data.keep.programmes import call, programme
from data.values.dates import day
from graph.identity import ID
from graph.model import Figure, Record


def call_key(values: Values) -> str:
    """What tells a call from others: programme and serial number."""
    return f"{one(values, 'programme')}\x1f{one(values, 'serial') or one(values, 'call')}"


def call_records(values: Values) -> list[Record]:
    """The programme and the call of a row."""
    name, serial = one(values, "programme"), one(values, "serial")
    if not serial:
        raise RowError("Serial Number", "", "is missing")
    record = replace(call(name, serial), start=date_of(values, "start"), end=date_of(values, "end"))
    record.identifier = [serial]
    if amount := euros(values, "figure.call-budget"):
        figure = Figure(iri=f"{ID}figure/{record.iri.rpartition('/')[2]}-budget", measure="call-budget", value=amount)
        figure.unit, figure.about = "EUR", [record.iri]
        record.figures = [figure]
    return [programme(name), record]


def date_of(values: Values, field: str) -> str:
    """The date of a field in ISO form."""
    text = one(values, field)
    try:
        return day(text) if text else ""
    except ValueError as error:
        raise RowError(field, text, str(error)) from None
