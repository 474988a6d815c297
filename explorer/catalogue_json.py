"""Answers of a catalogue as JSON, in the shapes of ``web/src/data/types.ts``, with names in a language."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import numpy as np

from explorer.codes import coded
from explorer.community_names import common_values
from explorer.kinds import KINDS
from explorer.labels import clean
from explorer.network_layout import Layout, kept_layout, laid_out
from graph.catalogue import Catalogue, Filter
from graph.catalogue.arrays import NONE, TYPES
from graph.catalogue.counts import Value
from graph.catalogue.hits import Hit
from graph.catalogue.links import Network
from graph.names import FOLDERS
from graph.vocabulary import VB, term_label

Json = dict[str, Any]
_PICTURES = 32  # layouts that are remembered
_DIGITS = 1  # of coordinates in pixels


def facets(catalogue: Catalogue, chosen: Filter, *, opened: Sequence[str], limit: int, language: str) -> Json:
    """``Facets``: what a filter finds by value, with the children of the values that are open."""
    begun = time.perf_counter()
    found = catalogue.facets(chosen, open=opened, limit=limit)
    bars = found.amounts
    amounts = {"from": bars.lows, "end": bars.end, "counts": bars.counts, "currency": bars.currency} if bars else None
    return {
        "found": found.found,
        "total": found.total,
        "facets": {
            name: [_value(catalogue, name, value, language) for value in values]
            for name, values in found.values.items()
        },
        "years": [list(pair) for pair in found.years],
        "amounts": amounts,
        "took_ms": round((time.perf_counter() - begun) * 1000, 1),
    }


def _value(catalogue: Catalogue, name: str, value: Value, language: str) -> Json:
    if name == "type":
        label = type_label(value.value, language)
    elif name == "role":
        label = coded(value.value, language)
    else:
        label = clean(catalogue.label_of(value.value, language))
    told: Json = {"value": value.value, "label": label, "count": value.count}
    if value.parent:
        told["parent"] = value.parent
    if name in ("programme", "theme", "region"):
        told["hasMore"] = value.has_more
    return told


def type_label(type_: str, language: str) -> str:
    """The name of a class for several things of it."""
    kind = FOLDERS.get(type_, "")
    return KINDS[kind].many[language] if kind in KINDS else term_label(VB(type_), language)


def table(
    catalogue: Catalogue, chosen: Filter, *, sort: str, descending: bool, offset: int, limit: int, language: str
) -> Json:
    """``TablePage``: a page of what a filter finds."""
    page = catalogue.table(chosen, sort=sort, descending=descending, offset=offset, limit=limit, language=language)
    rows = [
        {
            "id": row.id,
            "label": clean(catalogue.label_of(row.id, language)),
            "type": row.type,
            "region": _label(catalogue, row.region, language),
            "programme": _label(catalogue, row.programme, language),
            "start": row.start,
            "end": row.end,
            "amount": row.amount,
            "currency": row.currency,
            "links": row.links,
            "sources": row.sources,
        }
        for row in page.rows
    ]
    return {"found": page.found, "offset": page.offset, "rows": rows}


def _label(catalogue: Catalogue, iri: str, language: str) -> str:
    return clean(catalogue.label_of(iri, language)) if iri else ""


def hits(catalogue: Catalogue, text: str, *, limit: int, types: Sequence[str], language: str) -> list[Json]:
    """``Hit``s: what a text finds, best first."""
    return [_hit(catalogue, hit, language) for hit in catalogue.search(text, limit, types)]


def _hit(catalogue: Catalogue, hit: Hit, language: str) -> Json:
    label = clean(catalogue.label_of(hit.id, language))
    return {"id": hit.id, "label": label, "type": hit.type, "name": clean(hit.name), "score": hit.score}


def types(catalogue: Catalogue, language: str) -> list[Json]:
    """The classes that occur, as ``Status`` lists them."""
    counts = catalogue.type_counts
    return [{"id": name, "label": type_label(name, language), "count": count} for name, count in counts.items()]


# ---------------------------------------------------------------------- network


def network(
    catalogue: Catalogue, chosen: Filter, *, context: bool, expand: Sequence[str], limit: int, language: str
) -> Json:
    """``Network``: nodes with places worked out, and the links among them."""
    found = catalogue.network(chosen, context=context, expand=expand, limit=limit)
    layout = _layout(catalogue, found)
    types_, type_ = _used(catalogue.type[found.node])
    relations, relation = _used(found.relation)
    amount, currency = _amounts(catalogue, found, chosen)
    names = catalogue.about["relations"]
    common = common_values(catalogue, found.node, layout.community)
    return {
        "found": found.found,
        "shown": found.shown,
        "nodes": {
            "id": [catalogue.iris[at] for at in found.node.tolist()],
            "label": [clean(catalogue.label(at, language)) for at in found.node.tolist()],
            "type": type_.tolist(),
            "x": np.round(layout.x, _DIGITS).tolist(),
            "y": np.round(layout.y, _DIGITS).tolist(),
            "community": layout.community.tolist(),
            "links": catalogue.parts["links"][found.node].tolist(),
            "amount": amount,
            "matched": found.matched.astype(np.int8).tolist(),
        },
        "edges": {
            "source": found.source.tolist(), "target": found.target.tolist(), "relation": relation.tolist(),
        },
        "types": [TYPES[at] for at in types_],
        "relations": [{"id": names[at], "label": term_label(VB(names[at]), language)} for at in relations],
        "communities": [_label(catalogue, iri, language) for iri in common],
        "currency": currency,
    }  # fmt: skip


def _used(numbers: Any) -> tuple[list[int], Any]:
    """The numbers that occur, and for each place which of these stands there."""
    used, place = np.unique(numbers, return_inverse=True)
    return used.tolist(), place.reshape(-1)


def _amounts(catalogue: Catalogue, found: Network, chosen: Filter) -> tuple[list[float | None], str]:
    """The money of each node in the currency that was chosen, else in that which most of them have."""
    currency = catalogue.parts["currency"][found.node]
    having = currency[currency != NONE]
    if not len(having):
        return [None] * len(currency), ""
    wanted = catalogue.currency_number(chosen.currency) if chosen.currency else NONE
    usual = wanted if wanted != NONE else int(np.bincount(having).argmax())
    amounts = catalogue.parts["amount"][found.node].tolist()
    told = [amount if of == usual else None for amount, of in zip(amounts, currency.tolist(), strict=True)]
    return told, catalogue.currencies[usual]


_remembered: OrderedDict[bytes, Layout] = OrderedDict()


def _layout(catalogue: Catalogue, found: Network) -> Layout:
    """Remembered for the same picture, since the same is asked for again when one goes back."""
    key = hashlib.blake2b(digest_size=16)
    for part in (catalogue.parts["links"], catalogue.parts["iri.start"][-1:], found.node, found.source, found.target):
        key.update(np.ascontiguousarray(part).tobytes())
    name = key.digest()
    layout = _remembered.get(name) or kept_layout(catalogue, found)
    if layout is None:
        layout = laid_out(catalogue.parts["links"][found.node], found.source, found.target)
    _remembered.pop(name, None)
    _remembered[name] = layout  # the last ones asked for are kept
    while len(_remembered) > _PICTURES:
        _remembered.popitem(last=False)
    return layout


def forget() -> None:
    """Let go of the layouts that are remembered."""
    _remembered.clear()


# ---------------------------------------------------------------------- map


def map_data(catalogue: Catalogue, chosen: Filter, *, measure: str, level: int, language: str) -> Json:
    """``MapData``: what a filter finds by region, where it lies, and the macro-regions that there are."""
    found = catalogue.map(chosen, measure=measure, level=level)
    return {
        "level": found.level,
        "measure": found.measure,
        "regions": [
            {"id": one.id, "code": _code(one.id), "label": _label(catalogue, one.id, language), "value": one.value,
             "count": one.count}
            for one in found.regions
        ],
        "points": [
            {"id": one.id, "label": _label(catalogue, one.id, language), "lon": round(one.longitude, 5),
             "lat": round(one.latitude, 5), "count": one.count,
             "type": catalogue.type_of(catalogue.iris.number(one.id))}
            for one in found.points
        ],
        "macro": macro_regions(catalogue, language),
        "currency": found.currency,
    }  # fmt: skip


def macro_regions(catalogue: Catalogue, language: str) -> list[Json]:
    """Macro-regions with the codes of the regions that they hold, by name."""
    told = [
        {
            "id": one["id"],
            "label": _label(catalogue, one["id"], language),
            "codes": one["codes"],
            "definition": _in_language(one["definition"], language),
        }
        for one in catalogue.about["macro"]
    ]
    return sorted(told, key=lambda one: str(one["label"]))


def _in_language(texts: dict[str, str], language: str) -> str:
    wanted = (language, "", "de", "en", *sorted(texts))
    return clean(next((texts[one] for one in wanted if one in texts), ""))


def _code(region: str) -> str:
    return region.rsplit("/", 1)[-1]
