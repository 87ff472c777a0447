"""Is the answer about gaps calibrated, and what does it find? Simulated ecosystems with and without gaps, as tables.

`python -m bench.calibration [table …] [--networks N]` prints the tables named (all by default).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from graph.measures.gaps import Ecosystem, GapTable, Verdict, ecosystem, find_gaps
from graph.measures.gaps.stepdown import ENOUGH

# Organisations by number of direct ties, and programmes by number of members, in the Daegu data (November 2026).
DEGREES = {1: 390, 2: 66, 3: 30, 4: 16, 5: 14, 6: 14, 7: 6, 8: 3, 9: 1, 10: 2, 12: 1, 13: 3, 14: 4, 15: 1, 16: 1, 17: 1,
           23: 2, 28: 1, 37: 1, 46: 1, 62: 2, 64: 1, 71: 1}  # fmt: skip
MEMBERS = {
    2: 40,
    3: 33,
    4: 22,
    5: 21,
    6: 12,
    7: 8,
    8: 8,
    9: 7,
    10: 2,
    11: 2,
    12: 4,
    13: 2,
    14: 1,
    16: 2,
    19: 1,
    20: 1,
}
SIZES = (141, 129, 125, 80, 77, 61, 60, 38, 37, 36, 35, 25, 24)
OWN = 4.0
FACTOR = 0.2
UNCOUNTED = 0.12


@dataclass(frozen=True, slots=True)
class World:
    """What a simulated ecosystem is like: `repeat` is the share of programmes that take over an earlier one's partners,
    each of
    whom stays with the chance `loyalty`; `overlap` the share of direct ties that come out of a common programme."""

    sectors: int = 8
    organisations: int = 560
    ties: int = 1000
    programmes: int = 0
    repeat: float = 0.0
    overlap: float = 0.0
    loyalty: float = 1.0
    gaps: tuple[tuple[int, int], ...] = ()


def simulate(world: World, seed: int) -> Ecosystem:
    """Draw an ecosystem from a degree-corrected block model: activity as uneven as Daegu's, a four-fold preference for the
    own sector, and ties between the sectors of a planted gap at a fifth of the chance."""
    rng = np.random.default_rng(seed)
    n = world.organisations
    activity = rng.choice(list(DEGREES), n, p=np.array(list(DEGREES.values())) / sum(DEGREES.values()))
    chance = (activity + 0.3) * rng.gamma(4.0, 0.25, n)
    chance = np.cumsum(chance / chance.sum())
    size = np.array(SIZES[: world.sectors]) / sum(SIZES[: world.sectors])
    sector = np.where(rng.random(n) < UNCOUNTED, -1, rng.choice(world.sectors, n, p=size))
    liking = np.full((world.sectors + 1, world.sectors + 1), 1.0 / OWN)
    np.fill_diagonal(liking, 1.0)
    liking[-1, -1] = 1.0 / OWN
    for a, b in world.gaps:
        liking[a, b] = liking[b, a] = FACTOR / OWN
    seats = _programmes(world, rng, chance, sector, liking)
    return ecosystem(
        sector, sectors=world.sectors, ties=_ties(world, rng, chance, sector, liking, seats), seats=seats
    )


def enlarged(ties: int, sectors: int, seed: int) -> Ecosystem:
    """A large network of the same kind without a gap, for the clock: every organisation has about 4 ties."""
    rng = np.random.default_rng(seed)
    n = max(ties // 2, 30)
    weight = np.minimum(rng.pareto(1.8, n) + 1.0, 60.0)
    chance = np.cumsum(weight / weight.sum())
    sector = rng.integers(0, sectors, n)
    u, v = _distinct(n, np.searchsorted(chance, rng.random((5 * ties, 2))))
    kept = (rng.random(len(u)) < np.where(sector[u] == sector[v], 1.0, 1.0 / OWN)).nonzero()[0]
    if len(kept) < ties:
        raise ValueError("too few candidates were drawn")
    kept = rng.permutation(kept)[:ties]
    return ecosystem(sector, sectors=sectors, ties=np.stack([u[kept], v[kept]], axis=1))


def _ties(
    world: World,
    rng: np.random.Generator,
    chance: np.ndarray,
    sector: np.ndarray,
    liking: np.ndarray,
    seats: list,
) -> np.ndarray:
    n, wanted = len(sector), world.ties
    drawn = np.minimum(np.searchsorted(chance, rng.random((wanted * 12, 2))), n - 1)
    kept = rng.random(len(drawn)) < liking[sector[drawn[:, 0]], sector[drawn[:, 1]]]
    pairs = drawn[kept]
    if world.overlap and seats:
        teams: dict[int, list[int]] = {}
        for member, programme, _ in seats:
            teams.setdefault(programme, []).append(member)
        lists = [t for t in teams.values() if len(t) > 1]
        chosen = [
            rng.choice(lists[int(rng.integers(len(lists)))], 2, replace=False)
            for _ in range(int(wanted * world.overlap))
        ]
        pairs = np.concatenate([np.array(chosen), pairs])
    keep_first = np.sort(np.unique(np.sort(pairs, axis=1) @ np.array([n, 1]), return_index=True)[1])
    pairs = pairs[keep_first]
    return pairs[pairs[:, 0] != pairs[:, 1]][:wanted]


def _programmes(
    world: World, rng: np.random.Generator, chance: np.ndarray, sector: np.ndarray, liking: np.ndarray
) -> list[tuple[int, int, int]]:
    n, teams = len(sector), []
    sizes = rng.choice(
        list(MEMBERS), world.programmes, p=np.array(list(MEMBERS.values())) / sum(MEMBERS.values())
    )
    for k, size in enumerate(sizes):
        wanted = int(size)
        if teams and rng.random() < world.repeat:
            old = teams[int(rng.integers(k))]
            team = [m for i, m in enumerate(old) if i == 0 or rng.random() < world.loyalty]
            wanted = len(old)
        else:
            team = [int(min(np.searchsorted(chance, rng.random()), n - 1))]
        tries = 0
        while len(team) < wanted and tries < 400:
            tries += 1
            new = int(min(np.searchsorted(chance, rng.random()), n - 1))
            # A newcomer is judged by the leader's sector, and a gap also keeps away from the other members.
            liked = liking[sector[team[0]], sector[new]]
            shy = min((liking[sector[m], sector[new]] * OWN for m in team[1:]), default=1.0)
            if new not in team and rng.random() < liked * min(shy, 1.0):
                team.append(new)
        teams.append(team)
    return [(member, k, int(i == 0)) for k, team in enumerate(teams) for i, member in enumerate(team)]


def _distinct(n: int, drawn: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    pairs = np.sort(np.minimum(drawn, n - 1), axis=1)
    key = np.unique(pairs[pairs[:, 0] < pairs[:, 1]] @ np.array([n, 1]))
    return key // n, key % n


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
            free = simulate(World(**{**_fields(world), "gaps": ()}), seed + k)
            reference = find_gaps(free, layer=str(options.get("layer", "direct")))
            nominal = {(r.a, r.b): (r.expected, r.detectable or np.inf) for r in reference.pairs}
        out.add(find_gaps(eco, seed=seed + k, **options), world.gaps, nominal)  # type: ignore[arg-type]
    return out


def _fields(world: World) -> dict[str, object]:
    return {name: getattr(world, name) for name in World.__dataclass_fields__}


BANDS = ((5, 7), (7, 10), (10, 14), (14, 20), (20, 30), (30, 1e9))


def print_null(networks: int) -> None:
    """Without a gap: share of p ≤ 0.05, variance of z, networks with a false gap."""
    print("\nNo gap, four-fold preference for the own sector")
    print(
        f"{'layer':12}{'sectors':>8}{'method':>11}{'repeat':>8}{'overlap':>8}{'p<=.05':>8}{'var z':>7}{'false':>7}{'phi':>6}{'nets':>6}"
    )
    for layer, sectors, method, repeat, overlap, share in _null_cases():
        count = max(int(networks * share), 20)
        programmes = 0 if layer == "direct" else 300
        world = World(
            sectors=sectors,
            ties=1000 if layer == "direct" else 500,
            programmes=programmes,
            repeat=repeat,
            overlap=overlap,
        )
        t = tally(world, count, layer=layer, method=method)
        print(
            f"{layer:12}{sectors:8}{method:>11}{repeat:8.1f}{overlap:8.1f}{t.share_small_p:8.3f}{t.z_variance:7.2f}"
            f"{t.false_share:7.3f}{np.mean(t.phi):6.2f}{count:6}",
            flush=True,
        )


def _null_cases() -> list[tuple[str, int, str, float, float, float]]:
    cases = [("direct", s, "live", 0.0, 0.0, 1.0) for s in (4, 6, 8, 13)]
    cases.append(("direct", 8, "certified", 0.0, 0.0, 0.1))
    for repeat in (0.0, 0.2, 0.4):
        cases.append(("affiliation", 8, "live", repeat, 0.0, 0.4))
        cases.append(("all", 8, "live", repeat, 0.3, 0.4))
    cases.append(("affiliation", 8, "certified", 0.4, 0.0, 0.1))
    cases.append(("all", 8, "certified", 0.4, 0.3, 0.1))
    return cases


def print_power(networks: int) -> None:
    """With planted gaps of factor 0.2: the other pairs' calibration, and how often a gap is found at which expectation."""
    print("\nPlanted gaps of factor 0.2, direct, outward, live (expectation before planting)")
    bands = "".join(f"{f'{a}-{b}' if b < 1e9 else f'{a}+':>12}" for a, b in BANDS)
    print(f"{'sectors':>8}{'gaps':>5}{'p<=.05':>8}{'var z':>7}{'false':>7}{bands}")
    for sectors, gaps in ((4, 1), (6, 1), (8, 1), (13, 1), (8, 2)):
        merged = Tally()
        for k, ties in enumerate((300, 600, 1000, 1600)):
            planted = ((0, 1), (2, 3))[:gaps] if k % 2 else ((1, 2), (0, 3))[:gaps]
            part = tally(
                World(sectors=sectors, ties=ties, gaps=planted), max(networks // 4, 5), seed=10_000 * k
            )
            _merge(merged, part)
        cells = "".join(f"{s:7.2f} ({c:3})" for s, c in (merged.found(a, b) for a, b in BANDS))
        print(
            f"{sectors:8}{gaps:5}{merged.share_small_p:8.3f}{merged.z_variance:7.2f}{merged.false_share:7.3f}{cells}",
            flush=True,
        )
        near = [f for _, r, f in merged.planted if 0.85 <= r <= 1.15]
        print(
            f"{'':13}found where expected is within 15 % of `detectable`: {np.mean(near) if near else float('nan'):.2f} ({len(near)})"
        )


def print_power_elsewhere(networks: int) -> None:
    """Planted gaps in the layers with programmes."""
    print(
        "\nPlanted gap of factor 0.2, outward, live, 8 sectors, 20 % repeated consortia (expectation before planting)"
    )
    for layer, overlap in (("affiliation", 0.0), ("all", 0.3)):
        world = World(ties=500, programmes=300, repeat=0.2, overlap=overlap, gaps=((0, 1),))
        t = tally(world, max(networks // 4, 10), layer=layer)
        cells = "  ".join(f"{a}-{b:g}: {s:.2f} ({c})" for (a, b) in BANDS for s, c in [t.found(a, b)] if c)
        print(
            f"{layer:12} p<=.05 {t.share_small_p:.3f}  var z {t.z_variance:.2f}  false {t.false_share:.3f}  {cells}",
            flush=True,
        )


def _merge(whole: Tally, part: Tally) -> None:
    for name in ("p", "z", "planted", "phi"):
        getattr(whole, name).extend(getattr(part, name))
    whole.false_gaps += part.false_gaps
    whole.networks += part.networks


TABLES: dict[str, Callable[[int], None]] = {
    "null": print_null,
    "power": print_power,
    "elsewhere": print_power_elsewhere,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="*", metavar="table", help=", ".join(TABLES))
    parser.add_argument("--networks", type=int, default=400)
    chosen = parser.parse_args()
    unknown = set(chosen.tables) - TABLES.keys()
    if unknown:
        parser.error(f"no such table: {', '.join(sorted(unknown))}; there are {', '.join(TABLES)}")
    for name in chosen.tables or TABLES:
        begun = time.perf_counter()
        TABLES[name](chosen.networks)
        print(f"({name}: {time.perf_counter() - begun:.0f} s)")


if __name__ == "__main__":
    main()
