"""One sentence on a potential partner, made of its weightiest reasons."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.grid import shown
from explorer.history_reasons import projects
from explorer.history_sentence import part
from explorer.reason_text import reason_text, through
from graph.names import Names
from graph.partners import Candidate
from graph.reasons import SHARES, Link

MOST = 3  # fragments that a reader takes in at once
NAMED = 2  # things in one fragment
LONGEST = 70  # characters of a name; some projects are called by a paragraph
SAME_PROJECT = ("project", "word")  # both name a project; the second says nothing new of the same one
# True of so many that they are said where there is little else.
WEAK = ("role", "funder", "recent", "experience", "kind", "walk")

# For one thing, for several; {names} are theirs, {n} counts them in words.
_PHRASES: dict[str, dict[str, tuple[str, str]]] = {
    "programme": {
        "de": ("gehört zum selben Programm, {names}", "gehört zu denselben Programmen, {names}"),
        "en": ("belongs to the same programme, {names}", "belongs to the same programmes, {names}"),
    },
    "theme": {
        "de": ("hat das Thema {names} mit Ihnen gemeinsam", "hat die Themen {names} mit Ihnen gemeinsam"),
        "en": ("shares the theme {names}", "shares the themes {names}"),
    },
    "theme.near": {
        "de": ("arbeitet zum Thema {other}, verwandt mit {names}",) * 2,
        "en": ("works on {other}, which is close to {names}",) * 2,
    },
    "target_group": {
        "de": ("hat dieselbe Zielgruppe, {names}", "hat dieselben Zielgruppen, {names}"),
        "en": ("has the same target group, {names}", "has the same target groups, {names}"),
    },
    "target_group.near": {
        "de": ("arbeitet für die Zielgruppe {other}, verwandt mit {names}",) * 2,
        "en": ("works for the target group {other}, which is close to {names}",) * 2,
    },
    "funder": {
        "de": ("hat denselben Förderer, {names}", "hat dieselben Förderer, darunter {names}"),
        "en": ("has the same funder, {names}", "has the same funders, among them {names}"),
    },
    "meeting.event": {
        "de": ("hat Sie bei „{names}“ getroffen", "hat Sie bei {n} Veranstaltungen getroffen, darunter {names}"),
        "en": ("met you at “{names}”", "met you at {n} events, among them {names}"),
    },
    "meeting.partner": {
        "de": (
            "hat einen Partner mit Ihnen gemeinsam, {names}",
            "hat {n} Partner mit Ihnen gemeinsam, darunter {names}",
        ),
        "en": ("has a partner in common with you, {names}", "has {n} partners in common with you, among them {names}"),
    },
    "meeting.project": {
        "de": ("wirkt mit Ihnen mit in „{names}“", "wirkt mit Ihnen in {n} Projekten mit, darunter {names}"),
        "en": ("takes part in “{names}” with you", "takes part in {n} projects with you, among them {names}"),
    },
    "meeting.initiative": {
        "de": ("ist mit Ihnen in der Initiative {names}", "ist mit Ihnen in {n} Initiativen, darunter {names}"),
        "en": ("is in the initiative {names} with you", "is in {n} initiatives with you, among them {names}"),
    },
    "place.sought": {
        "de": ("liegt im gesuchten Gebiet ({other})",) * 2,
        "en": ("lies in the area sought ({other})",) * 2,
    },
    "place.same": {
        "de": ("liegt am selben Ort ({other})",) * 2,
        "en": ("lies in the same place ({other})",) * 2,
    },
    "place.near": {
        "de": ("liegt höchstens {radius} km von {names} entfernt ({other})",) * 2,
        "en": ("lies at most {radius} km from {names} ({other})",) * 2,
    },
    "role.project": {
        "de": ("ist ein Projekt, das sich anschließen kann",) * 2,
        "en": ("is a project that can join",) * 2,
    },
    "role.participant": {"de": ("wirkt mit in „{via}“",) * 2, "en": ("takes part in “{via}”",) * 2},
}  # fmt: skip
_ALL = {"de": " und ", "en": " and "}
_NUMBERS = {"de": {2: "zwei", 3: "drei"}, "en": {2: "two", 3: "three"}}
_AMONG = {"de": ", darunter ", "en": ", among them "}


def sentence(candidate: Candidate, names: Names, language: str, method: str = "likeness") -> str:
    """A candidate's weightiest reasons as one sentence in German or English, "" for one without reasons.

    ``method`` is that of the answer (``Partners.method``).
    """
    said: list[str] = []
    for links in _by_weight(candidate):
        if len(said) == MOST or (len(said) >= NAMED and links[0].kind in WEAK):
            continue
        if links[0].kind in SAME_PROJECT and any(_label(links[0].own, names, language) in other for other in said):
            continue
        fragment = _fragment(links, names, language, method)
        if fragment and not any(fragment in other or other in fragment for other in said):
            said.append(fragment)
    if not said:
        return ""
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:].rstrip('. ')}."


def _by_weight(candidate: Candidate) -> list[list[Link]]:
    """The links of each kind, the strongest first; the kind that weighs most first, the place at the end."""
    weights: dict[str, float] = {}
    links: dict[str, list[Link]] = {}
    for reason in sorted(candidate.reasons, key=lambda reason: -reason.weight):
        kind = reason.link.kind
        weights[kind] = weights.get(kind, 0.0) + reason.weight
        links.setdefault(kind, []).append(reason.link)
    best = sorted(links, key=lambda kind: (kind in WEAK, -weights[kind], kind))
    first = best[:MOST]
    return [links[kind] for kind in [*sorted(first, key=lambda kind: kind == "place"), *best[MOST:]]]


def _fragment(links: Sequence[Link], names: Names, language: str, method: str) -> str:
    """What the links of a kind say, beginning with a verb; of another method's in that one's words."""
    if method == "likeness":
        return _likeness(links, names, language) if links[0].kind in SHARES else _others(links, names, language)
    return part(links, lambda iri: _label(iri, names, language), lambda link: projects(link, language), language)


def _others(links: Sequence[Link], names: Names, language: str) -> str:
    """Links of a kind that is not known here, in words."""
    texts = (" ".join(reason_text(link, names, language).split()) for link in links)
    return next(filter(None, texts), "")


def _likeness(links: Sequence[Link], names: Names, language: str) -> str:
    key = _key(links[0], names)
    same = [link for link in links if _key(link, names) == key]
    if not key.endswith(".near"):
        things = list(dict.fromkeys(_label(link.own, names, language) for link in same))
    else:
        things = [_label(links[0].own, names, language)]
    one, several = _PHRASES[key][language]
    text = one if len(things) == 1 else several
    first = links[0]
    if len(things) <= NAMED:  # all are named
        text = text.replace(_AMONG[language], ", ")
    return text.format(
        names=_ALL[language].join(things[:NAMED]),
        n=_NUMBERS[language].get(len(things), str(len(things))),
        other=_label(first.other, names, language),
        radius=first.detail,
        via=_short(through(first, names, language)),
    )


def _key(link: Link, names: Names) -> str:
    """Which phrase says a link; what an organisation is partner in may be a project."""
    if link.kind == "meeting" and link.detail == "partner" and names.type(link.own) == "Project":
        return "meeting.project"
    if link.kind in ("theme", "target_group"):
        return link.kind if link.own == link.other else f"{link.kind}.near"
    if link.kind == "place":
        return f"place.{link.detail if link.detail in ('sought', 'same') else 'near'}"
    return f"{link.kind}.{link.detail}" if link.kind in ("meeting", "role") else link.kind


def _label(iri: str, names: Names, language: str) -> str:
    return _short(names.label(iri, language)) if iri else ""


def _short(text: str) -> str:
    line = shown(" ".join(text.split()))
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:–-')} …"
