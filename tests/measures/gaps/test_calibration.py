"""Calibration and power on simulated ecosystems: the long tables of `bench.calibration`, made short and seeded."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from bench.simulated import World
from bench.tally import Tally, tally


def at_most(rate: float, trials: int) -> float:
    """The bound plus two standard errors of a share of so many trials: a short run may lie that far above by chance."""
    return rate + 2 * float(np.sqrt(rate * (1 - rate) / trials))


@cache
def without_gaps(sectors: int) -> Tally:
    return tally(World(sectors=sectors), 60, seed=100 * sectors)


@pytest.mark.parametrize("sectors", [4, 6, 8, 13])
def test_without_a_gap_chances_are_what_they_say(sectors: int) -> None:
    seen = without_gaps(sectors)
    # The pairs of one network hang together; there are about as many free ones as sectors pairs less the sectors.
    free = seen.networks * sectors * (sectors - 3) / 2
    assert seen.share_small_p <= at_most(0.06, int(free))
    error = float(np.sqrt(2 / free))
    assert 0.9 - 2 * error <= seen.z_variance <= 1.1 + 2 * error


def test_without_a_gap_few_networks_get_a_false_one() -> None:
    seen = [without_gaps(sectors) for sectors in (4, 6, 8, 13)]
    networks = sum(part.networks for part in seen)
    assert sum(part.false_gaps for part in seen) / networks <= at_most(0.05, networks)


@pytest.mark.slow
@pytest.mark.parametrize("sectors", [4, 6, 8, 13])
def test_beside_a_planted_gap_the_others_stay_calibrated(sectors: int) -> None:
    seen = tally(
        World(sectors=sectors, ties=1600, gaps=((0, 1),)), 30 if sectors < 13 else 10, seed=7000 + sectors
    )
    free = max(seen.networks * sectors * (sectors - 3) / 2, 20)
    assert seen.share_small_p <= at_most(0.06, int(free))
    assert seen.false_share <= at_most(0.05, seen.networks)
    found, _ = seen.found(30.0)
    assert found >= 0.9


def test_two_planted_gaps_are_both_found() -> None:
    seen = tally(World(sectors=8, ties=1600, gaps=((0, 1), (2, 3))), 20, seed=8100)
    found, number = seen.found(20.0)
    assert number >= 20
    assert found >= 0.9


@pytest.mark.parametrize(("layer", "overlap"), [("affiliation", 0.0), ("all", 0.3)])
def test_consortia_that_come_back_make_no_gaps(layer: str, overlap: float) -> None:
    world = World(sectors=8, ties=500, programmes=300, repeat=0.4, overlap=overlap)
    seen = tally(world, 16, seed=9000, layer=layer, samples=100)
    assert seen.false_share <= at_most(0.05, seen.networks)
    assert seen.share_small_p <= at_most(0.06, int(seen.networks * 20))
