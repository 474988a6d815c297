"""The parts of ``docs/identity.md`` that follow from the code: weights, bands, identifiers, and the worked examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docs.markdown import code, codes, table
from graph.matching import projects, score
from graph.matching.candidates import ASK, DIFFERENT, SAME, Reason
from graph.matching.description import Rarity, describe
from graph.matching.identifiers import EXCLUSIVE
from graph.matching.mention import Mention
from graph.matching.schemes import schemes
from graph.matching.score import Verdict, band, compare, reasons

# Constants of the score: feature, what counts, and how the number is to be read.
WEIGHTS: dict[str, tuple[str, str, str]] = {
    "BEFORE": ("–", "before anything is compared", ""),
    "NAME_EQUAL": ("name", "all words of one name are those of the other, in any order and spelling", ""),
    "NAME_EQUAL_PER_BIT": ("name", "… and for each bit of these words", "× bits"),
    "NAME_EXACT": ("name", "… and the legal form as well", ""),
    "NAME_GENERIC": ("name", "… but nothing in the name is rare, and no town has only one such", ""),
    "NAME_PART": ("name", "one of two names that are written “one / other”", ""),
    "NAME_UNEQUAL": ("name", "nearly equal: for the share of words that only one of them has", "× share"),
    "NAME_WITHIN": ("name", "one name has words that the other lacks, and no others differ", ""),
    "NAME_BEGINS": ("name", "… and both begin with the same word", ""),
    "NAME_BEGINS_HERE": ("name", "… and postcode and legal form are the same, and it is no company", ""),
    "NAME_WITHIN_COMPANY": ("name", "… and one is a company: companies have subsidiaries", ""),
    "NAME_SHARED_PER_BIT": ("name", "names that differ: for each bit of shared words", "× bits"),
    "NAME_CONFLICT_PER_BIT": ("name", "… for each bit of words that only the shorter name has", "× bits"),
    "NAME_REST_PER_BIT": ("name", "… for each bit more that the longer name has", "× bits"),
    "NUMBERS_OTHER": ("number", "other numbers in both names: school 1, school 2", ""),
    "NUMBER_ONE_SIDED": ("number", "a number in one name only", ""),
    "BRANCH_ONE_SIDED": ("branch", "the association of a district or state, and another or none", ""),
    "ACRONYM_PER_BIT": ("short name", "the same short name", "× bits"),
    "ACRONYM_OF_NAME": ("short name", "the short name of one is the initials of the other", ""),
    "ACRONYM_OTHER": ("short name", "other short names", ""),
    "DOMAIN_PER_BIT": ("website", "the same domain", "× bits"),
    "DOMAIN_PART": ("website", "the domain of one lies in that of the other", ""),
    "DOMAIN_OTHER": ("website", "other domains", ""),
    "SOFTENED": (
        "short name, website, kind; region of registered bodies",
        "where whole names are equal, others count only",
        "× weight",
    ),
    "COUNTRY_SAME": ("country", "the same", ""),
    "COUNTRY_OTHER": ("country", "another; nothing else of the place is looked at", ""),
    "POSTCODE_SAME": ("postcode", "the same", ""),
    "TOWN_SAME": ("town", "the same, the postcode differs or is not known", ""),
    "TOWN_OTHER": ("town", "another", ""),
    "DISTRICT_SAME": ("region", "no town is known: the same district (NUTS 3)", ""),
    "REGION_SAME": ("region", "… the same region (NUTS 2)", ""),
    "REGION_OTHER": ("region", "… others that do not lie in each other", ""),
    "KIND_SAME": ("kind", "of one kind of organisation", ""),
    "KIND_OTHER": ("kind", "of other kinds", ""),
    "FORM_SAME": ("legal form", "the same", ""),
    "FORM_KIN": ("legal form", "another of the same family: GmbH, gGmbH", ""),
    "FORM_OTHER": ("legal form", "of another family: GmbH, e. V.", ""),
    "SAME_PROJECT": ("same project", "both take part in one project: a source names who takes part once", ""),
    "IDENTIFIER_SAME": ("identifier", "a registered identifier in common", ""),
    "IDENTIFIER_OTHER": ("identifier", "other values of an identifier of which one organisation has one", ""),
}  # fmt: skip


class Example(NamedTuple):
    """Two invented organisations, and the band that they are to fall into."""

    title: str
    one: Mention
    other: Mention
    band: str


def _mention(number: int, name: str, **more: object) -> Mention:
    return Mention(iri=f"https://example.org/{number}", names=(name,), country="DE", **more)  # type: ignore[arg-type]


_CENTRE = frozenset({"https://w3id.org/verbund/id/kind/volkshochschule"})
EXAMPLES = (
    Example(
        "Same: an abbreviation",
        _mention(1, "VHS Muldental", nuts="DED52", kinds=_CENTRE),
        _mention(2, "Volkshochschule Muldental e. V.", nuts="DED52", kinds=_CENTRE),
        SAME,
    ),
    Example(
        "Ask: a company that an association founded?",
        _mention(1, "Bildungswerk Auental gGmbH", nuts="DED51"),
        _mention(2, "Bildungswerk Auental e. V.", nuts="DED51"),
        ASK,
    ),
    Example(
        "Different: two levels of one association",
        _mention(1, "AWO Kreisverband Muldental e. V.", nuts="DED52"),
        _mention(2, "Arbeiterwohlfahrt Landesverband Sachsen e. V.", nuts="DED52"),
        DIFFERENT,
    ),
)


def weights() -> str:
    """What each feature is worth."""
    rows = [(feature, what, _bits(getattr(score, name), unit)) for name, (feature, what, unit) in WEIGHTS.items()]
    return table(("feature", "what counts", "bits"), rows)


def _bits(value: float, unit: str) -> str:
    return f"× {value:g}" if unit == "× weight" else f"{value:+g} {unit}".strip()


def bands() -> str:
    """The three bands of organisations and of projects."""
    rows = [
        ("same", f"from {score.SAME_FROM:.0%}", f"from {projects.SAME:.0%}", "they are merged"),
        (
            "ask",
            f"from {score.ASK_FROM:.0%}",
            f"from {projects.ASKED:.0%}",
            "a person is asked: `verbund match review`",
        ),
        ("different", "below", "below", "nothing; such pairs are not kept"),
    ]
    return table(("band", "organisations", "projects", "what happens"), rows)


def identifiers() -> str:
    """The schemes of identifiers that are told apart."""
    own = sorted({name for name in schemes() if name in EXCLUSIVE})
    several = sorted({name for name in schemes() if name not in EXCLUSIVE})
    return table(("an organisation has", "schemes"), [("one value", codes(own)), ("one or several", codes(several))])


def verdict(example: Example) -> Verdict:
    """What the code says of an example, each word of it as rare as one that was never met."""
    one, other = describe(example.one), describe(example.other)
    found = compare(one, other, Rarity.of((one, other)), EXCLUSIVE)
    assert found  # noqa: S101 - without a threshold there always is a verdict
    return found


def examples() -> str:
    """The worked examples, feature by feature."""
    return "\n\n".join(part for example in EXAMPLES for part in _worked(example))


def _worked(example: Example) -> Iterator[str]:
    found = verdict(example)
    sides = [one.names[0] for one in (example.one, example.other)]
    yield f"### {example.title}"
    yield f"“{sides[0]}” and “{sides[1]}”, both in the district {code(example.one.nuts)}:"
    listed = reasons(found, describe(example.one), describe(example.other))
    rows = [(reason.feature, _sides(reason), f"{reason.weight:+.2f}") for reason in listed]
    rows = [("–", "before anything is compared", f"{score.BEFORE:+.2f}"), *rows]
    rows.append(
        ("**sum**", f"probability {found.probability:.3f}: **{band(found.probability)}**", f"**{found.bits:+.2f}**")
    )
    yield table(("feature", "what the two have", "bits"), rows)


def _sides(reason: Reason) -> str:
    return " / ".join(dict.fromkeys(value for value in (reason.first, reason.second) if value))
