"""What must hold of a consortium and what is wished for; docs/consortium.md has the reference."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

LEVELS = ("nuts1", "nuts2", "nuts3")
# What each rule may say beside id and note.
RULES: dict[str, tuple[str, ...]] = {
    "members": ("min", "max", "seeker"),
    "countries": ("min", "max", "of"),
    "regions": ("min", "max", "of", "level"),
    "at_least": ("count", "of", "unknown"),
    "at_most": ("count", "of", "unknown"),
    "per_country": ("max",),
    "per_region": ("max", "level"),
    "independent": (),
    "budget": ("min", "max", "of"),
}
WISHES: dict[str, tuple[str, ...]] = {
    "size": ("prefer",),
    "themes": ("cover",),
    "kinds": ("count",),
    "countries": ("count",),
    "regions": ("count", "level"),
    "newcomers": ("count",),
    "have": ("count", "of"),
    "near": ("within",),
    "far": ("within",),
}
TESTS = ("country", "region", "kind", "theme", "role", "newcomer", "named", "any", "not")
EACH = ("each", "lead", "country")  # what a share of the budget may be of, beside a condition
ROLES = ("coordinator", "lead")
FILE_KEYS = ("title", "source", "checked", "rules", "wishes")
WEIGHT = 0.5  # of a wish that does not say; a partner's score is at most 1
FAR = 1000.0  # km beyond which a distance makes no difference
LARGEST = 1000


@dataclass(slots=True, frozen=True)
class Condition:
    """What an organisation must be: all of the tests, where a test holds if any of its values does."""

    tests: tuple[tuple[str, tuple[str, ...]], ...] = ()
    either: tuple[Condition, ...] = ()
    excluded: tuple[Condition, ...] = ()

    def __str__(self) -> str:
        parts = [f"{key}: {', '.join(values)}" for key, values in self.tests]
        parts += [" | ".join(f"({one})" for one in self.either)] if self.either else []
        return "; ".join([*parts, *(f"not ({one})" for one in self.excluded)])


@dataclass(slots=True, frozen=True)
class Rule:
    """A hard rule; ``low`` and ``high`` bound a number, or for ``budget`` a share between 0 and 1."""

    id: str
    kind: str
    low: float | None = None
    high: float | None = None
    of: Condition | None = None
    share_of: str = ""
    level: str = "nuts2"
    seeker: bool = True
    unknown_counts: bool = False
    note: str = ""
    line: int = 0


@dataclass(slots=True, frozen=True)
class Wish:
    """A soft wish: what it is worth in full, and how much of it is full."""

    id: str
    kind: str
    weight: float = WEIGHT
    count: float = 1
    of: Condition | None = None
    cover: tuple[str, ...] = ()
    level: str = "nuts2"
    note: str = ""
    line: int = 0


@dataclass(slots=True, frozen=True)
class Document:
    """A document that states rules."""

    title: str
    section: str = ""
    url: str = ""


@dataclass(slots=True, frozen=True)
class RuleSet:
    """All rules and wishes of a file; ``name`` is what it is called by."""

    name: str
    rules: tuple[Rule, ...]
    wishes: tuple[Wish, ...] = ()
    title: dict[str, str] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    checked: str = ""
    file: str = ""

    def without(self, *ids: str) -> RuleSet:
        """The same without some of its rules."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id not in ids))

    def only(self, *ids: str) -> RuleSet:
        """Only some of its rules."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.id in ids))
