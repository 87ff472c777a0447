"""How many examples Hypothesis tries: few in each run of the suite, many with `HYPOTHESIS_PROFILE=thorough`."""

from __future__ import annotations

import os

THOROUGH = 20
"""How many times as many a thorough run tries, as one does at night."""


def examples(usual: int) -> int:
    """Give the number of examples that this run tries, of a test that usually tries so many."""
    return usual * (THOROUGH if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 1)
