"""The words of ``verbund gaps`` in German and English."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "title": {"de": "Wo Partner fehlen, nach {by}: {projects}, {partners}, {needs}", "en": "Where partners are missing, by {by}: {projects}, {partners}, {needs}"},
    "missing": {"de": "fehlen", "en": "missing"},
    "partners": {"de": "Partner", "en": "partners"},
    "expected": {"de": "erwartet", "en": "expected"},
    "needs": {"de": "Gesuche", "en": "needs"},
    "projects": {"de": "Projekte", "en": "projects"},
    "outside": {"de": "von außerhalb", "en": "from elsewhere"},
    "amount": {"de": "Förderung", "en": "grants"},
    "need": {"de": "{cell}: {needs} gesucht, {partners} dort; erwartet {expected}", "en": "{cell}: {needs} sought, {partners} there; expected {expected}"},
    "need.known": {"de": "{cell}: {needs} gesucht; {partners} dort, schon dabei; erwartet {expected}", "en": "{cell}: {needs} sought; {partners} there, with the seeker already; expected {expected}"},
    "money": {"de": "{cell}: {outside} ({amount}) nur von {carriers} von außerhalb getragen, {partners} dort", "en": "{cell}: {outside} ({amount}) carried only by {carriers} from elsewhere, {partners} there"},
    "size": {"de": "{cell}: {partners} dort, erwartet {expected} (Lokationsquotient {quotient}, Residuum {residual})", "en": "{cell}: {partners} there, expected {expected} (location quotient {quotient}, residual {residual})"},
    "without_amount": {"de": "ohne Betrag", "en": "no amount"},
    "n.needs": {"de": "{n} Gesuche", "en": "{n} needs"},
    "1.needs": {"de": "1 Gesuch", "en": "1 need"},
    "n.needed": {"de": "{n}-mal", "en": "{n} times"},
    "1.needed": {"de": "einmal", "en": "once"},
    "n.partners": {"de": "{n} Partner", "en": "{n} partners"},
    "1.partners": {"de": "1 Partner", "en": "1 partner"},
    "n.projects": {"de": "{n} Projekte", "en": "{n} projects"},
    "1.projects": {"de": "1 Projekt", "en": "1 project"},
    "n.carriers": {"de": "{n} Organisationen", "en": "{n} organisations"},
    "1.carriers": {"de": "1 Organisation", "en": "1 organisation"},
    "said": {"de": "gesucht: {need} ({seeker})", "en": "sought: {need} ({seeker})"},
    "unnamed": {"de": "Gesuch", "en": "need"},
    "largest": {"de": "größte Projekte von außerhalb: {names}", "en": "largest projects from elsewhere: {names}"},
    "busiest": {"de": "getragen von: {names}", "en": "carried by: {names}"},
    "present": {"de": "dort: {names}", "en": "there: {names}"},
    "unknown_carriers": {"de": "Bei {projects} ist nicht bekannt, ob jemand von dort mitwirkt.", "en": "Of {projects} nobody knows whether anybody there takes part."},
    "more": {"de": "{n} weitere unter der Grenze (--limit)", "en": "{n} more below the limit (--limit)"},
    "without": {"de": "Ohne {dimension}{level}: {projects}, {partners}, {needs}; sie sind in keiner Zelle.", "en": "Without a {dimension}{level}: {projects}, {partners}, {needs}; they are in no cell."},
    "level": {"de": " dieser Ebene", "en": " at this level"},
    "none.projects": {"de": "Kein Projekt, Partner oder Gesuch passt zu der Auswahl.", "en": "No project, partner or need fits what was chosen."},
    "none.placed": {"de": "Von keinem Projekt, Partner oder Gesuch ist beides bekannt: {by}.", "en": "Of no project, partner or need all of this is known: {by}."},
    "none.gap": {"de": "Keine Lücke gefunden: kein Gesuch ist offen, kein Geld wird nur von außerhalb ausgegeben, und keine Zelle hat deutlich weniger Partner als erwartet.", "en": "No gap found: no need is open, no money is spent from elsewhere alone, and no cell has clearly fewer partners than expected."},
    "none.only": {"de": "Keine Lücke dieser Art ({only}) gefunden.", "en": "No gap of this kind ({only}) found."},
}  # fmt: skip


def say(key: str, language: str, **values: object) -> str:
    """A text in a language, with its values filled in."""
    text = WORDS[key][language]
    return text.format(**values) if values else text


def counted(key: str, count: int, text: str, language: str) -> str:
    """A number with its noun; ``text`` is the number as the language writes it."""
    return say(f"{'1' if count == 1 else 'n'}.{key}", language, n=text)
