"""Calls of the methods of an ecosystem: a parameter that is unknown or missing is refused in the words of all doors."""

from __future__ import annotations

import inspect
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from graph.plurals import plural
from queries.errors import Fault, Invalid, did_you_mean, near_to, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

F = TypeVar("F", bound="Callable[..., Any]")


class WrongCall(Invalid, TypeError):
    """A method was called with a parameter that it does not have, or without one that it needs."""


def checked(method: F) -> F:
    """Refuse a call that does not fit the signature of a method; a type checker sees the signature unchanged."""

    @wraps(method)
    def call(*given: Any, **named: Any) -> Any:
        try:
            return method(*given, **named)
        except TypeError as error:
            # an error without a further frame is of the call itself, not of what the method does
            if error.__traceback__ is None or error.__traceback__.tb_next is not None:
                raise
            faults = list(faults_in(inspect.signature(method), given, named))
        raise WrongCall(faults) from None

    return cast("F", call)


def faults_in(
    signature: inspect.Signature, given: Sequence[Any], named: Mapping[str, Any]
) -> Iterator[Fault]:
    """Find what is wrong with a call: unknown names, then too many values by position, then missing ones."""
    declared = list(signature.parameters.values())
    known = [one.name for one in declared[1:] if one.kind is not one.VAR_KEYWORD]
    for name in named:
        if name not in known:
            near = near_to(name, known)
            remedy = did_you_mean(near) or one_of(known)
            yield Fault(name, f"“{name}” is not a parameter", remedy, tuple(near))
    by_place = [one.name for one in declared if one.kind is one.POSITIONAL_OR_KEYWORD]
    if len(given) > len(by_place):
        rule = f"{plural(len(given) - 1, 'value')} given by position, where {len(by_place) - 1} can be"
        yield Fault("question", rule, "name the parameters")
    placed = by_place[: len(given)]
    for name in placed:
        if name in named:
            yield Fault(name, "it is given twice", "give it once")
    for one in declared:
        required = one.default is one.empty and one.kind is not one.VAR_KEYWORD
        if required and one.name not in placed and one.name not in named:
            yield Fault(one.name, "a value is required", f"give {one.name}", implied=True)
