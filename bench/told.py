"""Is the figure told true? A gap planted in a pair whose expectation is at `detectable`: found as often as promised?

`python -m bench.told [layer …] [--networks N] [--method certified] [--seed S]` prints a table for each layer named.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace
from itertools import cycle, islice

import numpy as np

from bench.simulated import World, simulate
from graph.measures.gaps import GapTable, PairGap, Verdict, find_gaps
from graph.measures.gaps.power import POWER

# Networks of several sizes, so that some pair lies near the figure told; consortia come back in one programme of five.
SIZES = ((6, 250), (8, 400), (8, 600), (13, 600), (13, 900))
DIRECT = ((6, 600), (8, 600), (8, 1000), (13, 600), (13, 1000))
WORLDS = {
    "direct": [World(sectors=s, ties=t) for s, t in DIRECT],
    "affiliation": [World(sectors=s, ties=10, programmes=p, repeat=0.2) for s, p in SIZES],
    "all": [World(sectors=s, ties=p, programmes=p, repeat=0.2, overlap=0.3) for s, p in SIZES],
}
BANDS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 1.15), (1.15, 1.5), (1.5, 2.0), (2.0, np.inf))


@dataclass(frozen=True, slots=True)
class Trial:
    """One planted gap: what was told of the pair without it, and what became of it.

    Attributes:
        expected, told, power: the pair's expectation, `detectable` and `power` in the same network without the gap.
        observed: its ties with the gap.
        found: whether it was called.
        reassured: whether it was missed and its row says that it would very likely have been found.
        false: whether another pair was called under-connected.
    """

    expected: float
    told: float
    power: float
    observed: int
    found: bool
    reassured: bool
    false: bool


def plant(world: World, layer: str, method: str, seed: int) -> Trial | None:
    """Plant a gap in a pair whose expectation is near the figure told for it; None where nothing was told of it.

    The pair is chosen, and the figures are read, in the same network without the gap.
    """
    before = _table(replace(world, gaps=()), layer, method, seed)
    known = [p for p in before.pairs if p.power is not None and p.detectable is not None]
    if not known:
        return None
    pair = min(known, key=lambda p: abs(np.log(p.expected / (p.detectable or np.inf))))
    chosen = pair.a, pair.b
    after = _table(replace(world, gaps=(chosen,)), layer, method, seed)
    row = _row(after, chosen)
    found = row.verdict is Verdict.UNDER
    return Trial(
        pair.expected,
        pair.detectable or np.inf,
        pair.power or 0.0,
        row.observed,
        found,
        not found and (row.power or 0.0) >= POWER,
        any(p.verdict is Verdict.UNDER for p in after.pairs if p is not row),
    )


def _row(table: GapTable, pair: tuple[int, int]) -> PairGap:
    return next(p for p in table.pairs if (p.a, p.b) == pair)


def _table(world: World, layer: str, method: str, seed: int) -> GapTable:
    return find_gaps(simulate(world, seed), layer=layer, method=method)


def trials(layer: str, networks: int, *, method: str = "live", seed: int = 0) -> list[Trial]:
    """Plant one gap in each of so many networks, of each size in turn."""
    found = [
        plant(world, layer, method, seed + k)
        for k, world in enumerate(islice(cycle(WORLDS[layer]), networks))
    ]
    return [trial for trial in found if trial is not None]


def share(hits: list[bool]) -> str:
    """A share with its standard error and number."""
    if not hits:
        return "–"
    mean = float(np.mean(hits))
    return f"{mean:.0%} ± {np.sqrt(mean * (1 - mean) / len(hits)):.0%} ({len(hits)})"


def show(layer: str, done: list[Trial]) -> None:
    """Print how many gaps were found, by expectation over the figure told, and by the chance told."""
    told = np.array([t.told for t in done])
    factor = sum(t.observed for t in done) / sum(t.expected for t in done)
    print(
        f"\n{layer}: {len(done)} planted gaps, told {np.percentile(told, 10):.0f} to {np.percentile(told, 90):.0f},"
    )
    print(
        f"  ties with the gap over those expected without: {factor:.2f}; another pair called: {share([t.false for t in done])}"
    )
    print(
        f"  missed, and told that it would very likely have been found: {share([t.reassured for t in done])}"
    )
    for low, high in BANDS:
        part = [t for t in done if low <= t.expected / t.told < high]
        promised = f"{np.mean([t.power for t in part]):.0%}" if part else "–"
        print(
            f"  expectation {low:4.2f} to {high:4.2f} x told: found {share([t.found for t in part])}, promised {promised}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("layers", nargs="*", metavar="layer", help=", ".join(WORLDS))
    parser.add_argument("--networks", type=int, default=400)
    parser.add_argument("--method", default="live", choices=["live", "certified"])
    parser.add_argument("--seed", type=int, default=0)
    words = parser.parse_args()
    for layer in words.layers or WORLDS:
        begun = time.perf_counter()
        show(layer, trials(layer, words.networks, method=words.method, seed=words.seed))
        print(f"  ({time.perf_counter() - begun:.0f} s)")


if __name__ == "__main__":
    main()
