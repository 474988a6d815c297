"""What partners are sought for: a thing or a description, and what the candidates must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InputError

if TYPE_CHECKING:
    from graph.names import Names

SEEKERS = ("Project", "Organisation", "Initiative", "Programme")
TYPES = ("project", "organisation", "any")
MATCHES = ("any", "all")
ROLES = ("coordinator", "partner", "beneficiary", "associated")


@dataclass(slots=True, frozen=True)
class Request:
    """The options of ``graph.partners.partners``, as they were given; "" and () where they were not.

    The seeker is a ``thing`` (a name or IRI), or a description: ``text``, ``theme``, ``programme`` and ``home`` (the
    region that it comes from). A thing may be described further. ``type`` "" stands for what suits the seeker,
    ``match`` "" for what suits the method: see ``docs/partners.md``.
    """

    thing: str = ""
    text: str = ""
    home: str = ""
    region: str = ""
    near: str = ""
    radius: float = 0.0
    theme: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    role: str = ""
    kind: tuple[str, ...] = ()
    known: bool = False
    type: str = ""
    match: str = ""
    as_of: str = ""
    diverse: bool = False
    limit: int = 10

    def check(self) -> None:
        """Raise InputError for what cannot be asked."""
        for option in ("thing", "text", "home", "region", "near", "theme", "programme", "kind"):
            given = getattr(self, option)
            names = [given] if given and isinstance(given, str) else given
            if not all(name.strip() for name in names):
                raise InputError(f"{option} is empty; give it a value, or leave it out")
        if not (self.thing or self.text or self.theme or self.programme):
            raise InputError("for whom? Name a thing, or describe the project by its text, themes or programme")
        choices = (("type", self.type, TYPES), ("match", self.match, MATCHES), ("role", self.role, ROLES))
        for option, value, known in choices:
            if value and value not in known:
                raise InputError(f"{option} “{value}” is not one of {', '.join(known)}")
        if self.limit < 1:
            raise InputError(f"a limit of {self.limit}; give one of at least 1")
        if self.radius and not self.near:
            raise InputError("a radius needs a place; name one with near")
        _ = self.day

    @property
    def day(self) -> str:
        """The first day of what is not known, "" where all is. Raises InputError for what is no date."""
        from graph.past import first_day  # late, since the command line reads the choices above and no more

        return first_day(self.as_of) if self.as_of else ""

    @property
    def is_description(self) -> bool:
        """Whether no thing seeks, but what is described."""
        return not self.thing


def found_seeker(names: Names, text: str) -> str:
    """The thing that seeks partners. Raises NotFoundError, AmbiguousError, and InputError for what cannot have any."""
    thing = names.find(text)
    if names.type(thing) not in SEEKERS:
        raise InputError(
            f"“{names.label(thing)}” is no project, organisation, initiative or programme; only those have partners"
        )
    return thing
