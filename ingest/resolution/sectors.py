"""How near two sectors are: the same, neighbours in one value chain, or far; general sectors say nothing."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from ingest.resolution.comparison_levels import UNKNOWN, SectorLevel

GENERAL = frozenset({"materials-general", "other", "services", "construction"})
"""Sectors into which anything may be put: they neither agree nor contradict."""
CHAINS = (
    ("metals", "machinery", "automotive", "robotics"), ("polymers", "chemicals", "textiles"), ("polymers", "automotive"),
    ("ceramics", "it-electronics", "energy"), ("it-electronics", "software", "robotics", "medical"),
    ("energy", "machinery", "chemicals"), ("automotive", "it-electronics"), ("it-electronics", "machinery"),
)  # fmt: skip
"""Value chains: collectors put one firm into different sectors of a chain."""
NEAR = frozenset(frozenset(pair) for chain in CHAINS for pair in combinations(chain, 2))


@lru_cache(maxsize=1024)
def sector_level(one: str | None, other: str | None) -> int:
    """Compare two sectors; unknown if one is missing or general.

    >>> sector_level("metals", "automotive"), sector_level("metals", "textiles"), sector_level("other", "metals")
    (<SectorLevel.NEAR: 1>, <SectorLevel.FAR: 0>, -1)
    """
    if not one or not other or one in GENERAL or other in GENERAL:
        return UNKNOWN
    if one == other:
        return SectorLevel.SAME
    return SectorLevel.NEAR if frozenset((one, other)) in NEAR else SectorLevel.FAR
