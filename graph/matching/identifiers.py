"""Identifiers as sources write them, told apart by scheme, checked, and in their compact form.

Sources name the scheme ("pic:999997930", "USt-IdNr.: DE136695976"), write it into the number itself (ATU13585627,
GB-CHC-1164883, a link to ROR) or leave it to the country (a NIP in Poland). What is a placeholder or does not
pass the scheme's own check is no identifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.identity import ID, name_key
from graph.matching.mention import Identifier
from graph.matching.schemes import COUNTRIES, EXCLUSIVE, VAT, Scheme, named, of_country, schemes

__all__ = ["EXCLUSIVE", "found", "in_iri", "parse"]

_NOTHING = frozenset(
    ("", "na", "none", "null", "nan", "keine", "entfallt", "unbekannt", "unknown", "missing", "notapplicable",
     "nichtvorhanden", "ohne", "not", "tbd", "tba", "x", "notavailable", "inapplicable", "pending", "exempt")
)  # fmt: skip
_SEVERAL = re.compile(r"\s*[;|\n]\s*|\s+/\s+|,\s+")
_COLON = re.compile(r"\s*([^\d:]{1,60}?|gb-\w+)\s*[:=#]\s*(.+)", re.DOTALL)
# A number begins at the first digit, with the letters that stand on it: "VAT no. DE 123", "KvK 123".
_WORDS_FIRST = re.compile(r"\s*(\D{1,60}?)[\s.]*(\b[A-Z]{1,3}[\s-]?(?:\b[A-Z])?\d.*)", re.DOTALL)
_DIGITS_LAST = re.compile(r"\s*(\D{1,60}?)[\s.]*(\d.*)", re.DOTALL)
_NUMBER_WORD = re.compile(r"[\s.]*\b(?:numbers?|num|nummer|no|nr|n°|nº|id|code|kodas|reg)\b[\s.]*$", re.IGNORECASE)
_ORG_ID = re.compile(r"([A-Z]{2}-[A-Z][A-Z0-9_]*(?:-SIRET)?)-(.+)", re.IGNORECASE)
_LINKS = tuple(
    (scheme, re.compile(pattern, re.IGNORECASE))
    for scheme, pattern in (
        ("ror", r"ror\.org/(0\w{8})\b"),
        ("gnd", r"d-nb\.info/gnd/([\dX-]+)"),
        ("wikidata", r"wikidata\.org/(?:entity|wiki)/(Q\d+)"),
        ("viaf", r"viaf\.org/viaf/(\d+)"),
        ("isni", r"isni\.org/(?:isni/)?([\dX]{16})"),
        ("grid", r"grid\.ac/institutes/(grid[\w.]+)"),
        ("kohesio", r"linkedopendata\.eu/(?:entity|wiki)/(?:Item:)?(Q\d+)"),
        ("funder", r"doi\.org/10\.13039/(\d+)"),
        ("lei", r"(?:gleif\.org/\S*|lei\.info/|/lei/)([0-9A-Z]{18}\d\d)\b"),
        ("gb-coh", r"company-?information\.service\.gov\.uk/company/(\w{8})"),
        ("gb-chc", r"charitycommission\.gov\.uk/\S*?/(\d{5,7})\b"),
        ("fr-siren", r"annuaire-entreprises\.data\.gouv\.fr/entreprise/\D*(\d{9})\b"),
        ("gepris", r"gepris\.dfg\.de/gepris/institution/(\d+)"),
        ("isil", r"ld\.zdb-services\.de/resource/organisations/([\w-]+)"),
    )
)
_GERMAN = re.compile(
    r"\b(HR\s?A|HR\s?B|VR|GnR|PR|GsR)\b[\s.:-]*(?:Nr\.?\s*)?(\d{1,6})\s*(Nz|[A-Z]{1,3})?\b", re.IGNORECASE
)
_COURT = re.compile(r"\b(?:amtsgerichte?s?|registergerichte?s?|ag|beim|am|des|im|in|vereinsregister|handelsregister)\b")
# The longest name first: "gb-coh" before "gb".
_NAMES = "|".join(sorted((name for name in schemes() if not name.startswith(VAT)), key=len, reverse=True))
_OWN = re.compile(re.escape(f"{ID}organisation/") + rf"({_NAMES})-(.+)")
_TEMPORARY_PIC = "8888"  # the participant register gives these until an organisation is validated


@lru_cache(maxsize=1 << 16)
def parse(text: str, country: str = "", scheme: str = "") -> Identifier | None:
    """The identifier that a text holds, None where it holds none that can be trusted.

    ``country`` (ISO 3166, or EL and UK) and ``scheme`` say what the text leaves out; "vat" stands for a VAT number
    of any country.
    """
    return next(iter(_readings(text, country.upper(), scheme)), None)


@lru_cache(maxsize=1 << 16)
def found(text: str, country: str = "", scheme: str = "") -> frozenset[Identifier]:
    """All identifiers in a text, with those that follow from them: a SIRET and a French VAT number hold a SIREN."""
    parts = [text, *(_SEVERAL.split(text) if _SEVERAL.search(text) else ())]
    read = {one for part in parts if (one := parse(part, country, scheme))}
    return frozenset(read | {more for one in read for more in _following(one)})


@lru_cache(maxsize=1 << 16)
def in_iri(iri: str) -> Identifier | None:
    """The identifier that an IRI of ours or a link elsewhere is made of."""
    if iri.startswith(ID):
        own = _OWN.fullmatch(iri)
        return _checked(own[1], own[2].upper()) if own else None
    return _linked(iri)


def _readings(text: str, country: str, scheme: str) -> Iterator[Identifier]:
    text = " ".join(text.split())
    if _is_nothing(text):
        return
    head, colon, tail = text.partition(":")
    known = _of_scheme(head, tail, country) if colon and head in _PLAIN else None  # as our importers write it
    known = known or next(filter(None, _named_readings(text, country, scheme)), None)
    if known:
        yield known
    elif not scheme:
        yield from _bare(text, country)


def _named_readings(text: str, country: str, scheme: str) -> Iterator[Identifier | None]:
    """What says its scheme, the surest reading first."""
    if "/" in text:
        yield _linked(text)
    yield _german(text)
    yield _org_id(text)
    if scheme:
        yield _of_scheme(scheme, text, country)
    yield _labelled(text, country)


def _is_nothing(text: str) -> bool:
    letters = name_key(text).replace(" ", "")
    return letters in _NOTHING or len(letters) < 3 or _is_placeholder(letters)


def _is_placeholder(value: str) -> bool:
    """Numbers that stand in for one: 000000, 999999999, 123456789."""
    digits = re.sub(r"\D", "", value)
    return bool(digits) and (
        (len(set(digits)) == 1 and len(digits) > 3) or (digits in "01234567890123" and len(digits) > 7)
    )


def _checked(name: str, text: str) -> Identifier | None:
    known = schemes().get(name)
    value = known.value(text) if known else ""
    if not value or _is_placeholder(value) or (name == "pic" and value.startswith(_TEMPORARY_PIC)):
        return None
    return Identifier(name, value)


def _linked(text: str) -> Identifier | None:
    for name, pattern in _LINKS:
        if match := pattern.search(text):
            return _checked(name, match[1])
    return None


def _org_id(text: str) -> Identifier | None:
    """As org-id.guide writes it: the code of a register, then the code in it."""
    match = _ORG_ID.fullmatch(text)
    name = named(match[1]) if match else ""
    return _checked(name, match[2]) if match and name else None


def _labelled(text: str, country: str) -> Identifier | None:
    """A number behind the name of its scheme: "VAT: DE 123", "SIRET 123", "Charity no. 123"."""
    for pattern in (_COLON, _WORDS_FIRST, _DIGITS_LAST):
        if match := pattern.fullmatch(text):
            for word in (match[1], _NUMBER_WORD.sub("", match[1])):
                if (name := named(word, country)) and (one := _of_scheme(name, match[2], country)):
                    return one
    return None


def _of_scheme(name: str, text: str, country: str) -> Identifier | None:
    text = match[2] if (match := _COLON.fullmatch(text)) and named(match[1], country) else text
    name = name if name in schemes() else named(name, country)
    return _vat(text, country) if name == VAT else _checked(name, text)


def _vat(text: str, country: str) -> Identifier | None:
    """By the country that the number begins with, else by the country of its holder."""
    compact = re.sub(r"[^0-9A-Z]", "", text.upper())
    for code in (compact[:2], COUNTRIES.get(country, country)):
        name = _ELSEWHERE.get(code) or _vat_scheme(code)
        number = _VAT_MARKS.sub("", compact) if code in _ELSEWHERE else compact
        if code.isalpha() and (one := _checked(name, number)):
            return one
    return None


# Countries outside the VAT area of the EU whose numbers begin with the country's code, too.
_ELSEWHERE = {"CH": "ch-uid", "NO": "no-org", "IS": "is-kt", "RS": "rs-pib"}
_VAT_MARKS = re.compile(r"^(?:NO|IS|RS)|(?:MWST|TVA|IVA|TPV|MVA)$")


def _vat_scheme(prefix: str) -> str:
    return f"{VAT}-{COUNTRIES.get(prefix, prefix).lower()}"


def _bare(text: str, country: str) -> Iterator[Identifier]:
    """A number that names no scheme: by its prefix, by its shape, or as the country's registers write it."""
    compact = re.sub(r"[^0-9A-Z]", "", text.upper())
    if not 8 <= len(compact) <= 20 or sum(char.isdigit() for char in compact) < 7:
        return
    if compact[:2].isalpha() and (one := _vat(compact, "")):
        yield one
    candidates: list[Scheme] = [item for item in of_country(country) if item.bare] if country else []
    for known in (*candidates, schemes()["lei"]):
        if one := _checked(known.name, compact):
            yield one


def _german(text: str) -> Identifier | None:
    """A number in a German register with its court, without which it means nothing: "HRB 123 (Amtsgericht Leipzig)"."""
    match = _GERMAN.search(text)
    if not match:
        return None
    register, number = match[1].replace(" ", "").lower(), match[2].lstrip("0")
    rest = _COURT.sub(" ", re.sub(r"[^\w\s./-]", " ", f"{text[: match.start()]} {text[match.end() :]}".casefold()))
    court = _court(" ".join(rest.split()).strip(" .-/"))
    # The suffix tells two associations of one number apart; of companies it is left out as often as not.
    suffix = f" {match[3].lower()}" if match[3] and register == "vr" else ""
    return Identifier(f"de-{register}", f"{court} {number}{suffix}") if court and number else None


@lru_cache(maxsize=4096)
def _court(text: str) -> str:
    """The key of a register's court by python-stdnum's list of them, "" for none."""
    from stdnum.de import handelsregisternummer
    from stdnum.exceptions import ValidationError

    for name in dict.fromkeys((text, text.split(" ", maxsplit=1)[0], text.rsplit(" ", maxsplit=1)[-1])):
        try:
            whole = handelsregisternummer.validate(f"{name} HRB 1") if name else ""
        except ValidationError:
            continue
        if whole:
            key = name_key(whole.removesuffix(" HRB 1"))
            return "berlin charlottenburg" if "charlottenburg" in key or key == "berlin" else key
    return ""


def _following(one: Identifier) -> Iterator[Identifier]:
    if one.scheme in ("fr-siret", "vat-fr"):
        siren = one.value[:9] if one.scheme == "fr-siret" else one.value[4:]
        if derived := _checked("fr-siren", siren):
            yield derived


_PLAIN = frozenset((VAT, *schemes()))
