"""Rule files: rules and wishes read from YAML and checked.

A file has ``rules`` and ``wishes``, two lists whose entries are named after what they bound. A mistake is an
InputError that names the file, the line, the key, the value and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from graph.consortium.lined import Lined, read
from graph.consortium.rules import (
    EACH,
    FAR,
    FILE_KEYS,
    LARGEST,
    LEVELS,
    ROLES,
    RULES,
    TESTS,
    WEIGHT,
    WISHES,
    Condition,
    Document,
    Rule,
    RuleSet,
    Wish,
)
from graph.errors import InputError


def parse(text: str, *, name: str, file: str = "") -> RuleSet:
    """The rules of a YAML text. Raises InputError."""
    return _Reader(file or name).rule_set(read(text, file or name), name)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source

    def fail(self, message: str, line: int, key: str = "") -> InputError:
        where = f"line {line}, {key}" if key else f"line {line}"
        return InputError(message, source=self.source, where=where)

    # ------------------------------------------------------------------ the file

    def rule_set(self, value: Any, name: str) -> RuleSet:
        if not isinstance(value, Lined):
            raise self.fail("no rules; write rules: and below it a list such as - members: {min: 3}", 1)
        self._known(value, FILE_KEYS, "key")
        entries, wishes = self._list(value, "rules"), self._list(value, "wishes")
        if not entries:
            raise self.fail("no rules; write rules: and below it a list such as - members: {min: 3}", value.line)
        rules = self._own_ids([self._rule(entry) for entry in entries])
        self._once(rules)
        found = RuleSet(
            name,
            tuple(rules),
            tuple(self._own_ids([self._wish(entry) for entry in wishes])),
            self._title(value, name),
            tuple(self._documents(value)),
            self._text(value, "checked"),
            self.source,
        )
        return _with_defaults(found)

    def _title(self, value: Lined, name: str) -> dict[str, str]:
        title = value.get("title", name)
        if isinstance(title, Lined):
            self._known(title, ("de", "en"), "language")
            texts = {language: str(text) for language, text in title.items()}
            return {language: texts.get(language) or next(iter(texts.values()), name) for language in ("de", "en")}
        return dict.fromkeys(("de", "en"), str(title))

    def _documents(self, value: Lined) -> Iterable[Document]:
        given = value.get("source", [])
        for one in given if isinstance(given, list) else [given]:
            if not isinstance(one, Lined):
                raise self.fail("a source is title, section and url; write {title: …, url: …}", value.lines["source"])
            self._known(one, ("title", "section", "url"), "key")
            yield Document(self._text(one, "title"), self._text(one, "section"), self._text(one, "url"))

    def _list(self, value: Lined, key: str) -> list[Any]:
        entries = value.get(key)
        if entries is None:
            return []
        if not isinstance(entries, list):
            raise self.fail("a list is needed; begin each entry with a dash (- )", value.lines[key], key)
        for entry in entries:
            if not isinstance(entry, Lined):
                raise self.fail(f"“{entry}” says nothing; write e.g. - members: {{min: 3}}", value.lines[key], key)
        return entries

    def _own_ids(self, entries: list[Any]) -> list[Any]:
        """Entries with ids that differ: what is not named by its file is named after its kind, and numbered."""
        named = [entry.id for entry in entries if entry.id]
        taken = set(named)
        for entry in entries:
            if entry.id and named.count(entry.id) > 1:
                raise self.fail(f"the id “{entry.id}” is given twice; give each rule its own", entry.line, "id")
        found = []
        for entry in entries:
            if not entry.id:
                number, own = 1, entry.kind
                while own in taken:
                    number, own = number + 1, f"{entry.kind}-{number + 1}"
                taken.add(own)
                entry = replace(entry, id=own)  # noqa: PLW2901
            found.append(entry)
        return found

    def _once(self, rules: list[Rule]) -> None:
        """No rule stands there twice: two bounds on the same thing are one rule with min and max, or a slip."""
        seen: dict[tuple[Any, ...], Rule] = {}
        for rule in rules:
            key = (rule.kind, rule.of, rule.share_of, rule.level if "level" in RULES.get(rule.kind, ()) else "")
            if (before := seen.get(key)) is not None:
                said = f"the rule “{rule.kind}” on the same thing stands in line {before.line}, too; make one of them"
                raise self.fail(said, rule.line, rule.kind)
            seen[key] = rule

    # ------------------------------------------------------------------ rules and wishes

    def _entry(self, entry: Lined, known: dict[str, tuple[str, ...]], noun: str) -> tuple[str, Lined, int]:
        """The kind of a rule or wish, what it says, and its line."""
        named = [key for key in entry if key not in ("id", "note")]
        if len(named) != 1:
            said = ", ".join(named) or "none"
            raise self.fail(f"one {noun} an entry is needed, here: {said}; begin each with a dash (- )", entry.line)
        kind, line = named[0], entry.lines[named[0]]
        if kind not in known:
            raise self.fail(f"there is no {noun} “{kind}”{_meant(kind, known)}", line, kind)
        return kind, self._body(kind, entry[kind], line), line

    def _body(self, kind: str, value: Any, line: int) -> Lined:
        """What a rule says; short forms are written out."""
        if isinstance(value, Lined):
            return value
        body = Lined(line)
        if kind == "independent":
            if not isinstance(value, bool):
                raise self.fail(f"“{value}” is neither true nor false", line, kind)
            body["on"] = value
        elif value is not None:
            raise self.fail(f"“{value}” is no rule; write e.g. {kind}: {_EXAMPLES[kind]}", line, kind)
        return body

    def _rule(self, entry: Lined) -> Rule:
        kind, body, line = self._entry(entry, RULES, "rule")
        off = kind == "independent" and not body.pop("on", True)
        self._known(body, RULES[kind], "key", kind)
        rule = Rule(self._text(entry, "id"), kind, note=self._text(entry, "note"), line=line)
        share_of, of = self._of(body, kind)
        if kind == "budget":
            low, high = self._share(body, "min", kind), self._share(body, "max", kind)
        elif kind in ("at_least", "at_most"):
            count = self._whole(body, "count", kind, needed=True)
            low, high = (count, None) if kind == "at_least" else (None, count)
        else:
            low, high = self._whole(body, "min", kind), self._whole(body, "max", kind)
        self._bounded(kind, low, high, line)
        return replace(
            rule,
            low=low,
            high=0 if kind == "independent" else high,
            of=of,
            share_of=share_of,
            level=self._one_of(body, "level", LEVELS, "nuts2", kind),
            seeker=self._yes(body, "seeker", kind, default=True),
            unknown_counts=self._one_of(body, "unknown", ("ignored", "counts"), "ignored", kind) == "counts",
            kind="dependent" if off else kind,
        )

    def _of(self, body: Lined, kind: str) -> tuple[str, Condition | None]:
        given = body.get("of")
        if kind == "budget" and isinstance(given, str):
            if given not in EACH:
                raise self.fail(
                    f"“{given}” is none of {', '.join(EACH)}, nor a condition such as {{kind: Unternehmen}}",
                    body.lines["of"],
                    "budget.of",
                )
            return given, None
        if given is None:
            if kind in ("budget", "at_least", "at_most", "have"):
                raise self.fail("of is missing: of whom? Write e.g. of: {country: EU}", body.line, kind)
            return "", None
        return "", self._condition(given, body.lines["of"], f"{kind}.of")

    def _bounded(self, kind: str, low: float | None, high: float | None, line: int) -> None:
        if kind != "independent" and low is None and high is None:
            raise self.fail(f"no bound; write e.g. {kind}: {_EXAMPLES[kind]}", line, kind)
        if low is not None and high is not None and low > high:
            shown = (f"{low:.0%}", f"{high:.0%}") if kind == "budget" else (f"{low:g}", f"{high:g}")
            raise self.fail(f"min {shown[0]} is more than max {shown[1]}; exchange or mend them", line, kind)

    def _wish(self, entry: Lined) -> Wish:
        kind, body, line = self._entry(entry, WISHES, "wish")
        self._known(body, (*WISHES[kind], "weight"), "key", kind)
        wish = Wish(self._text(entry, "id"), kind, note=self._text(entry, "note"), line=line)
        default = {"size": None, "kinds": 4.0, "countries": 5.0, "regions": 5.0, "near": FAR, "far": FAR}.get(kind, 1.0)
        key = {"size": "prefer", "near": "within", "far": "within"}.get(kind, "count")
        count = self._positive(body, key, kind) if key in body else default
        if count is None:
            raise self.fail("prefer is missing; write e.g. size: {prefer: 8}", line, kind)
        return replace(
            wish,
            weight=self._number(body, "weight", kind) if "weight" in body else 1.0 if kind == "size" else WEIGHT,
            count=count,
            of=self._of(body, kind)[1],
            cover=tuple(self._names(body["cover"], body.lines["cover"], "themes.cover")) if "cover" in body else (),
            level=self._one_of(body, "level", LEVELS, "nuts2", kind),
        )

    # ------------------------------------------------------------------ conditions

    def _condition(self, value: Any, line: int, key: str) -> Condition:
        if not isinstance(value, Lined) or not value:
            raise self.fail(f"“{value}” is no condition; write e.g. {{country: EU}}", line, key)
        self._known(value, TESTS, "condition", key)
        tests = [
            (test, tuple(self._test(test, given, value.lines[test])))
            for test, given in value.items()
            if test not in ("any", "not")
        ]
        either = excluded = ()  # type: tuple[Condition, ...]
        if "any" in value:
            parts = value["any"] if isinstance(value["any"], list) else [value["any"]]
            either = tuple(self._condition(part, value.lines["any"], f"{key}.any") for part in parts)
        if "not" in value:
            excluded = (self._condition(value["not"], value.lines["not"], f"{key}.not"),)
        return Condition(tuple(tests), either, excluded)

    def _test(self, test: str, given: Any, line: int) -> list[str]:
        if test == "newcomer":
            if not isinstance(given, bool):
                raise self.fail(f"“{given}” is neither true nor false", line, test)
            return [str(given).lower()]
        names = self._names(given, line, test)
        if test == "role":
            for name in names:
                if name not in ROLES:
                    raise self.fail(f"there is no role “{name}”{_meant(name, ROLES)}", line, test)
        return names

    def _names(self, value: Any, line: int, key: str) -> list[str]:
        values = value if isinstance(value, list) else [value]
        if not values or not all(isinstance(one, str) and one.strip() for one in values):
            shown = next((one for one in values if not isinstance(one, str) or not one.strip()), value)
            raise self.fail(f"“{shown}” is no name; write a name or a list [A, B]", line, key)
        if len(set(values)) < len(values):
            twice = next(one for one in values if values.count(one) > 1)
            raise self.fail(f"“{twice}” stands twice; keep one", line, key)
        return [one.strip() for one in values]

    # ------------------------------------------------------------------ values

    def _known(self, value: Lined, known: Iterable[str], noun: str, inside: str = "") -> None:
        for key in value:
            if key not in known:
                place = f"{inside}.{key}" if inside else key
                raise self.fail(f"there is no {noun} “{key}” here{_meant(key, known)}", value.lines[key], place)

    def _text(self, value: Lined, key: str) -> str:
        given = value.get(key, "")
        if isinstance(given, (Lined, list, bool)) or given is None:
            raise self.fail("a text is needed", value.lines[key], key)
        return str(given).strip()

    def _yes(self, value: Lined, key: str, kind: str, *, default: bool) -> bool:
        given = value.get(key, default)
        if not isinstance(given, bool):
            raise self.fail(f"“{given}” is neither true nor false", value.lines[key], f"{kind}.{key}")
        return given

    def _one_of(self, value: Lined, key: str, known: tuple[str, ...], default: str, kind: str) -> str:
        given = str(value.get(key, default)).lower()
        if given not in known:
            raise self.fail(f"“{given}” is none of {', '.join(known)}", value.lines[key], f"{kind}.{key}")
        return given

    def _number(self, value: Lined, key: str, kind: str) -> float:
        given = value[key]
        if isinstance(given, bool) or not isinstance(given, (int, float)) or not 0 <= given <= LARGEST:
            said = f"“{given}” is no number from 0 to {LARGEST}"
            raise self.fail(said, value.lines[key], f"{kind}.{key}")
        return float(given)

    def _positive(self, value: Lined, key: str, kind: str) -> float:
        given = value[key]
        most = 20_000 if key == "within" else LARGEST
        if isinstance(given, bool) or not isinstance(given, (int, float)) or not 0 < given <= most:
            raise self.fail(f"“{given}” is no number above 0 and up to {most}", value.lines[key], f"{kind}.{key}")
        return float(given)

    def _whole(self, value: Lined, key: str, kind: str, *, needed: bool = False) -> float | None:
        if key not in value:
            if needed:
                raise self.fail(f"{key} is missing; write e.g. {kind}: {_EXAMPLES[kind]}", value.line, kind)
            return None
        given = value[key]
        if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= LARGEST:
            said = f"“{given}” is no whole number from 0 to {LARGEST}"
            raise self.fail(said, value.lines[key], f"{kind}.{key}")
        return float(given)

    def _share(self, value: Lined, key: str, kind: str) -> float | None:
        """A share of the budget between 0 and 1, from "70 %" or 70."""
        if key not in value:
            return None
        given, line = value[key], value.lines[key]
        text = str(given).replace("%", "").replace(",", ".").strip()
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if isinstance(given, bool) or not (number == 0 or 1 <= number <= 100):
            raise self.fail(f"“{given}” is no share from 1 to 100 per cent; write e.g. 70 %", line, f"{kind}.{key}")
        return number / 100


_EXAMPLES = {
    "members": "{min: 3, max: 16}",
    "countries": "{min: 3}",
    "regions": "{min: 5, max: 8, level: nuts2}",
    "at_least": "{count: 1, of: {country: EU}}",
    "at_most": "{count: 1, of: {kind: Hochschule}}",
    "per_country": "{max: 3}",
    "per_region": "{max: 1, level: nuts2}",
    "independent": "true",
    "budget": "{of: each, max: 50 %}",
    "size": "{prefer: 8}",
    "themes": "{cover: [Mentoring]}",
    "kinds": "{count: 4}",
    "newcomers": "{count: 1}",
    "have": "{count: 1, of: {country: EU}}",
    "near": "{within: 500}",
    "far": "{within: 1500}",
}


def _meant(word: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown word."""
    choices = list(known)
    near = get_close_matches(word.lower().replace("-", "_"), choices, n=1, cutoff=0.6)
    return f"; did you mean “{near[0]}”?" if near else f"; known are: {', '.join(choices)}"


def _with_defaults(found: RuleSet) -> RuleSet:
    """Partners are independent unless the file says otherwise, and there are as few as the rules allow.

    Without a wish for a size every partner more would be worth its score, and the largest consortium the best.
    """
    rules = tuple(rule for rule in found.rules if rule.kind != "dependent")
    if not any(rule.kind in ("independent", "dependent") for rule in found.rules):
        rules = (*rules, Rule("independent", "independent", high=0))
    wishes = found.wishes
    if not any(wish.kind == "size" for wish in wishes):
        least = max((rule.low or 0 for rule in rules if rule.kind in ("members", "countries", "regions")), default=0)
        wishes = (*wishes, Wish("size", "size", 1.0, max(least, 2.0)))
    return replace(found, rules=rules, wishes=wishes)
