"""The baseline `any` where programmes come in: what it calls by each way to judge the spread, beside simple counting.

`python -m bench.descriptive [--networks N] [--samples S]`. Without a liking for the own sector the null of `any` holds, so every
pair called is a false one; with a four-fold liking every two different sectors truly have fewer ties than partners chosen at
random would give, so what is called is right. Simple counting takes (1 + samples at or below) / (1 + samples), where fewer than
ten lie there a normal tail, and Benjamini and Hochberg's rule, as if programmes that come back were chance: it is the oracle of
what lies beyond the null at all. The last lines are Daegu, certified.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
from scipy.stats import false_discovery_control, norm

from bench.simulated import World, simulate
from graph.measures.gaps import Ecosystem, Verdict, find_gaps
from graph.measures.gaps.gaps import _null
from graph.measures.gaps.stepdown import ENOUGH, judge
from graph.measures.gaps.tails import LEVEL
from graph.measures.gaps.ties import Baseline, BoolArray, Method, sector_pairs
from graph.vocabulary import Layer
from tests.measures.gaps.worlds import daegu


def called(
    eco: Ecosystem, layer: Layer, samples: int, seed: int, method: Method = Method.LIVE
) -> tuple[dict[str, int], int]:
    """Pairs of two different sectors called under-connected by each way, and pairs tested."""
    null = _null(eco, layer, Baseline.ANY, method, samples, seed, None)
    chance = null.given([], step=0)
    a, b = sector_pairs(eco.sectors, Baseline.ANY)
    across = a != b
    own = judge(null, chance, [], widened=True, counted=method is Method.CERTIFIED)
    table = find_gaps(eco, layer=layer, baseline=Baseline.ANY, method=method, samples=samples, seed=seed)
    under = sum(p.verdict is Verdict.UNDER for p in table.pairs if p.a != p.b)
    ways = {
        "own": int(np.count_nonzero(across & own.tested & (own.q_under <= LEVEL))),
        "outward": under,
        "counting": counted(chance.samples, null.observed.astype(np.float64), across),
    }
    return ways, int(np.count_nonzero(across & own.tested))


def counted(samples: object, observed: object, across: BoolArray) -> int:
    """Count samples, as a reader would by hand."""
    drawn, seen = np.asarray(samples), np.asarray(observed)
    tested = drawn.mean(axis=0) >= ENOUGH
    at = np.sum(drawn <= seen + 1e-9, axis=0)
    tail = norm.cdf((seen - drawn.mean(axis=0)) / np.maximum(drawn.std(axis=0, ddof=1), 1e-9))
    p = np.where(at < 10, np.minimum((1 + at) / (1 + len(drawn)), tail), (1 + at) / (1 + len(drawn)))
    called = np.zeros(len(seen), dtype=np.bool_)
    called[tested] = false_discovery_control(p[tested]) <= LEVEL
    return int(np.count_nonzero(called & across & (seen < drawn.mean(axis=0))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--networks", type=int, default=40)
    parser.add_argument("--samples", type=int, default=200)
    words = parser.parse_args()
    print(
        f"{'layer':12}{'own':>5}{'repeat':>8}   networks with a pair called (pairs called of those tested), spread: own pairs / outward / counting"
    )
    for layer in (Layer.AFFILIATION, Layer.ALL):
        for own in (1.0, 4.0):
            for repeat in (0.0, 0.2, 0.4):
                begun = time.perf_counter()
                world = World(
                    ties=500,
                    programmes=300,
                    repeat=repeat,
                    own=own,
                    overlap=0.3 if layer is Layer.ALL else 0.0,
                )
                seen = [called(simulate(world, k), layer, words.samples, k) for k in range(words.networks)]
                tested = sum(n for _, n in seen)
                cells = "  ".join(
                    f"{np.mean([w[way] > 0 for w, _ in seen]):5.0%} ({sum(w[way] for w, _ in seen) / tested:4.0%})"
                    for way in ("own", "outward", "counting")
                )
                print(
                    f"{layer:12}{own:5.0f}{repeat:8.1f}   {cells}   ({time.perf_counter() - begun:.0f} s)",
                    flush=True,
                )
    for layer in (Layer.AFFILIATION, Layer.ALL):
        print("Daegu", layer, *called(daegu(), layer, 1000, 0, Method.CERTIFIED), flush=True)


if __name__ == "__main__":
    main()
