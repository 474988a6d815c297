"""Elements of XML as nested dictionaries, one after the other, without entities or network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from data.files.content import Stream
from graph.errors import InputError


def xml_objects(stream: Stream, element: str, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The elements of a name, numbered from 1; without a name, the children of the root.

    Namespaces are left out. An attribute is ``@name``, text beside other content ``#text``, an element that
    repeats a list, one with text only a string.
    """
    number = 0
    try:
        for item in _elements(stream, element, name):
            number += 1
            value = _value(item, name)
            yield number, value if isinstance(value, dict) else {"#text": value}
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"is broken or cut off XML ({error.msg})", source=name, where=f"line {error.lineno}"
        ) from error


def _elements(stream: Stream, element: str, name: str) -> Iterator[etree._Element]:
    """The elements, each emptied once the next one is asked for."""
    depth = 0
    inside: etree._Element | None = None
    events = etree.iterparse(
        stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for event, item in events:
        depth += 1 if event == "start" else -1
        wanted = _local(item.tag) == element if element else depth == 1
        if event == "start":
            if inside is None and (wanted if element else depth == 2):
                inside = item
        elif inside is not None and item is inside:
            yield inside
            inside = None
            _forget(item)
        elif inside is None:
            _forget(item)


def _forget(item: etree._Element) -> None:
    """Empty an element and take away those before it, which keep memory as it is."""
    item.clear()
    parent = item.getparent()
    while parent is not None and item.getprevious() is not None:
        del parent[0]


def _value(item: etree._Element, name: str) -> dict[str, Any] | str:
    result: dict[str, Any] = {f"@{_local(key)}": str(value) for key, value in item.attrib.items()}
    texts = [item.text or ""]
    for child in item:
        if child.tag is etree.Entity:
            raise InputError(
                f"uses the entity {child.text}, which is not read", source=name, where=f"line {child.sourceline}"
            )
        if isinstance(child.tag, str):
            _add(result, _local(child.tag), _value(child, name))
        texts.append(child.tail or "")
    text = "".join(texts).strip()
    if not result:
        return text
    if text:
        result["#text"] = text
    return result


def _add(result: dict[str, Any], key: str, value: dict[str, Any] | str) -> None:
    if key not in result:
        result[key] = value
    elif isinstance(result[key], list):
        result[key].append(value)
    else:
        result[key] = [result[key], value]


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
