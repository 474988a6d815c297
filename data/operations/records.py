"""A row of a list of operations as records: the operation, who carries it out, and the money."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from data.beneficiaries.beneficiaries import Beneficiary, judge, redact
from data.beneficiaries.organisation_kinds import organisation_kind
from data.funds import funds
from data.importing.keys import (
    digest,
    grant_iri,
    local_organisation_iri,
    participation_iri,
    programme_iri,
    project_iri,
)
from data.importing.reading import RowError
from data.operations.context import Context
from data.operations.layout import Layout
from data.places.regions import Regions
from data.topics.intervention import intervention_fields
from data.topics.themes import Scheme, target_groups_in_text, themes_in_text
from data.values import amount, cci, day, percentage, plain
from data.values.blanks import is_blank
from data.values.identifiers import with_scheme
from data.values.markup import one_line
from graph.model import Evidence, Grant, Organisation, Participation, Programme, Project, Record, Theme

# Of several amounts the first that a list has: who pays it is the fund, except where all public money is meant.
GRANTED = ("eu_cofinancing_amount", "public_amount", "paid_amount")
# Words of a row that are themes of its own where no category says more.
_MENTIONED = Evidence(certainty="implied", note="im Titel oder in der Zusammenfassung genannt")
_OF_PROGRAMME = Evidence(certainty="implied", note="das Gebiet des Programms; die Zeile nennt keinen Ort")
LONGEST_TITLE = 300
LONGEST_THEME = 120  # characters: what is longer is a description of an objective
_WORD = re.compile(r"[^\W\d_]{4}")
# Headers such as "Themenfeld" stand above objectives in one list and above categories of intervention in another.
CATEGORIES = ("intervention_field", "thematic_objective", "priority", "specific_objective", "esf_theme")
_CODE = re.compile(r"\s*\d{3}\s*[-–—:]\s*\w")
# What has no property of its own is kept as a note, under the column's own name.
NOTED = (
    "priority", "measure", "call", "thematic_objective", "investment_priority", "specific_objective",
    "form_of_finance", "territory_type", "delivery_mechanism", "esf_theme", "economic_activity", "region_category",
    "managing_authority", "public_amount", "paid_amount", "member_state_amount", "third_party_amount",
    "operation_location", "operation_address", "operation_county", "operation_nuts_region", "latitude", "longitude",
    "first_payment_date", "final_payment_date", "last_update", "source",
)  # fmt: skip
# Where a natural person carries out the operation, its address is theirs.
_AT_HOME = {"operation_address", "operation_location", "latitude", "longitude"}
Judge = Callable[..., Beneficiary]


class Filled(dict[str, list[tuple[int, str]]]):
    """The cells of a row that are not blank, with the numbers of their columns, by field."""

    def __init__(self, fields: Sequence[tuple[str, int]], row: Sequence[str]) -> None:
        super().__init__()
        self.row = row
        for name, number in fields:
            cell = row[number]
            if cell and not is_blank(cell):
                self.setdefault(name, []).append((number, cell))


class Operations:
    """Turns the rows of one list into records."""

    def __init__(
        self, source_id: str, layout: Layout, context: Context, repeated: frozenset[str], judges: Judge = judge
    ):
        self._source, self._layout, self._context = source_id, layout, context
        self._repeated, self._judge = repeated, judges
        self._fields = [(name, number) for name, numbers in layout.cells.items() for number in numbers]
        self._regions, self._scheme = Regions(), Scheme(source_id)
        self._theme = lru_cache(maxsize=4096)(self._made_theme)
        self._programme_of = lru_cache(maxsize=4096)(self._made_programme)
        self._organisation_of = lru_cache(maxsize=65536)(self._made_organisation)
        self._programme = context.programme().iri
        self._language = "de" if context.country in ("DE", "AT") else ""

    def records(self, row: Sequence[str], occurrence: int) -> Iterator[Record]:
        """All that a row states. Raises RowError for a value that is not what its column holds."""
        cells = Filled(self._fields, row)
        name, title, summary = self._names(cells)
        kind = self._text(cells, "beneficiary_legal_form")
        who = self._judge(name, kind, self._context.country) if name else None
        if who and who.kind != "organisation":
            title, summary = redact(title, name), redact(summary, name)
        project = Project(
            iri=self._iri(cells, name, title, occurrence), label={self._language: title or summary[:LONGEST_TITLE]}
        )
        if summary and summary != title:
            project.description = {self._language: summary}
        self._describe(project, cells)
        self._note(project, cells, is_person=bool(who and who.kind != "organisation"))
        self._classify(project, cells, title, summary)
        own = [] if any(theme not in self._mentioned(project) for theme in project.theme) else self._own_themes(cells)
        project.theme += [theme.iri for theme in own if theme.iri not in project.theme]
        programme = self._own_programme(cells)
        project.programme = [programme.iri if programme else self._programme]
        if programme:
            yield programme
        where = self._region(cells, "operation") or self._region(cells, "beneficiary")
        if not where and not programme and self._context.region:
            where = self._context.region
            project.evidence["region", where] = _OF_PROGRAMME
        project.region = [where] if where else []
        self._money(project, cells, project.programme[0])
        yield project
        if project.grants and project.grants[0].funder == (payer := self._authority(cells)) and payer:
            yield Organisation(iri=payer, label={"": self._text(cells, "managing_authority")})
        yield from own
        yield from self._taking_part(project.iri, cells, name, who, kind, where)
        yield from self._partners(project.iri, cells)

    # ------------------------------------------------------------------ what it is

    def _names(self, cells: Filled) -> tuple[str, str, str]:
        name, title = self._text(cells, "beneficiary_name"), self._text(cells, "project_name")
        summary = "\n".join(filter(None, (plain(cell) for cell in self._all(cells, "project_description"))))
        if not title:
            title, _, rest = (
                summary.partition("\n") if len(summary) > LONGEST_TITLE else (" ".join(summary.split()), "", "")
            )
            summary = summary if rest else ""
        if not title and not name:
            raise RowError(
                self._named("project_name", "beneficiary_name"), "", "names neither operation nor beneficiary"
            )
        return name, title or self._text(cells, "measure") or "–", summary

    def _iri(self, cells: Filled, name: str, title: str, occurrence: int) -> str:
        if number := self._text(cells, "operation_id"):
            return project_iri(self._source, number)
        key = key_of(self._layout, cells.row)
        # Operations that share name, title and beginning are told apart by all that their rows say.
        more = (*cells.row, str(occurrence)) if key in self._repeated or occurrence > 1 else ()
        return project_iri(self._source, key, *more)

    def _describe(self, project: Project, cells: Filled) -> None:
        project.start = self._date(cells, "starting_date") or self._date(cells, "approval_date")
        project.end = self._date(cells, "completion_date") or self._date(cells, "final_payment_date")
        project.acronym = self._text(cells, "project_acronym")
        project.status = self._text(cells, "project_status")
        project.postcode, project.locality = (
            self._text(cells, "operation_postal_code"),
            self._text(cells, "operation_city"),
        )
        if number := self._text(cells, "operation_id"):
            project.identifier = [number]
        project.keyword = [
            word.strip()
            for cell in self._all(cells, "keywords")
            for word in plain(cell).replace("\n", ";").split(";")
            if word.strip()
        ]
        project.url = [one_line(cell) for cell in self._all(cells, "beneficiary_url")]

    def _note(self, project: Project, cells: Filled, *, is_person: bool) -> None:
        lines = [
            f"{' '.join(self._layout.columns[number].column.split())}: {one_line(cell)}"
            for name in NOTED
            if not (is_person and name in _AT_HOME)
            for number, cell in cells.get(name, ())
        ]
        if lines:
            project.note = {self._language: "\n".join(lines)}

    def _classify(self, project: Project, cells: Filled, title: str, summary: str) -> None:
        for name in CATEGORIES:
            for cell in self._all(cells, name):
                if name == "intervention_field" or _CODE.match(cell):
                    found = intervention_fields(cell, self._context.period)
                    project.theme += [field for field in found if field not in project.theme]
        for naming, field in ((themes_in_text, "theme"), (target_groups_in_text, "target_group")):
            known = getattr(project, field)
            for concept, _ in naming(title, summary, self._language):
                if concept not in known:
                    known.append(concept)
                    project.evidence[field, concept] = _MENTIONED

    def _mentioned(self, project: Project) -> set[str]:
        """The themes that only the words of the row name."""
        return {theme for field, theme in project.evidence if field == "theme"}

    def _own_themes(self, cells: Filled) -> list[Theme]:
        """What the list calls a theme in words of its own, where it has no category of an official scheme."""
        labels = (
            one_line(cell) for name in ("intervention_field", "thematic_objective") for cell in self._all(cells, name)
        )
        return [self._theme(label) for label in labels if len(label) <= LONGEST_THEME and _WORD.search(label)]

    def _made_theme(self, label: str) -> Theme:
        return self._scheme.theme(label, self._language)

    def _own_programme(self, cells: Filled) -> Programme | None:
        """The programme that the row names, where not all rows name the same."""
        text = self._text(cells, "cci_program_code")
        code = self._read("cci_program_code", cci, text) if text else ""
        name = self._text(cells, "operational_programme")
        if (not code and not name) or programme_iri(code or name) == self._programme:
            return None
        return self._programme_of(code, name, self._text(cells, "fund_acronym"))

    def _made_programme(self, code: str, name: str, fund_name: str) -> Programme:
        fund = funds.fund_of_cci(code) or funds.fund(fund_name) or self._context.fund
        begin, _, end = (funds.period(code) or self._context.period).partition("-")
        return funds.programme(code or f"{self._source}-{name}", {"": name or code}, start=begin, end=end, fund_id=fund)

    # ------------------------------------------------------------------ who

    def _taking_part(
        self, project: str, cells: Filled, name: str, who: Beneficiary | None, kind: str, where: str
    ) -> Iterator[Record]:
        if who is None:
            return
        if who.kind != "organisation":
            part = Participation(iri=participation_iri(project, who.kind), unnamed=who.kind, role="beneficiary")
            yield Project(iri=project, participations=[part])
            return
        organisation = self._organisation(cells, who.name, kind)
        yield organisation
        # Where a list has only the place of the operation, that is where the organisation is at work.
        if place := self._region(cells, "beneficiary") or where:
            yield Organisation(iri=organisation.iri, region=[place])
        yield Project(iri=project, participations=[_part(project, organisation.iri, "beneficiary")])

    def _organisation(self, cells: Filled, name: str, kind: str) -> Organisation:
        place = self._text(cells, "beneficiary_postal_code"), self._text(cells, "beneficiary_city")
        number = self._text(cells, "beneficiary_id")
        if number:
            number = with_scheme(number, self._named("beneficiary_id"), self._context.country)
        return self._organisation_of(name, kind, *place, number)

    def _made_organisation(self, name: str, kind: str, postcode: str, town: str, number: str) -> Organisation:
        found = organisation_kind(name, kind)
        return Organisation(
            iri=local_organisation_iri(self._source, name, postcode or town),
            label={"": name},
            kind=[found] if found else [],
            identifier=[number] if number else [],
            postcode=postcode,
            locality=town,
        )

    def _partners(self, project: str, cells: Filled) -> Iterator[Record]:
        for cell in self._all(cells, "partner_names"):
            for text in plain(cell).replace("\n", ";").split(";"):
                name = " ".join(text.split())
                who = self._judge(name, "", self._context.country) if name and not is_blank(name) else None
                if who and who.kind == "organisation":
                    iri = local_organisation_iri(self._source, who.name)
                    yield Organisation(iri=iri, label={"": who.name})
                    yield Project(iri=project, participations=[_part(project, iri, "partner")])

    # ------------------------------------------------------------------ where and how much

    def _region(self, cells: Filled, of: str) -> str:
        """The region that the place of the operation or of its beneficiary means."""
        postcode, town = self._text(cells, f"{of}_postal_code"), self._text(cells, f"{of}_city")
        nuts, country = self._text(cells, f"{of}_nuts_code"), self._text(cells, f"{of}_country")
        name = self._text(cells, f"{of}_nuts_region") or self._text(cells, f"{of}_county")
        if of == "operation":
            name = name or self._text(cells, "operation_location")
        if not (name or postcode or town or nuts):
            return self._regions.of(country=country) if country else ""
        land = country or self._context.country
        return self._regions.of(country=land, postcode=postcode, town=town, nuts=nuts, name=name)

    def _money(self, project: Project, cells: Filled, programme: str) -> None:
        total, eligible = self._amount(cells, "total_amount"), self._amount(cells, "total_amount_eligible")
        project.total_cost, project.eligible_cost = total, eligible
        project.currency = self._currency(cells) if total or eligible else ""
        name = next((name for name in GRANTED if self._amount(cells, name)), "")
        rate = self._rate(cells)
        fund = funds.fund(self._text(cells, "fund_acronym")) or self._context.fund
        if not name and not rate and not fund:
            return
        paid = self._amount(cells, name) if name else ""
        project.grants = [
            Grant(
                iri=grant_iri(project.iri),
                funder=funds.funder_iri(fund) if fund else self._authority(cells),
                programme=programme,
                amount=paid,
                currency=self._currency(cells) if paid else "",
                cofinancing_rate=rate,
                date=self._date(cells, "approval_date") or project.start,
            )
        ]

    def _authority(self, cells: Filled) -> str:
        """Who decides on the money, where no fund is known."""
        name = self._text(cells, "managing_authority")
        return local_organisation_iri(self._source, name) if name else ""

    def _currency(self, cells: Filled) -> str:
        stated = self._text(cells, "currency").upper()
        return stated if len(stated) == 3 and stated.isascii() and stated.isalpha() else self._context.currency

    # ------------------------------------------------------------------ cells

    def _all(self, cells: Filled, name: str) -> Iterator[str]:
        return (cell for _, cell in cells.get(name, ()))

    def _text(self, cells: Filled, name: str) -> str:
        found = cells.get(name)
        return one_line(found[0][1]) if found else ""

    def _date(self, cells: Filled, name: str) -> str:
        for number, cell in cells.get(name, ()):
            if found := self._read(name, day, cell, self._layout.dates.get(number)):
                return str(found)
        return ""

    def _amount(self, cells: Filled, name: str) -> str:
        for number, cell in cells.get(name, ()):
            found = self._read(name, amount, cell, self._layout.money.get(number))
            if found is not None:
                return _digits(found)
        return ""

    def _rate(self, cells: Filled) -> str:
        for number, cell in cells.get("eu_cofinancing_rate", ()):
            found = self._read("eu_cofinancing_rate", percentage, cell, self._layout.shares.get(number, False))
            if found is not None:
                return _digits(found)
        return ""

    def _read(self, name: str, read: Callable[..., Any], cell: str, *more: Any) -> Any:
        try:
            return read(cell, *more)
        except ValueError as error:
            raise RowError(self._named(name), cell, str(error)) from error

    def _named(self, *names: str) -> str:
        """The column's own name, for messages."""
        found = [self._layout.columns[at].column for name in names for at in self._layout.cells.get(name, ())[:1]]
        return " ".join((found or [names[0]])[0].split())


def key_of(layout: Layout, cells: Sequence[str]) -> str:
    """What tells an operation without an identifier from others: who, what, and since when, as one hash."""
    parts = [cells[at].strip() for name in _KEY for at in layout.cells.get(name, ())]
    return digest(*parts)


_KEY = ("beneficiary_name", "project_name", "starting_date", "approval_date")


def _part(project: str, organisation: str, role: str) -> Participation:
    return Participation(iri=participation_iri(project, organisation, role), organisation=organisation, role=role)


def _digits(value: Decimal) -> str:
    return format(value, "f")
