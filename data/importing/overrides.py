"""What the user decides about a load, read from YAML files."""

from __future__ import annotations

from pathlib import Path

from data.importing.overrules import Overrules
from data.importing.reading import Options
from graph.errors import InputError


def options_of(mapping: str | None, overrule: str | None) -> Options:
    """The options that two files hold. Raises InputError for one that cannot be read or is no YAML mapping."""
    import yaml

    options = Options()
    if mapping:
        try:
            content = yaml.safe_load(Path(mapping).read_text("utf-8"))
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror})", source=mapping) from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise InputError(f"is no YAML: {str(error).splitlines()[0]}", source=mapping) from error
        if not isinstance(content, dict):
            raise InputError("is no mapping; write columns: {Header: field}", source=mapping)
        options.overrides, options.overrides_file = content, mapping
    if overrule:
        options.overrules = Overrules.read(Path(overrule))
    return options
