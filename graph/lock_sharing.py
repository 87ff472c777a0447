"""Long work next to a running server: done in parts, releasing the interpreter lock between them.

One C call over a million objects holds the lock for seconds, during which no request is answered.
"""

from __future__ import annotations

import heapq
import time
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

T = TypeVar("T")
PART = 5_000
"""Objects processed between two pauses, about a millisecond."""


MOMENT = 0.0005
"""Seconds per pause: a tenth of the work between two pauses."""


def pause() -> None:
    """Release the interpreter lock for a moment."""
    time.sleep(MOMENT)


def parts(count: int) -> Iterator[slice]:
    """Split a range into parts, with a pause after each."""
    for start in range(0, count, PART):
        yield slice(start, min(start + PART, count))
        pause()


def mapped(function: Callable[[Any], Any], values: list[Any], kind: npt.DTypeLike) -> npt.NDArray[Any]:
    """Apply a function to every value and keep the results in an array."""
    results = np.empty(len(values), kind)
    for part in parts(len(values)):
        results[part] = np.fromiter(map(function, values[part]), kind, part.stop - part.start)
    return results


def order_of(keys: list[str]) -> list[int]:
    """Return the positions of keys in ascending order, equal ones as they stand."""
    runs = [sorted(range(part.start, part.stop), key=keys.__getitem__) for part in parts(len(keys))]
    return list(heapq.merge(*runs, key=keys.__getitem__))


def let_go(thing: object) -> None:
    """Empty the large lists and dicts of an unused object in parts.

    Dropping the last reference to a million objects would free them all at once.
    """
    held = getattr(thing, "__dict__", {})
    for value in list(held.values()):
        if isinstance(value, list):
            empty(value)
        elif isinstance(value, dict):
            while len(value) > PART:
                for _ in range(PART):
                    value.popitem()
                pause()
    held.clear()
    pause()


def empty(values: list[Any]) -> None:
    """Take the values out of a list, and out of lists in it."""
    if values and isinstance(values[0], list):
        for inner in values:
            empty(inner)
    while values:
        del values[-PART:]
        pause()
