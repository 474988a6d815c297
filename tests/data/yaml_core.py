"""YAML as editors read it: the core schema of YAML 1.2, in which a date is a text and ``no`` is a word."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml


class CoreLoader(yaml.SafeLoader):
    """A loader that takes only true, false, null and numbers for more than texts."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, starts in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(starts))
CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))  # 09 is nine, not octal


def plain(text: str) -> Any:
    """The values of a YAML text."""
    return yaml.load(text, Loader=CoreLoader)
