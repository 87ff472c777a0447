"""Marks of parameters: short texts by which a cursor knows the question that it belongs to."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping


def mark(value: object) -> str:
    """Return a short mark of the value of a parameter; sets have one whatever their order.

    >>> mark({"a", "b"}) == mark({"b", "a"}), mark("a") == mark("b")
    (True, False)
    """
    text = (
        ",".join(sorted(map(str, cast("set[Any]", value))))
        if isinstance(value, set | frozenset)
        else str(value)
    )
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def marks(given: Mapping[str, object]) -> dict[str, str]:
    """Return a mark of each parameter."""
    return {name: mark(value) for name, value in given.items()}
