"""What the known projects say for a candidate, as parts of a sentence that begin with a verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph.reasons import Link

NAMED = 2  # things in one part
# For one thing, for several; {names} are theirs, {n} counts them in words, {projects} are of the first.
_PARTS: dict[str, dict[str, tuple[str, str]]] = {
    "programme": {
        "de": ("kennt das Programm {names} aus {projects}",) * 2,
        "en": ("knows the programme {names} from {projects}",) * 2,
    },
    "theme": {
        "de": ("arbeitete in {projects} zum Thema {names}", "arbeitete zu {names}"),
        "en": ("worked on {names} in {projects}", "worked on {names}"),
    },
    "project": {
        "de": ("hat ein ähnliches Projekt, „{names}“", "hat ähnliche Projekte, „{names}“"),
        "en": ("carried out a similar project, “{names}”", "carried out similar projects, “{names}”"),
    },
    "word": {
        "de": ("hat ein Projekt mit denselben Wörtern ({detail}), „{names}“",) * 2,
        "en": ("has a project in the same words ({detail}), “{names}”",) * 2,
    },
    "partner": {
        "de": ("arbeitete mit Ihrem Partner {names}", "arbeitete mit {n} Ihrer Partner, {names}"),
        "en": ("worked with your partner {names}", "worked with {n} of your partners, {names}"),
    },
    "walk": {
        "de": ("ist über {names} mit Ihnen verbunden",) * 2,
        "en": ("is connected with you by {names}",) * 2,
    },
    "walk.1": {"de": ("hat schon mit Ihnen gearbeitet",) * 2, "en": ("has worked with you before",) * 2},
    "walk.far": {
        "de": ("ist über das Netz der Projekte mit Ihnen verbunden",) * 2,
        "en": ("is connected with you through the network of projects",) * 2,
    },
    "place": {"de": ("liegt wie Sie in {names}",) * 2, "en": ("lies in {names}, as you do",) * 2},
    "neighbours": {
        "de": ("kommt aus {names}, woher Ihre Region oft Partner hat",) * 2,
        "en": ("comes from {names}, where your region often finds partners",) * 2,
    },
    "home": {
        "de": ("sitzt in {names}, wo viele das Programm kennen",) * 2,
        "en": ("is based in {names}, where many know the programme",) * 2,
    },
    "kind": {
        "de": ("ist von einer Art ({names}), die oft mit der Ihren arbeitet",) * 2,
        "en": ("is of a kind ({names}) that often works with yours",) * 2,
    },
    "name": {"de": ("heißt ähnlich wie Sie ({detail})",) * 2, "en": ("has a name like yours ({detail})",) * 2},
    "title": {
        "de": ("nennt im Namen, worum es geht ({detail})",) * 2,
        "en": ("says in its name what it is about ({detail})",) * 2,
    },
    "experience": {
        "de": ("hat Erfahrung aus {projects}",) * 2,
        "en": ("has experience of {projects}",) * 2,
    },
    "recent": {"de": ("begann zuletzt {detail} ein Projekt",) * 2, "en": ("began its last project in {detail}",) * 2},
}  # fmt: skip
_ALL = {"de": " und ", "en": " and "}
_NUMBERS = {"de": {2: "zwei", 3: "drei"}, "en": {2: "two", 3: "three"}}


def part(links: Sequence[Link], label: Callable[[str], str], projects: Callable[[Link], str], language: str) -> str:
    """What the links of one kind say, the strongest first; ``projects`` says how many there are ("3 Projekten")."""
    first = links[0]
    named = list(dict.fromkeys(label(link.own) for link in links if link.own))
    key = f"{first.kind}.{first.detail}" if f"{first.kind}.{first.detail}" in _PARTS else first.kind
    one, several = _PARTS[key][language]
    shown = named[:1] if one == several else named[:NAMED]
    text = one if len(named) <= 1 else several
    quoted = ("”" + _ALL[language] + "“") if language == "en" else ("“" + _ALL[language] + "„")
    between = quoted if first.kind in ("project", "word") else _ALL[language]
    if "{n}" in text and len(named) > NAMED:
        text = text.replace(", {names}", ", darunter {names}" if language == "de" else ", among them {names}")
    return text.format(
        names=between.join(shown),
        n=_NUMBERS[language].get(len(named), str(len(named))),
        detail=first.detail,
        projects=projects(first),
    )
