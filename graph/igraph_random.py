"""igraph's random numbers: it has one generator for all threads, so whoever draws from it does so alone and by a seed."""

from __future__ import annotations

import random
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

ALONE = threading.Lock()


@contextmanager
def seeded(seed: int) -> Generator[None]:
    """Let igraph draw from a seed; the same seed gives the same numbers."""
    import igraph  # it looks for a drawing library when imported, which takes longer than most answers

    with ALONE:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311  # not for secrets
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)
