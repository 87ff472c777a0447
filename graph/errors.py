"""The root of every error that is meant for people: its text is a sentence, not a trace."""

from __future__ import annotations


class SojaeError(Exception):
    """Something that cannot be done; `str()` is the sentence that every door shows."""
