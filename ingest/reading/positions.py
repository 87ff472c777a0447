"""Faults and skips at a position in a file."""

from __future__ import annotations

from typing import NamedTuple

from graph.errors import Carried


class Element(int):
    """The number of an element (node, edge, object) of a file in which several may be on one line."""

    __slots__ = ()


def spot(line: int) -> str:
    """Return the position of a row for messages.

    >>> spot(7), spot(Element(7))
    ('line 7', 'element 7')
    """
    return f"element {int(line)}" if isinstance(line, Element) else f"line {line}"


class Fault(NamedTuple):
    """An invalid row: line, field, rule and remedy."""

    line: int
    field: str
    rule: str
    remedy: str


class Skipped(NamedTuple):
    """A row without data: line and reason."""

    line: int
    reason: str


class FieldFault(Carried, ValueError):
    """An invalid field: name, rule and remedy."""

    def __init__(self, field: str, rule: str, remedy: str) -> None:
        super().__init__(f"{field}: {rule}: {remedy}")
        self.field, self.rule, self.remedy = field, rule, remedy


class Nothing(Exception):
    """Raised by an adapter for a row without data; the message is the reason."""
