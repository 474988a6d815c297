"""The commands of ``verbund match``: candidates, and what people judge of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explorer.command_line import Command, Context, common, language_of, print_json, print_lines, store_folder

if TYPE_CHECKING:
    from graph.matching.candidate_index import CandidateIndex
    from graph.matching.candidates import Candidate
    from graph.matching.judgements import JudgementLog
    from graph.matching.service import MatchReport
    from graph.store import GraphStore

TYPES = ("Organisation", "Project")


class MatchGroup(click.Group):
    """A group that is a command itself: ``match THING`` shows candidates, ``match review`` is a command of its own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options may stand before the name of a command, too; they are handed on to it."""
        at = self._first_word(args)
        if at is not None and args[at] in self.commands:
            # The empty text stands for THING, so that the parser takes the next word for a command.
            return super().parse_args(ctx, ["", args[at], *args[:at], *args[at + 1 :]])
        ctx.allow_interspersed_args = True
        return super().parse_args(ctx, args)

    def _first_word(self, args: list[str]) -> int | None:
        """The place of the first argument that is no option and no option's value."""
        options = [item for command in (self, *self.commands.values()) for item in command.params]
        valued = {name for item in options if isinstance(item, click.Option) and not item.is_flag for name in item.opts}
        at = 0
        while at < len(args):
            if args[at] == "--" or not args[at].startswith("-"):
                return at
            at += 2 if args[at] in valued else 1
        return None


def judging(command: Command) -> Command:
    """The options of commands that judge: --who and --judgements."""
    return click.option("--who", metavar="NAME", default="", help="Who judges; the user of this machine by default.")(
        judgement_file(command)
    )


def judgement_file(command: Command) -> Command:
    """The option that names another log of judgements."""
    return click.option(
        "--judgements",
        type=click.Path(path_type=Path),
        metavar="FILE",
        default=None,
        help="The log of judgements; judgements.jsonl in the store by default.",
    )(command)


@dataclass
class Matching:
    """An open store with its log of judgements and its candidates."""

    place: Path
    store: GraphStore
    log: JudgementLog
    index: CandidateIndex
    language: str

    def thing(self, text: str) -> str:
        """The IRI that a name means; one that only the log knows is found by what it was called when it was judged."""
        from graph.errors import NotFoundError

        try:
            return self.store.names.find(text, TYPES)
        except NotFoundError:
            judged = self.log.in_force()
            named = {
                iri for item in judged for iri, name in zip(item.pair, item.names, strict=True) if text in (iri, name)
            }
            if len(named) != 1:
                raise
            return named.pop()

    def check_matched(self) -> None:
        """Raises StoreError where there are no candidates to ask about yet."""
        from explorer.language import say
        from graph.errors import StoreError

        if not self.index:
            raise StoreError(say("review.unmatched", self.language))

    def things(self, text: str) -> list[str]:
        """The IRIs that a name means: several where they were found to be one thing."""
        from graph.errors import AmbiguousError
        from graph.matching.renaming import read_clusters
        from graph.store import GraphStore

        try:
            return [self.thing(text)]
        except AmbiguousError:
            merged = read_clusters(self.store.identity) if self.store.identity else None
            if not merged:
                raise
        with GraphStore.open(self.place) as shown:
            found = shown.names.find(text, TYPES)
        return merged.clusters().get(found, [found])


@contextmanager
def matching(options: Context, judgements: Path | None) -> Iterator[Matching]:
    """The store as its sources have it, with its log; conflicts in the log are pointed out."""
    from explorer.language import number, say
    from graph.matching.candidate_index import CandidateIndex
    from graph.matching.judgements import JudgementLog
    from graph.store import GraphStore

    place = store_folder(options)
    with GraphStore.open(place, merged=False) as store:
        log = JudgementLog(judgements or log_of(options, place))
        _name_splits(store)
        language = language_of(options)
        if found := log.conflicts():
            click.echo(f"verbund: {say('match.conflicts', language, n=number(len(found), language))}", err=True)
        yield Matching(place, store, log, CandidateIndex(store.identity or place), language)


def _name_splits(store: GraphStore) -> None:
    """Let both sides of a split be found and called by the names that their sources give them."""
    from graph.matching.splits import Splits

    for split in Splits.read(store.identity).found_ if store.identity else ():
        for language in ("de", "en"):
            store.names.add(split.iri, split.name, language, type="Organisation")
            store.names.add(split.own, split.other_name, language, type="Organisation")
        store.names.leave_out(split.iri, split.other_name)


def log_of(options: Context, place: Path) -> Path:
    """Where judgements on a store are kept; on the default one not in the cache, which may be cleared."""
    from data.embedded import default_judgements
    from graph.matching.judgements import FILE

    return default_judgements() if options.store is None else place / FILE


def apply_judgements(options: Context, judgements: Path | None) -> MatchReport:
    """Let the merged view follow the judgements."""
    from graph.matching import service

    place = store_folder(options)
    return service.apply_judgements(place, judgements or log_of(options, place))


def applied_text(report: MatchReport, language: str) -> str:
    from explorer.language import number, say

    counts = {name: number(getattr(report, name), language) for name in ("merged", "clusters")}
    return say("match.applied", language, **counts)


# ---------------------------------------------------------------------- candidates


@click.group(cls=MatchGroup, invoke_without_command=True)
@click.argument("thing", required=False, default="")
@click.option("--anew", is_flag=True, help="Compare everything again, not only what is new since the last time.")
@click.option(
    "--show",
    type=click.Choice(["same", "ask", "different"]),
    default=None,
    help="List the pairs of one band; the first few of those that matter by default.",
)
@click.option("--kind", type=click.Choice(["organisation", "project"]), default=None, help="Only pairs of this kind.")
@click.option("--limit", type=click.IntRange(1), default=None, help="At most this many pairs of a band.")
@judgement_file
@common()
@click.pass_context
def match(
    ctx: click.Context,
    thing: str,
    anew: bool,
    show: str | None,
    kind: str | None,
    limit: int | None,
    judgements: Path | None,
) -> None:
    """Find organisations and projects that are one and the same, for what is new since the last time.

    Pairs fall into three bands: same (merged), ask (verbund match review) and different. THING shows the candidates
    of one organisation or project, with what speaks for and against each.

    Example: verbund match

    Example: verbund match "Robert Bosch Stiftung"
    """
    if ctx.invoked_subcommand is None:
        _match(ctx.ensure_object(Context), thing, anew, show, kind, limit, judgements)


def _match(
    options: Context,
    thing: str,
    anew: bool,
    show: str | None,
    kind: str | None,
    limit: int | None,
    judgements: Path | None,
) -> None:
    from explorer import match_answers
    from graph.matching.review import Known

    report = _matched(options, thing, anew, judgements)
    with matching(options, judgements) as held:
        known, names = Known(held.log.in_force()), held.store.names
        if thing:
            _print_of(options, held, thing, kind or "", limit)
            return
        most = limit or (20 if show else match_answers.FEW)
        bands: list[tuple[str, list[Candidate]]] = [
            (band, held.index.best(band, kind or "", most)) for band in match_answers.shown_bands(show or "")
        ]
        if report.errors and not show:
            bands.append(("errors", report.errors[:most]))
        if options.json:
            listed = [
                match_answers.candidate_json(item, names, held.language, known.verdict(item.first, item.second))
                for band, items in bands
                for item in items
                if band != "errors"
            ]
            print_json(match_answers.report_json(report, listed, names, held.language))
        else:
            print_lines(match_answers.report_text(report, held.language))
            print_lines(match_answers.bands_text(bands, names, known, held.language))


def _matched(options: Context, thing: str, anew: bool, judgements: Path | None) -> MatchReport:
    """What is new in the store, matched; who only looks something up may do so where nothing can be written."""
    from explorer.match_progress import progress
    from graph.errors import StoreError
    from graph.matching import service

    place = store_folder(options)
    try:
        with progress(language_of(options)) as shown:
            return service.match_store(
                place, anew=anew, judgements=judgements or log_of(options, place), progress=shown
            )
    except StoreError:
        if anew or not thing or not service.is_matched(place):
            raise
        return service.MatchReport()


def _print_of(options: Context, held: Matching, thing: str, kind: str, limit: int | None) -> None:
    """The candidates of one thing."""
    from explorer import match_answers
    from explorer.language import say
    from graph.matching.review import Known
    from graph.version import version

    iris, known, names = held.things(thing), Known(held.log.in_force()), held.store.names
    iri = iris[0]
    found = [item for item in held.index.of_any(iris) if kind in ("", item.kind)][:limit]
    pairs = [(item, known.verdict(item.first, item.second)) for item in found]
    label = names.label(iri, held.language)
    if options.json:
        listed = [match_answers.candidate_json(item, names, held.language, verdict) for item, verdict in pairs]
        print_json({"thing": {"id": iri, "label": label}, "candidates": listed, "version": version()})
        return
    print_lines([say("match.of" if found else "match.none", held.language, thing=match_answers.short(label))])
    for item, verdict in pairs:
        print_lines(match_answers.candidate_text(item, names, held.language, verdict))


# ---------------------------------------------------------------------- asking people


@match.command()
@click.option("--kind", type=click.Choice(["organisation", "project"]), default=None, help="Only pairs of this kind.")
@click.option("--limit", type=click.IntRange(1), default=None, help="At most this many questions.")
@judging
@common()
@click.pass_obj
def review(options: Context, kind: str | None, limit: int | None, who: str, judgements: Path | None) -> None:
    """Step through the pairs of the band "ask", the most useful first.

    A pair is the more useful, the more its score is in doubt and the more projects hang on it.

    Keys: s(ame), d(ifferent), u(nsure), n(ote for the next answer), b(ack: takes the last answer back), q(uit). Every
    answer is kept at once. In a pipe the answers are read from standard input, one a line.

    Example: verbund match review --limit 20
    """
    from explorer.language import number, say
    from explorer.match_answers import judgement_json
    from explorer.match_review import PipedKeys, Review
    from explorer.match_sides import projects
    from graph.matching.review import questions
    from graph.version import version

    with matching(options, judgements) as held:
        held.check_matched()
        counted = projects(held.store)
        waiting = questions(held.index.pairs(kind=kind or ""), held.log.in_force(), counted)
        keys = TerminalKeys() if sys.stdin.isatty() else PipedKeys()

        def tell(line: str) -> None:
            click.echo(line, err=options.json)

        asking = Review(held.store, held.log, held.index, held.language, counted, keys, tell, who)
        left = len(waiting) - len(waiting[:limit]) + asking.run(waiting[:limit])
        language = held.language
    report = apply_judgements(options, judgements) if asking.given else None
    if options.json:
        given = [judgement_json(item) for item in asking.given]
        print_json({"judgements": given, "left": left, "version": version()})
        return
    print_lines([say("review.done", language, n=len(asking.given), left=number(left, language))])
    if not waiting:
        print_lines([say("review.nothing", language)])
    if report:
        print_lines([applied_text(report, language)])


class TerminalKeys:
    """Answers as keys that are pressed."""

    def key(self) -> str:
        """The next key; the end of the input or an interruption ends the review."""
        try:
            return click.getchar().lower()
        except (EOFError, KeyboardInterrupt):
            return "q"

    def line(self, prompt: str) -> str:
        """A line of text."""
        text: str = click.prompt(prompt, default="", show_default=False)
        return text


# ---------------------------------------------------------------------- the log


@match.command()
@click.argument("thing", required=False, default="")
@click.option("--limit", type=click.IntRange(1), default=None, help="At most this many.")
@judgement_file
@common()
@click.pass_obj
def log(options: Context, thing: str, limit: int | None, judgements: Path | None) -> None:
    """List all judgements, the newest first; those that were taken back or replaced are marked.

    With THING only those on one organisation or project.

    Example: verbund match log
    """
    from explorer.match_answers import log_json, log_text

    with matching(options, judgements) as held:
        iris = held.things(thing) if thing else ()
        if options.json:
            found: dict[str, Any] = log_json(held.log, iris)
            print_json(found | {"judgements": found["judgements"][:limit]})
        else:
            print_lines(log_text(held.log, held.language, iris, limit))


@match.command()
@judgement_file
@common()
@click.pass_obj
def conflicts(options: Context, judgements: Path | None) -> None:
    """Show judgements that contradict each other (A = B, B = C, but A ≠ C), with all that cause it.

    Verbund writes no such judgement; logs of two people that were put together may have one. It is not followed
    until one of the judgements is taken back.

    Example: verbund match conflicts
    """
    from explorer.match_answers import conflict_json, conflicts_text
    from graph.version import version

    with matching(options, judgements) as held:
        found = held.log.conflicts()
        if options.json:
            print_json({"conflicts": [conflict_json(item) for item in found], "version": version()})
        else:
            print_lines(conflicts_text(found, len(held.log.in_force()), held.language))
