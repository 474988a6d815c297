"""The partners of a thing as one HTML document that asks nothing of any server: picture, ranking and map.

The picture is SVG that is worked out here; without scripts the page says and shows the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from explorer import network_page
from explorer.answers_text import Texts
from explorer.carriers import carriers
from explorer.drawing import Drawing
from explorer.labels import clean
from explorer.language import number
from explorer.language import say as say_common
from explorer.partner_map import charted
from explorer.partner_picture import WIDTH, Shared, colours, drawn
from explorer.partner_words import WORDS, kind_word, say
from explorer.reason_text import left_out_text, reason_text
from explorer.seeker_text import seeker_text
from graph.errors import OutputError
from graph.evidence import Citation, in_words
from graph.partners import Candidate, Partners, partners
from graph.places import Places
from graph.reasons import SHARES, Link, Reason
from graph.store import GraphStore
from graph.version import version
from graph.vocabulary import VB

MOST = 40  # candidates that a picture can be read with
Json = dict[str, Any]


def draw_partners(store: GraphStore, thing: str = "", *, language: str = "de", **options: Any) -> Drawing:
    """The page of the potential partners of a thing; ``options`` are those of ``graph.partners.partners``.

    Raises what ``partners`` raises, and OutputError for more candidates than a picture can be read with.
    """
    if options.get("limit", 1) > MOST:
        raise OutputError(
            f"{options['limit']} candidates are too many for one picture; give a --limit of at most {MOST}"
        )
    return _Painter(store, partners(store, thing, **options), language).drawing()


class _Painter:
    def __init__(self, store: GraphStore, answer: Partners, language: str) -> None:
        self.store, self.answer, self.language = store, answer, language
        self.texts = Texts(store, language)
        self.candidates = answer.candidates
        self._used: set[str] = set()

    def drawing(self) -> Drawing:
        """The page, with the number of boxes and lines of its picture."""
        kinds = self._kinds()
        shared = self._shared()
        heads = {kind: kind_word(kind, self.language) for kind in kinds}
        kind = self.texts.type(self.store.names.type(self.answer.thing)) if self.answer.thing else ""
        seeker = clean(seeker_text(self.answer, self.store.names, self.language)), kind
        names = [(self._label(one.id), self._where(one), self._number(one.score)) for one in self.candidates]
        picture = drawn(seeker, shared, names, heads)
        rows = [self._row(rank, one, kinds) for rank, one in enumerate(self.candidates, 1)]
        script, style = network_page.asset("partners.js"), self._style(kinds)
        html = network_page.environment().get_template("partners.html").render(
            lang=self.language, w={key: say(key, self.language) for key in WORDS},
            title=say("title", self.language, thing=seeker[0]), summary=self._summary(),
            picture=picture, width=WIDTH, chart=self._chart(), rows=rows, kinds=kinds, heads=heads,
            left_out=self._left_out(), footer=self._footer(),
            icon=network_page.ICON, script=script, style=style, policy=network_page.policy([script], style),
        )  # fmt: skip
        return Drawing(html, len(picture.boxes), len(picture.ribbons))

    # ------------------------------------------------------------------ words

    def _label(self, iri: str) -> str:
        return clean(self.texts.label(iri))

    def _number(self, value: float, digits: int = 2) -> str:
        return number(value, self.language, digits)

    def _where(self, candidate: Candidate) -> str:
        place = self._label(candidate.region) if candidate.region else ""
        return ", ".join(part for part in (self.texts.type(candidate.type), place) if part)

    def _summary(self) -> list[str]:
        count = len(self.candidates)
        found = [say("found" if count != 1 else "found_one", self.language, n=count)]
        areas = [
            f"{self._label(area.region)} ± {area.radius:g} km" if area.radius else self._label(area.region)
            for area in self.answer.areas
        ]
        if areas:
            found.append(say("in", self.language, areas=", ".join(areas)))
        needs = dict.fromkeys(area.need for area in self.answer.areas if area.need)
        return found + [say("need", self.language, need=self._label(need)) for need in needs]

    def _left_out(self) -> str:
        parts = left_out_text(self.answer, self.language)
        return say("left_out", self.language, parts=parts) if parts else ""

    def _footer(self) -> str:
        titles = sorted(self.texts.title(source) for source in self._used)
        return clean(say("footer", self.language, version=version(), sources=", ".join(titles) or "–"))

    # ------------------------------------------------------------------ the picture

    def _kinds(self) -> list[str]:
        """The kinds of reasons that occur, known ones in the order of their shares."""
        order = {kind: at for at, kind in enumerate(SHARES)}
        found = {reason.link.kind for one in self.candidates for reason in one.reasons}
        return sorted(found, key=lambda kind: (order.get(kind, len(order)), kind))

    def _shared(self) -> list[Shared]:
        """What reasons are about, each once."""
        found: dict[tuple[str, str], Shared] = {}
        for rank, one in enumerate(self.candidates, 1):
            for at, reason in enumerate(one.reasons, 1):
                label = self._about(reason.link, one)
                held = found.setdefault((reason.link.kind, label), Shared(reason.link.kind, label))
                held.reasons.append((rank, at, reason.weight))
        return list(found.values())

    def _about(self, link: Link, candidate: Candidate) -> str:
        """What a reason is about: what is shared, else its sentence."""
        if link.kind == "role" and link.detail == "project":
            return say("role.project", self.language)
        ends = {self.answer.thing, candidate.id, ""}
        iri = next(
            (one for one in (link.own, link.via, link.start, link.other) if one not in ends and not one.startswith(VB)),
            "",
        )
        return self._label(iri) if iri else reason_text(link, self.store.names, self.language)

    # ------------------------------------------------------------------ the list

    def _row(self, rank: int, candidate: Candidate, kinds: Sequence[str]) -> Json:
        behind = ", ".join(self._label(iri) for iri in carriers(self.store, candidate.id))
        return {
            "rank": rank,
            "name": self._label(candidate.id),
            "where": self._where(candidate),
            "score": self._number(candidate.score),
            "carriers": say("carriers", self.language, names=behind) if behind else "",
            "reasons": [
                self._reason(reason, at, candidate, kinds) for at, reason in enumerate(candidate.reasons)
            ],
        }  # fmt: skip

    def _reason(self, reason: Reason, at: int, candidate: Candidate, kinds: Sequence[str]) -> Json:
        way = [self._label(iri) for iri in reason.path] if reason.path else []
        return {
            "kind": kinds.index(reason.link.kind),
            "text": clean(reason_text(reason.link, self.store.names, self.language)),
            "weight": self._number(reason.weight, 3),
            "way": " → ".join(way),
            "sources": list(dict.fromkeys(self._cited(candidate.sources.get(at, [])))),
        }

    def _cited(self, citations: Sequence[Citation]) -> Iterator[str]:
        for item in citations:
            self._used.add(item.source)
            place = f", {in_words([item.where], self.language)}" if item.where else ""
            certainty = say_common(f"certainty.{item.certainty}", self.language) if item.certainty != "explicit" else ""
            yield clean(f"{self.texts.title(item.source)}{place}{f' [{certainty}]' if certainty else ''}")

    # ------------------------------------------------------------------ the map

    def _chart(self) -> Any:
        areas = self.answer.areas
        centre = next(((area.region, area.radius) for area in areas if area.radius), None)
        named = [(self._label(one.id), one.region) for one in self.candidates]
        inside = {region for area in areas for region in area.regions}
        return charted(Places(self.store), named, inside, self._label, centre)

    @staticmethod
    def _style(kinds: Sequence[str]) -> str:
        looks = list(enumerate(colours(kinds)))
        light = "".join(f"--line-{at}:{edge};--fill-{at}:{fill};" for at, (edge, _, fill) in looks)
        dark = "".join(f"--line-{at}:{edge};" for at, (_, edge, _) in looks)
        marks = "".join(f".k{at}{{--line:var(--line-{at});--fill:var(--fill-{at})}}" for at, _ in looks)
        palette = f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        return f"{network_page.asset('partners.css')}{palette}{marks}\n"
