"""Simulated networks in which some organisations join a programme between two windows: null settings, and planted effects."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from bench.simulated import DEGREES, OWN, SIZES
from graph.measures.evaluation.change import Ties, activity_class

ORGANISATIONS = 1000
SECTORS = 8
BACK = 0.5
PARTIES = (3, 7)


@dataclass(frozen=True, slots=True)
class JoinedWorld:
    """What a simulated network is like.

    Attributes:
        members, ties: members of the programme, and ties in the window before the start.
        growth: of the number of ties from the window before to the one after.
        selection: whether members are chosen in proportion to their ties before (+ 1), instead of evenly.
        consortia: share of the ties that come from groups of 3 to 6 partners, half of which come back in the window after.
        recruited: whether half of the members are partners of earlier ones.
        own_growth: standard deviation of each organisation's own log growth; members are chosen in proportion to it.
        attention: how much more often members are reported after the start.
        effect: how much likelier ties among members are after the start (1 in a null world).
    """

    members: int = 50
    ties: int = 1500
    growth: float = 1.5
    selection: bool = False
    consortia: float = 0.0
    recruited: bool = False
    own_growth: float = 0.0
    attention: float = 1.0
    effect: float = 1.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A network: sector of each organisation, membership (int16, 0 or 1), ties before and after."""

    sector: np.ndarray
    labels: np.ndarray
    before: Ties
    after: Ties

    @property
    def strata(self) -> np.ndarray:
        """Sector × class of ties before."""
        return self.sector * 6 + activity_class(self.before.degrees)


GROWN = JoinedWorld()
SELECTED = replace(GROWN, selection=True)
CONSORTIA = replace(SELECTED, consortia=0.4)
NULLS = {
    "growth × 1.5": GROWN,
    "+ selection on ties before": SELECTED,
    "+ consortia 40 %": CONSORTIA,
    "… recruited as old partners": replace(CONSORTIA, recruited=True),
    "… own growth, selected on it": replace(CONSORTIA, own_growth=0.5),
    "… members reported 1.5 × as much": replace(CONSORTIA, attention=1.5),
}
"""Settings without an effect; the last three each add to the third."""


def draw(world: JoinedWorld, seed: int) -> Drawn:
    """Draw a network: activity as uneven as Daegu's, a four-fold preference for the own sector, distinct ties in each window."""
    rng = np.random.default_rng(seed)
    n = ORGANISATIONS
    activity = rng.choice(list(DEGREES), n, p=np.array(list(DEGREES.values())) / sum(DEGREES.values()))
    chance = (activity + 0.3) * rng.gamma(4.0, 0.25, n)
    size = np.array(SIZES[:SECTORS], float)
    sector = rng.choice(SECTORS, n, p=size / size.sum())
    groups = consortia(rng, chance, sector, int(world.ties * world.consortia))
    before = ties(rng, chance, sector, world.ties, groups)
    own = np.exp(rng.normal(0.0, world.own_growth, n)) if world.own_growth else np.ones(n)
    labels = join(world, rng, before, own)
    later = chance * own * np.where(labels > 0, world.attention, 1.0)
    count = int(world.ties * world.growth)
    kept = [group for group in groups if rng.random() < BACK]
    more = int(count * world.consortia) - sum(map(pairs_in, kept))
    after = ties(
        rng, later, sector, count, [*kept, *consortia(rng, later, sector, more)], labels, world.effect
    )
    return Drawn(sector, labels, before, after)


def join(world: JoinedWorld, rng: np.random.Generator, before: Ties, own: np.ndarray) -> np.ndarray:
    """Choose the members."""
    weight = (before.degrees + 1.0 if world.selection else np.ones(before.n)) * own
    chosen: list[int] = []
    order = rng.choice(before.n, before.n, replace=False, p=weight / weight.sum()).tolist()
    partners: dict[int, list[int]] = {}
    for a, b in zip(before.a.tolist(), before.b.tolist(), strict=True):
        partners.setdefault(a, []).append(b)
        partners.setdefault(b, []).append(a)
    taken: set[int] = set()
    for one in order:
        if len(chosen) >= world.members:
            break
        new = one
        if world.recruited and chosen and rng.random() < 0.5:
            friends = partners.get(chosen[int(rng.integers(len(chosen)))], [])
            new = friends[int(rng.integers(len(friends)))] if friends else one
        if new not in taken:
            taken.add(new)
            chosen.append(new)
    labels = np.zeros(before.n, np.int16)
    labels[chosen] = 1
    return labels


def pairs_in(group: np.ndarray) -> int:
    return len(group) * (len(group) - 1) // 2


def consortia(
    rng: np.random.Generator, chance: np.ndarray, sector: np.ndarray, wanted: int
) -> list[np.ndarray]:
    """Draw groups whose pairs add up to a number of ties; three of four partners are of the leader's sector where possible."""
    bounds, found, total = np.cumsum(chance / chance.sum()), [], 0
    while total < wanted:
        drawn = np.minimum(np.searchsorted(bounds, rng.random(40)), len(chance) - 1)
        near = (sector[drawn] == sector[drawn[0]]) | (rng.random(40) < 1.0 / OWN)
        group = np.unique(drawn[near][: int(rng.integers(*PARTIES))])
        if len(group) > 2:
            found.append(group)
            total += pairs_in(group)
    return found


def ties(
    rng: np.random.Generator,
    chance: np.ndarray,
    sector: np.ndarray,
    wanted: int,
    groups: list[np.ndarray],
    labels: np.ndarray | None = None,
    effect: float = 1.0,
) -> Ties:
    """Draw distinct ties: those of the groups, and pairs by activity, sector and effect."""
    n = len(chance)
    bounds = np.cumsum(chance / chance.sum())
    known = np.zeros(0, np.int64)
    if groups:
        sides = [np.array(np.triu_indices(len(group), 1)) for group in groups]
        a = np.concatenate([group[side[0]] for group, side in zip(groups, sides, strict=True)])
        b = np.concatenate([group[side[1]] for group, side in zip(groups, sides, strict=True)])
        known = np.unique(np.minimum(a, b) * n + np.maximum(a, b))
    while len(known) < wanted:
        drawn = np.minimum(np.searchsorted(bounds, rng.random((4 * wanted, 2))), n - 1)
        one, other = drawn.min(axis=1), drawn.max(axis=1)
        weight = np.where(sector[one] == sector[other], 1.0, 1.0 / OWN)
        if labels is not None and effect != 1.0:
            weight = weight * np.where((labels[one] > 0) & (labels[other] > 0), 1.0, 1.0 / effect)
        good = (one != other) & (rng.random(len(one)) < weight)
        fresh = one[good] * n + other[good]
        fresh = fresh[np.sort(np.unique(fresh, return_index=True)[1])]
        fresh = fresh[~np.isin(fresh, known)]
        known = np.concatenate((known, fresh[: wanted - len(known)]))
    a, b = np.divmod(known, n)
    return Ties(a, b, n)
