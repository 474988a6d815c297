"""What the wheel is built with beside the Python files: the explorer's page, so that its users need no Node.js."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageHook(BuildHookInterface[Any]):
    """Builds the page before a wheel or an archive of the sources; an editable installation can do without."""

    def dependencies(self) -> list[str]:
        """Node.js as a package, where the machine has none that is new enough."""
        builder = _builder(self.root)
        return [] if self._is_there() or builder.has_node() else [builder.NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page and take it in."""
        if version == "editable":
            return
        if not self._is_there():
            _builder(self.root).build()
        build_data["artifacts"] += ["explorer/built/**"]

    def _is_there(self) -> bool:
        """Whether this is an archive of the sources, which carries the page as it was built from them."""
        return Path(self.root, "PKG-INFO").is_file() and Path(self.root, "explorer", "built", "page").is_dir()


def _builder(root: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("web_build", Path(root, "explorer", "web", "build.py"))
    assert spec and spec.loader  # noqa: S101 - the file is there
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
