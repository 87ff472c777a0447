"""What the answer about gaps says of many simulated ecosystems, counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from bench.simulated import World, simulate
from graph.measures.gaps import GapTable, Verdict, find_gaps
from graph.measures.gaps.stepdown import ENOUGH


@dataclass(slots=True)
class Tally:
    """What many networks told: of pairs without a gap their p and z, of planted ones their expectation and whether found."""

    p: list[float] = field(default_factory=list)
    z: list[float] = field(default_factory=list)
    planted: list[tuple[float, float, bool]] = field(default_factory=list)
    false_gaps: int = 0
    networks: int = 0
    phi: list[float] = field(default_factory=list)

    def add(
        self,
        table: GapTable,
        gaps: Iterable[tuple[int, int]],
        nominal: dict[tuple[int, int], tuple[float, float]],
    ) -> None:
        chosen = set(gaps)
        wrong = missed = False
        others: list[tuple[float, float]] = []
        for row in table.pairs:
            if (row.a, row.b) in chosen:
                found = row.verdict is Verdict.UNDER
                at, needed = nominal[row.a, row.b]
                self.planted.append((at, at / needed, found))
                missed |= not found
            elif row.expected >= ENOUGH and row.p is not None and row.z is not None:
                others.append((row.p, row.z))
                wrong |= row.verdict is Verdict.UNDER
        # A gap that was not found, and so not held, still pushes its neighbours: they are of no use as a null.
        if not missed:
            self.p += [p for p, _ in others]
            self.z += [z for _, z in others]
        self.false_gaps += wrong
        self.networks += 1
        self.phi.append(table.spread_factor)

    @property
    def share_small_p(self) -> float:
        return float(np.mean(np.array(self.p) <= 0.05))

    @property
    def z_variance(self) -> float:
        return float(np.var(self.z))

    @property
    def false_share(self) -> float:
        return self.false_gaps / self.networks

    def found(self, low: float = 0.0, high: float = np.inf) -> tuple[float, int]:
        hits = [f for e, _, f in self.planted if low <= e < high]
        return (float(np.mean(hits)) if hits else float("nan")), len(hits)


def tally(world: World, networks: int, *, seed: int = 0, **options: object) -> Tally:
    """Judge many simulated networks. A planted gap counts at the expectation it had without being planted."""
    out = Tally()
    for k in range(networks):
        eco = simulate(world, seed + k)
        nominal: dict[tuple[int, int], tuple[float, float]] = {}
        if world.gaps:
            free = simulate(replace(world, gaps=()), seed + k)
            reference = find_gaps(free, layer=str(options.get("layer", "direct")))
            nominal = {(r.a, r.b): (r.expected, r.detectable or np.inf) for r in reference.pairs}
        out.add(find_gaps(eco, seed=seed + k, **options), world.gaps, nominal)  # type: ignore[arg-type]
    return out
