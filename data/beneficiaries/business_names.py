"""Names of businesses and bodies: what in a name shows an organisation, and the name without its owner."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from data.beneficiaries.name_words import (
    fold,
    folded_set,
    joined,
    listed,
    spellings,
    vocabulary,
    word_set,
    words,
)
from data.beneficiaries.person_names import (
    is_family,
    is_given,
    is_initial,
    is_shaped,
    is_title,
    parse,
    particles,
    several,
)

Evidence = Literal["", "legal-form", "body-word", "trade-word", "body-like", "trade-like", "connecting-word"]

_CLAUSES_THAT_ARE_WORDS = {"owner", "titular", "gf", "vl", "attn", "proprietor"}
_EDGES = " ,;:-–/(|+&"
_SOLE = re.compile(r"\be\. ?K(?:\.|\b)|\be\. ?Kf[mr]\.?|\be\. ?Kffr\.?", re.IGNORECASE)


@cache
def _owner_clause() -> re.Pattern[str]:
    texts = listed("person_words")["owner_clauses"]
    written = {spelling for clause in texts for spelling in (clause, *spellings(clause))}
    alternatives = []
    for clause in sorted(written, key=len, reverse=True):
        body = r"\.?\s*".join(re.escape(part) for part in clause.split())
        body = body.replace(r"inhaber\.?\s*in", r"inhaber(?:\(in\)|/-?in|\*in|:in)")
        needs_mark = clause in _CLAUSES_THAT_ARE_WORDS
        alternatives.append(body + (r"(?:\.\s*:?|:)" if needs_mark else r"(?!\w)[.:]*"))
    return re.compile(rf"[\s,;:(/–-]*(?<!\w)(?<!\w\.)(?:{'|'.join(alternatives)})\s*", re.IGNORECASE)


@cache
def _business_clause() -> re.Pattern[str]:
    texts = sorted(listed("person_words")["business_clauses"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, texts))})(?!\w)[.:]*\s*", re.IGNORECASE)


@cache
def _sole() -> frozenset[str]:
    return word_set("legal_forms", "sole")


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(f" {phrase} " for text in listed("legal_forms")["phrases"] for phrase in folded_set([text]))


@cache
def _form_endings() -> tuple[str, ...]:
    return ("gmbh", "ggmbh", "aktiengesellschaft")


def has_legal_form(name: str, folded: str) -> bool:
    """Whether a legal form stands in the name; a short one must be written as one and follow another word."""
    tokens = words(joined(folded))
    apart = f" {' '.join(words(folded))} "
    anywhere = word_set("legal_forms", "anywhere")
    if any(token in anywhere or token.endswith(_form_endings()) for token in tokens):
        return True
    spaced = f" {' '.join(tokens)} "
    if any(phrase in spaced or phrase in apart for phrase in _phrases()):
        return True
    after = word_set("legal_forms", "after")
    return any(token in after and _is_written_as_form(token, name) for token in tokens[1:])


def _is_written_as_form(token: str, name: str) -> bool:
    """``AG``, ``A.G.``, ``a. s.`` or ``A/S`` after another word; ``Ag`` and ``as`` are words."""
    dotted = r"\s?[./]\s?".join(token)
    last = "(?=$)" if len(token) > 2 else "(?!)"  # "Oyj", "Aps": at the end of the name only
    spelt = f"{token.upper()}|{token[0].upper()}{token[1:]}{last}|{token[0]}{token[1:].upper()}"
    capital = rf"(?<=[\w.,\")]\s)(?:{spelt})(?!\w)"
    return bool(
        re.search(rf"(?<![^\W_])(?:{dotted})(?!\w)", fold(name))
        or re.search(capital, name)
        or (name.islower() and len(token) == 2 and fold(name).endswith(f" {token}"))
    )


def evidence(name: str, folded: str = "") -> Evidence:
    """What in a name shows an organisation, the surest first; ``…-like`` words might be surnames too."""
    folded = folded or fold(name)
    if has_legal_form(name, folded):
        return "legal-form"
    tokens = words(folded)
    bodies, trades = vocabulary("bodies"), vocabulary("trades")
    if any(token in trades.whole and trades.is_sure(token) for token in tokens):
        return "body-word" if any(token in bodies.whole - trades.whole for token in tokens) else "trade-word"
    found: Evidence = ""
    for token in tokens:
        if bodies.says(token):
            if bodies.is_sure(token) and len(token) > 2:
                return "body-word"
            found = found or "body-like"
        if trades.says(token):
            found = "trade-word" if trades.is_sure(token) or found == "trade-word" else found or "trade-like"
    if (
        found != "trade-word"
        and len(tokens) > 1
        and any(token in word_set("organisation_words", "connecting") for token in tokens)
    ):
        return "connecting-word"
    return found


def is_sure(found: Evidence) -> bool:
    """Whether the evidence outweighs a person's name beside it."""
    return found in {"legal-form", "body-word", "trade-word", "connecting-word"}


def without_owner(name: str) -> str:
    """The name without the clause that names its owner; ``""`` if nothing else is in it."""
    if business := _business_clause().search(name):
        before, after = name[: business.start()].strip(_EDGES), name[business.end() :].strip(_EDGES + ")")
        return after if after and not evidence(before) and parse(before) else name
    clause = _owner_clause().search(name)
    if clause is None:
        return name
    before, after = name[: clause.start()].strip(_EDGES), name[clause.end() :].strip(_EDGES + ")")
    if is_sure(evidence(after)) and not _SOLE.match(clause[0].strip(_EDGES)):
        return name  # "Land Hessen, vertreten durch das Ministerium": both are bodies
    if is_sure(evidence(after)) and not evidence(before):
        return after  # "Max Mustermann e. K. Wachdienst"
    if not is_person_clause(after) and before and not _SOLE.match(clause[0].strip(_EDGES)):
        return name
    return before


def is_person_clause(text: str) -> bool:
    """Whether what follows an owner clause starts with what may be a person's name (or is empty)."""
    pieces = [piece.strip(",") for piece in text.split()[:2]]
    return all(is_title(piece) or is_shaped(piece) or piece in "&+" for piece in pieces)


def without_sole_form(name: str) -> str:
    """The name without the form that a person trades under at its beginning or end: ``ЕТ``, ``Tmi``, ``PFA``."""
    pieces = name.split()
    while len(pieces) > 1 and fold(pieces[-1]).replace(".", "").strip("(),") in _sole():
        pieces.pop()
    while len(pieces) > 1 and fold(pieces[0]).replace(".", "") in _sole():
        pieces.pop(0)
    return name if len(pieces) == len(name.split()) else " ".join(pieces).strip(_EDGES)


def without_person(name: str, *, known: bool = False) -> str:
    """The business name without its owner's given names and titles; without the surname too if a name is left.

    ``Tischlerei Max Mustermann`` becomes ``Tischlerei Mustermann``, ``Adlerhof Tischlerei Max Mustermann``
    becomes ``Adlerhof Tischlerei``. ``known``: only a listed surname in mixed case at the end counts.
    """
    pieces = name.split()
    for start, end, family in _spans(pieces):
        if known and (not start or name.isupper() or not is_family(pieces[family])):
            return name
        rest = [*pieces[:start], *pieces[end:]]
        if is_distinctive(rest):
            return " ".join(rest).strip(_EDGES)
        return " ".join([*pieces[:start], *pieces[family:]]).strip(_EDGES)
    return name


def is_distinctive(pieces: list[str]) -> bool:
    """Whether pieces hold more than words of a trade: a name of the business."""
    trades = vocabulary("trades")
    tokens = words(fold(" ".join(pieces)))
    return any(
        len(token) > 3 and not trades.says(token) and token not in word_set("organisation_words", "connecting")
        for token in tokens
    )


def _spans(pieces: list[str]) -> list[tuple[int, int, int]]:
    """Where a full personal name stands at the end or beginning: start, end, and where its surname starts."""
    found = []
    for length in (4, 3, 2):
        for start in (len(pieces) - length, 0):
            if start >= 0 and length < len(pieces) and (family := _person_at(pieces[start : start + length])):
                found.append((start, start + length, start + family))
    if found:
        start, end, family = max(found, key=lambda span: (span[0] > 0, span[1] - span[0]))
        while start and is_title(pieces[start - 1]):
            start -= 1
        return [(start, end, family)]
    return []


def _person_at(pieces: list[str]) -> int:
    """The place of the surname in ``Dr. Max von Mustermann``; 0 if it is not a full name."""
    count = 0
    while count < len(pieces) and is_title(pieces[count]):
        count += 1
    given = count
    while given < len(pieces) - 1 and (is_given(pieces[given]) or (given > count and is_initial(pieces[given]))):
        given += 1
    family = pieces[given:]
    core = [piece for piece in family if fold(piece) not in particles()]
    if given == count or len(core) != 1 or not is_shaped(core[0]) or is_title(core[0]):
        return 0
    token = fold(core[0])
    return 0 if vocabulary("trades").says(token) and not is_family(core[0]) else given


def partners_only(name: str) -> str:
    """``Max und Erika Mustermann GbR`` as ``Mustermann GbR``, and without partners after the form; others unchanged."""
    pieces = name.split()
    forms = word_set("legal_forms", "partnerships")
    at = next((place for place, piece in enumerate(pieces) if "".join(words(fold(piece))) in forms), 0)
    before, after = " ".join(pieces[:at]).strip(_EDGES), " ".join(pieces[at + 1 :]).strip(_EDGES)
    if not at:
        return name
    kept = pieces if not after or evidence(after) or not (several(after) or parse(after)) else pieces[: at + 1]
    persons = [] if evidence(before) or any(map(str.isdigit, before)) else several(before)
    if not persons:
        return name if kept is pieces else " ".join(kept)
    families = dict.fromkeys(" ".join(person.family) for person in persons if person.family)
    return " ".join([" & ".join(families), *kept[at:]])
