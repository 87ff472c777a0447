"""Folders that a command makes: they appear only when they are complete."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sojae.console import fail

if TYPE_CHECKING:
    from collections.abc import Generator


def refuse_taken(folder: Path) -> None:
    """End the command with a message if a folder holds something, or is a file."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        fail(f"{folder}: it exists and is not an empty folder: choose another")


@contextmanager
def new_folder(folder: Path, what: str) -> Generator[Path]:
    """Give a temporary folder, named after what is made, that takes the place of a new one once it is complete."""
    refuse_taken(folder)
    target = folder.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".sojae-{what}-", dir=target.parent))
        try:
            yield beside
            beside.chmod(0o755)
            if target.exists():
                target.rmdir()
            beside.rename(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        fail(f"{folder}: {error.strerror}: choose another folder")
