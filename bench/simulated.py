"""Simulated ecosystems: activity as uneven as Daegu's, a liking for the own sector, consortia that come back, planted gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.measures.gaps import Ecosystem, ecosystem

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
    """What a simulated ecosystem is like.

    `repeat` is the share of programmes that take over an earlier one's partners, each of whom stays with the chance
    `loyalty`; `overlap` the share of direct ties that come out of a common programme; `own` how much likelier a partner of
    the own sector is; `gaps` the pairs of sectors whose ties have a fifth of the chance. The same seed without a gap
    is the same ecosystem but for what the gap keeps away.
    """

    sectors: int = 8
    organisations: int = 560
    ties: int = 1000
    programmes: int = 0
    repeat: float = 0.0
    overlap: float = 0.0
    loyalty: float = 1.0
    gaps: tuple[tuple[int, int], ...] = ()
    own: float = OWN


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
    liking = np.full((world.sectors + 1, world.sectors + 1), 1.0 / world.own)
    np.fill_diagonal(liking, 1.0)
    liking[-1, -1] = 1.0 / world.own
    apart = np.ones_like(liking)
    for a, b in world.gaps:
        apart[a, b] = apart[b, a] = FACTOR
    seats = _programmes(world, rng, chance, sector, liking, apart)
    return ecosystem(
        sector,
        sectors=world.sectors,
        ties=_ties(world, rng, chance, sector, liking * apart, seats),
        seats=seats,
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
    world: World,
    rng: np.random.Generator,
    chance: np.ndarray,
    sector: np.ndarray,
    liking: np.ndarray,
    apart: np.ndarray,
) -> list[tuple[int, int, int]]:
    n, teams = len(sector), []
    sizes = rng.choice(
        list(MEMBERS), world.programmes, p=np.array(list(MEMBERS.values())) / sum(MEMBERS.values())
    )
    for k, (size, own) in enumerate(zip(sizes, rng.spawn(world.programmes), strict=True)):
        wanted = int(size)
        if teams and own.random() < world.repeat:
            old = teams[int(own.integers(k))]
            team = [m for i, m in enumerate(old) if i == 0 or own.random() < world.loyalty]
            wanted = len(old)
        else:
            team = [int(min(np.searchsorted(chance, own.random()), n - 1))]
        tries = 0
        while len(team) < wanted and tries < 400:
            tries += 1
            new, ask = int(min(np.searchsorted(chance, own.random()), n - 1)), own.random()
            # A newcomer is judged by the leader's sector; a gap to the leader or any other member keeps it away, once.
            liked = liking[sector[team[0]], sector[new]]
            shy = min(apart[sector[m], sector[new]] for m in team)
            if new not in team and ask < liked * shy:
                team.append(new)
        teams.append(team)
    return [(member, k, int(i == 0)) for k, team in enumerate(teams) for i, member in enumerate(team)]


def _distinct(n: int, drawn: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    pairs = np.sort(np.minimum(drawn, n - 1), axis=1)
    key = np.unique(pairs[pairs[:, 0] < pairs[:, 1]] @ np.array([n, 1]))
    return key // n, key % n
