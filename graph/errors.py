"""The root of every error that is meant for people: its text is a sentence, not a trace."""

from __future__ import annotations

from typing import Any


class Carried(Exception):
    """An exception that another process receives whole: an exception is otherwise pickled as a call with its text alone."""

    def __reduce__(self) -> tuple[Any, ...]:
        return remade, (type(self), self.args), self.__dict__


class SojaeError(Carried):
    """Something that cannot be done; `str()` is the sentence that every door shows."""


def remade(kind: type[Exception], args: tuple[Any, ...]) -> Exception:
    """Make an exception with these arguments without calling its own `__init__`; its attributes follow."""
    return kind.__new__(kind, *args)
