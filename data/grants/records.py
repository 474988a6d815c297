"""A row of a table of grants as records: a project with its grant, the recipient, the funder and the topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from data.beneficiaries.beneficiaries import judge, redact
from data.beneficiaries.organisation_kinds import organisation_kind
from data.grants.codes import Codes
from data.grants.recipients import Judge, Recipient, Recipients, Stated
from data.grants.table import Table
from data.importing.keys import digest, grant_iri, local_organisation_iri, participation_iri, programme_iri, project_iri
from data.importing.reading import RowError
from data.topics.themes import Scheme, target_groups_in_text, themes_in_text
from data.values import amount, currency, day, plain, postcode
from graph.model import Evidence, Grant, Organisation, Participation, Programme, Project, Record, Theme

LONGEST_TITLE = 300
ASSUMED = "EUR"  # where neither header nor cells name a currency
_YEARS = re.compile(r"(\d{4})(?:[.,]0+|\s*[/–-]\s*(?:\d{4}|\d{2}))?\Z")  # "2014", "2014.0", "2013/14"
_TOWN = re.compile(r"(?<!\d)(?:[A-Z]{1,2}\s*[-–]\s*)?(\d{4,5})\s+([^\W\d][^,;\d]*)")
_CARE_OF = re.compile(r"[\s,(–-]*\bc/o\b.*", re.IGNORECASE)  # behind it stands a person
_LETTER = re.compile(r"[^\W\d_]")
_MENTIONED = Evidence(certainty="implied", note="im Zweck der Zuwendung genannt")
_OF_FUNDER = Evidence(certainty="implied", note="das Gebiet der Datenbank; die Zeile nennt keinen Ort")
_TITLES = {
    "de": {"": "Zuwendung", "organisation": "Zuwendung an {}", "person": "Zuwendung an eine natürliche Person"},
    "en": {"": "Grant", "organisation": "Grant to {}", "person": "Grant to a natural person"},
}


class Grants:
    """Turns the rows of one table into records."""

    def __init__(self, source_id: str, table: Table, codes: Mapping[int, Codes], judges: Judge = judge) -> None:
        self._table, self._codes, self._database = table, codes, table.database
        self._scheme = self._database.id or source_id
        self._fields = [
            (name, at, self._labels(at)) for name, numbers in table.header.columns.items() for at in numbers
        ]
        self._of_recipient = [column for column in self._fields if column[0] in _OF_RECIPIENT]
        self._counters = frozenset(table.header.columns.get("counter", ()))
        self._language = table.language if table.language in _TITLES else "en"
        self._themes = Scheme(self._scheme)
        self.recipients = Recipients(self._scheme, self._database, judges)
        self._region = self.recipients.regions.of(country=table.country, name=self._database.region)
        self._region = self._region if self._database.region else ""
        self._theme = lru_cache(maxsize=4096)(self._made_theme)
        self._funder = lru_cache(maxsize=4096)(self._made_funder)
        self._programme = lru_cache(maxsize=4096)(self._made_programme)
        self._named = lru_cache(maxsize=65536)(self._mentions)
        self._stated_by = lru_cache(maxsize=65536)(self._made_stated)
        self._clean = lru_cache(maxsize=65536)(self._cleaned)

    def _labels(self, at: int) -> dict[str, str] | None:
        """The words that a column's codes stand for, "" for those that say nothing; None for a column without codes."""
        side = self._codes.get(at)
        return {code: self._cleaned(label) for code, label in side.labels.items()} if side else None

    # ------------------------------------------------------------------ the whole table

    def survey(self, cells: Sequence[str]) -> None:
        """Note how a row spells its recipient."""
        found = self.recipients.of(self._stated(cells))
        if found.iri:
            self.recipients.spellings.add(found.iri, found.who.name)

    def database(self) -> Iterator[Record]:
        """The programme that a known database stands for."""
        if self._database.id:
            region = [self._region] if self._region else []
            yield Programme(iri=programme_iri(self._database.id), label=dict(self._database.title), region=region)

    # ------------------------------------------------------------------ a row

    def records(self, cells: Sequence[str], occurrence: int) -> Iterator[Record]:
        """All that a row states. Raises RowError for a value that is not what its column holds."""
        words, stated = self._words(cells), self._stated(cells)
        purposes = words.get("purpose", [])
        if not stated.name and not purposes:
            raise RowError(self._column("recipient"), "", "names neither recipient nor purpose")
        recipient = self.recipients.of(stated) if stated.name else None
        project = self._project(cells, occurrence, words, stated, recipient)
        yield from self._around(project, words)
        yield project
        if recipient and recipient.iri:
            yield self.recipients.organisation(stated)
        if recipient:
            yield Project(iri=project.iri, participations=[_participation(project.iri, recipient)])

    def _project(
        self,
        cells: Sequence[str],
        occurrence: int,
        words: dict[str, list[str]],
        stated: Stated,
        recipient: Recipient | None,
    ) -> Project:
        title, more = self._texts(words, stated, recipient)
        project = Project(iri=project_iri(self._scheme, *self._key(cells, occurrence)), label={self._language: title})
        if more:
            project.description = {self._language: more}
        project.identifier = words.get("number", [])[:1]
        lines = [f"{self._column('kind')}: {_line(cell)}" for cell in words.get("kind", ())]
        if lines:
            project.note = {self._language: "\n".join(lines)}
        project.grants = [self._grant(project.iri, words)]
        if place := self.recipients.place(stated) if stated.name else "":
            project.region = [place]
        elif self._region:
            project.region, project.evidence["region", self._region] = [self._region], _OF_FUNDER
        themes, groups = self._named(title, more)
        project.theme, project.target_group = list(themes), list(groups)
        project.evidence.update((("theme", one), _MENTIONED) for one in themes)
        project.evidence.update((("target_group", one), _MENTIONED) for one in groups)
        return project

    def _around(self, project: Project, words: dict[str, list[str]]) -> Iterator[Record]:
        """Funder, topics and programme, to which the project is tied."""
        (grant,) = project.grants
        if funders := words.get("funder"):
            funder = self._funder(_line(funders[0]))
            grant.funder = funder.iri
            yield funder
        if named := words.get("programme"):
            programme = self._programme(_line(named[0]))
            grant.programme = programme.iri
            yield programme
        elif self._database.id:
            grant.programme = programme_iri(self._database.id)
        project.programme = [grant.programme] if grant.programme else []
        for label in words.get("area", ()):
            theme = self._theme(_line(label))
            project.evidence.pop(("theme", theme.iri), None)
            project.theme = list(dict.fromkeys([theme.iri, *project.theme]))
            yield theme

    def _texts(self, words: dict[str, list[str]], stated: Stated, recipient: Recipient | None) -> tuple[str, str]:
        """Title and summary; what names no purpose is called after its recipient."""
        purposes = [_line(cell) for cell in words.get("purpose", ())]
        more = [*purposes[1:], *words.get("description", ())]
        title = purposes[0] if purposes else ""
        if len(title) > LONGEST_TITLE:
            title, more = f"{title[: LONGEST_TITLE - 1].rpartition(' ')[0] or title[:LONGEST_TITLE]} …", [title, *more]
        if recipient and not recipient.iri:
            title, more = redact(title, stated.name), [redact(text, stated.name) for text in more]
        if not _LETTER.search(title):
            kind = ("organisation" if recipient.iri else "person") if recipient else ""
            made = _TITLES[self._language][kind].format(recipient.who.name if recipient else "")
            title = f"{made}: {title}" if title else made
        return title, "\n".join(more)

    def _grant(self, project: str, words: dict[str, list[str]]) -> Grant:
        grant = Grant(iri=grant_iri(project), date=self._date(words))
        for cell in words.get("amount", ()):
            value = self._read("amount", cell, lambda text: amount(text, self._table.style or None))
            if value is not None and value < 0:
                raise RowError(self._column("amount"), cell, "is negative; money given back is no grant")
            if value is not None:
                grant.amount, grant.currency = format(value, "f"), self._currency(words)
        return grant

    def _currency(self, words: dict[str, list[str]]) -> str:
        stated = words.get("currency", [""])[0].strip().upper()
        if len(stated) == 3 and stated.isascii() and stated.isalpha():
            return stated
        return currency(stated) or self._table.currency or ASSUMED

    def _date(self, words: dict[str, list[str]]) -> str:
        for cell in words.get("date", ()):
            if found := self._read("date", cell, lambda text: day(text, self._table.order or None)):
                return str(found)
        for cell in words.get("year", ()):
            years = _YEARS.match(cell)
            return str(self._read("year", years[1] if years else cell, day))
        return ""

    # ------------------------------------------------------------------ made once

    def _made_theme(self, label: str) -> Theme:
        return self._themes.theme(label, self._language)

    def _made_funder(self, name: str) -> Organisation:
        kind = organisation_kind(name)
        return Organisation(
            iri=local_organisation_iri(self._scheme, name),
            label={"": name},
            kind=[kind] if kind else [],
            region=[self._region] if self._region else [],
        )

    def _made_programme(self, name: str) -> Programme:
        return Programme(iri=programme_iri(f"{self._scheme}-{name}"), label={self._language: name})

    def _mentions(self, title: str, more: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        themes = themes_in_text(title, more, self._language)
        groups = target_groups_in_text(title, more, self._language)
        return tuple(dict.fromkeys(one for one, _ in themes)), tuple(dict.fromkeys(one for one, _ in groups))

    # ------------------------------------------------------------------ cells

    def _words(self, cells: Sequence[str]) -> dict[str, list[str]]:
        """The cells that are not blank by field, codes as what they stand for."""
        words: dict[str, list[str]] = {}
        for name, at, labels in self._fields:
            cell = cells[at]
            if labels is None:
                text = self._clean(cell) if cell else ""
            else:
                code = cell.strip()
                text = labels.get(code, "")
                if code and not text and code not in labels:
                    side = self._codes[at].document.name
                    raise RowError(self._table.header.cells[at], code, f"is not in {side}")
            if text:
                words.setdefault(name, []).append(text)
        return words

    def _cleaned(self, cell: str) -> str:
        return "" if self._database.is_blank(cell) else plain(cell.strip())

    def _stated(self, cells: Sequence[str]) -> Stated:
        """What a row says of its recipient."""
        return self._stated_by(tuple([cells[at] for _, at, _ in self._of_recipient]))

    def _made_stated(self, cells: tuple[str, ...]) -> Stated:
        first: dict[str, str] = {}
        for (name, _, labels), cell in zip(self._of_recipient, cells, strict=True):
            text = self._clean(cell) if labels is None else labels.get(cell.strip(), "")
            first.setdefault(name, text.replace("\n", " "))
        code, town = first.get("postcode", ""), first.get("town", "")
        if (address := first.get("address")) and not code and (match := _TOWN.search(address)):
            code, town = match[1], town or match[2].strip()
        return Stated(
            _CARE_OF.sub("", first.get("recipient", "")) or first.get("recipient", ""),
            first.get("recipient_kind", ""),
            first.get("recipient_id", ""),
            _postcode(code, self._table.country) if code else "",
            town,
            first.get("region", ""),
            first.get("country", "") or self._table.country,
        )

    def _key(self, cells: Sequence[str], occurrence: int) -> tuple[str, ...]:
        """What tells a grant from others: all that its row says, in words; equal rows are grants of their own."""
        said = [cell.strip() for cell in cells]
        for at in self._counters:
            said[at] = ""
        for at, side in self._codes.items():
            said[at] = side.key(said[at])
        return (digest(*said), str(occurrence)) if occurrence > 1 else (digest(*said),)

    def _read(self, name: str, cell: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(cell)
        except ValueError as error:
            raise RowError(self._column(name), cell, str(error)) from error

    def _column(self, name: str) -> str:
        """The column's own name, for messages."""
        numbers = self._table.header.columns.get(name)
        return self._table.header.cells[numbers[0]] if numbers else name


_OF_RECIPIENT = frozenset(
    ("recipient", "recipient_kind", "recipient_id", "postcode", "town", "address", "region", "country")
)


def _line(text: str) -> str:
    return text.replace("\n", " ") if "\n" in text else text


@lru_cache(maxsize=65536)
def _postcode(text: str, country: str) -> str:
    """The postcode in its country's form, else as it stands; a cell of zeros is none."""
    if not text.strip("0. "):
        return ""
    try:
        return postcode(text, country)
    except ValueError:
        return text


def _participation(project: str, recipient: Recipient) -> Participation:
    if not recipient.iri:
        kind = recipient.who.kind
        return Participation(iri=participation_iri(project, kind), unnamed=kind, role="beneficiary")
    iri = participation_iri(project, recipient.iri, "beneficiary")
    return Participation(iri=iri, organisation=recipient.iri, role="beneficiary")
