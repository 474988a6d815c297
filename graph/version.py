"""The version of the product, as answers state it."""

from __future__ import annotations

from functools import cache


@cache
def version() -> str:
    """The installed version, or "0+unknown" when run from a bare checkout."""
    from importlib import metadata

    try:
        return metadata.version("verbund")
    except metadata.PackageNotFoundError:
        return "0+unknown"
