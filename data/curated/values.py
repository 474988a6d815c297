"""The values of the YAML form: what a date, a number, an address or a span looks like, and what is wrong with one."""

from __future__ import annotations

import re
from datetime import date
from typing import NoReturn

from data.curated.tree import Mapping, Sequence, Text, Value
from graph.errors import InputError
from graph.model import CERTAINTIES, Evidence

EVIDENCE_KEYS = ("is", "at", "certainty", "note")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
# "600.000" is six hundred thousand to one writer and six hundred to another.
_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_POSITION = re.compile(r"[0-9]{1,9}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# What XML cannot hold, and what a terminal would obey.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class Place:
    """Where in which file a value stands; it raises the errors about it."""

    def __init__(self, file: str) -> None:
        self.file = file

    def stop(self, message: str, at: Value | int) -> NoReturn:
        """Raise InputError about a value, with file and line."""
        line = at if isinstance(at, int) else at.line
        raise InputError(message, source=self.file, where=f"line {line}")


def stated(value: Value, place: Place) -> tuple[Value, Evidence]:
    """A value and its evidence: ``{is: VALUE, at: …, certainty: …, note: …}``, or the plain value alone."""
    if not (isinstance(value, Mapping) and "is" in value):
        return value, Evidence()
    for key in value:
        if key not in EVIDENCE_KEYS:
            place.stop(f"“{key}” is not known beside “is”; known are {', '.join(EVIDENCE_KEYS)}", value.lines[key])
    return value["is"], evidence(value, place)


def evidence(value: Mapping, place: Place, *, with_note: bool = True) -> Evidence:
    """The evidence that ``at``, ``certainty`` and ``note`` of a mapping give."""
    certainty = value.get("certainty", Text("explicit"))
    if certainty not in CERTAINTIES:
        place.stop(f"certainty “{certainty}” is not one of {', '.join(CERTAINTIES)}", value["certainty"])
    note = value.get("note", Text("")) if with_note else Text("")
    if not isinstance(note, Text):
        place.stop("a note is one text", note)
    _check_characters(note, place)
    return Evidence(spans(value.get("at"), place), str(certainty), str(note))


def spans(value: Value | None, place: Place) -> tuple[str, ...]:
    """``[10, 20]`` or a list of such as ``char=10,20`` fragments."""
    if value is None:
        return ()
    if not isinstance(value, Sequence) or not value:
        place.stop("“at” is a span [start, end] in code points, or a list of spans", value)
    several = value if isinstance(value[0], Sequence) else [value]
    return tuple(_span(span, place) for span in several)


def _span(span: Value, place: Place) -> str:
    ends = [str(end) for end in span] if isinstance(span, Sequence) else [str(span)]
    if len(ends) != 2 or not all(_POSITION.fullmatch(end) for end in ends) or int(ends[0]) >= int(ends[1]):
        place.stop(f"the span {ends} is not [start, end] with start before end", span)
    return f"char={ends[0]},{ends[1]}"


def check_date(value: Text, place: Place) -> str:
    """A day, month or year that exists: 2013-06-17, 2013-06 or 2013."""
    match = _DATE.fullmatch(value)
    if not match:
        place.stop(f"“{value}” is no date; write 2013-06-17, 2013-06 or 2013", value)
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        place.stop(f"the date {value} does not exist", value)
    return str(value)


def check_degrees(value: Text, most: int, place: Place) -> str:
    """A latitude (``most`` is 90) or longitude (180) in degrees."""
    if not _NUMBER.fullmatch(value) or not -most <= float(value) <= most:
        place.stop(f"“{value}” is no number of degrees from -{most} to {most}; write 48.137", value)
    return str(value)


def check_currency(value: Text, place: Place) -> str:
    """A currency's code by ISO 4217."""
    if not _CURRENCY.fullmatch(value):
        place.stop(f"“{value}” is no currency code; write EUR, PLN, GBP …", value)
    return str(value)


def check_amount(value: Text, place: Place) -> str:
    """Money that is given: a number that is not below 0."""
    if value.startswith("-"):
        place.stop(f"the amount {value} is below 0", value)
    return check_number(value, place)


def check_number(value: Text, place: Place) -> str:
    """A decimal number with a point: 600000 or 2.2; groups of thousands are refused."""
    if _GROUPED.fullmatch(value):
        plain = value.replace(".", "")
        place.stop(
            f"“{value}” may be {plain} or a fraction; write {plain}, or {value.partition('.')[0]}.{value[-3:]}0", value
        )
    if not _NUMBER.fullmatch(value):
        place.stop(f"“{value}” is no number; write 600000 or 0.5", value)
    return str(value)


def check_url(value: Text, place: Place) -> str:
    """An http or https address."""
    if not _URL.fullmatch(value):
        place.stop(f"“{value}” is no web address; it starts with http:// or https://", value)
    return str(value)


def check_language(tag: str, line: int, place: Place) -> str:
    """A language tag such as de or en (BCP 47)."""
    if not _LANGUAGE.fullmatch(tag):
        place.stop(f"“{tag}” is no language; write de, en …", line)
    return tag


def check_word(value: Text, words: tuple[str, ...], place: Place) -> str:
    """A text, or one of the words where the field has a list of them."""
    _check_characters(value, place)
    if words and value not in words:
        place.stop(f"“{value}” is not one of {', '.join(words)}", value)
    return str(value)


def texts(value: Value, language: str, place: Place) -> dict[str, str]:
    """A text in one or several languages: ``Name`` or ``{de: Name, en: name}``, as {language: text}."""
    if isinstance(value, Text):
        found = {language: value}
    elif isinstance(value, Mapping) and value:
        found = {}
        for key, text in value.items():
            check_language(key, value.lines[key], place)
            if not isinstance(text, Text):
                place.stop(f"the {key} text is not one text", text)
            found[key] = text
    else:
        place.stop("a text is expected, or {de: …, en: …}", value)
    for text in found.values():
        if not text.strip():
            place.stop("the text is empty", text)
        _check_characters(text, place)
    return {key: str(text) for key, text in found.items()}


def _check_characters(text: Text, place: Place) -> None:
    if found := _CONTROL.search(text):
        place.stop(f"the text holds the control character U+{ord(found[0]):04X}; take it out", text)
