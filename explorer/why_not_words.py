"""The words of why somebody is not among the potential partners, in German and English."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "title": {"de": "Warum nicht „{other}“ für „{thing}“?", "en": "Why not “{other}” for “{thing}”?"},
    "itself": {"de": "Sucht selbst: „{other}“ kann nicht eigener Partner sein.", "en": "It is the one that seeks: “{other}” cannot be its own partner."},
    "no_candidate": {"de": "„{other}“ ist weder Projekt noch Organisation ({type}); nur diese können Partner sein.", "en": "“{other}” is neither project nor organisation ({type}); only those can be partners."},
    "already_partner": {"de": "Arbeitet schon mit: ist Mitglied oder Partner. Mit --known bleiben solche in der Liste.", "en": "Works with it already, as a member or partner. With --known such stay in the list."},
    "begins_later": {"de": "Beginnt {facts}, also nicht vor {as_of}.", "en": "Begins {facts}, which is not before {as_of}."},
    "other_type": {"de": "Ist von anderer Art ({type}), gesucht ist: {sought}.", "en": "Is of another type ({type}); sought is: {sought}."},
    "other_kind": {"de": "Ist keine Organisation der gesuchten Art ({sought}), sondern: {facts}.", "en": "Is no organisation of the kind sought ({sought}), but: {facts}."},
    "other_kind.unknown": {"de": "Ist keine Organisation, von der die gesuchte Art ({sought}) bekannt ist.", "en": "Is no organisation that is known to be of the kind sought ({sought})."},
    "other_role": {"de": "Hatte in keinem Projekt die gesuchte Rolle ({sought}), sondern: {facts}.", "en": "Had the role sought ({sought}) in no project, but: {facts}."},
    "other_role.unknown": {"de": "Hatte in keinem bekannten Projekt die gesuchte Rolle ({sought}).", "en": "Had the role sought ({sought}) in no known project."},
    "region_unknown": {"de": "Gesucht wird in einem Gebiet ({sought}), und der Ort ist nicht bekannt.", "en": "An area is sought ({sought}), and its place is not known."},
    "outside_region": {"de": "Liegt in {facts}, außerhalb von: {sought}.", "en": "Lies in {facts}, outside {sought}."},
    "funder_or_operator": {"de": "Fördert oder trägt ein Programm des Suchenden: {facts}.", "en": "Pays for or runs a programme of the seeker: {facts}."},
    "other_theme": {"de": "Arbeitet nicht zu den gesuchten Themen ({sought}), sondern zu: {facts}.", "en": "Does not work on the themes sought ({sought}), but on: {facts}."},
    "other_theme.unknown": {"de": "Arbeitet nicht zu den gesuchten Themen ({sought}); von ihm ist kein Thema bekannt.", "en": "Does not work on the themes sought ({sought}); no theme of it is known."},
    "nothing_shared": {"de": "Hat nichts gemeinsam: kein Thema, keine Zielgruppe, kein Programm, kein Treffen, keinen Förderer.", "en": "Has nothing in common: no theme, target group, programme, meeting or funder."},
    "other_rule": {"de": "Eine Regel schließt es aus: {rule}.", "en": "A rule leaves it out: {rule}."},
    "without_rule": {"de": "Ohne diese Regel stünde es mit {score} auf Rang {rank} von {of}.", "en": "Without this rule it would be at rank {rank} of {of}, with {score}."},
    "listed": {"de": "Steht in der Liste: Rang {rank} von {of} mit {score}.", "en": "Is in the list: rank {rank} of {of}, with {score}."},
    "spread": {"de": "Rang {rank} von {of} mit {score}; die Liste streut über Orte und Arten (--diverse), und anderes ist dort verschiedener.", "en": "Rank {rank} of {of} with {score}; the list is spread over places and kinds (--diverse), and others differ more."},
    "ranked": {"de": "Rang {rank} von {of} mit {score}; gelistet sind die ersten {limit}, der letzte davon mit {needed}. Mit --limit {rank} stünde es dabei.", "en": "Rank {rank} of {of} with {score}; listed are the first {limit}, the last of them with {needed}. With --limit {rank} it would be among them."},
    "has": {"de": "Was es hat:", "en": "What it has:"},
    "lacks": {"de": "Was ihm fehlt:", "en": "What it lacks:"},
    "lack": {"de": "{kind}: {have} statt {best}", "en": "{kind}: {have} instead of {best}"},
    "lack.what": {"de": "{kind} ({what}): {have} statt {best}", "en": "{kind} ({what}): {have} instead of {best}"},
    "lack.rank": {"de": "{text}; damit Rang {rank}", "en": "{text}; with it rank {rank}"},
    "change": {"de": "Mit {kinds} stünde es auf Rang {rank}.", "en": "With {kinds} it would be at rank {rank}."},
    "wanted.theme": {"de": "dem Thema „{what}“", "en": "the theme “{what}”"},
    "wanted.target_group": {"de": "der Zielgruppe „{what}“", "en": "the target group “{what}”"},
    "wanted.programme": {"de": "dem Programm „{what}“", "en": "the programme “{what}”"},
    "wanted.meeting": {"de": "Treffen oder Partnern wie „{what}“", "en": "meetings or partners such as “{what}”"},
    "wanted.funder": {"de": "dem Förderer „{what}“", "en": "the funder “{what}”"},
    "wanted.place": {"de": "einem Ort in „{what}“", "en": "a place in “{what}”"},
    "wanted.role": {"de": "der Rolle der Gelisteten", "en": "the role of those listed"},
    "wanted": {"de": "mehr zu „{kind}“", "en": "more of “{kind}”"},
    "wanted.what": {"de": "mehr zu „{kind}“ ({what})", "en": "more of “{kind}” ({what})"},
    "too_far": {"de": "Auch mit allem, was die Gelisteten haben, stünde es auf Rang {rank}.", "en": "Even with all that those listed have it would be at rank {rank}."},
    "anywhere": {"de": "überall", "en": "anywhere"},
    "and": {"de": " und ", "en": " and "},
}  # fmt: skip


def say(key: str, language: str, **values: object) -> str:
    """A text in a language, with its values filled in."""
    return WORDS[key][language].format(**values)
