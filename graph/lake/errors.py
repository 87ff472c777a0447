"""Errors of lakes and engines, each one line with the remedy."""

from __future__ import annotations

from graph.errors import SojaeError


class LakeError(SojaeError):
    """A lake that cannot be read, or an engine that cannot answer."""


class TooLargeForMemory(LakeError):
    """An answer that needs the whole network in memory."""


def first_line(error: BaseException) -> str:
    """Return the first line of an engine's message, without what follows it."""
    text = str(error).strip()
    return text.splitlines()[0].strip() if text else type(error).__name__
