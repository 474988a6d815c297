"""Stepping through open pairs on a terminal, or in a pipe with one answer a line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from explorer.language import number, say
from explorer.match_answers import judgement_words, reason_words
from explorer.match_sides import beside, side
from graph.errors import VerbundError
from graph.matching.candidate_index import CandidateIndex, Pair
from graph.matching.judgement import DIFFERENT, SAME, UNSURE, Judgement, judged
from graph.matching.judgements import JudgementLog
from graph.matching.review import Known, Question
from graph.store import GraphStore

ANSWERS = {"s": SAME, "=": SAME, "d": DIFFERENT, "u": UNSURE, "?": UNSURE}
NOTE, BACK, QUIT = "n", "b", "q"


class Keys(Protocol):
    """Where answers come from."""

    def key(self) -> str:
        """The next key, "q" at the end."""

    def line(self, prompt: str) -> str:
        """A line of text."""


class PipedKeys:
    """One answer a line from standard input; the first letter counts."""

    def key(self) -> str:
        """The first letter of the next line that has one."""
        for line in sys.stdin:
            if line.strip():
                return line.strip()[0].lower()
        return QUIT

    def line(self, prompt: str) -> str:
        """The next line."""
        return sys.stdin.readline().strip()


@dataclass
class Review:
    """One pass through the open pairs; every answer is in the log before the next pair is shown."""

    store: GraphStore
    log: JudgementLog
    index: CandidateIndex
    language: str
    projects: Mapping[str, int]
    keys: Keys
    say: Callable[[str], None]
    who: str = ""
    given: list[Judgement] = field(default_factory=list)

    def run(self, waiting: list[Question]) -> int:
        """Ask until all pairs are judged or the user ends; how many are left open."""
        at = 0
        asked: list[int] = []
        while (at := self._next_open(waiting, at)) < len(waiting):
            answer = self._ask(waiting, at)
            if answer == QUIT:
                break
            if answer != BACK:
                asked.append(at)
                at += 1
            elif self.given:
                self._take_back()
                at = asked.pop()
            else:
                self.say(say("review.nothing_back", self.language))
        known = Known(self.log.in_force())
        return sum(1 for item in waiting if not known.verdict(item.pair.first, item.pair.second))

    def _next_open(self, waiting: list[Question], at: int) -> int:
        """The place of the next pair that judgements do not answer by now."""
        known = Known(self.log.in_force())
        while at < len(waiting) and known.verdict(waiting[at].pair.first, waiting[at].pair.second):
            at += 1
        return at

    def _take_back(self) -> None:
        undone = self.log.undo(self.given.pop().id, who=self.who)
        self.say(say("match.undone", self.language, id=undone.id, judgement=judgement_words(undone)))

    def _ask(self, waiting: list[Question], at: int) -> str:
        """Show a pair and take the answer down; the verdict, "b" or "q"."""
        pair = waiting[at].pair
        for line in self._shown(pair, at + 1, len(waiting) - at):
            self.say(line)
        note = ""
        while True:
            self.say(say("review.keys", self.language))
            key = self.keys.key()
            if key in (BACK, QUIT):
                return key
            if key == NOTE:
                note = self.keys.line(say("review.note", self.language))
            elif key in ANSWERS and self._judge(pair, ANSWERS[key], note):
                return ANSWERS[key]

    def _judge(self, pair: Pair, verdict: str, note: str) -> bool:
        """Write a judgement down; one that contradicts what another process wrote meanwhile is refused in words."""
        names = self.store.names.label(pair.first), self.store.names.label(pair.second)
        item = judged(pair.first, pair.second, verdict, who=self.who, score=pair.score, note=note, names=names)
        try:
            self.log.add([item])
        except VerbundError as error:
            self.say(str(error))
            return False
        self.given.append(item)
        self.say(say("match.recorded", self.language, id=item.id, judgement=judgement_words(item)))
        return True

    def _shown(self, pair: Pair, place: int, left: int) -> Iterator[str]:
        score, known = number(pair.score, self.language, 2), Known(self.log.in_force())
        yield ""
        yield say("review.title", self.language, n=place, left=number(left, self.language), score=score)
        first, second = (
            side(self.store, known.together(iri), self.language, self.projects) for iri in (pair.first, pair.second)
        )
        yield beside(first, second, self.language)
        candidate = self.index.between(pair.first, pair.second)
        for reason in sorted(candidate.reasons if candidate else (), key=lambda reason: -abs(reason.weight)):
            yield f"  · {reason_words(reason, self.store.names, self.language)}"
