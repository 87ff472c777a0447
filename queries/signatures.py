"""Values and ranges of parameters, read from their model, for help texts."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

ENDLESS = 2**31
"""Upper bounds from here on are not mentioned."""


def choices_of(annotation: Any) -> list[str]:
    """List the values of a closed set; empty if there is none."""
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(member.value) for member in annotation]
    inner = [part for part in get_args(annotation) if part is not type(None)]
    return choices_of(inner[0]) if len(inner) == 1 and get_origin(annotation) is not frozenset else []


def bounds_of(field: FieldInfo) -> tuple[tuple[str, Any] | None, tuple[str, Any] | None]:
    """Return the lower (`ge` or `gt`) and upper bound (`le` or `lt`) of a number."""
    found: dict[str, Any] = {
        name: getattr(rule, name)
        for rule in field.metadata
        for name in ("ge", "gt", "le", "lt")
        if getattr(rule, name, None) is not None
    }
    lower = next(((name, found[name]) for name in ("ge", "gt") if name in found), None)
    upper = next(((name, found[name]) for name in ("le", "lt") if name in found), None)
    return lower, upper


def range_of(field: FieldInfo) -> str:
    """Describe the range of a number.

    >>> from pydantic.fields import FieldInfo
    >>> range_of(FieldInfo(annotation=int, ge=1, le=3))
    '1 to 3'
    """
    lower, upper = bounds_of(field)
    if upper is not None and upper[1] >= ENDLESS:
        upper = None
    if lower is None:
        return "" if upper is None else f"at most {upper[1]}"
    least = f"{lower[1]}" if lower[0] == "ge" else f"more than {lower[1]}"
    if upper is None:
        return f"{least} or more" if lower[0] == "ge" else least
    return f"{least} to {upper[1]}" if lower[0] == "ge" else f"{least}, at most {upper[1]}"
