"""Is the evaluation of programmes calibrated, and what does it find? Simulated networks beside a matched difference in differences.

`python -m bench.evaluation [null power detectable] [--networks N]` prints the tables named (all by default).
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from bench.choosing import print_tables
from bench.joined_worlds import CONSORTIA, NULLS, Drawn, JoinedWorld, draw
from graph.measures.evaluation.change import observed_ties
from graph.measures.evaluation.detectable import detectable_factor
from graph.measures.evaluation.permutation import tested

SAMPLES = 199
SIZES = ((200, 150), (50, 1500), (200, 1500))
EFFECTS = (1.5, 2.0, 3.0)
CELLS = ((50, 1500), (200, 150), (20, 1500), (200, 1500))
ALPHA = 0.05


def naive(drawn: Drawn) -> bool:
    """Whether the plain number of ties among members rose, one-sided at 5 % (Poisson, log ratio)."""
    inside = [float(observed_ties(w, drawn.labels[:, None])[0]) for w in (drawn.before, drawn.after)]
    log = math.log((inside[1] + 0.5) / (inside[0] + 0.5))
    return log / math.sqrt(sum(1 / (count + 0.5) for count in inside)) > 1.645


def matched(drawn: Drawn, rng: np.random.Generator) -> float:
    """Difference in differences against matched organisations (same sector and class of ties before): one-sided p.

    The statistic is the change of ties among members less that among their matches; null: members and matches swapped at random.
    """
    strata, labels = drawn.strata, drawn.labels
    pairs: list[tuple[int, int]] = []
    for stratum in np.unique(strata[labels > 0]).tolist():
        inside, outside = (
            rng.permutation(np.flatnonzero((strata == stratum) & (labels == side))) for side in (1, 0)
        )
        pairs += list(zip(inside.tolist(), outside.tolist(), strict=False))
    if not pairs:
        return 1.0
    sides = np.array(pairs)
    swap = rng.random((len(sides), SAMPLES + 1)) < 0.5
    swap[:, 0] = False
    found = np.zeros(SAMPLES + 1)
    for sign, wanted in ((1.0, 0), (-1.0, 1)):
        group = np.zeros((len(labels), SAMPLES + 1), np.int16)
        group[sides[:, 0]] = swap == wanted
        group[sides[:, 1]] = swap != wanted
        found += sign * (observed_ties(drawn.after, group) - observed_ties(drawn.before, group))
    return (1 + int(np.count_nonzero(found[1:] >= found[0]))) / (SAMPLES + 1)


def rates(world: JoinedWorld, networks: int, seed: int = 0) -> dict[str, float]:
    """Return how often each way finds an effect, with the median expectation."""
    hits = {"raw": 0, "matched": 0, "ours": 0}
    after: list[float] = []
    for number in range(networks):
        drawn = draw(world, seed + number)
        rng = np.random.default_rng((seed, number))  # another stream than the network's own
        test = tested(drawn.before, drawn.after, drawn.labels, drawn.strata, SAMPLES, rng)
        hits["raw"] += naive(drawn)
        hits["matched"] += matched(drawn, rng) <= ALPHA
        hits["ours"] += test.p <= ALPHA
        after.append(test.expected[1])
    return {
        **{name: count / networks for name, count in hits.items()},
        "expected": float(np.median(after)),
    }


def print_null(networks: int) -> None:
    """False positives at 5 %; wanted: ours ≤ 7 % everywhere."""
    print(f"\nNo effect, {networks} networks a cell: raw change / matched differences / ours")
    print(f"{'setting':36}" + "".join(f"{f'{m} members, {t} ties':>26}" for m, t in SIZES))
    for name, world in NULLS.items():
        cells = [rates(replace(world, members=m, ties=t), networks) for m, t in SIZES]
        print(f"{name:36}" + "".join(f"{shares(cell):>26}" for cell in cells), flush=True)


def print_power(networks: int) -> None:
    """Planted effects in the world of growth, selection and consortia; wanted: ≥ 75 % at 50 members, 1,500 ties, × 3."""
    print(f"\nPlanted effects, {networks} networks a cell: ours (matched differences)")
    print(f"{'members, ties':16}{'E after':>9}" + "".join(f"{f'x {e:g}':>14}" for e in EFFECTS))
    for members, ties in CELLS:
        world = replace(CONSORTIA, members=members, ties=ties)
        cells = [rates(replace(world, effect=effect), networks, 10_000) for effect in EFFECTS]
        row = "".join(f"{cell['ours']:>7.0%} ({cell['matched']:.0%})".rjust(14) for cell in cells)
        print(
            f"{f'{members}, {ties}':16}{cells[0]['expected']:9.1f}{row}",
            flush=True,
        )


def ties_inside(world: JoinedWorld, networks: int, seed: int) -> float:
    """Return the mean number of ties among members after the start."""
    drawn = (draw(world, seed + number) for number in range(networks))
    return float(np.mean([observed_ties(one.after, one.labels[:, None])[0] for one in drawn]))


def effects_by_factor(world: JoinedWorld, networks: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return logarithms: by what factor the ties among members grow, and the `effect` that does it (consortia dilute it)."""
    effects = np.array([1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 16.0, 64.0])
    inside = [ties_inside(replace(world, effect=effect), networks, seed) for effect in effects.tolist()]
    return np.log(np.maximum.accumulate(inside) / inside[0]), np.log(effects)


def print_detectable(networks: int) -> None:
    """Is an effect of the factor that a network's evaluation names found as often as promised? Wanted: 80 % ± 5."""
    print(
        f"\n`detectable` in {networks} networks a cell, and how often an effect of that factor is found in those that name one"
    )
    print(f"{'members, ties':16}{'median':>9}{'none named':>13}{'found':>8}")
    for members, ties in CELLS:
        world = replace(CONSORTIA, members=members, ties=ties)
        factors, effects = effects_by_factor(world, 40, 10_000)
        named: list[float] = []
        found = 0
        for seed in range(networks):
            one = draw(world, seed)
            rng = np.random.default_rng((seed, 2))
            factor = detectable_factor(one.before, one.after, one.labels, one.strata, rng)
            if factor is None:
                continue
            named.append(factor)
            effect = math.exp(float(np.interp(math.log(factor), factors, effects)))
            one = draw(replace(world, effect=effect), seed)
            found += tested(one.before, one.after, one.labels, one.strata, SAMPLES, rng).p <= ALPHA
        median, share = float(np.median(named)), found / max(len(named), 1)
        print(
            f"{f'{members}, {ties}':16}{median:9.2f}{1 - len(named) / networks:13.0%}{share:8.0%}", flush=True
        )


def shares(cell: dict[str, float]) -> str:
    """Write the three shares."""
    return " / ".join(f"{100 * cell[name]:.1f}" for name in ("raw", "matched", "ours"))


TABLES = {"power": print_power, "detectable": print_detectable, "null": print_null}


if __name__ == "__main__":
    print_tables(__doc__, TABLES, 200)
