"""The words of a header: parts in several languages, cut words joined, case and accents gone."""

from __future__ import annotations

import re
import unicodedata

from data.values.markup import one_line

# ASCII has no decomposition for these letters.
_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "ß": "ss", "ı": "i", "ð": "d", "þ": "th", "œ": "oe"})
_ENUMERATION = re.compile(r"^\s*(?:\(?[0-9]{1,2}[.)]|[a-z]\))\s*")
_BREAKS = re.compile(r"\s*(?:__+|/|\||;|•|\n|\s[-–—]\s|--|[()\[\]]|\s\+\s)\s*")
# "Kofinanz-ierungs-satz" and "Postleit- zahl" are one word, "Unions-Kofinanzierungssatz" are two.
_CUT = re.compile(r"(?<=[^\W\d_])[-‐]\s*(?=[a-zà-öø-ÿ])(?!und |oder |bzw)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)
_MARKS = re.compile(r"[*²³¹†]+|\s[0-9]\)$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


def folded(text: str) -> str:
    """Text in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> tuple[str, ...]:
    """The folded words of one part of a header."""
    whole = _MARKS.sub(" ", _ENUMERATION.sub("", one_line(text)))
    # snake_case exports part groups by hyphens and words by underscores.
    joined = whole.replace("-", " ").replace("_", " ") if "_" in whole else _CUT.sub("", whole)
    joined = _CAMEL.sub(" ", joined)
    found = (folded(word) for word in _WORD.findall(joined))
    return tuple(part for word in found for part in re.split(r"['’]", word) if part)


def parts(header: str) -> list[str]:
    """A header's parts, in each language or group it has, then the whole; "Beginn / start" gives three."""
    if "_" in header and "-" in header:
        # snake_case exports put groups first: "contract-contract_details-start_date".
        return [*reversed([part for part in header.split("-") if part.strip("_ ")]), header]
    cut = re.sub(r"[-‐]\s*\n\s*(?=[a-zà-öø-ÿ])", "", header.replace("\r", ""))
    found = [part.strip() for part in _BREAKS.split(cut) if part and part.strip()]
    whole = one_line(cut)
    return [*found, whole] if len(found) > 1 else [whole]


def key(header: str) -> str:
    """What makes two headers the same: their folded words."""
    return " ".join(words(header))
