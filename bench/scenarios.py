"""How fast a scenario is: the warm-started model beside the cold one, 40 draws, the whole network before and after.

`OPENBLAS_NUM_THREADS=1 python -m bench.scenarios` prints seconds of CPU for Daegu and for 20,000 organisations with 100,000 ties.
Wanted: leave-one-out ≤ 1 s and 40 draws ≤ 1 s on Daegu; one table ≤ 1 s and a scenario ≤ 10 s at 100,000 ties.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from bench.simulated import World, simulate
from graph.measures.gaps import Ecosystem, find_gaps
from graph.measures.gaps.drivers import drivers, left_out
from graph.measures.gaps.verdicts import verdicts
from graph.measures.scenario import draw_outcomes, fixed_rate, open_pairs, ties_to_leave, whole_change
from tests.measures.gaps.worlds import daegu

LARGE = World(sectors=13, organisations=20_000, ties=100_000, gaps=((0, 1), (2, 3), (4, 5)))
MEMBERS, RATE = 20, 0.0104


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """The least CPU time of a few runs."""
    best = float("inf")
    for _ in range(times):
        begun = time.process_time()
        run()
        best = min(best, time.process_time() - begun)
    return best


def print_row(name: str, eco: Ecosystem) -> None:
    """One network."""
    now = verdicts(eco)
    called = now.held[0]
    a, b = (int(side[called]) for side in np.triu_indices(eco.sectors, 1))
    busiest = int(np.bincount(np.concatenate([eco.first, eco.second])).argmax())
    fewer = left_out(eco, busiest)
    members = np.concatenate([np.flatnonzero(eco.sector == sector)[: MEMBERS // 2] for sector in (a, b)])
    opened = open_pairs(eco, members)
    one, other = np.divmod(opened, eco.organisations)
    pool = opened[eco.sector[one] != eco.sector[other]]
    rate = [(opened, fixed_rate(RATE))]
    figures = (
        seconds(lambda: find_gaps(fewer)),
        seconds(lambda: verdicts(fewer)),
        seconds(lambda: verdicts(fewer, near=now.solved)),
        seconds(lambda: drivers(eco, a, b), 1),
        seconds(lambda: draw_outcomes(eco, rate, draws=40, near=now.solved), 1),
        seconds(lambda: ties_to_leave(eco, called, pool, near=now.solved), 1),
        seconds(
            lambda: whole_change(eco.organisations, (eco.first, eco.second), (fewer.first, fewer.second)), 1
        ),
    )
    print(f"{name:10}" + "".join(f"{value:12.3f}" for value in figures), flush=True)


def main() -> None:
    """Print the table."""
    heads = ("full table", "cold", "warm", "60 left out", "40 draws", "to leave", "whole")
    print(f"{'s of CPU':10}" + "".join(f"{head:>12}" for head in heads))
    print_row("Daegu", daegu())
    print_row("100k ties", simulate(LARGE, 1))


if __name__ == "__main__":
    main()
