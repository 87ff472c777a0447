"""Networks to try gaps on: Daegu straight from its files, and large ones for the clock."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np

from graph.measures.gaps import Ecosystem
from graph.vocabulary import (
    AFFILIATION_PREDICATES,
    AFFILIATION_PROGRAMMES,
    COUNTED_SECTORS,
    DIRECT_PREDICATES,
)

DATA = Path(__file__).parents[3] / "data" / "daegu"


def read(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def daegu() -> Ecosystem:
    """The Daegu data without a store in between: a second way to the arrays, against which `table` is held."""
    organisations = sorted(read("organisations"), key=lambda row: row["org_id"])
    place = {row["org_id"]: i for i, row in enumerate(organisations)}
    code = {sector: i for i, sector in enumerate(COUNTED_SECTORS)}
    kinds = {row["prog_id"]: row["kind"] for row in read("programmes")}
    shared = sorted(key for key, kind in kinds.items() if kind in AFFILIATION_PROGRAMMES)
    seat_of = {key: i for i, key in enumerate(shared)}
    ties: set[tuple[int, int]] = set()
    seats: dict[tuple[int, int], bool] = {}
    for row in read("relations"):
        a, b, predicate = row["subject_id"], row["object_id"], row["predicate"]
        if predicate in DIRECT_PREDICATES and a in place and b in place and a != b:
            ties.add((min(place[a], place[b]), max(place[a], place[b])))
        if predicate in AFFILIATION_PREDICATES and a in place and b in seat_of:
            key = (place[a], seat_of[b])
            seats[key] = seats.get(key, False) or predicate == "LEADS"
    pairs, rows = np.array(sorted(ties)), np.array(sorted(seats))
    return Ecosystem(
        sectors=len(COUNTED_SECTORS),
        sector=np.array([code.get(row["sector"], -1) for row in organisations]),
        first=pairs[:, 0],
        second=pairs[:, 1],
        member=rows[:, 0],
        programme=rows[:, 1],
        lead=np.array([seats[key] for key in sorted(seats)]),
    )


def large(ties: int, sectors: int, seed: int) -> Ecosystem:
    """A network for the clock: half as many organisations as ties, degrees of a power law, own sector liked four-fold."""
    rng = np.random.default_rng(seed)
    nodes = max(ties // 2, 40)
    weight = np.minimum(rng.pareto(1.8, nodes) + 1.0, 60.0)
    chance = np.cumsum(weight / weight.sum())
    sector = rng.integers(-1, sectors, nodes)
    ends = np.minimum(np.searchsorted(chance, rng.random((5 * ties, 2))), nodes - 1)
    liked = (sector[ends[:, 0]] == sector[ends[:, 1]]) | (rng.random(len(ends)) < 0.25)
    low, high = np.sort(ends[liked], axis=1).T
    keys = np.unique((low * nodes + high)[low < high])
    keys = np.sort(rng.permutation(keys)[:ties])
    nothing = np.zeros(0, dtype=np.int64)
    return Ecosystem(
        sectors=sectors,
        sector=sector,
        first=keys // nodes,
        second=keys % nodes,
        member=nothing,
        programme=nothing,
        lead=nothing.astype(np.bool_),
    )
