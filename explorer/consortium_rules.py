"""Rules and wishes in words, and as JSON."""

from __future__ import annotations

from typing import Any

from explorer.consortium_words import phrase
from graph.consortium.rules import Rule, Wish


def rule_name(rule: Rule, language: str) -> str:
    """What a rule bounds: its id in quotes, and what that counts."""
    return f"“{rule.id}” {_subject(rule, language)}" if language == "en" else f"„{rule.id}“ {_subject(rule, language)}"


def quoted(rule: Rule, language: str) -> str:
    """The id of a rule with its line, as a message names it."""
    mark = "“{}”" if language == "en" else "„{}“"
    return mark.format(rule.id) + (
        (f" (line {rule.line})" if language == "en" else f" (Zeile {rule.line})") if rule.line else ""
    )


def _subject(rule: Rule, language: str) -> str:
    of = str(rule.of) if rule.of else ""
    if rule.kind == "budget":
        of = phrase(f"budget.{rule.share_of}", language) if rule.share_of else of
    subject = phrase(f"rule.{rule.kind}", language, level=rule.level.upper().replace("NUTS", "NUTS "), of=of)
    if of and rule.kind in ("members", "countries", "regions"):
        return phrase("of", language, what=subject, of=of)
    return subject


def wish_name(wish: Wish, language: str) -> str:
    """What a wish is about."""
    return phrase(f"wish.{wish.kind}", language, of=str(wish.of) if wish.of else "")


def rule_json(rule: Rule, language: str) -> dict[str, Any]:
    """A rule as it was understood."""
    return {
        "id": rule.id,
        "kind": rule.kind,
        "text": rule_name(rule, language),
        "min": rule.low,
        "max": rule.high,
        "of": rule.share_of or (str(rule.of) if rule.of else None),
        "line": rule.line or None,
        "note": rule.note or None,
    }
