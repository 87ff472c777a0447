"""Members declared once: dataclasses that the types of results inherit, so that encoder, result and OpenAPI schema agree."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@overload
def inheritable(declared: type[T], /) -> type[T]: ...
@overload
def inheritable(*, kw_only: bool) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform()
def inheritable(
    declared: type[T] | None = None, /, *, kw_only: bool = False
) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a frozen dataclass that a pydantic model can inherit.

    It has no slots, since Python cannot join two bases with slots. To type checkers it is not frozen: pyright refuses a
    model below a frozen dataclass, because pydantic freezes its models by a setting that pyright does not read.

    >>> @inheritable
    ... class Size:
    ...     nodes: int
    >>> Size(3)
    Size(nodes=3)
    """
    decorate = dataclass(frozen=True, kw_only=kw_only)
    return decorate if declared is None else decorate(declared)


def names_of(declared: Any) -> tuple[str, ...]:
    """Return the names of the members, in order."""
    return tuple(field.name for field in fields(declared))


def members_of(value: object, declared: Any) -> dict[str, Any]:
    """Return the members of a value that a class declares, without those that it adds itself."""
    return {name: getattr(value, name) for name in names_of(declared)}
