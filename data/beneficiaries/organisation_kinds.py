"""The kind of an organisation by what its source states and by its name: conservative, else nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from data.beneficiaries.business_names import has_legal_form
from data.beneficiaries.name_words import cleaned, fold, joined, listed, spellings, words
from graph.identity import iri

# "Companies" are told by their legal form, which stands last in the list and must be written as one.
COMPANY = "unternehmen"
# A company's name may hold any word ("Stadtwerke", "Museum Shop"): these kinds are not for names with a company's form.
NOT_COMPANIES = {
    "kommune",
    "landkreis",
    "gebietskoerperschaft",
    "behoerde",
    "schule",
    "kultureinrichtung",
    "kirche",
    "kammer",
}


@lru_cache(maxsize=1 << 16)
def organisation_kind(name: str, stated: str = "") -> str:
    """The IRI of the kind of an organisation, or ``""``; ``stated`` is a source's code or an identifier with prefix.

    What the name says goes before a stated code where the code is wider: a public body that is a ministry.
    """
    by_code = _by_code(stated)
    by_name = _by_name(cleaned(name))
    wide = by_code in {"", "oeffentliche-stelle", "gemeinnuetzige-organisation", "bildungseinrichtung"}
    if by_name and wide and not (by_code and by_name == COMPANY):
        return iri("kind", by_name)
    return iri("kind", by_code) if by_code else ""


def _by_code(stated: str) -> str:
    text = fold(stated).strip()
    codes: dict[str, dict[str, str]] = listed("organisation_kinds")
    if kind := codes["stated"].get(text):
        return kind
    for prefix, kind in codes["prefixes"].items():
        if text.startswith(prefix):
            return kind
    register = re.match(r"(vrn?|hr[ab]|gnr|kor|aor)(?=[\W\d]|$)", text)
    return codes["stated"].get(register[1].replace("vrn", "vr"), "") if register else ""


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, re.compile("|".join(_patterns_of(texts)))) for kind, texts in listed("organisation_kinds")["names"]]


def _patterns_of(texts: str) -> list[str]:
    patterns = []
    for written in texts.split():
        bare = written.strip("^*")
        before = "^ " if written.startswith("^") else r"\b\w*" if written.startswith("*") else " "
        after = r"\w*" if written.endswith("*") else "(?= )"
        patterns += [before + re.escape(spelling).replace(r"\-", " ") + after for spelling in spellings(bare)]
    return patterns


def _by_name(name: str) -> str:
    folded = fold(name)
    text = f" {' '.join(words(folded))} "
    company = _is_company(name, folded, text)
    for kind, pattern in _patterns():
        if kind == COMPANY:
            return COMPANY if company else ""
        if pattern.search(text) and not (company and kind in NOT_COMPANIES):
            return kind
    return ""


def _is_company(name: str, folded: str, text: str) -> bool:
    spaced = f" {' '.join(words(joined(folded)))} "
    pattern = dict(_patterns())[COMPANY]
    return has_legal_form(name, folded) and bool(pattern.search(text) or pattern.search(spaced))
