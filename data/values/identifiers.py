"""Identifiers of organisations in cells, kept with the scheme that their column's header names."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.matching.identifiers import parse
from graph.matching.schemes import named

_WORD = re.compile(r"[^\W_]+(?:[.\-’'][^\W_]+)*\.?")
_LONGEST = 4  # words of a scheme's name
_SHORT = 4  # letters; names of schemes this short ("EIN", "IC", "CRO") are other words, too, unless in capitals


def with_scheme(text: str, header: str, country: str = "") -> str:
    """The identifier as the cell has it, behind the scheme that the header names and the text leaves out.

    "SIRET du bénéficiaire" and "73282932000074" give "fr-siret:73282932000074".
    """
    scheme = scheme_of(header, country)
    return f"{scheme}:{text}" if scheme and not parse(text) else text


@lru_cache(maxsize=1024)
def scheme_of(header: str, country: str = "") -> str:
    """The scheme that a header names, by the longest of its words that name one; "" for none."""
    if whole := named(header, country):
        return whole
    words = _WORD.findall(header)
    for size in range(_LONGEST, 0, -1):
        for first in range(len(words) - size + 1):
            part = " ".join(words[first : first + size])
            if (len(part) >= _SHORT or part.isupper()) and (found := named(part, country)):
                return found
    return ""
