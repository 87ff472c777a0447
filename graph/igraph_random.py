"""Seeded random numbers for igraph, whose single generator is shared by all threads and therefore locked."""

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
    """Seed igraph's generator for the block; the same seed gives the same numbers."""
    import igraph  # its import searches for a plotting library, which is slow

    with ALONE:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311  # not for secrets
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)
