"""GEPRIS files as records: projects, institutions, who carries out what, and the DFG's tree of subject areas."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from data.beneficiaries.organisation_kinds import organisation_kind
from data.beneficiaries.overrules import Overrules
from data.files.document import Document
from data.gepris.objects import Kind, Values, fold, kind_of, names, objects, values
from data.importing.keys import digest, organisation_iri, participation_iri, programme_iri, project_iri
from data.importing.reading import Claim, Column, Delivery, Reading, Row, RowError
from data.places.regions import Regions
from data.topics.themes import Scheme
from data.values.markup import one_line, plain
from graph.errors import InputError
from graph.identity import name_key
from graph.model import Organisation, Participation, Programme, Project, Record, Source, Theme

DFG = organisation_iri("de", "deutsche-forschungsgemeinschaft")
SUBJECTS, PROCESSES = Scheme("gepris", "subject"), "dfg"
_YEAR = re.compile(r"(?:19|20)\d\d")
_TOWN = re.compile(r"(?:\b(?:D-?)?(\d{5})\s+)([^\d,;\n|<]{2,60})")
_SPLIT = re.compile(r"\s*[;|\n]\s*|<br\s*/?>")


def recognise(document: Document) -> Claim | None:
    """A claim on JSON and CSV with the names of GEPRIS."""
    found = names(document)
    kind = kind_of(found)
    if kind is None:
        return None
    known = sum(fold(name) in kind.fields for name in found)
    if known * 3 < len(found) and kind.name != "project":
        return None
    return Claim(
        round(0.5 + 0.4 * known / len(found), 2),
        f"{known} of {len(found)} names of GEPRIS’s {kind.name}s",
        edition="gepris",
    )


def read(delivery: Delivery) -> Reading:
    """The delivery: all of its files are loaded."""
    return GeprisReading(delivery, [document for found in delivery.documents.values() for document in found])


class GeprisReading(Reading):
    """The objects of all files, one after the other."""

    def __init__(self, delivery: Delivery, documents: list[Document]) -> None:
        self._files = [
            (document, kind, names(document)) for document in documents if (kind := kind_of(names(document)))
        ]
        if not self._files:
            raise InputError("has no names of GEPRIS", source=documents[0].place)
        self._kinds = {kind.name: kind for _, kind, _ in self._files}
        self._regions, self._running = Regions(), 0
        self._overrules = delivery.options.overrules or Overrules()
        self.columns = [column for _, kind, found in self._files for column in _columns(kind, found)]
        self._institutions: dict[str, str] = {}
        self._titled: set[str] = set()
        self._described: set[str] = set()
        for document, kind, _ in self._files:
            self._note(document, kind)
        self.fingerprint = digest(
            *(f"{key}={name}" for key, name in sorted(self._institutions.items())),
            *sorted(self._titled),
            *sorted(self._described),
        )
        hashes = "".join(document.sha256 for document in documents)
        self.source = Source(
            id=delivery.source_id,
            title="GEPRIS",
            publisher="Deutsche Forschungsgemeinschaft",
            url="https://gepris.dfg.de",
            language="de",
            document=", ".join(document.name for document in documents),
            sha256=documents[0].sha256 if len(documents) == 1 else hashlib.sha256(hashes.encode()).hexdigest(),
        )

    def _note(self, document: Document, kind: Kind) -> None:
        """Names of institutions that only relations give, and the projects that have titles."""
        for _, item in objects(document):
            found = values(kind, item)
            if kind.name == "project":
                self._titled.update(found.get("id", [])[:1])
            elif kind.name in {"relation", "institution"}:
                if kind.name == "institution":
                    self._described.update(found.get("institution", [])[:1] if found.get("name") else [])
                for number, name in zip(found.get("institution", []), found.get("name", []), strict=False):
                    if number not in self._institutions or kind.name == "institution":
                        self._institutions[number] = _line(name)

    def common(self) -> Iterable[Record]:
        """The funder."""
        label = {"de": "Deutsche Forschungsgemeinschaft", "en": "German Research Foundation"}
        return [Organisation(iri=DFG, label=label, alt=[("DFG", "")], url=["https://www.dfg.de"])]

    def rows(self) -> Iterator[Row]:
        """The objects of all files; each says of which kind it is."""
        for place, (document, kind, _) in enumerate(self._files):
            self._running = place
            name = document.name if len(self._files) > 1 else ""
            for number, item in objects(document):
                yield Row(number, item, name, "", kind.name)

    def share_read(self) -> float:
        """The share of the files that has been read."""
        return (self._running + self._files[self._running][0].done) / len(self._files)

    def records(self, row: Row) -> Iterable[Record]:
        """What an object states."""
        found = values(self._kinds[row.part], row.cells)
        made = {
            "project": self._project,
            "relation": self._relation,
            "institution": self._institution,
            "subject": self._subject,
        }
        return list(made[row.part](found))

    def _project(self, found: Values) -> Iterator[Record]:
        number, title = _number(found, "id"), _line(_first(found, "title") or _first(found, "title_en"))
        if not title:
            raise RowError("title", "", f"of project {number} is empty")
        project = Project(iri=project_iri("gepris", number), label={"de": title}, identifier=[number], funded_by=[DFG])
        if _first(found, "title_en") and _first(found, "title"):
            project.label["en"] = _line(_first(found, "title_en"))
        for language, field in (("de", "abstract"), ("en", "abstract_en")):
            if text := plain(_first(found, field)):
                project.description[language] = text
        project.start, project.end = _year(found, "start"), _year(found, "end")
        project.url = [f"https://gepris.dfg.de/gepris/projekt/{number}"]
        if process := _line(_first(found, "process")):
            programme = Programme(iri=programme_iri(f"{PROCESSES} {process}"), label={"de": process}, funded_by=[DFG])
            project.programme = [programme.iri]
            yield programme
        for name in dict.fromkeys(
            _line(part) for text in found.get("subjects", []) + found.get("area", []) for part in _SPLIT.split(text)
        ):
            if name:
                yield (theme := subject(name))
                project.theme.append(theme.iri)
        parent = _first(found, "parent")
        if parent and parent in self._titled:
            project.part_of = [project_iri("gepris", parent)]
        yield project
        for field, role in (("institution", "coordinator"), ("partners", "partner")):
            for institution in dict.fromkeys(found.get(field, [])):
                if institution.isdecimal():
                    yield from self._takes_part(project.iri, institution, role)

    def _relation(self, found: Values) -> Iterator[Record]:
        numbers, institutions = found.get("project", []), found.get("institution", [])
        if not numbers or not institutions:
            raise RowError("institution_id", "", "or number of the project is empty")
        positions = found.get("position", [])
        for place, institution in enumerate(institutions):
            number = numbers[min(place, len(numbers) - 1)]
            iri = project_iri("gepris", number)
            if number not in self._titled:
                yield Project(iri=iri, label={"": f"DFG {number}"}, identifier=[number], funded_by=[DFG])
            if place < len(positions) and institution not in self._described:
                yield from self._organisation(institution, {"position": [positions[place]]})
            yield from self._takes_part(iri, institution, "partner")

    def _takes_part(self, project: str, institution: str, role: str) -> Iterator[Record]:
        iri = organisation_iri("gepris", institution)
        if institution not in self._described:
            yield from self._organisation(institution, {})
        part = Participation(iri=participation_iri(project, iri), organisation=iri, role=role)
        yield Project(iri=project, participations=[part])

    def _institution(self, found: Values) -> Iterator[Record]:
        number = _number(found, "institution")
        if not _first(found, "name"):
            raise RowError("name", "", f"of institution {number} is empty")
        yield from self._organisation(number, found)

    def _organisation(self, number: str, found: Values) -> Iterator[Record]:
        name = self._institutions.get(number, "")
        if name and self._overrules.judge(name, "public body").kind != "organisation":
            name = ""  # stays as a number, since projects refer to it
        address = plain("\n".join(found.get("address", [])))
        town = _TOWN.search(address.replace("\n", ", "))
        postcode, locality = (town[1], town[2].strip()) if town else ("", "")
        lat, long = _position(found)
        region = self._regions.of(country="DE" if town else "", postcode=postcode, town=locality) if town else ""
        kind, web = organisation_kind(name), _web(_first(found, "internet"))
        english = _line(_first(found, "name_en"))
        yield Organisation(
            iri=organisation_iri("gepris", number),
            label={"": name or f"GEPRIS {number}"},
            alt=[(english, "en")] if english and english != name else [],
            identifier=[f"gepris:{number}"],
            kind=[kind] if kind else [],
            region=[region] if region else [],
            postcode=postcode,
            locality=locality,
            lat=lat,
            long=long,
            url=[web] if web else [],
        )

    def _subject(self, found: Values) -> Iterator[Record]:
        """A subject area below its review board, below its field of research."""
        above = ""
        for field in ("research", "board", "area"):
            name = _line(_first(found, field))
            if not name or (field != "research" and name_key(name) == name_key(above.rpartition("/")[2])):
                continue
            label = {"de": name} | ({"en": english} if (english := _line(_first(found, f"{field}_en"))) else {})
            theme = SUBJECTS.theme(label, broader=above, iri_=_subject_iri(name))
            yield theme
            above = theme.iri

    def warnings(self) -> list[str]:
        """What did not resolve."""
        count = len(self._regions.unresolved)
        return [f"{count} places are in no region"] if count else []


def subject(name: str) -> Theme:
    """A subject area that a project names; the same IRI as in the DFG's list of subject areas."""
    return SUBJECTS.theme(name, "de", iri_=_subject_iri(name))


def _subject_iri(name: str) -> str:
    return SUBJECTS.iri(name)


def _columns(kind: Kind, found: list[str]) -> Iterator[Column]:
    for name in found:
        yield Column(name, kind.fields.get(fold(name), ""), part=kind.name)


def _first(found: Values, field: str) -> str:
    return next(iter(found.get(field, ())), "")


def _number(found: Values, field: str) -> str:
    number = _first(found, field)
    if not number or not number.isdecimal():
        raise RowError(field, number, "is no number of GEPRIS")
    return number


def _line(text: str) -> str:
    return one_line(text).replace("\x00", "").strip()


def _year(found: Values, field: str) -> str:
    text = _first(found, field)
    if not text:
        return ""
    year = _YEAR.search(text)
    if not year:
        raise RowError(field, text, "is no year")
    return year[0]


def _position(found: Values) -> tuple[str, str]:
    parts: list[Any] = _first(found, "position").split(",") or []
    if len(parts) != 2:
        parts = [_first(found, "lat"), _first(found, "long")]
    try:
        lat, long = Decimal(parts[0].strip()), Decimal(parts[1].strip())
    except InvalidOperation:
        return "", ""
    if not (lat.is_finite() and long.is_finite()) or abs(lat) > 90 or abs(long) > 180 or not (lat or long):
        return "", ""
    return format(lat, "f"), format(long, "f")


def _web(text: str) -> str:
    if not text or not re.fullmatch(r"[^\s<>\"{}|\\^`\x00-\x1f\ud800-\udfff]+", text):
        return ""
    return text if re.match(r"https?://.", text) else f"http://{text}" if "." in text and "@" not in text else ""
