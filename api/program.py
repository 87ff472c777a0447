"""The version of the program."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def program_version() -> str:
    """Return the version of this program."""
    try:
        return version("sojae")
    except PackageNotFoundError:
        return "0.2.0"
