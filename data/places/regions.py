"""Which region the postcodes, towns, names and codes of a row mean.

Evidence is weighed in this order: a NUTS code, the name of a region, a postcode, a town, and what the column of the
country says ("DE300", "Bayern/DE", "Deutschland"). The first that means a region decides; what follows may make it
more precise (DE2 by its NUTS code, 80331 by its postcode: DE212) and else changes nothing. Evidence that lies
elsewhere is a contradiction: it is counted and set aside. So where the NUTS code says Berlin and the postcode Bavaria
it is Berlin, and where the postcode says Bavaria and the town is called Berlin it is Bavaria.

Nothing is guessed. A name or code that means several regions is decided by the other evidence, else it means the
smallest region that holds them all: "Frankfurt" is in Germany if the country is given, and unresolved if not.
The result is always a region of ``reference-places`` or ``reference-nuts``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from data.places.countries import country as country_code
from data.places.nuts import Codes, region_iri
from data.places.postcodes import Postcodes
from data.places.region_names import RegionNames
from data.places.towns import Towns
from data.places.towns import keys as town_keys
from data.reference.nuts import importer
from graph.identity import name_key

__all__ = ["Regions", "country_code"]

_SEVERAL = re.compile(r"[;|\n\r•·]+")
_WORD = re.compile(r"[^\W\d_]{4}")  # "Dublin 4" in the column of postcodes
# "Terrassa Barcelona", "Bellaterra (Barcelona)", "Pinosava, Belgrade": a place and what it lies in.
_WITHIN = re.compile(r"(.+?)(\s*[,(]\s*|\s+)([^\s,()]+)\)?")
_LISTED = re.compile(r"\s*(?:,|\s/\s|\bund\b|\band\b|\bet\b)\s*")
_NULL = frozenset(("", "-", "–", "n/a", "null", "none", "nan", "k.a.", "k. a.", "unbekannt", "unknown", "0"))
# A cache that grows beyond this many distinct rows holds what does not repeat.
_REMEMBERED = 500_000

Evidence = tuple[str, str, str, str, str]


class _Answer(NamedTuple):
    iri: str
    contradictions: int
    text: str  # the evidence, "" where none was given


class Regions:
    """Regions by what tables say of a place. The tables are read when first asked."""

    def __init__(self) -> None:
        self.resolved = 0
        self.contradictions = 0
        self.unresolved: Counter[str] = Counter()
        self._answers: dict[Evidence, _Answer] = {}

    def of(self, *, country: str = "", postcode: str = "", town: str = "", nuts: str = "", name: str = "") -> str:
        """The IRI of the most precise region that the evidence agrees on, "" where it means none.

        ``nuts`` is a code of any version of the NUTS, with or without the region's name; ``name`` the name of a
        region or town.
        """
        evidence = (country, postcode, town, nuts, name)
        answer = self._answers.get(evidence)
        if answer is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            answer = self._answers[evidence] = self._weigh(*map(_plain, evidence))
        self.contradictions += answer.contradictions
        if answer.iri:
            self.resolved += 1
        elif answer.text:
            self.unresolved[answer.text] += 1
        return answer.iri

    def all_of(self, text: str, country: str = "") -> list[str]:
        """The IRIs of all regions that a cell with several names, each once: "DE212, DE21A"."""
        text = text.strip()
        parts = [part for part in _SEVERAL.split(text) if part.strip()]
        found = [iri for part in parts for iri in self._listed(part, country)]
        return list(dict.fromkeys(found))

    def _listed(self, text: str, country: str) -> list[str]:
        """The regions of a part: its codes, else what it names as a whole ("Roth, Landkreis"), else its parts."""
        codes = self._codes.found(text)
        if len(codes) > 1:
            return [self.of(nuts=code) for code in codes]
        land = country_code(country)
        pieces = [] if codes or self._names.find(text, land) else _LISTED.split(text)
        if len(pieces) > 1 and all(self._names.find(piece, land) or self._of_town(piece, land) for piece in pieces):
            return [iri for piece in pieces if (iri := self.of(country=country, name=piece))]
        iri = self.of(country=country, nuts=text) if codes else self.of(country=country, name=text)
        return [iri] if iri else []

    def _weigh(self, country: str, postcode: str, town: str, nuts: str, name: str) -> _Answer:
        """Go through the evidence from the surest on."""
        chosen, contradictions = "", 0
        land = country_code(country) or self._postcodes.stated_country(postcode)
        for candidates in self._evidence(land, country, postcode, town, nuts, name):
            if not candidates:
                continue
            fitting = [code for code in candidates if self._agree(code, chosen)]
            if not fitting:
                contradictions += 1
                continue
            common = self._codes.common(fitting)
            # That several namesakes lie in one country says nothing which of them is meant.
            if len(fitting) > 1 and len(common) == 2 and not land:
                continue
            if common and (not chosen or self._codes.lies_in(common, chosen)):
                chosen = common
        chosen = self._municipality(chosen, town)
        text = ", ".join(dict.fromkeys(filter(None, (nuts, name, postcode, town, country))))
        return _Answer(region_iri(chosen), contradictions, text)

    def _evidence(self, land: str, country: str, postcode: str, town: str, nuts: str, name: str) -> Iterator[list[str]]:
        """What each piece of evidence can mean, the surest first."""
        yield self._of_nuts(nuts, land)
        yield self._names.find(name, land) or self._codes.found(name)[:1] or self._of_town(name, land)
        found = self._postcodes.find(self._postcodes.stated_country(postcode, land), postcode)
        yield [found] if found else self._of_town(postcode, land) if _WORD.search(postcode) else []
        yield self._of_town(town, land) or self._names.find(town, land)
        yield self._of_country(country, land)
        yield [self._code_of_country(land)] if land else []

    def _agree(self, code: str, chosen: str) -> bool:
        return not chosen or self._codes.lies_in(code, chosen) or self._codes.lies_in(chosen, code)

    def _of_nuts(self, text: str, land: str) -> list[str]:
        if codes := self._codes.found(text):
            return list(filter(None, [self._codes.common(codes)]))
        if stated := country_code(text):
            return [self._code_of_country(stated)]
        return self._names.find(text, land) or self._names.find(text)

    def _of_town(self, text: str, land: str) -> list[str]:
        if not text or (land and land not in self._codes.countries):
            return []
        return self._towns.find(text, land) or self._of_place_within(text, land)

    def _of_place_within(self, text: str, land: str) -> list[str]:
        """A town with what it lies in behind it; of an unknown place before a comma or bracket, what it lies in."""
        match = _WITHIN.fullmatch(text)
        if not match or not land:
            return []
        towns = self._towns.find(match[1], land)
        around = self._names.find(match[3], land) or self._towns.find(match[3], land)
        fitting = [code for code in towns if any(self._agree(code, region) for region in around)]
        return fitting or (around if match[2].strip() and not towns else [])

    def _of_country(self, text: str, land: str) -> list[str]:
        """What the country's column says beyond the country: "DE300", "Bayern/DE"."""
        if len(text) <= 3 or not land:
            return []
        if codes := self._codes.found(text):
            return codes[:1]
        parts = (found for part in re.split(r"[/,;()]", text) if (found := self._names.find(part, land)))
        return next(parts, [])

    def _municipality(self, chosen: str, town: str) -> str:
        """The municipality where a town is named that has a region of its own within its district."""
        if len(chosen) != 5 or chosen[:2] != "DE" or not town:
            return chosen
        found = (self._names.municipalities.get((key, chosen)) for key in town_keys(town))
        return next(filter(None, found), chosen)

    def _code_of_country(self, land: str) -> str:
        return land if land in self._codes.countries else importer.country_code(land)

    @cached_property
    def _codes(self) -> Codes:
        return Codes()

    @cached_property
    def _names(self) -> RegionNames:
        return RegionNames(self._codes)

    @cached_property
    def _postcodes(self) -> Postcodes:
        return Postcodes(self._codes)

    @cached_property
    def _towns(self) -> Towns:
        return Towns()


def _plain(text: str) -> str:
    """A cell without what stands for nothing in it; lone surrogates and other damage do no harm."""
    stripped = " ".join(text.split())[:500]
    return "" if name_key(stripped) == "" or stripped.casefold() in _NULL else stripped
