"""Wait until something has come about, but not for ever."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def wait_for(so: Callable[[], bool], seconds: float = 20) -> None:
    """Return as soon as `so` holds.

    Raises:
        AssertionError: it does not within so many seconds.
    """
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, f"it did not come about within {seconds} seconds"
        time.sleep(0.02)
