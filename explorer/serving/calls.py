"""What can be asked of a store through the server: one function a call, from checked values to a reply."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any

from explorer.serving.replies import Reply, answered
from graph.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from explorer.serving.desk import Desk

Given = dict[str, Any]
Call = Callable[["Desk", Given], Reply]
CALLS: dict[str, Call] = {}


def call(function: Callable[[Desk, Given], Any]) -> Callable[[Desk, Given], Any]:
    """Make a function a call under its own name; what is no reply yet is sent as JSON."""

    def reply(desk: Desk, given: Given) -> Reply:
        found = function(desk, given)
        return found if isinstance(found, Reply) else answered(found)

    CALLS[function.__name__] = reply
    return function


# ---------------------------------------------------------------------- the store as a whole


@call
def status(desk: Desk, given: Given) -> Any:
    """What the store holds, and what can be asked of it."""
    from explorer.serving.status import status_json

    return status_json(desk, given["lang"])


@call
def vocabulary(desk: Desk, given: Given) -> Any:
    """What completion offers in the editor of queries."""
    from explorer.serving.status import vocabulary_json

    return vocabulary_json(desk, given["lang"])


# ---------------------------------------------------------------------- looking things up


@call
def search(desk: Desk, given: Given) -> Any:
    """Things by name."""
    from explorer.serving.selections import found

    return found(desk, given["q"], given["type"], given["limit"], given["lang"])


@call
def thing(desk: Desk, given: Given) -> Any:
    """All that is known of a thing."""
    from graph.facts import show

    return desk.answers(given["lang"]).description(show(desk.store, given["id"]))


@call
def paths(desk: Desk, given: Given) -> Any:
    """The shortest connections of two things."""
    from graph.paths import path

    return desk.answers(given["lang"]).paths(path(desk.store, given["from"], given["to"], limit=given["limit"]))


# ---------------------------------------------------------------------- selections


@call
def facets(desk: Desk, given: Given) -> Any:
    """What a selection can be narrowed by."""
    from explorer.catalogue_json import facets as counted
    from explorer.serving.selections import chosen

    return counted(desk.catalogue, chosen(given), opened=given["open"], limit=given["limit"], language=given["lang"])


@call
def table(desk: Desk, given: Given) -> Any:
    """A page of a selection."""
    from explorer.catalogue_json import table as page
    from explorer.serving.selections import chosen

    order = {name: given[name] for name in ("sort", "descending", "offset", "limit")}
    return page(desk.catalogue, chosen(given), **order, language=given["lang"])


@call
def network(desk: Desk, given: Given) -> Any:
    """A selection with its links, drawn."""
    from explorer.catalogue_json import network as drawn
    from explorer.serving.selections import chosen

    limit = min(given["limit"], desk.settings["nodes"])
    shown = {name: given[name] for name in ("context", "expand")}
    return drawn(desk.catalogue, chosen(given), **shown, limit=limit, language=given["lang"])


@call
def map(desk: Desk, given: Given) -> Any:
    """Where a selection lies."""
    from explorer.catalogue_json import map_data
    from explorer.serving.selections import chosen

    measure, level = given["measure"], given["level"]
    return map_data(desk.catalogue, chosen(given), measure=measure, level=level, language=given["lang"])


@call
def export(desk: Desk, given: Given) -> Reply:
    """A selection as a file."""
    from explorer.serving.selections import exported

    return exported(desk, given, given["format"], given["lang"])


# ---------------------------------------------------------------------- partners


@call
def partners(desk: Desk, given: Given) -> Any:
    """Who should work with a thing next."""
    from graph.partners import partners as recommend

    return desk.answers(given["lang"]).partners(recommend(desk.store, **_request(given)))


@call
def why_not(desk: Desk, given: Given) -> Any:
    """Why somebody is not among the partners."""
    from explorer import why_not_answers
    from graph.why_not import why_not as explain

    found = explain(desk.store, name=given["name"], **_request(given))
    return why_not_answers.as_json([found], desk.answers(given["lang"]))


@call
def consortium(desk: Desk, given: Given) -> Any:
    """Complete consortia under ready rules; files of the server's own are never read."""
    from explorer import consortium_answers
    from graph.consortium.consortium import consortium as propose

    found = propose(
        desk.store,
        given["thing"],
        _rules(given["rules"]),
        region=given["in"],
        theme=given["theme"],
        required=given["with"],
        excluded=given["without"],
        count=given["count"],
        time_limit=min(30.0, desk.settings["seconds"] / 2),
    )
    return consortium_answers.as_json(found, desk.answers(given["lang"]))


def _request(given: Given) -> Given:
    if bool(given["near"]) != (given["radius"] is not None):
        raise InputError("near and radius go together, e.g. near=Stuttgart and radius=50")
    names = {
        "thing", "text", "near", "theme", "programme", "role", "kind", "known", "type", "match", "as_of", "diverse",
        "limit",
    }  # fmt: skip
    asked = {name: given[name] for name in names}
    return {**asked, "home": given["from"], "region": given["in"], "radius": given["radius"] or 0.0}


def _rules(name: str) -> Any:
    from graph.consortium.library import rule_sets

    known = {one.name: one for one in rule_sets()}
    if name not in known:
        raise NotFoundError(
            f"no rules are called “{name[:80]}”; known are {', '.join(known)}.", suggestions=list(known)
        )
    return known[name]


# ---------------------------------------------------------------------- questions


@call
def questions(desk: Desk, given: Given) -> Any:
    """The questions that can be asked by name."""
    from explorer.serving.status import question_json
    from queries.library import questions as every

    del desk
    return {"questions": [question_json(one, given["lang"]) for one in every()]}


@call
def question(desk: Desk, given: Given) -> Any:
    """The answer to a question."""
    from explorer.serving.status import answer_json
    from queries.library import ask

    began = perf_counter()
    found = ask(desk.store, given["name"], given["parameters"], lang=given["lang"])
    return answer_json(found, desk.answers(given["lang"]), began, desk.settings["rows"])


# ---------------------------------------------------------------------- SPARQL and linked data


@call
def sparql(desk: Desk, given: Given) -> Reply:
    """The result of a query in the form that is wanted."""
    from explorer.serving.sparql_results import form_of, written

    dataset = (given["default_graphs"], given["named_graphs"])
    results = desk.store.query(given["query"], dataset=dataset if any(dataset) else None)
    form = form_of(results, given["accept"], given["format"])
    limits = desk.settings
    return written(results, form, rows=limits["rows"], size=limits["result"], cut=given["cut"])


@call
def linked_data(desk: Desk, given: Given) -> Reply:
    """The statements on a thing."""
    from explorer.serving.statements_rdf import described

    return described(desk.store, given["iri"], given["accept"], given["format"])


@call
def service_description(desk: Desk, given: Given) -> Reply:
    """What the endpoint can do, in its own words."""
    from explorer.serving.statements_rdf import service

    return service(desk.store, given["url"], given["accept"])


# ---------------------------------------------------------------------- reconciliation


@call
def reconcile(desk: Desk, given: Given) -> Any:
    """A part of the reconciliation service."""
    service = desk.reconciliation(given["lang"])
    asked, value = given["asked"], given["value"]
    if asked == "preview":
        return Reply(service.preview(value).encode("utf-8", "replace"), "text/html; charset=utf-8")
    if asked.startswith("suggest_"):
        return getattr(service, asked)(value, given["cursor"])
    if asked == "properties":
        return service.propose_properties(value, given["limit"])
    if asked == "manifest":
        return service.manifest(value)
    return service.extend(value) if asked == "extend" else service.reconcile(value)
