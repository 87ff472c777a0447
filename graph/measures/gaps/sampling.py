"""Sampling plan: number of networks, thinning, chains and cores; the same seed gives the same numbers everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

import numpy as np

from graph.measures.gaps.swaps import Rewiring, Wiring
from graph.measures.gaps.ties import IntArray

Progress = Callable[[int, int], None]
Count = Callable[[Sequence[Rewiring]], IntArray]

LANES = 2
WORTH_A_THREAD = 20_000
MOST_AT_ONCE = 40_000
ROUNDS_PER_MOVE = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """`samples` networks; accepted moves per tie for burn-in and thinning; lanes, and chains per lane."""

    samples: int
    burn_in: float
    spacing: float
    lanes: int
    chains: int


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """The samples: one row per network, one column per sector pair; and the fewest accepted moves per tie between two."""

    counts: IntArray
    moves: float


def certified_plan(samples: int, ties: int) -> Plan:
    """A burn-in of 100 and 10 accepted moves per tie between samples.

    The autocorrelation of all counts at that lag is zero (bench/gaps.py, table "mixing"): after 10 moves per
    tie a given tie has not been touched with probability e⁻²⁰.
    """
    return Plan(samples, 100.0, 10.0, *_lanes(samples, ties, chains=64))


def live_plan(samples: int, ties: int) -> Plan:
    """A quick plan: burn-in 6, 2 accepted moves per tie between samples (a tie stays untouched with probability e⁻⁴)."""
    return Plan(samples, 6.0, 2.0, *_lanes(samples, ties, chains=40))


def _lanes(samples: int, ties: int, *, chains: int) -> tuple[int, int]:
    # Many short chains make numpy's calls long; few long ones spend less on burn-in. On tiny networks calls dominate; on
    # large ones a chain is long enough by itself, and only there a second core pays for handing over the interpreter.
    if ties >= WORTH_A_THREAD:
        return LANES, 1
    wanted = max(min(chains, MOST_AT_ONCE // max(ties, 1)), min(256, 6_000 // max(ties, 1)))
    return 1, max(1, min(wanted, samples // 4))


def draw(
    wirings: Sequence[Wiring],
    plan: Plan,
    count: Callable[[], Count],
    *,
    seed: Sequence[int],
    progress: Progress | None,
) -> Draws:
    """Sample networks with independent chains, on large networks in two lanes on two cores.

    `count()` makes one counter per lane; a counter reads the state of the chains and returns chains × pairs. The result
    does not depend on the cores: every lane has its own random stream.
    """
    per_chain = -(-plan.samples // (plan.lanes * plan.chains))
    done, lock = [0], Lock()

    def lane(number: int) -> tuple[IntArray, float]:
        streams = np.random.SeedSequence([*seed, number]).spawn(len(wirings))
        chains = [
            Rewiring(w, chains=plan.chains, rng=np.random.Generator(np.random.SFC64(s)))
            for w, s in zip(wirings, streams, strict=True)
        ]
        counter = count()
        _advance(chains, plan.burn_in)
        rows: list[IntArray] = []
        fewest = plan.spacing * 10.0
        for _ in range(per_chain):
            fewest = min(fewest, _advance(chains, plan.spacing))
            rows.append(counter(chains))
            if progress is not None:
                with lock:
                    done[0] = min(done[0] + plan.chains, plan.samples)
                    progress(done[0], plan.samples)
        return np.concatenate(rows), fewest

    if plan.lanes == 1:
        results = [lane(0)]
    else:
        with ThreadPoolExecutor(plan.lanes) as pool:
            results = list(pool.map(lane, range(plan.lanes)))
    counts = np.concatenate([rows for rows, _ in results])[: plan.samples]
    return Draws(counts, min(fewest for _, fewest in results))


def _advance(chains: Sequence[Rewiring], moves: float) -> float:
    most = int(ROUNDS_PER_MOVE * moves) + 20
    return min((c.advance(moves, most_rounds=most) for c in chains if c.ties), default=moves)
