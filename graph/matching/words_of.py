"""A name as plain words: one alphabet, one case, no accents; initials joined, abbreviations marked by their dot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from anyascii import anyascii

# "ue" and "u" fall together, since "Muenchen" and "Munchen" both stand for "München".
_SILENT_E = re.compile(r"(?<=[aou])e(?=[^aeiou\s]|\s|$)")


def words_of(text: str) -> list[str]:
    """The words of a name: ``["lehmbaugr.", "sud"]`` for "d. Lehmbaugr. Süd" without its "d".

    Greek and Cyrillic letters are transliterated, "ü", "ue" and "u" fall together, "e. V." becomes "ev".
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    words: list[str] = []
    initials = ""
    for word in _parts(_SILENT_E.sub("", plain)):
        if len(word.rstrip(".")) == 1 and not word[0].isdigit():
            initials += word[0]
            continue
        if initials:
            words.append(initials)
            initials = ""
        words.append(word)
    return [*words, initials] if initials else words


def _parts(text: str) -> Iterator[str]:
    for chunk in text.split():
        if "." not in chunk:
            yield chunk
            continue
        *abbreviated, last = chunk.split(".")
        yield from (f"{part}." for part in abbreviated if part)
        if last:
            yield last


class _Letters(dict[int, str]):
    """For ``str.translate``: each character in lower case Latin without marks; what belongs to no word is a blank."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        decomposed = unicodedata.normalize("NFKD", char)
        plain = "".join(part for part in decomposed if not unicodedata.combining(part))
        if not plain.isascii():
            plain = anyascii(plain).casefold()
            if char.isalpha():  # the sign that stands for a letter, as for "ь" in "федеральный", parts no word
                plain = plain.replace("'", "").replace("`", "")
        self[code] = re.sub(r"[^a-z0-9.]+", " ", plain) if not unicodedata.combining(char) else ""
        return self[code]


_LETTERS = _Letters()
