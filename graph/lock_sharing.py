"""Long work beside a server that answers: done in parts, with the interpreter lock given away between them.

One call in C over a million objects keeps the lock for seconds, and nobody is answered meanwhile.
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
"""Objects looked at between two pauses: a millisecond or so."""


MOMENT = 0.0005
"""Seconds of a pause: a tenth of what it comes between."""


def pause() -> None:
    """Let whoever waits for the interpreter lock have it, and a moment more."""
    time.sleep(MOMENT)


def parts(count: int) -> Iterator[slice]:
    """Cut a range into parts, pausing after each."""
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
    """Give the positions of keys in ascending order, equal ones as they stand."""
    runs = [sorted(range(part.start, part.stop), key=keys.__getitem__) for part in parts(len(keys))]
    return list(heapq.merge(*runs, key=keys.__getitem__))


def let_go(thing: object) -> None:
    """Empty the large lists and dicts of an object that nobody uses any more, part by part.

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
