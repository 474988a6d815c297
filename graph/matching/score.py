"""How probable it is that two mentions are one organisation, and why: a sum of weights in bits.

A naive Bayes model in the form of Fellegi and Sunter (A Theory for Record Linkage, 1969): each feature adds the
logarithm of how much likelier it is among mentions of one organisation than among others, on top of the odds before
anything is known. One bit doubles the odds; 3.17 bits are a probability of 0.9.

The weights of names, acronyms, domains, countries, kinds and forms were fitted by logistic regression on half of the
participants of FP7 and H2020 in a sample of CORDIS (each pair also with domain, acronym or kind left out, so that
they hold where a source has none), those of places, postcodes and identifiers were set by hand and judged on pairs of
German lists of operations; then all were rounded. ``docs/identity.md`` has the table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from math import inf, log2
from typing import NamedTuple

from graph.matching.candidates import ASK, DIFFERENT, SAME, Reason
from graph.matching.comparison import Overlap, overlap
from graph.matching.description import MOST, Description, Rarity
from graph.matching.lexicon import CONCEPT, legal_forms
from graph.matching.mention import Mention
from graph.matching.spelling import Spelling

# From these probabilities on a pair is taken for one organisation, or a person is asked.
SAME_FROM, ASK_FROM = 0.9, 0.3
ASK_BITS = log2(ASK_FROM / (1 - ASK_FROM))
BEFORE = -6.0  # two mentions that share a key, before anything is compared

NAME_EQUAL, NAME_EQUAL_PER_BIT, NAME_EXACT = 2.2, 0.3, 1.5
NAME_UNEQUAL = -14.0  # times the share of what only one name has in what both have
NAME_WITHIN, NAME_WITHIN_COMPANY, NAME_BEGINS = -1.2, -2.0, 1.5
NAME_BEGINS_HERE = 2.0  # more where postcode and legal form are the same and it is no company
NAME_GENERIC, NAME_PART = -3.0, -2.0
NUMBERS_OTHER, NUMBER_ONE_SIDED = -6.0, -1.5
NAME_SHARED_PER_BIT, NAME_CONFLICT_PER_BIT, NAME_REST_PER_BIT = 0.1, -0.36, -0.05
COUNTRY_SAME, COUNTRY_OTHER = 1.4, -6.4
ACRONYM_PER_BIT, ACRONYM_OTHER, ACRONYM_OF_NAME = 0.28, -1.1, 0.5
DOMAIN_PER_BIT, DOMAIN_PART, DOMAIN_OTHER = 0.6, -1.2, -2.2
SOFTENED = 0.5
KIND_SAME, KIND_OTHER = 0.5, -2.5
FORM_SAME, FORM_KIN, FORM_OTHER = 0.3, -1.0, -5.0
SAME_PROJECT = -5.0
BRANCH_ONE_SIDED = -2.5
POSTCODE_SAME, TOWN_SAME, TOWN_OTHER = 3.5, 3.0, -2.0
DISTRICT_SAME, REGION_SAME, REGION_OTHER = 2.0, 1.0, -3.0
IDENTIFIER_SAME, IDENTIFIER_OTHER = 16.0, -9.0

_NEGLIGIBLE = 0.5  # bits of a name that the other one lacks
_DISTINCTIVE = 10.0  # bits of a word that not many organisations of a region share
# What kinds of organisations are by law or by whom they belong to; others (an adult education centre, a museum, an
# advice centre) may be any of these. Only what cannot be both speaks against a pair.
_NATURES = {
    "company": "unternehmen beratungsunternehmen dienstleister",
    "civil": "verein stiftung wohlfahrtsverband migrantenorganisation gewerkschaft interessenvertretung kirche",
    "public": "oeffentliche-stelle behoerde kommune landkreis gebietskoerperschaft ministerium landesministerium "
    "bundesministerium arbeitsagentur jobcenter kammer regierung verwaltungsbehoerde eu-institution",
    "academic": "hochschule forschungseinrichtung",
}
_NATURE_OF = {kind: nature for nature, kinds in _NATURES.items() for kind in kinds.split()}
_EITHER = frozenset((frozenset(("public", "academic")), frozenset(("civil", "academic"))))
# A town has one of these, but many parishes, kindergartens and clubs.
_ONE_OF_A_KIND = frozenset((
    "=university", "=technical-university", "=applied-sciences", "=university-hospital", "=city", "=municipal-union",
    "=county", "=region", "=province", "=state", "=ministry", "=federal-ministry", "=chamber", "=chamber-of-commerce",
    "=chamber-of-crafts", "=diocese", "=adult-education", "=airport", "=port",
))  # fmt: skip
_MOST_SHARED, _MOST_UNSHARED = 20.0, 16.0
EVIDENTLY_OTHER = 4.0  # bits that the names of different organisations may share by chance


class Part(NamedTuple):
    """A feature and its weight in bits."""

    feature: str
    weight: float


@dataclass(slots=True)
class Verdict:
    """The weights of a pair, and which two names were compared."""

    parts: list[Part]
    names: tuple[Spelling, Spelling]
    evidently_other: bool

    @property
    def bits(self) -> float:
        """The sum: log2 of the odds that the pair is one organisation."""
        return BEFORE + sum(weight for _, weight in self.parts)

    @property
    def probability(self) -> float:
        """The odds as a probability, 0 to 1."""
        return 1.0 / (1.0 + float(2.0 ** -max(min(self.bits, 60.0), -60.0)))


def band(probability: float) -> str:
    """Which of the three bands a probability falls into."""
    return SAME if probability >= SAME_FROM else ASK if probability >= ASK_FROM else DIFFERENT


def compare(
    one: Description, two: Description, rarity: Rarity, exclusive: Collection[str] = (), *, least: float = -inf
) -> Verdict | None:
    """What speaks for and against two mentions being one organisation.

    ``exclusive`` are schemes of identifiers of which an organisation has but one value. None where the bits cannot
    reach ``least`` whatever else the two have in common: most pairs are told apart by their names alone.
    """
    found, first, second = _best_names(one, two, rarity)
    name = _name_bits(found, first, second, one, two, rarity) + (NAME_PART if first.part or second.part else 0.0)
    if BEFORE + name + _at_most(one, two) < least:
        return None
    parts = [Part("name", name)]
    if first.numbers != second.numbers:
        parts.append(Part("number", NUMBERS_OTHER if first.numbers and second.numbers else NUMBER_ONE_SIDED))
    if first.branches != second.branches:
        parts.append(Part("branch", BRANCH_ONE_SIDED))
    # Organisations change their domain and short name more often than different ones share a whole name.
    soft = SOFTENED if first.key == second.key else 1.0
    parts += _short(one, two, rarity, soft)
    parts += _domain(one, two, rarity, soft)
    # Registered bodies move and work elsewhere; but a town has its namesake in another region.
    parts += _place(one, two, soft if first.forms and second.forms else 1.0)
    parts += _sort(one, two, first, second, soft)
    if not one.mention.projects.isdisjoint(two.mention.projects):
        parts.append(Part("same-project", SAME_PROJECT))
    alike = found.shared >= EVIDENTLY_OTHER or any(
        part.weight > 0 and part.feature in ("acronym", "domain") for part in parts
    )
    parts += _identifiers(one, two, exclusive)
    return Verdict(parts, (first, second), not alike)


def _at_most(one: Description, two: Description) -> float:
    """The bits that all but the names can bring."""
    first, second = one.mention, two.mention
    bits = POSTCODE_SAME + KIND_SAME + FORM_SAME + ACRONYM_OF_NAME
    if first.country and second.country:
        bits += COUNTRY_SAME if first.country == second.country else COUNTRY_OTHER
    if not one.acronyms.isdisjoint(two.acronyms):
        bits += ACRONYM_PER_BIT * MOST
    if not first.domains.isdisjoint(second.domains):
        bits += DOMAIN_PER_BIT * MOST
    if not first.identifiers.isdisjoint(second.identifiers):
        bits += IDENTIFIER_SAME
    return bits


def reasons(verdict: Verdict, one: Description, two: Description) -> tuple[Reason, ...]:
    """The weights with what stands on both sides, the weightiest first."""
    parts = sorted(verdict.parts, key=lambda part: -abs(part.weight))
    return tuple(Reason(feature, round(weight, 2), *_values(feature, one, two)) for feature, weight in parts if weight)


def _best_names(one: Description, two: Description, rarity: Rarity) -> tuple[Overlap, Spelling, Spelling]:
    # "Kemberg / Dabrun" and "Kemberg / Rackith" have a part in common that is neither's name.
    if len(one.spellings) == 1 and len(two.spellings) == 1:
        a, b = one.spellings[0], two.spellings[0]
        return overlap(a, b, rarity), a, b
    ways = [(overlap(a, b, rarity), a, b) for a in one.spellings for b in two.spellings if not (a.part and b.part)]
    return max(ways, key=lambda way: (way[0].gain, way[0].shared))


def _is_distinctive(name: Spelling, rarity: Rarity) -> bool:
    """Whether a name tells an organisation from others of its kind in the same region."""
    if not name.distinct.isdisjoint(_ONE_OF_A_KIND):
        return True
    return any(rarity.bits(word) >= _DISTINCTIVE for word in name.words if word[0] != CONCEPT)


def _name_bits(
    found: Overlap, first: Spelling, second: Spelling, one: Description, two: Description, rarity: Rarity
) -> float:
    less, more = sorted((found.only_first, found.only_second))
    shared = min(found.shared, _MOST_SHARED)
    equal = NAME_EQUAL + NAME_EQUAL_PER_BIT * shared
    if more < _NEGLIGIBLE:
        generic = 0.0 if _is_distinctive(first, rarity) or _is_distinctive(second, rarity) else NAME_GENERIC
        return equal + generic + (NAME_EXACT if first.words == second.words and first.forms == second.forms else 0.0)
    company = NAME_WITHIN_COMPANY if one.company or two.company or first.company or second.company else 0.0
    nearly = equal + NAME_UNEQUAL * (less + more) / found.shared if found.shared else -_MOST_UNSHARED
    if less < _NEGLIGIBLE:
        begins = NAME_BEGINS if first.words[0] == second.words[0] and first.words[0][0] != CONCEPT else 0.0
        same_place = bool(one.mention.postcode) and one.mention.postcode == two.mention.postcode
        if begins and same_place and not company and first.forms & second.forms:
            begins += NAME_BEGINS_HERE
        return max(NAME_WITHIN + NAME_SHARED_PER_BIT * shared + begins, nearly) + company
    rest = NAME_REST_PER_BIT * min(more - less, _MOST_UNSHARED)
    apart = NAME_SHARED_PER_BIT * shared + NAME_CONFLICT_PER_BIT * min(less, _MOST_UNSHARED) + rest
    return max(apart, nearly)


def _short(one: Description, two: Description, rarity: Rarity, soft: float) -> Iterator[Part]:
    shared = one.acronyms & two.acronyms
    if shared:
        yield Part("acronym", ACRONYM_PER_BIT * max(map(rarity.acronym_bits, shared)))
    elif one.acronyms and two.acronyms:
        yield Part("acronym", ACRONYM_OTHER * soft)
    elif one.acronyms & two.initials or two.acronyms & one.initials:
        yield Part("acronym-of-name", ACRONYM_OF_NAME)


def _domain(one: Description, two: Description, rarity: Rarity, soft: float) -> Iterator[Part]:
    mine, theirs = one.mention.domains, two.mention.domains
    if not (mine and theirs):
        return
    if shared := mine & theirs:
        yield Part("domain", DOMAIN_PER_BIT * max(map(rarity.domain_bits, shared)))
    elif any(a.endswith(f".{b}") or b.endswith(f".{a}") for a in mine for b in theirs):
        yield Part("domain-part", DOMAIN_PART * soft)
    else:
        yield Part("domain", DOMAIN_OTHER * soft)


def _place(one: Description, two: Description, soft: float) -> Iterator[Part]:
    first, second = one.mention, two.mention
    if first.country and second.country:
        yield Part("country", COUNTRY_SAME if first.country == second.country else COUNTRY_OTHER)
        if first.country != second.country:
            return
    if first.postcode and first.postcode == second.postcode:
        yield Part("postcode", POSTCODE_SAME)
    elif one.town and two.town:
        yield Part("town", TOWN_SAME if one.town == two.town else TOWN_OTHER)
    elif len(first.nuts) > 2 and len(second.nuts) > 2:
        yield from _regions(first.nuts, second.nuts, soft)


def _regions(first: str, second: str, soft: float) -> Iterator[Part]:
    level = min(len(first), len(second))
    if first[:level] != second[:level]:
        yield Part("region", REGION_OTHER * soft)
    elif level >= 5:
        yield Part("region", DISTRICT_SAME)
    elif level == 4:
        yield Part("region", REGION_SAME)


def _kind_bits(mine: frozenset[str], theirs: frozenset[str], doubt: float) -> float:
    if mine & theirs:
        return KIND_SAME
    first, second = ({_NATURE_OF.get(kind.rpartition("/")[2], "") for kind in kinds} for kinds in (mine, theirs))
    is_either = any(frozenset((one, two)) in _EITHER for one in first for two in second)
    may_be_both = is_either or not first.isdisjoint(second) or "" in first | second
    return 0.0 if may_be_both else KIND_OTHER * doubt


def _sort(one: Description, two: Description, first: Spelling, second: Spelling, soft: float) -> Iterator[Part]:
    mine, theirs = one.mention.kinds, two.mention.kinds
    if mine and theirs:
        # Two sources sort by two schemes; within one a whole name says no more than its kind.
        sources, others = one.mention.sources, two.mention.sources
        doubt = soft if sources and others and set(sources).isdisjoint(others) else 1.0
        yield Part("kind", _kind_bits(mine, theirs, doubt))
    if first.forms and second.forms:
        yield Part("legal-form", _form_bits(first.forms, second.forms))


def _form_bits(first: frozenset[str], second: frozenset[str]) -> float:
    """Forms of one family change, such as GmbH and gGmbH; an association is not the company that it founded."""
    if first & second:
        return FORM_SAME
    groups = legal_forms().groups
    return FORM_KIN if {groups[form] for form in first} & {groups[form] for form in second} else FORM_OTHER


def _identifiers(one: Description, two: Description, exclusive: Collection[str]) -> Iterator[Part]:
    mine, theirs = one.mention.identifiers, two.mention.identifiers
    if not (mine and theirs):
        return
    if mine & theirs:
        yield Part("identifier", IDENTIFIER_SAME)
        return
    schemes = {scheme for scheme, _ in mine} & {scheme for scheme, _ in theirs}
    if schemes & set(exclusive):
        yield Part("identifier", IDENTIFIER_OTHER)


def _values(feature: str, one: Description, two: Description) -> tuple[str, str]:
    return _value(feature, one), _value(feature, two)


def _value(feature: str, one: Description) -> str:
    mention = one.mention
    give = _GIVEN.get(feature)
    return give(one, mention) if give else ""


_GIVEN: dict[str, Callable[[Description, Mention], str]] = {
    "name": lambda _, mention: mention.names[0] if mention.names else "",
    "branch": lambda one, _: ", ".join(
        sorted({word.lstrip(CONCEPT) for way in one.spellings for word in way.branches})
    ),
    "number": lambda one, _: ", ".join(sorted({number for way in one.spellings for number in way.numbers})),
    "acronym": lambda one, mention: ", ".join(mention.short_names) or ", ".join(sorted(one.acronyms)),
    "acronym-of-name": lambda one, mention: ", ".join(mention.short_names or mention.names[:1]),
    "domain": lambda _, mention: ", ".join(sorted(mention.domains)),
    "domain-part": lambda _, mention: ", ".join(sorted(mention.domains)),
    "kind": lambda _, mention: ", ".join(sorted(kind.rpartition("/")[2] for kind in mention.kinds)),
    "legal-form": lambda one, _: ", ".join(sorted({form for way in one.spellings for form in way.forms})),
    "identifier": lambda _, mention: ", ".join(f"{scheme} {value}" for scheme, value in sorted(mention.identifiers)),
    "town": lambda _, mention: f"{mention.postcode} {mention.town}".strip(),
    "postcode": lambda _, mention: f"{mention.postcode} {mention.town}".strip(),
    "region": lambda _, mention: mention.nuts,
    "country": lambda _, mention: mention.country,
}
