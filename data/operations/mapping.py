"""Which column of a list of operations states which field, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.operations.evidence import Profile, fit, in_words, profile
from data.operations.lexicon import PLACES, fields, lexicon
from data.operations.words import words

# Below it a column is left over. Tuned on 57 lists of 20 member states that are not among the test samples.
THRESHOLD = 0.58
# What a column is worth whose cells alone say what it is.
_CELLS_ALONE = 0.6
_SURE = 0.98
_EXACT, _LEAST = 0.93, 0.66


@dataclass(frozen=True)
class ColumnMapping:
    """A column, the field it states ("" for none), the confidence (0 to 1), and the reason in words."""

    column: str
    field: str
    confidence: float
    why: str


@dataclass(frozen=True)
class _Candidate:
    column: int
    field: str
    score: float
    why: str


def map_columns(header: Sequence[str], samples: Sequence[Sequence[str]] = ()) -> list[ColumnMapping]:
    """The mapping of every column, in the header's order; ``samples`` are rows below it.

    A field that a row states once goes to one column, the most likely; a column that comes near no field is left over.
    """
    seen = [profile([row[number] for row in samples if number < len(row)]) for number in range(len(header))]
    candidates = [_candidates(number, title, seen[number]) for number, title in enumerate(header)]
    _settle_places(header, candidates)
    chosen = _assign(candidates)
    _add_by_cells(header, seen, chosen)
    _correct(seen, chosen)
    return [_explained(title, number, chosen, candidates[number], header) for number, title in enumerate(header)]


def _candidates(number: int, title: str, seen: Profile) -> list[_Candidate]:
    """The fields that a column's header comes near, weighed by its cells, best first."""
    if not words(title):
        return []
    kinds = fields()
    found = []
    for field, match in lexicon().match(title).items():
        if match.score < 0.45:
            continue
        kind = kinds[field]["kind"]
        # Cells of an odd form do not overrule a header that says exactly this.
        suits = fit(kind, seen) if match.score < _EXACT else max(fit(kind, seen), _LEAST)
        score = min(match.score * suits, 1.0)
        language = f" ({match.language})" if match.language else ""
        cells = in_words(kind, seen)
        why = f"its header is like “{match.phrase}”{language}" + (f"; {cells}" if cells else "")
        found.append(_Candidate(number, field, score, why))
    return sorted(found, key=lambda candidate: -candidate.score)


def _settle_places(header: Sequence[str], candidates: list[list[_Candidate]]) -> None:
    """Places that do not say whose: the beneficiary's beside a column of the beneficiary, else the operation's."""
    known = lexicon()
    best = [found[0].field if found else "" for found in candidates]
    for number, found in enumerate(candidates):
        field = best[number]
        place = field.partition("_")[2]
        if place not in PLACES or known.owner(header[number]):
            continue
        near = [best[other] for other in (number - 1, number + 1) if 0 <= other < len(best)]
        left = best[number - 1] if number else ""
        wanted = "beneficiary" if left.startswith("beneficiary") or near == ["beneficiary_name"] else "operation"
        if {f"operation_{place}", f"beneficiary_{place}"} <= {candidate.field for candidate in found}:
            taken = any(known.owner(other) == wanted and best[n].endswith(place) for n, other in enumerate(header))
            if taken:
                wanted = "operation" if wanted == "beneficiary" else "beneficiary"
            other = "operation" if wanted == "beneficiary" else "beneficiary"
            candidates[number] = sorted(
                (
                    replace(candidate, score=candidate.score - 0.02)
                    if candidate.field == f"{other}_{place}"
                    else candidate
                    for candidate in found
                ),
                key=lambda candidate: (-candidate.score, candidate.field != f"{wanted}_{place}"),
            )
            best[number] = candidates[number][0].field


def _assign(candidates: list[list[_Candidate]]) -> dict[int, _Candidate]:
    """The best candidates first; a column whose field is taken falls back to its next one if that is as good."""
    kinds = fields()
    chosen: dict[int, _Candidate] = {}
    taken: set[str] = set()
    ranked = sorted((c for found in candidates for c in found), key=lambda c: (-round(c.score, 3), c.column))
    for candidate in ranked:
        if candidate.score < THRESHOLD or candidate.column in chosen:
            continue
        if candidate.field in taken and not kinds[candidate.field].get("many"):
            continue
        # Two columns of one meaning would otherwise push each other to fields that are far off.
        if candidate.score < candidates[candidate.column][0].score - 0.2:
            continue
        chosen[candidate.column] = candidate
        taken.add(candidate.field)
    return chosen


def _add_by_cells(header: Sequence[str], seen: list[Profile], chosen: dict[int, _Candidate]) -> None:
    """Columns whose header says nothing, but whose cells can be one thing only."""
    taken = {candidate.field for candidate in chosen.values()}
    for number in range(len(header)):
        if number in chosen or seen[number].filled < 3:
            continue
        field, why = _by_cells(seen[number], taken)
        if field:
            chosen[number] = _Candidate(number, field, _CELLS_ALONE, f"by its cells alone: {why}")
            taken.add(field)


def _by_cells(seen: Profile, taken: set[str]) -> tuple[str, str]:
    choices = [
        (
            "contact",
            seen.share("contact") > 0.8 and seen.share("amount") < 0.2,
            "telephone numbers or e-mail addresses",
        ),
        ("cci_program_code", seen.share("cci") > 0.9, "CCI codes"),
        ("operation_nuts_code", seen.share("nuts") > 0.9 and seen.length <= 8, "NUTS codes"),
        ("beneficiary_url", seen.share("url") > 0.9, "web addresses"),
        ("beneficiary_name", seen.share("legal") > 0.6 and seen.length < 90, "names with a legal form"),
        ("starting_date", seen.share("date") > 0.9 and "completion_date" not in taken, "dates"),
        ("completion_date", seen.share("date") > 0.9 and "starting_date" in taken, "dates"),
        ("project_description", seen.length > 150 and seen.share("letters") > 0.9, "long texts"),
        (
            "intervention_field",
            seen.share("category") > 0.9 and seen.share("letters") > 0.9,
            "category codes with words",
        ),
    ]
    return next(((field, why) for field, holds, why in choices if holds and field not in taken), ("", ""))


def _correct(seen: list[Profile], chosen: dict[int, _Candidate]) -> None:
    """Swap pairs whose cells contradict their headers where the headers leave it open."""
    at = {candidate.field: number for number, candidate in chosen.items()}
    for first, second, wrong, reason in (
        ("starting_date", "completion_date", _later, "a start is not after the end"),
        ("project_name", "project_description", _longer, "a name is shorter than a summary"),
        ("eu_cofinancing_amount", "total_amount_eligible", _more, "the EU's part is not more than the whole"),
        ("total_amount_eligible", "total_amount", _more, "eligible expenditure is not more than total cost"),
    ):
        if first in at and second in at and wrong(seen[at[first]], seen[at[second]]):
            one, two = chosen[at[first]], chosen[at[second]]
            # A clear header is believed against the cells.
            if max(one.score, two.score) >= 0.9 and min(one.score, two.score) >= 0.75:
                continue
            chosen[at[first]] = replace(two, column=at[first], why=f"{two.why}; {reason}")
            chosen[at[second]] = replace(one, column=at[second], why=f"{one.why}; {reason}")
            at[first], at[second] = at[second], at[first]


def _later(one: Profile, two: Profile) -> bool:
    return bool(one.middle_date and two.middle_date and one.middle_date > two.middle_date)


def _longer(one: Profile, two: Profile) -> bool:
    return one.length > 2 * two.length > 0 and one.length > 60


def _more(one: Profile, two: Profile) -> bool:
    return one.middle_amount > two.middle_amount > 0


def _explained(
    title: str, number: int, chosen: dict[int, _Candidate], found: list[_Candidate], header: Sequence[str]
) -> ColumnMapping:
    candidate = chosen.get(number)
    if candidate:
        return ColumnMapping(title, candidate.field, round(min(candidate.score, _SURE), 2), candidate.why)
    if not found:
        return ColumnMapping(title, "", 0.0, "its header is like no phrase known")
    best = found[0]
    holder = next((n for n, other in chosen.items() if other.field == best.field), None)
    if best.score >= THRESHOLD and holder is not None:
        return ColumnMapping(title, "", 0.0, f"“{header[holder]}” already states {best.field}")
    return ColumnMapping(title, "", 0.0, f"nearest is {best.field} with {best.score:.2f}, below {THRESHOLD}")
