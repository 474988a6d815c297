"""The JSON Schema of the YAML form, so that editors complete, explain and check what people write.

It follows from ``graph.model``, the ontology and the thesaurus, and says of structure what ``data.curated.importer``
demands: which sections and fields there are, which take one value, what a date looks like. What a reference names
and whether a day exists, only the importer can tell. ``data/records.schema.json`` is this schema, written by
``python -m docs.generate``. JSON Schema draft 2020-12, without the keywords that editors do not know yet.
"""

from __future__ import annotations

import json
from dataclasses import Field
from pathlib import Path
from typing import Any

from data import embedded
from data.curated import schema_values as values
from data.curated.field_words import EXAMPLES, FIELDS, SOURCE
from data.curated.importer import SOURCE_FIELDS
from data.curated.schema_values import Schema, described, ref, several
from graph.model import NESTED, RECORD, REFERENCE, TEXT, THINGS, Record, properties
from graph.names import CONCEPTS, FOLDERS
from graph.store import GraphStore
from graph.vocabulary import VB, expand, term_comment, term_label

SCHEMA_ID = "https://w3id.org/verbund/records.schema.json"
FILE = Path(__file__).parents[1] / "records.schema.json"


def schema() -> Schema:
    """The whole schema."""
    form = _Form()
    sections = {name: form.section(record) for name, record in THINGS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Verbund: Projekte, Partner, Förderung / projects, partners, funding",
        "description": "Eine Quelle und was sie sagt / a source and what it says",
        "type": "object",
        "properties": {"source": form.source(), **sections},
        "additionalProperties": False,
        "examples": [{"source": {"title": "Unsere Projekte"}, "projects": [{"label": "Brückenbau", "region": "Ulm"}]}],
        "$defs": dict(sorted(form.defs.items())),
    }


def text() -> str:
    """The schema as it stands in ``data/records.schema.json``."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


class _Form:
    """Builds the schema; ``defs`` collects what several fields share."""

    def __init__(self) -> None:
        self.known = GraphStore.open()
        self.known.load_all(embedded.sources(curated=False))
        self.defs = values.definitions()

    def source(self) -> Schema:
        """The ``source:`` block."""
        kinds: dict[str, Schema] = {
            "url": ref("url"),
            "published": ref("date"),
            "retrieved": ref("date"),
            "language": {"type": "string", "pattern": values.LANGUAGE, "examples": ["de", "en"]},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        }
        fields = {key: described(key, kinds.get(key, values.SCALAR), SOURCE[key]) for key in SOURCE_FIELDS}
        words = term_label(VB.Source, "de"), term_label(VB.Source, "en")
        return {**described("source", {"type": "object"}, words), "properties": fields, "additionalProperties": False}

    def section(self, record: type[Record]) -> Schema:
        """A list of records of one kind."""
        return {**_class_words(record), **several(self.record(record))}

    def record(self, record: type[Record]) -> Schema:
        """A reference to the schema of a record."""
        if record.CLASS not in self.defs:
            thing = record in THINGS.values()
            fields = {key: self.field(key, item) for key, item in properties(record).items()}
            own = {"id": _identifier(record)} if thing else {"note": ref("note")}
            self.defs[record.CLASS] = {
                **_class_words(record),
                "type": "object",
                **({"required": ["label"]} if thing else {}),
                "properties": {**own, **fields, "at": ref("at"), "certainty": ref("certainty")},
                "additionalProperties": False,
            }
        return ref(record.CLASS)

    def field(self, key: str, item: Field[Any]) -> Schema:
        """What a field takes, with its words."""
        about = item.metadata
        if about["value"] == RECORD:
            value: Schema = {"anyOf": [(nested := self.record(NESTED[about["targets"][0]])), several(nested)]}
        elif about["value"] == TEXT and not about.get("many"):
            value = ref(self.stated("text"))
        else:
            value = self.listed(self.kind(key, item), many=about["many"])
        if key in EXAMPLES:
            value = {**value, "examples": EXAMPLES[key]}
        title = " / ".join(term_label(expand(about["term"]), language) for language in ("de", "en"))
        return described(title, value, _field_words(key, about["term"]))

    def kind(self, key: str, item: Field[Any]) -> str:
        """The name of what one plain value of a field must be."""
        kind, targets, words = (item.metadata[name] for name in ("value", "targets", "words"))
        if kind == REFERENCE:
            name = "-or-".join(targets) or "thing"
            self.defs.setdefault(name, {"type": ["string", "integer"], "pattern": r"\S", **self.choices(targets)})
            return name
        if words:
            self.defs.setdefault(key, {"enum": list(words)})
            return key
        return values.NAMES.get(kind, "word")

    def stated(self, name: str) -> str:
        """The name of a value that may be plain or carry its evidence."""
        proven = {"is": ref(name), "at": ref("at"), "certainty": ref("certainty"), "note": ref("note")}
        evidenced = {"type": "object", "required": ["is"], "properties": proven, "additionalProperties": False}
        self.defs.setdefault(f"stated-{name}", {"anyOf": [ref(name), evidenced]})
        return f"stated-{name}"

    def listed(self, name: str, *, many: bool) -> Schema:
        """A reference to one value or a list of them; a field that takes one value takes a list of one."""
        value = ref(self.stated(name))
        items = several(value) if many else {**several(value), "minItems": 1, "maxItems": 1}
        listed = f"{'many' if many else 'one'}-{name}"
        self.defs.setdefault(listed, {"anyOf": [value, items]})
        return ref(listed)

    def choices(self, targets: tuple[str, ...]) -> Schema:
        """What editors offer for a reference: all concepts of the thesaurus, the Länder and the macro-regions."""
        if "region" in targets:
            wide = [iri for iri, level in self.known.pairs(VB.level) if level in ("macro", "nuts1")]
            return {"examples": sorted(iri.rpartition("/")[2] for iri in wide)}
        classes = [name for name in CONCEPTS if FOLDERS[name] in targets]
        found = self.known.names.things(*classes)
        return {"examples": [iri.rpartition("/")[2] for iri in found]} if found else {}


def _class_words(record: type[Record]) -> Schema:
    term = VB(record.CLASS)
    said = [term_comment(term, language) for language in ("de", "en")]
    title = " / ".join(term_label(term, language) for language in ("de", "en"))
    return {"title": title, "description": " / ".join(said)}


def _field_words(key: str, term: str) -> tuple[str, str]:
    if key in FIELDS:
        return FIELDS[key]
    iri = expand(term)
    said = [term_comment(iri, language) or term_label(iri, language) for language in ("de", "en")]
    return said[0], said[1]


def _identifier(record: type[Record]) -> Schema:
    value = {"type": ["string", "integer"], "pattern": f"^({record.FOLDER}/)?{values.SLUG}$"}
    return described("id", value, FIELDS["id"])
