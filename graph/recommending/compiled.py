"""Functions over arrays compiled to machine code by numba, which is imported when the first one is asked for.

The machine code is kept in the folder of caches of Verbund; where that cannot be written or read, each process
compiles anew, which takes seconds. Arguments are declared, so that arrays that cannot be written to, such as mapped
ones, need no version of their own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, cast

Compiled = Callable[..., Any]


def folder() -> Path:
    """Where machine code is kept."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("verbund", appauthor=False)) / "compiled"


@cache
def compiled(function: FunctionType, signature: str) -> Compiled:
    """A function as machine code that lets go of Python's lock; ``signature`` as in ``arguments``."""
    from numba import njit
    from numba.core import config

    declared, settings = arguments(signature), cast(Any, config)
    before = settings.CACHE_DIR
    if _can_write(folder()):
        settings.CACHE_DIR = str(folder())
        try:
            made: Compiled = njit(declared, nogil=True, cache=True)(function)
        except Exception:  # noqa: S110 - whatever is wrong with what is kept, it can be made
            pass
        else:
            return made
        finally:
            settings.CACHE_DIR = before
    fresh: Compiled = njit(declared, nogil=True)(function)
    return fresh


def arguments(signature: str) -> tuple[Any, ...]:
    """The types of arguments: ``i4`` a number, ``i4[]`` an array that is read, ``i4[]=`` one that is written to.

    Likewise ``i8`` and ``f8``.
    """
    from numba import types

    plain = {"i4": types.int32, "i8": types.int64, "f8": types.float64}

    def declared(word: str) -> Any:
        kind, is_array, access = word.partition("[]")
        return types.Array(plain[kind], 1, "C", readonly=access != "=") if is_array else plain[kind]

    return tuple(map(declared, signature.split()))


def _can_write(place: Path) -> bool:
    try:
        place.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=place).close()
    except OSError:
        return False
    return True
