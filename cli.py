"""The command line: each command parses, makes one call and prints."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

import click

from explorer.command_line import (
    Context,
    Verbund,
    common,
    language_of,
    narrowing,
    open_store,
    print_answer,
    print_json,
    print_lines,
    time_limit,
)
from explorer.consortium_command import consortium
from explorer.draw_command import draw
from explorer.evaluate_command import evaluate
from explorer.everybody_command import everybody
from explorer.explore_command import explore
from explorer.gaps_command import gaps
from explorer.judgement_commands import match
from explorer.match_commands import judgement_file, log_of
from explorer.partners_command import partners
from explorer.reconcile_command import reconcile
from explorer.serve_command import serve

# Looking for cycles after every 700 objects took a quarter of the time of an answer over 100,000 edges.
OBJECTS_BETWEEN_CLEANUPS = 200_000


@click.group(cls=Verbund, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="verbund", message="verbund %(version)s")
@common(json=False)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Who works on what, who pays, where, and who should work together next.

    Without --store the commands work on the five curated articles that come with Verbund.

    Example: verbund partners "Vernetzung Süd-Ost-Europa, Roma"
    """
    gc.set_threshold(OBJECTS_BETWEEN_CLEANUPS)
    options = ctx.ensure_object(Context)
    options.store = options.store or os.environ.get("VERBUND_STORE") or None


# ---------------------------------------------------------------------- loading and counting


@main.command()
@click.argument("files", nargs=-1, metavar="[FILES]...")
@click.option("--source", metavar="NAME", default="", help="The kind of source, where it is not recognised or wrongly.")
@click.option(
    "--as", "name", metavar="ID", default="", help="The id of the source; a later edition with the same id replaces it."
)
@click.option(
    "--mapping", type=click.Path(path_type=str), metavar="FILE", help="A YAML file that says which column is what."
)
@click.option(
    "--overrule",
    type=click.Path(path_type=str),
    metavar="FILE",
    help="A YAML file that says who is a person and who an organisation.",
)
@click.option("--dry-run", is_flag=True, help="Show how the files are understood, and load nothing.")
@click.option("--without-curated", is_flag=True, help="Leave out the curated articles when a new store is made.")
@click.option("--no-match", is_flag=True, help="Do not compare what is new with a store that was matched before.")
@judgement_file
@common()
@click.pass_obj
def load(
    options: Context,
    files: tuple[str, ...],
    source: str,
    name: str,
    mapping: str | None,
    overrule: str | None,
    dry_run: bool,
    without_curated: bool,
    no_match: bool,
    judgements: Path | None,
) -> None:
    """Load files, folders or web addresses into the store, each list as its own source; all of them or none.

    Tables (CSV, XLSX, ODS, XLS), JSON, XML and archives of them are recognised by their content: see docs/sources.md.
    YAML and RDF are loaded as they are. Without FILES a store is filled with what comes with Verbund. In a store
    that was matched (verbund match) what is new is matched as well.

    Example: verbund --store mein-speicher load liste-der-vorhaben.csv
    """
    from data.embedded import default_folder, refresh
    from data.importing.overrides import options_of
    from data.loading import load as load_files
    from data.loading import planned
    from explorer import load_matching, load_report
    from explorer.language import say
    from explorer.load_progress import progress
    from graph.errors import StoreError

    if options.store and options.store.startswith(("http://", "https://")):
        raise StoreError(
            f"{options.store}: Verbund only reads from an endpoint; load into a folder with --store FOLDER"
        )
    if not all(file.strip() for file in files):
        raise click.UsageError("a file without a name; . stands for this folder")
    place = Path(options.store) if options.store else default_folder()
    wishes = options_of(mapping, overrule)
    if dry_run:
        with planned(files, source=source, name=name, options=wishes, store=place) as plan:
            found = load_report.preview(plan)
        if options.json:
            print_json(load_report.preview_json(found))
        else:
            print_lines(load_report.preview_text(found, language_of(options)))
        return
    if not options.store:
        refresh(place)
    with progress(language_of(options)) as shown:
        done = load_files(
            files, place, curated=not without_curated, source=source, name=name, options=wishes, progress=shown
        )
    if not options.json:
        print_lines(load_report.as_text(done, str(place), language_of(options)))
        if not options.store:
            print_lines([say("load.default", language_of(options))])
    matched = load_matching.Matched()
    if not no_match:
        matched = load_matching.match_loaded(place, judgements or log_of(options, place), language_of(options))
    if options.json:
        print_json(load_report.as_json(done, str(place)) | {"matching": load_matching.matched_json(matched)})
    else:
        print_lines(load_matching.matched_text(matched, language_of(options)))
    matched.check()


@main.command()
@click.option(
    "--by",
    metavar="WHAT",
    default="",
    help="Count projects and money by theme, region, funder, programme, year or country; several with commas.",
)
@narrowing
@click.option(
    "--sort",
    type=click.Choice(["amount", "projects", "name"]),
    default=None,
    help="Order of the groups; most money first, years in order.",
)
@click.option("--limit", type=click.IntRange(1), default=None, help="At most this many groups.")
@common()
@click.pass_obj
def stats(options: Context, /, by: str, sort: str | None, limit: int | None, **narrowed: Any) -> None:
    """Count things by class and statements by source; with --by projects, participants and money in groups.

    Money of several currencies is never added up. A project with several themes or regions counts in each of them.

    Example: verbund stats

    Example: verbund stats --by theme --in Sachsen
    """
    from graph.counts import stats as count

    if not by and (sort or limit or any(value not in ("", None) for value in narrowed.values())):
        raise click.UsageError("say what to count by, e.g. --by theme")
    with open_store(options) as store:
        if by:
            from explorer import counted_answers
            from graph.statistics import statistics

            names = [name.strip() for name in by.split(",")]
            found = statistics(store, names, **narrowed, sort=sort or "", limit=limit)
            print_answer(
                options,
                store,
                lambda a: counted_answers.statistics_json(found, a),
                lambda t: counted_answers.statistics_text(found, t),
            )
        else:
            counts = count(store)
            print_answer(options, store, lambda a: a.stats(counts.by_type, counts.by_source), lambda t: t.stats(counts))


@main.command()
@click.argument("source")
@click.option("--patch", is_flag=True, help="Print the statements that were taken out and put in, as an RDF patch.")
@common()
@click.pass_obj
def diff(options: Context, source: str, patch: bool) -> None:
    """Show what the last edition of SOURCE changed: what appeared, changed and vanished.

    SOURCE is an id or title that "verbund sources" lists.

    Example: verbund diff ontology
    """
    from explorer import counted_answers
    from graph.changes import diff as compare
    from graph.changes import patch_lines

    options.unmerged = True  # editions are compared as their source states things
    with open_store(options) as store:
        found = compare(store, source)
        if patch:
            print_lines(patch_lines(store, found.source))
        else:
            print_answer(
                options,
                store,
                lambda a: counted_answers.changes_json(found, a),
                lambda t: counted_answers.changes_text(found, t),
            )


@main.command()
@common()
@click.pass_obj
def sources(options: Context) -> None:
    """List what was loaded: from which file, when, with which hash and licence.

    Example: verbund sources
    """
    from graph.counts import sources as list_sources

    with open_store(options) as store:
        found = list_sources(store)
        print_answer(options, store, lambda a: a.sources(found), lambda t: t.sources(found))


# ---------------------------------------------------------------------- looking things up


@main.command()
@click.argument("text")
@click.option("--type", "type_", metavar="TYPE", default="", help="Only things of this class, e.g. project.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most this many.")
@common()
@click.pass_obj
def search(options: Context, text: str, type_: str, limit: int) -> None:
    """Find things by name, forgiving about umlauts and typing errors.

    Example: verbund search munchen
    """
    from graph.search import search as find

    with open_store(options) as store:
        hits = find(store, text, type=type_, limit=limit)
        print_answer(options, store, lambda a: a.hits(text, hits), lambda t: t.hits(text, hits))


@main.command()
@click.argument("text", metavar="QUERY")
@click.option("--type", "type_", metavar="TYPE", default="", help="Only things of this class, e.g. project.")
@narrowing
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, help="At most this many values of a facet."
)
@common()
@click.pass_obj
def facets(options: Context, /, text: str, type_: str, limit: int, **narrowed: Any) -> None:
    """Count what a search for QUERY would narrow by: type, theme, region, programme, funder, year, kind, source.

    Each value comes with the option that narrows to it.

    Example: verbund facets Roma
    """
    from explorer import counted_answers
    from graph.facets import facets as count

    with open_store(options) as store:
        found = count(store, text, type=type_, **narrowed, limit=limit)
        print_answer(
            options,
            store,
            lambda a: counted_answers.facets_json(found, a),
            lambda t: counted_answers.facets_text(found, t),
        )


@main.command()
@click.argument("thing")
@common()
@click.pass_obj
def show(options: Context, thing: str) -> None:
    """Show all that is known of THING, each fact with its source and the place in it.

    THING is a label, an alternative label, the beginning of one, or an IRI.

    Example: verbund show "KIS - Kultur im Sozialraum"
    """
    from graph.facts import show as describe

    with open_store(options) as store:
        found = describe(store, thing)
        print_answer(options, store, lambda a: a.description(found), lambda t: t.description(found))


main.add_command(partners)


@main.command()
@click.argument("things", nargs=-1, required=True, metavar="A [B]...")
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, help="At most this many similar things."
)
@common()
@click.pass_obj
def shared(options: Context, things: tuple[str, ...], limit: int) -> None:
    """Show what A and B share; with A alone, what shares most with it.

    Example: verbund shared Elternarbeit Mentoring
    """
    from graph.shared import shared as compare

    with open_store(options) as store:
        found = compare(store, *things, limit=limit)
        print_answer(options, store, lambda a: a.shared(found), lambda t: t.shared(found))


@main.command()
@click.argument("a")
@click.argument("b")
@click.option("--limit", type=click.IntRange(1), default=3, show_default=True, help="At most this many connections.")
@common()
@click.pass_obj
def path(options: Context, a: str, b: str, limit: int) -> None:
    """Show the shortest connections between A and B, each edge with its source.

    Example: verbund path COMMPASS "Stadt Pforzheim"
    """
    from graph.paths import path as connect

    with open_store(options) as store:
        found = connect(store, a, b, limit=limit)
        print_answer(options, store, lambda j: j.paths(found), lambda t: t.paths(found))


# ---------------------------------------------------------------------- asking


@main.command()
@common()
@click.pass_obj
def questions(options: Context) -> None:
    """List the questions that "verbund ask" answers.

    Example: verbund questions
    """
    from explorer import question_answers
    from queries.library import questions as all_questions

    found = all_questions()
    if options.json:
        print_json(question_answers.list_json(found))
    else:
        print_lines(question_answers.list_text(found, language_of(options)))


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAMETER VALUE]...")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop a question that takes longer.",
)
@common()
@click.pass_obj
def ask(options: Context, name: str, parameters: tuple[str, ...], timeout: float) -> None:
    """Answer one of the questions in the library; "verbund questions" lists them with their parameters.

    Example: verbund ask projects-in-region --region Bayern
    """
    from explorer import question_answers
    from explorer.answers_json import Answers
    from queries.library import ask as answer_question

    with open_store(options) as store, time_limit(timeout):
        answer = answer_question(store, name, _pairs(parameters), lang=language_of(options))
        if options.json:
            print_json(question_answers.answer_json(answer, Answers(store, language_of(options))))
        else:
            print_lines(question_answers.answer_text(answer))


@main.command()
@click.argument("query", required=False, default="-")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld"]),
    default=None,
    help="Form of the result; table by default.",
)
@click.option("--output", "-o", metavar="FILE", default="-", help="Where to write the result; - is standard output.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop a query that takes longer.",
)
@common()
@click.pass_obj
def sparql(options: Context, query: str, format_: str | None, output: str, timeout: float) -> None:
    """Run a SPARQL 1.1 query: the text itself, a file that holds it, or - for standard input.

    The prefixes vb:, rdfs:, skos:, schema:, nuts: and others are known. All sources are queried together; GRAPH
    tells them apart. What several sources state gives a row for each of them; SELECT DISTINCT gives one. SERVICE is
    refused: a query reaches no other host.

    Example: verbund sparql "SELECT ?name WHERE { ?p a vb:Project ; rdfs:label ?name } LIMIT 5"
    """
    from explorer.destination import open_output
    from explorer.query_text import query_text
    from explorer.results import json_form, write_results

    with open_store(options) as store, time_limit(timeout), open_output(output) as stream:
        results = store.query(query_text(query))
        form = format_ or (json_form(results) if options.json else "table")
        write_results(results, stream, form, lang=language_of(options))


# ---------------------------------------------------------------------- one organisation, one node


main.add_command(match)
main.add_command(reconcile)


# ---------------------------------------------------------------------- how good recommendations are


main.add_command(evaluate)
main.add_command(consortium)
main.add_command(gaps)
main.add_command(everybody)


# ---------------------------------------------------------------------- pictures, files, checks


main.add_command(draw)
main.add_command(explore)
main.add_command(serve)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAMETER VALUE]...")
@click.option(
    "--format",
    "format_",
    required=True,
    type=click.Choice(["turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv", "tsv", "xlsx", "json"]),
    help="Form of the file.",
)
@click.option("--question", metavar="NAME", default="", help="The answer to this question instead of the graph.")
@click.option("--thing", metavar="THING", default="", help="Only what surrounds this thing.")
@click.option("--depth", type=click.IntRange(1, 5), default=1, show_default=True, help="How many steps around --thing.")
@click.option("--all", "everything", is_flag=True, help="Also the regions and themes that nothing refers to.")
@click.option("--output", "-o", metavar="FILE", default="-", help="Where to write; - is standard output.")
@common()
@click.pass_obj
def export(
    options: Context,
    parameters: tuple[str, ...],
    format_: str,
    question: str,
    thing: str,
    depth: int,
    everything: bool,
    output: str,
) -> None:
    """Write the graph, or with --question the answer to a question, for other programs.

    GEXF and GraphML open in Gephi with labels, types and colours; TriG and N-Quads keep the sources apart.

    Example: verbund export --format gexf --output netz.gexf
    """
    from explorer.destination import open_output
    from explorer.exchange import BINARY
    from explorer.exchange import export as write
    from explorer.language import say

    with open_store(options) as store, open_output(output, binary=format_ in BINARY) as stream:
        if question:
            from explorer.question_answers import write_answer
            from queries.library import ask as answer_question

            write_answer(
                answer_question(store, question, _pairs(parameters), lang=language_of(options)), stream, format_
            )
        else:
            _pairs(parameters, none_for="the graph")
            write(
                store,
                stream,
                format_,
                lang=language_of(options),
                thing=thing or None,
                depth=depth,
                everything=everything,
            )
    if output != "-":
        text = say("export.done", language_of(options), file=output)
        print_json({"file": output, "format": format_}) if options.json else print_lines([text])


@main.command()
@click.option("--source", metavar="SOURCE", default="", help="Only what this source says.")
@common()
@click.pass_obj
def check(options: Context, source: str) -> None:
    """Check the graph against its shapes (SHACL): which thing, which rule, what was expected, where it comes from.

    Exit code 1 when a rule is violated; warnings alone do not count.

    Example: verbund check
    """
    from explorer import check_report
    from graph.checks import check as run_checks

    with open_store(options) as store:
        report = run_checks(store, lang=language_of(options), source=source or None)
        print_answer(
            options, store, lambda a: check_report.as_json(report, a), lambda t: check_report.as_text(report, t)
        )
    if not report.conforms:
        sys.exit(1)


def _pairs(parameters: tuple[str, ...], *, none_for: str = "") -> dict[str, str]:
    """``--region Bayern --from=2013`` as {"region": "Bayern", "from": "2013"}."""
    found: dict[str, str] = {}
    rest = list(parameters)
    if rest and none_for:
        raise click.UsageError(f"No such option or argument for {none_for}: {rest[0]}")
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if not name.startswith("--") or not (equals or rest):
            raise click.UsageError(f"“{name}” is no parameter with a value; write --region Bayern")
        found[name.removeprefix("--")] = value if equals else rest.pop(0)
    return found


if __name__ == "__main__":
    main()
