"""Why somebody is not among the potential partners, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from explorer.answer_types import WhyNot as WhyNotJson
from explorer.answers_json import Answers, Json
from explorer.answers_text import Texts, one_line, wrapped
from explorer.codes import coded
from explorer.language import number
from explorer.partner_words import kind_word
from explorer.why_not_words import WORDS, say
from graph.why_not import Lack, WhyNot

_POINTS = 2


def as_json(found: Sequence[WhyNot], answers: Answers) -> WhyNotJson:
    """All answers, with the sources that they rest on."""
    used = [citation for one in found for cited in one.sources.values() for citation in cited]
    query = {"why_not": [one.other for one in found], "language": answers.language}
    return {"query": query, "why_not": [_one_json(one, answers) for one in found], **answers.resting_on(used)}


def _one_json(one: WhyNot, answers: Answers) -> Json:
    lacks = [
        {
            "kind": lack.kind,
            "what": _thing(lack.what, answers) if lack.what else None,
            "have": lack.have,
            "best": lack.best,
            "last": lack.last,
            "would_rank": lack.would_rank,
        }
        for lack in one.lacks
    ]
    return {
        "thing": answers.thing(one.thing) if one.thing else None,
        "other": answers.thing(one.other),
        "method": one.method,
        "text": " ".join(_verdict(one, _Words(Texts(answers.store, answers.language)))),
        "listed": one.listed,
        "rank": one.rank,
        "of": one.of,
        "score": one.score,
        "needed": one.needed,
        "left_out": one.left_out,
        "sought": [_thing(text, answers) for text in one.sought],
        "facts": [_thing(fact, answers) for fact in one.facts],
        "would_rank": one.would_rank,
        "lacks": lacks,
        "together": {"kinds": one.together, "rank": one.together_rank} if one.together_rank else None,
        "reasons": answers.reasons(one.reasons, one.sources),
    }


def _thing(value: str, answers: Answers) -> Any:
    return answers.thing(value) if _is_iri(value) else value


def _is_iri(value: str) -> bool:
    return value.startswith(("http://", "https://", "urn:"))


def as_text(found: Sequence[WhyNot], texts: Texts, *, seeker: str = "", explain: bool = False) -> Iterator[str]:
    """Each answer: what left it out, or its rank, and what would bring it in; what it has, and what it lacks.

    ``seeker`` is what to call a description. With ``explain`` its reasons come with their paths and sources.
    """
    words = _Words(texts)
    for at, one in enumerate(found):
        if at:
            yield ""
        thing = texts.label(one.thing) if one.thing else one_line(seeker)
        yield from wrapped(say("title", texts.language, other=texts.label(one.other), thing=thing))
        for line in _verdict(one, words):
            yield from wrapped(line)
        if one.reasons:
            yield say("has", texts.language)
            yield from texts.reasons(one.reasons, one.sources, explain=explain)
        if one.lacks and max(one.rank, one.would_rank) > one.limit:
            yield say("lacks", texts.language)
            for lack in one.lacks:
                yield from wrapped(words.lack(lack), "      ", f"+{words.points(lack.best - lack.have)}  ")


class _Words:
    """Names and numbers as the language writes them."""

    def __init__(self, texts: Texts) -> None:
        self.texts, self.language = texts, texts.language

    def named(self, values: Sequence[str]) -> str:
        """Things by their names; other values as they are, codes in words."""
        return ", ".join(
            self.texts.label(value) if _is_iri(value) else coded(one_line(value), self.language) for value in values
        )

    def points(self, value: float) -> str:
        """Points or a score."""
        return number(value, self.language, _POINTS)

    def lack(self, lack: Lack) -> str:
        """What is lacking, and what it would change."""
        known = {"kind": kind_word(lack.kind, self.language), "have": self.points(lack.have)}
        best = self.points(lack.best)
        if _is_iri(lack.what):
            text = say("lack.what", self.language, what=self.named([lack.what]), best=best, **known)
        else:
            text = say("lack", self.language, best=best, **known)
        return say("lack.rank", self.language, text=text, rank=lack.would_rank)

    def listed(self, parts: Sequence[str]) -> str:
        """Parts as one enumeration."""
        return self.say("and").join(filter(None, (", ".join(parts[:-1]), parts[-1])))

    def say(self, key: str, **values: object) -> str:
        """A text of the catalogue."""
        return say(key, self.language, **values)


def _verdict(one: WhyNot, words: _Words) -> list[str]:
    """The rule or the rank, and what would bring it in."""
    score = words.points(one.score)
    if one.left_out:
        found = [_rule(one, words)]
        if one.would_rank:
            of = one.of + 1
            found.append(words.say("without_rule", score=score, rank=one.would_rank, of=of))
        return found
    values: Mapping[str, object] = {"rank": one.rank, "of": one.of, "score": score}
    if one.listed:
        return [words.say("listed", **values)]
    if one.rank <= one.limit:
        return [words.say("spread", **values)]
    found = [words.say("ranked", needed=words.points(one.needed), limit=one.limit, **values)]
    return [*found, _change(one, words)]


def _change(one: WhyNot, words: _Words) -> str:
    """The smallest change that would bring it in."""
    if not one.together:
        return words.say("too_far", rank=one.together_rank)
    lacks = {lack.kind: lack for lack in one.lacks}
    kinds = [
        f"{_wanted(lacks[kind], words)} (+{words.points(lacks[kind].best - lacks[kind].have)})" for kind in one.together
    ]
    return words.say("change", kinds=words.listed(kinds), rank=one.together_rank)


def _wanted(lack: Lack, words: _Words) -> str:
    """A change, as what follows "with"."""
    what = words.named([lack.what]) if _is_iri(lack.what) else ""
    key = f"wanted.{lack.kind}"
    if key in WORDS and (what or lack.kind == "role"):
        return words.say(key, what=what)
    return words.say("wanted.what" if what else "wanted", kind=kind_word(lack.kind, words.language), what=what)


def _rule(one: WhyNot, words: _Words) -> str:
    """What left it out, with what the rule saw."""
    key = one.left_out
    if key not in WORDS:
        return words.say("other_rule", rule=key.replace("_", " "))
    if not one.facts and f"{key}.unknown" in WORDS:
        key = f"{key}.unknown"
    other = words.texts.label(one.other)
    class_ = words.texts.type(words.texts.names.type(one.other))
    sought = words.named(one.sought) or words.say("anywhere")
    as_of = ", ".join(one.sought)
    return words.say(key, other=other, type=class_, facts=words.named(one.facts), sought=sought, as_of=as_of)
