"""A row of a list of operations as records: the operation, who carries it out, and the money."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from data.importing import funds
from data.importing.beneficiaries import Beneficiary, judge, redact
from data.importing.intervention import intervention_fields
from data.importing.keys import (
    digest,
    grant_iri,
    local_organisation_iri,
    participation_iri,
    programme_iri,
    project_iri,
)
from data.importing.organisation_kinds import organisation_kind
from data.importing.reading import RowError
from data.importing.regions import Regions
from data.importing.themes import target_groups_in_text, themes_in_text
from data.operations.context import Context
from data.operations.layout import Layout
from data.values import amount, cci, day, percentage, plain
from data.values.blanks import is_blank
from data.values.markup import one_line
from graph.model import Evidence, Grant, Organisation, Participation, Programme, Project, Record

# Of several amounts the first that a list has: who pays it is the fund, except where all public money is meant.
GRANTED = ("eu_cofinancing_amount", "public_amount", "paid_amount")
# Words of a row that are themes of its own where no category says more.
_MENTIONED = Evidence(certainty="implied", note="im Titel oder in der Zusammenfassung genannt")
_OF_PROGRAMME = Evidence(certainty="implied", note="das Gebiet des Programms; die Zeile nennt keinen Ort")
LONGEST_TITLE = 300
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


class Operations:
    """Turns the rows of one list into records."""

    def __init__(
        self, source_id: str, layout: Layout, context: Context, repeated: frozenset[str], judges: Judge = judge
    ):
        self._source, self._layout, self._context = source_id, layout, context
        self._repeated, self._judge = repeated, judges
        self._regions = Regions()
        self._programme = context.programme().iri
        self._language = "de" if context.country in ("DE", "AT") else ""

    def records(self, cells: Sequence[str], occurrence: int) -> Iterator[Record]:
        """All that a row states. Raises RowError for a value that is not what its column holds."""
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
        yield from self._taking_part(project.iri, cells, name, who, kind, where)
        yield from self._partners(project.iri, cells)

    # ------------------------------------------------------------------ what it is

    def _names(self, cells: Sequence[str]) -> tuple[str, str, str]:
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

    def _iri(self, cells: Sequence[str], name: str, title: str, occurrence: int) -> str:
        if number := self._text(cells, "operation_id"):
            return project_iri(self._source, number)
        key = key_of(self._layout, cells)
        # Operations that share name, title and beginning are told apart by all that their rows say.
        more = (*cells, str(occurrence)) if key in self._repeated or occurrence > 1 else ()
        return project_iri(self._source, key, *more)

    def _describe(self, project: Project, cells: Sequence[str]) -> None:
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

    def _note(self, project: Project, cells: Sequence[str], *, is_person: bool) -> None:
        lines = [
            f"{' '.join(self._layout.columns[number].column.split())}: {one_line(cells[number])}"
            for name in NOTED
            if not (is_person and name in _AT_HOME)
            for number in self._layout.cells.get(name, ())
            if not is_blank(cells[number])
        ]
        if lines:
            project.note = {self._language: "\n".join(lines)}

    def _classify(self, project: Project, cells: Sequence[str], title: str, summary: str) -> None:
        for name in CATEGORIES:
            for cell in self._all(cells, name):
                if name != "intervention_field" and not _CODE.match(cell):
                    continue
                found = intervention_fields(cell, self._context.period)
                project.theme += [field for field in found if field not in project.theme]
        for naming, field in ((themes_in_text, "theme"), (target_groups_in_text, "target_group")):
            known = getattr(project, field)
            for concept, _ in naming(title, summary, self._language):
                if concept not in known:
                    known.append(concept)
                    project.evidence[field, concept] = _MENTIONED

    def _own_programme(self, cells: Sequence[str]) -> Programme | None:
        """The programme that the row names, where not all rows name the same."""
        text = self._text(cells, "cci_program_code")
        code = self._read("cci_program_code", cci, text) if text else ""
        name = self._text(cells, "operational_programme")
        if (not code and not name) or programme_iri(code or name) == self._programme:
            return None
        fund = funds.fund_of_cci(code) or funds.fund(self._text(cells, "fund_acronym")) or self._context.fund
        begin, _, end = (funds.period(code) or self._context.period).partition("-")
        return funds.programme(code or f"{self._source}-{name}", {"": name or code}, start=begin, end=end, fund_id=fund)

    # ------------------------------------------------------------------ who

    def _taking_part(
        self, project: str, cells: Sequence[str], name: str, who: Beneficiary | None, kind: str, where: str
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

    def _organisation(self, cells: Sequence[str], name: str, kind: str) -> Organisation:
        postcode, town = self._text(cells, "beneficiary_postal_code"), self._text(cells, "beneficiary_city")
        found = organisation_kind(name, kind)
        return Organisation(
            iri=local_organisation_iri(self._source, name, postcode or town),
            label={"": name},
            kind=[found] if found else [],
            identifier=[number] if (number := self._text(cells, "beneficiary_id")) else [],
            postcode=postcode,
            locality=town,
        )

    def _partners(self, project: str, cells: Sequence[str]) -> Iterator[Record]:
        for cell in self._all(cells, "partner_names"):
            for text in plain(cell).replace("\n", ";").split(";"):
                name = " ".join(text.split())
                who = self._judge(name, "", self._context.country) if name and not is_blank(name) else None
                if who and who.kind == "organisation":
                    iri = local_organisation_iri(self._source, who.name)
                    yield Organisation(iri=iri, label={"": who.name})
                    yield Project(iri=project, participations=[_part(project, iri, "partner")])

    # ------------------------------------------------------------------ where and how much

    def _region(self, cells: Sequence[str], of: str) -> str:
        """The region that the place of the operation or of its beneficiary means."""
        text = {part: self._text(cells, f"{of}_{part}") for part in ("postal_code", "city", "nuts_code", "country")}
        name = self._text(cells, f"{of}_nuts_region") or self._text(cells, f"{of}_county")
        if of == "operation":
            name = name or self._text(cells, "operation_location")
        if not (name or text["postal_code"] or text["city"] or text["nuts_code"]):
            return self._regions.of(country=text["country"]) if text["country"] else ""
        country = text["country"] or self._context.country
        return self._regions.of(
            country=country, postcode=text["postal_code"], town=text["city"], nuts=text["nuts_code"], name=name
        )

    def _money(self, project: Project, cells: Sequence[str], programme: str) -> None:
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
                funder=funds.funder_iri(fund) if fund else "",
                programme=programme,
                amount=paid,
                currency=self._currency(cells) if paid else "",
                cofinancing_rate=rate,
                date=self._date(cells, "approval_date") or project.start,
            )
        ]

    def _currency(self, cells: Sequence[str]) -> str:
        stated = self._text(cells, "currency").upper()
        return stated if len(stated) == 3 and stated.isascii() and stated.isalpha() else self._context.currency

    # ------------------------------------------------------------------ cells

    def _all(self, cells: Sequence[str], name: str) -> Iterator[str]:
        for number in self._layout.cells.get(name, ()):
            if not is_blank(cells[number]):
                yield cells[number]

    def _text(self, cells: Sequence[str], name: str) -> str:
        for number in self._layout.cells.get(name, ()):
            if not is_blank(cells[number]):
                return one_line(cells[number])
        return ""

    def _date(self, cells: Sequence[str], name: str) -> str:
        for number in self._layout.cells.get(name, ()):
            if found := self._read(name, day, cells[number], self._layout.dates.get(number)):
                return str(found)
        return ""

    def _amount(self, cells: Sequence[str], name: str) -> str:
        for number in self._layout.cells.get(name, ()):
            found = self._read(name, amount, cells[number], self._layout.money.get(number))
            if found is not None:
                return _digits(found)
        return ""

    def _rate(self, cells: Sequence[str]) -> str:
        for number in self._layout.cells.get("eu_cofinancing_rate", ()):
            found = self._read("eu_cofinancing_rate", percentage, cells[number], self._layout.shares.get(number, False))
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
