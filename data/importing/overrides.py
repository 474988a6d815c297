"""What the user decides about a load, read from YAML files."""

from __future__ import annotations

from pathlib import Path

from data.beneficiaries.overrules import Overrules
from data.importing.reading import Options
from graph.errors import InputError


def options_of(mapping: str | None, overrule: str | None) -> Options:
    """The options that two files hold. Raises InputError for one that cannot be read.

    What the mapping may say is the importer's to check: it knows its fields.
    """
    options = Options()
    if mapping:
        try:
            options.overrides = Path(mapping).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "is no UTF-8 text"
            raise InputError(f"cannot be read ({reason})", source=mapping) from error
        options.overrides_file = mapping
    if overrule:
        options.overrules = Overrules.read(Path(overrule))
    return options
