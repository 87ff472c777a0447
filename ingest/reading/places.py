"""What is reported of a place in a file instead of its row: a fault, or why the row says nothing."""

from __future__ import annotations

from typing import NamedTuple


class Element(int):
    """The number of an element – a node, an edge, an object – of a file whose lines say nothing: several may stand on one."""

    __slots__ = ()


def spot(line: int) -> str:
    """Say where a row stands.

    >>> spot(7), spot(Element(7))
    ('line 7', 'element 7')
    """
    return f"element {int(line)}" if isinstance(line, Element) else f"line {line}"


class Fault(NamedTuple):
    """A row that cannot be taken: its line, the field, the broken rule and the remedy."""

    line: int
    field: str
    rule: str
    remedy: str


class Skipped(NamedTuple):
    """A row that says nothing to be loaded: its line and the reason."""

    line: int
    reason: str


class FieldFault(ValueError):
    """A field whose text cannot be taken: its name, the rule and the remedy."""

    def __init__(self, field: str, rule: str, remedy: str) -> None:
        super().__init__(f"{field}: {rule}: {remedy}")
        self.field, self.rule, self.remedy = field, rule, remedy


class Nothing(Exception):
    """A row that says nothing to be loaded, found so by the adapter; the message is the reason."""
