"""One measurement in a process of its own, with the seconds it takes and its peak memory."""

from __future__ import annotations

import multiprocessing
import resource
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Run:
    """What a measurement returned, the seconds of the whole and the peak of memory in MB; `missing` names a package that is not here."""

    result: Any
    seconds: float
    megabytes: float
    missing: str | None = None


def alone(task: Callable[..., Any], *words: Any, **options: Any) -> Run:
    """Run a task in a new process: what it leaves behind, and the memory of those before it, do not count."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        return pool.apply(timed, (task, words, options))


def timed(task: Callable[..., Any], words: tuple[Any, ...], options: dict[str, Any]) -> Run:
    """Run a task here, and measure it."""
    begun = time.perf_counter()
    try:
        result, missing = task(*words, **options), None
    except ImportError as error:
        result, missing = None, error.name or str(error)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Run(result, time.perf_counter() - begun, peak, missing)
