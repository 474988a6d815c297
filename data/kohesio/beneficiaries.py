"""Kohesio's beneficiaries: those of a project's row, several of them in one cell, and those of a list of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import zip_longest

from data.beneficiaries.beneficiaries import Beneficiary
from data.beneficiaries.organisation_kinds import organisation_kind
from data.importing.keys import participation_iri
from data.importing.reading import RowError
from data.kohesio.columns import Get
from data.kohesio.identifiers import beneficiary_iri, entity, number, several, wikidata
from data.kohesio.names import Names
from data.places.regions import country_code
from data.values.markup import one_line
from graph.model import Organisation, Participation, Record

# IRI, name, and the number or IRI that the cell gives.
Named = tuple[str, str, str]


def stated(get: Get, *, strict: bool = True) -> list[Named]:
    """The beneficiaries of a project's row; RowError where numbers and names cannot be paired."""
    ids, names = several(get("beneficiary.id")), several(get("beneficiary.name"))
    if len(ids) == 1 and len(names) > 1:  # a bar within one name
        names = [" | ".join(names)]
    if ids and names and len(ids) != len(names):
        if not strict:
            return []
        raise RowError(
            "Beneficiary_Name", get("beneficiary.name"), f"has {len(names)} names for {len(ids)} identifiers"
        )
    country = country_of(get)
    pairs = [(id_, one_line(name)) for id_, name in zip_longest(ids, names, fillvalue="")]
    return [(beneficiary_iri(id_, name, country), name, id_) for id_, name in pairs]


def listed(get: Get) -> list[Named]:
    """The beneficiary of a row of the list of beneficiaries."""
    id_, name = get("id"), one_line(get("name"))
    return [(beneficiary_iri(id_, name, ""), name, id_)] if number(id_) or name else []


def country_of(get: Get) -> str:
    """The code of the country of a row, the first where it names several."""
    found = several(get("countrycode")) or several(get("country"))
    return country_code(found[0]) if found else ""


class Beneficiaries:
    """Beneficiaries as records; natural persons are counted, never named."""

    def __init__(self, names: Names, judge: Callable[[str, str, str], Beneficiary]) -> None:
        self.names, self.judge = names, judge

    def of_list(self, get: Get) -> list[Record]:
        """The organisation of a row of the list of beneficiaries: website and item of Wikidata."""
        found = listed(get)
        if not found:
            raise RowError("Beneficiary", get("id"), "is no number of the EU Knowledge Graph, and there is no name")
        iri, name, id_ = found[0]
        name = name or self.names.of(iri)
        if not name or self.judge(name, "", "").kind != "organisation":
            return []
        more = Organisation(iri=iri, url=websites(get("url")), same_as=wikidata(get("wikidata")))
        return [*self._organisation(iri, name, id_, ""), more]

    def of_project(self, get: Get, project: str) -> tuple[list[Record], list[Participation], list[str]]:
        """Records of the organisations, the participations, and the names of persons that texts must not hold."""
        records: list[Record] = []
        parts: list[Participation] = []
        persons: list[str] = []
        kind, country = get("beneficiary.kind"), country_of(get)
        found = stated(get)
        for place, (iri, name, id_) in enumerate(found, 1):
            known = self.names.of(iri, name) if number(id_) else name
            decided = self.judge(known, kind, country).kind if known else "anonymised"
            if name and decided == "organisation" and name != known:
                decided = self.judge(name, kind, country).kind
            who = iri if decided == "organisation" else f"{decided}-{place}"
            part = Participation(iri=participation_iri(project, who, "beneficiary"), role="beneficiary")
            if decided == "organisation":
                part.organisation = iri
                records += self._organisation(iri, name, id_, kind)
                if len(found) == 1:
                    records += _more(iri, get)
            else:
                part.unnamed = decided
                persons += [text for text in {name, known} if text]
            parts.append(part)
        return records, parts, persons

    def _organisation(self, iri: str, name: str, id_: str, kind: str) -> list[Record]:
        label = self.names.of(iri, name)
        whole = Organisation(iri=iri, label={"": label}, same_as=entity(id_), kind=_kind(label, ""))
        other = Organisation(iri=iri)
        if name and name != label:
            other.alt = [(name, "")]
        if kind:
            other.kind = [one for one in _kind(label, kind) if one not in whole.kind]
        return [whole, other] if other.alt or other.kind else [whole]


def _more(iri: str, get: Get) -> list[Record]:
    """What only a row with one beneficiary says of it."""
    more = Organisation(
        iri=iri, identifier=several(get("beneficiary.identifier")), url=websites(get("beneficiary.url"))
    )
    return [more] if more.identifier or more.url else []


@lru_cache(maxsize=65536)
def _found_kind(name: str, stated_kind: str) -> str:
    return organisation_kind(name, stated_kind)


def _kind(name: str, stated_kind: str) -> list[str]:
    kind = _found_kind(name, stated_kind)
    return [kind] if kind else []


def websites(text: str) -> list[str]:
    """The addresses of a cell that are web addresses."""
    return [url for url in several(text) if url.startswith(("http://", "https://")) and not set(url) & _NOT_IN_URL]


_NOT_IN_URL = frozenset(' \t<>"{}|\\^`')
