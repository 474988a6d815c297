"""The interface in the words of OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), made from its declarations."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from explorer.answer_types import Refusal
from explorer.serving.endpoints import ENDPOINTS, Endpoint
from explorer.serving.others import OTHERS, Other
from explorer.serving.parameters import Parameter
from explorer.serving.schemas import Schemas
from graph.version import version

Json = dict[str, Any]
_REFUSALS = {
    "400": "What was asked cannot be understood.",
    "404": "There is nothing of this name.",
    "422": "A limit of time, rows or memory stopped it.",
    "503": "Too many calls wait, or the store cannot be opened.",
}


@cache
def openapi() -> Json:
    """The whole document."""
    schemas = Schemas()
    refusal = {"application/json": {"schema": schemas.of(Refusal)}}
    paths: dict[str, Json] = {}
    for one in ENDPOINTS:
        paths.setdefault(one.path, {}).update(_operations(one, schemas, refusal))
    for other in OTHERS:
        for method in other.methods:
            paths.setdefault(other.path, {})[method] = _other(other, method, refusal)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Verbund",
            "version": version(),
            "description": "A knowledge graph of public funding. Everything can be read, nothing can be changed.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": dict(sorted(schemas.named.items()))},
    }


def _operations(one: Endpoint, schemas: Schemas, refusal: Json) -> Json:
    content: Json = (
        {"application/json": {"schema": schemas.of(one.answer)}} if one.answer else {"application/octet-stream": {}}
    )
    answer = {"200": {"description": "The answer.", "content": content}, **_refused(refusal)}
    about = {"summary": one.en, "tags": ["JSON"], "responses": answer}
    inside = [_path_parameter(name) for name in re.findall(r"{(\w+)", one.path)]
    found: Json = {"get": {"operationId": one.call, **about, "parameters": [*inside, *map(_parameter, one.declared)]}}
    if one.free:
        found["get"]["parameters"].append(_free())
    if one.takes_body:
        found["post"] = {"operationId": f"{one.call}_post", **about, "requestBody": _body(one)}
    return found


def _refused(refusal: Json) -> Json:
    return {status: {"description": text, "content": refusal} for status, text in _REFUSALS.items()}


def _path_parameter(name: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _parameter(one: Parameter) -> Json:
    found: Json = {"name": one.name, "in": "query", "description": one.en, "schema": one.schema()}
    found |= {"required": True} if one.required else {}
    return found | ({"example": one.example} if one.example else {})


def _free() -> Json:
    return {
        "name": "parameters",
        "in": "query",
        "description": "The question's own parameters, each under its name.",
        "style": "form",
        "explode": True,
        "schema": {"type": "object", "additionalProperties": {"type": "string"}},
    }


def _body(one: Endpoint) -> Json:
    properties = {item.name: item.schema() for item in one.declared}
    schema = {
        "type": "object",
        "properties": {**properties, "filter": {"type": "object", "description": "The parameters of the filter."}},
        "additionalProperties": False,
    }
    form = {"type": "object", "properties": properties}
    return {"content": {"application/json": {"schema": schema}, "application/x-www-form-urlencoded": {"schema": form}}}


def _other(one: Other, method: str, refusal: Json) -> Json:
    inside = [_path_parameter(name) for name in re.findall(r"{(\w+)", one.path)]
    parameters = [
        {"name": name, "in": "query", "description": text, "schema": {"type": "string"}}
        for name, text in one.parameters
    ]
    content: Json = {media: {} for media in one.media}
    found: Json = {
        "operationId": f"{one.name}_{method}",
        "summary": one.en,
        "tags": [one.tag],
        "parameters": [*inside, *(parameters if method == "get" else [])],
        "responses": {one.status: {"description": "The answer.", "content": content}, **_refused(refusal)},
    }
    if method == "post":
        form = {"type": "object", "properties": {name: {"type": "string"} for name, _ in one.parameters}}
        bodies = {"application/x-www-form-urlencoded": {"schema": form}}
        found["requestBody"] = {"content": {**bodies, **{media: {} for media in one.takes}}}
    return found
