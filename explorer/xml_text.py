"""Text and elements for XML files: what XML 1.0 allows, written as it comes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

# All but the production Char of XML 1.0, section 2.2: no escape makes these characters legal.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 forbids, and with line feeds as the only line ends."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _attributes(attributes: Mapping[str, object] | None) -> AttributesImpl[str]:
    return AttributesImpl({key: clean(str(value)) for key, value in (attributes or {}).items()})


class XmlWriter:
    """Writes elements one after the other, a line each, so that no document is held in memory."""

    def __init__(self, output: IO[bytes]) -> None:
        self._sax = XMLGenerator(output, encoding="UTF-8", short_empty_elements=True)
        self._sax.startDocument()

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, object] | None = None) -> Iterator[None]:
        """An element that holds what is written within the ``with`` block."""
        self._sax.startElement(name, _attributes(attributes))
        self._sax.ignorableWhitespace("\n")
        yield
        self._sax.endElement(name)
        self._sax.ignorableWhitespace("\n")

    def leaf(self, name: str, attributes: Mapping[str, object] | None = None, text: str = "") -> None:
        """An element that holds a text or nothing."""
        self._sax.startElement(name, _attributes(attributes))
        if text:
            self._sax.characters(clean(text))
        self._sax.endElement(name)
        self._sax.ignorableWhitespace("\n")

    def close(self) -> None:
        """Write what is left."""
        self._sax.endDocument()
