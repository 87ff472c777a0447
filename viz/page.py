"""The stand-alone page: one HTML file that shows a scene with pyvis and asks no other host for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from viz.scene import Scene


def page(scene: Scene, snapshot: Snapshot, *, language: str = "ko") -> str:
    """Write the page."""
    raise NotImplementedError
