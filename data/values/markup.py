"""Text in cells without the marks of web pages, spreadsheets and typesetting."""

from __future__ import annotations

import html
import re
from functools import lru_cache

# What a cell must contain to need any work: measured, nine cells of ten have none of it.
_MARKED = re.compile(r"[<&\r\n\t\v\f\u00a0\u00ad\u200b-\u200f\u2028\u2029\ufeff]|  |_x000|\A\s|\s\Z")
_BLOCK = re.compile(r"<\s*/?\s*(?:br|p|div|li|ul|ol|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_DROPPED = re.compile(r"<\s*(script|style)\b[^<>]*>.*?<\s*/\s*\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:]*(?:\s[^<>]*)?/?>")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f]")
_CUT = re.compile(r"(?<=[^\W\d_])[-‐][ \t]*\n[ \t]*(?!(?:und|oder|bzw|and|or|et|y|e|och|og|en)\b)(?=[a-zà-öø-ÿß-ž])")
_SPACES = re.compile(r"[ \t\v\f\u00a0\u2000-\u200a\u202f]+")
_LINES = re.compile(r" ?\n[ \n]*")


def plain(text: str) -> str:
    """The text of a cell: tags gone, entities read, words cut at a line's end joined, blanks single, lines kept."""
    return _plain(text) if _MARKED.search(text) else text


def one_line(text: str) -> str:
    """The same on one line, as a title or name needs it."""
    return plain(text).replace("\n", " ")


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    text = text.replace("_x000D_", "\n").replace("_x000A_", "\n")
    text = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", text)
    # Exports escape twice ("&amp;nbsp;"), and a tag may itself be escaped.
    for _ in range(2):
        text = _untagged(html.unescape(text))
    text = _CUT.sub("", _INVISIBLE.sub("", text))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def _untagged(text: str) -> str:
    return _TAG.sub("", _BLOCK.sub("\n", _DROPPED.sub(" ", text))) if "<" in text else text
