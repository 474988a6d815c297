"""The commands of ``verbund match`` that write judgements: one by one, taken back, and from files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.command_line import Context, common, print_json, print_lines
from explorer.match_commands import applied_text, apply_judgements, judgement_file, judging, match, matching

if TYPE_CHECKING:
    from graph.matching.judgement import Judgement

# The group with all its commands, those of this module among them.
__all__ = ["match"]

noted = click.option("--note", metavar="TEXT", default="", help="Why; it stays with the judgement.")


def _judge(options: Context, pair: tuple[str, str], verdict: str, note: str, who: str, judgements: Path | None) -> None:
    """Write a judgement down and let the merged view follow."""
    from graph.errors import InputError
    from graph.matching.judgement import judged

    with matching(options, judgements) as held:
        names = held.store.names
        one, other = (held.thing(text) for text in pair)
        labels = names.label(one), names.label(other)
        if one == other:
            raise InputError(f"“{pair[0]}” and “{pair[1]}” are both {one}; name two things, by their IRIs if need be")
        if names.type(one) != names.type(other):
            raise InputError(
                f"“{labels[0]}” and “{labels[1]}” are of different kinds; judge two organisations or two projects"
            )
        candidate = held.index.between(one, other)
        score = candidate.score if candidate else None
        item = judged(one, other, verdict, who=who, score=score, note=note, names=labels)
        held.log.add([item])
        language = held.language
    _print_judged(options, judgements, "match.recorded", item, language)


def _print_judged(options: Context, judgements: Path | None, key: str, item: Judgement, language: str) -> None:
    """Let the merged view follow a judgement, and say so."""
    from explorer.language import say
    from explorer.match_answers import judgement_json, judgement_words
    from graph.version import version

    if not options.json:
        print_lines([say(key, language, id=item.id, judgement=judgement_words(item))])
    report = apply_judgements(options, judgements)
    if options.json:
        about = {"merged": report.merged, "clusters": report.clusters}
        print_json({"judgement": judgement_json(item), **about, "version": version()})
    else:
        print_lines([applied_text(report, language)])


@match.command()
@click.argument("a")
@click.argument("b")
@noted
@judging
@common()
@click.pass_obj
def accept(options: Context, a: str, b: str, note: str, who: str, judgements: Path | None) -> None:
    """Judge that A and B are the same; they are one from now on.

    A and B are names or IRIs.

    Example: verbund match accept "Jobcenter" "Kommunale Beschäftigungsagentur Jobcenter Landkreis Harz"
    """
    _judge(options, (a, b), "same", note, who, judgements)


@match.command()
@click.argument("a")
@click.argument("b")
@noted
@judging
@common()
@click.pass_obj
def reject(options: Context, a: str, b: str, note: str, who: str, judgements: Path | None) -> None:
    """Judge that A and B are different; they stay apart whatever their score.

    Example: verbund match reject "Robert Bosch GmbH" "Robert Bosch Stiftung" --note "owner and firm"
    """
    _judge(options, (a, b), "different", note, who, judgements)


@match.command()
@click.argument("a")
@click.argument("b")
@noted
@judging
@common()
@click.pass_obj
def unsure(options: Context, a: str, b: str, note: str, who: str, judgements: Path | None) -> None:
    """Judge that nobody can tell whether A and B are the same; the pair is not asked again, nor merged by its score.

    Example: verbund match unsure "Jobcenter" "Agentur für Arbeit" --note "ask the office"
    """
    _judge(options, (a, b), "unsure", note, who, judgements)


@match.command()
@click.argument("what", nargs=-1, required=True, metavar="ID | A B")
@noted
@judging
@common()
@click.pass_obj
def undo(options: Context, what: tuple[str, ...], note: str, who: str, judgements: Path | None) -> None:
    """Take a judgement back: by its ID or the beginning of it, or the one in force on A and B.

    The log keeps both. What the judgement had replaced is in force again.

    Example: verbund match undo "Robert Bosch GmbH" "Robert Bosch Stiftung"
    """
    from explorer.language import say
    from explorer.match_answers import judgement_words
    from graph.errors import InputError, NotFoundError

    if len(what) > 2:
        raise click.UsageError("name the ID of a judgement, or the two things A and B")
    with matching(options, judgements) as held:
        if len(what) == 1:
            id_ = what[0]
        else:
            pair = tuple(sorted(held.thing(text) for text in what))
            found = [item.id for item in held.log.in_force() if item.pair == pair]
            if not found:
                raise NotFoundError(f"no judgement on “{what[0]}” and “{what[1]}” is in force.")
            if len(found) > 1:
                raise InputError(f"several people judged “{what[0]}” and “{what[1]}”: {', '.join(found)}; name one ID")
            id_ = found[0]
        item = held.log.undo(id_, who=who, note=note)
        again = [judgement_words(one) for one in held.log.in_force() if one.pair == item.pair]
        language = held.language
    _print_judged(options, judgements, "match.undone", item, language)
    if again and not options.json:
        print_lines(say("match.again", language, judgement=words) for words in again)


# ---------------------------------------------------------------------- files


@match.command("export")
@click.argument("file")
@click.option("--kind", type=click.Choice(["organisation", "project"]), default=None, help="Only pairs of this kind.")
@click.option("--limit", type=click.IntRange(1), default=None, help="At most this many pairs.")
@judgement_file
@common()
@click.pass_obj
def export_pairs(options: Context, file: str, kind: str | None, limit: int | None, judgements: Path | None) -> None:
    """Write the open pairs of the band "ask" to FILE (.csv, .tsv, .xlsx or .yml), the most useful first.

    Fill in the column "judgement" with same, different or unsure, and read the file with verbund match apply. What
    stays empty is not judged.

    Example: verbund match export offen.csv
    """
    from explorer.destination import open_output
    from explorer.language import number, say
    from explorer.match_sheet import form_of, write_sheet
    from explorer.match_sides import projects
    from graph.matching.review import questions
    from graph.version import version

    form = form_of(file)
    with matching(options, judgements) as held:
        held.check_matched()
        waiting = questions(held.index.pairs(kind=kind or ""), held.log.in_force(), projects(held.store))[:limit]
        candidates = held.index.several([(item.pair.first, item.pair.second) for item in waiting])
        with open_output(file, binary=form == "xlsx") as output:
            write_sheet(candidates, held.store, output, form, held.language)
        language = held.language
    if options.json:
        print_json({"file": file, "pairs": len(waiting), "version": version()})
    else:
        print_lines([say("match.exported", language, n=number(len(waiting), language), file=file)])


@match.command("apply")
@click.argument("file", type=click.Path(path_type=Path))
@judging
@common()
@click.pass_obj
def apply_file(options: Context, file: Path, who: str, judgements: Path | None) -> None:
    """Take in the judgements in FILE, a table (CSV, XLSX, ODS) or YAML: all of them or none.

    The columns are first, second, judgement (same, different, unsure or empty) and note, or erste, zweite, urteil
    (gleich, verschieden, unsicher) and notiz; others are not read. Both things are named by IRI or by name.

    Example: verbund match apply offen.csv
    """
    from data.judgements.judgement_file import read, resolved
    from explorer.language import number, say
    from explorer.match_answers import judgement_json
    from explorer.match_sheet import COLUMNS
    from graph.version import version

    with matching(options, judgements) as held:
        found = read(file)
        given = resolved(found, held.store.names, who=who)
        in_force = {item.pair: item for item in held.log.in_force()}
        new = {id_: line for id_, (line, item) in given.items() if says_more(item, in_force.get(item.pair))}
        scores = held.index.scores([given[id_][1].pair for id_ in new])
        items = [scored(given[id_][1], scores.get(given[id_][1].pair)) for id_ in new]
        held.log.add(items, places={id_: f"{file}, {line.place}" for id_, line in new.items()})
        language = held.language
    report = apply_judgements(options, judgements) if items else None
    counts = {"new": len(items), "known": len(given) - len(items), "empty": found.empty}
    if options.json:
        listed = [judgement_json(item) for item in items]
        print_json({"judgements": listed, **counts, "ignored": found.ignored, "version": version()})
        return
    print_lines([say("match.apply.done", language, **{key: number(n, language) for key, n in counts.items()})])
    if unread := [name for name in found.ignored if name not in COLUMNS]:
        print_lines([say("match.apply.ignored", language, columns=", ".join(unread))])
    if report:
        print_lines([applied_text(report, language)])


def scored(item: Judgement, score: float | None) -> Judgement:
    """A judgement with what the machine thought of the pair."""
    return replace(item, score=score)


def says_more(item: Judgement, before: Judgement | None) -> bool:
    """Whether a judgement adds anything to the one in force: another verdict, or a note of its own."""
    return before is None or item.verdict != before.verdict or item.note not in ("", before.note)
