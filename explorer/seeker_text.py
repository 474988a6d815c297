"""Who seeks partners, in words: the thing, or what is described."""

from __future__ import annotations

from graph.names import Names
from graph.partners import Partners

LONGEST = 100  # characters of a description that a title quotes


def seeker_text(answer: Partners, names: Names, language: str) -> str:
    """What to call the one that seeks: its name, else the text, else the themes and programmes of a description."""
    if answer.thing:
        return names.label(answer.thing, language)
    if text := " ".join(answer.text.split()):
        return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
    return ", ".join(names.label(iri, language) for iri in (*answer.themes, *answer.programmes))
