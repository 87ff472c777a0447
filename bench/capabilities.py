"""Does the hold-out of capabilities find relatedness where entries follow it, and never where they do not? Simulated worlds.

`python -m bench.capabilities [--worlds N]` prints the table; `python -m bench.capability_peer` compares with another program.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from graph.measures.capabilities.holdout import Trial, trial

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Counts = npt.NDArray[np.int64]

Cause = Literal["relatedness", "popularity", "chance", "fashion"]
CAUSES: tuple[Cause, ...] = ("relatedness", "popularity", "chance", "fashion")


@dataclass(frozen=True, slots=True)
class World:
    """A table and what enters it.

    Rows and columns have a place on a ring, sizes and popularities of a log-normal distribution (σ 0.6); a row has what lies
    near it. `entries` open cells are entered: with `relatedness` by size × popularity × nearness, with `popularity` by the
    first two alone, with `chance` each alike, with `fashion` by shocks of columns and rows that have no other cause.
    """

    rows: int = 100
    columns: int = 200
    entries: int = 600
    cause: Cause = "relatedness"
    width: float = 0.08
    filled: float = 0.15


def simulate(world: World, seed: int) -> tuple[Counts, Counts]:
    """Draw the counts before and after."""
    random = np.random.default_rng(seed)
    row, column = random.random(world.rows), random.random(world.columns)
    size, popularity = (random.lognormal(0.0, 0.6, number) for number in (world.rows, world.columns))
    apart = np.abs(row[:, None] - column[None, :])
    near = np.exp(-0.5 * (np.minimum(apart, 1 - apart) / world.width) ** 2) + 0.01
    activity = np.outer(size, popularity)
    rate = activity * near
    before = random.poisson(rate * world.filled * world.rows * world.columns / rate.sum()).astype(np.int64)
    shocks = np.outer(random.lognormal(0.0, 1.0, world.rows), random.lognormal(0.0, 1.0, world.columns))
    cause = {"relatedness": rate, "popularity": activity, "chance": np.ones_like(rate), "fashion": shocks}[
        world.cause
    ]
    chance = np.where(before == 0, cause, 0.0).ravel()
    number = min(world.entries, int(np.count_nonzero(chance)))
    entered = random.choice(chance.size, number, replace=False, p=chance / chance.sum())
    after = before.copy()
    after.ravel()[entered] += 1
    return before, after


def found_in(world: World, worlds: int) -> tuple[float, Trial]:
    """Return the share of worlds in which relatedness is found to be better, and the last trial."""
    trials = [trial([simulate(world, seed)], (0,), seed) for seed in range(worlds)]
    return sum(one.better for one in trials) / worlds, trials[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=50)
    worlds = parser.parse_args().worlds
    print(
        f"{'rows':>5}{'columns':>8}{'entries':>8}  {'cause':14}{'better':>7}   AUC density, size × popularity"
    )
    for rows, columns, entries in ((100, 200, 600), (40, 100, 150), (13, 13, 40)):
        for cause in CAUSES:
            share, last = found_in(World(rows, columns, entries, cause), worlds)
            aucs = f"{last.auc:.2f}, {last.auc_activity:.2f}"
            print(f"{rows:5}{columns:8}{entries:8}  {cause:14}{share:7.0%}   {aucs}", flush=True)


if __name__ == "__main__":
    main()
