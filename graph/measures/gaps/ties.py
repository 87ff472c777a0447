"""The ties of an ecosystem as plain arrays, and the sector pairs they join: the input of the gap analysis."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.choices import Baseline, Method
from graph.vocabulary import GAP_LAYERS, Layer

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

MOST_SECTORS = 60
__all__ = ["Baseline", "Ecosystem", "Method", "ecosystem", "gap_layer"]


def gap_layer(name: Layer | str) -> Layer:
    """Return the layer of this name.

    Raises:
        ValueError: gaps are not computed for this layer.
    """
    if name not in GAP_LAYERS:
        raise ValueError(f"Unknown layer “{name}”: gaps are computed for {', '.join(GAP_LAYERS)}")
    return Layer(name)


@dataclass(frozen=True, slots=True, eq=False)
class Ecosystem:
    """Organisations with a sector, their direct ties and their seats in programmes.

    `sector[i]` is -1 (not counted: blank or `other`) or 0 … `sectors` - 1, numbered in the alphabetical order of the
    sectors' ids. Direct ties are distinct pairs `first < second`. Seat k says that organisation `member[k]` is in
    `programme[k]`, as a leader where `lead[k]`; each organisation once per programme.
    Raises ValueError with rule and remedy if the arrays are inconsistent.
    """

    sectors: int
    sector: IntArray
    first: IntArray
    second: IntArray
    member: IntArray
    programme: IntArray
    lead: BoolArray

    def __post_init__(self) -> None:
        for name in ("sector", "first", "second", "member", "programme"):
            object.__setattr__(self, name, np.ascontiguousarray(getattr(self, name), dtype=np.int64).ravel())
        object.__setattr__(self, "lead", np.ascontiguousarray(self.lead, dtype=np.bool_).ravel())
        _check(self)

    @property
    def organisations(self) -> int:
        """Number of organisations, tied or not."""
        return len(self.sector)

    @property
    def programmes(self) -> int:
        """One more than the largest programme number in use."""
        return int(self.programme.max(initial=-1)) + 1

    @property
    def group(self) -> IntArray:
        """The sector of each organisation, with `sectors` standing for "not counted"."""
        return np.where(self.sector < 0, self.sectors, self.sector)


def ecosystem(
    sector: object,
    *,
    sectors: int,
    ties: object = (),
    seats: object = (),
) -> Ecosystem:
    """Build an ecosystem from short lists: `ties` of (u, v) in any order, `seats` of (organisation, programme, lead)."""
    pairs = np.asarray(ties, dtype=np.int64).reshape(-1, 2)
    rows = np.asarray(seats, dtype=np.int64).reshape(-1, 3)
    return Ecosystem(
        sectors=sectors,
        sector=np.asarray(sector, dtype=np.int64),
        first=pairs.min(axis=1, initial=np.iinfo(np.int64).max),
        second=pairs.max(axis=1, initial=-1),
        member=rows[:, 0],
        programme=rows[:, 1],
        lead=rows[:, 2].astype(np.bool_),
    )


def sector_pairs(sectors: int, baseline: Baseline) -> tuple[IntArray, IntArray]:
    """All sector pairs a < b in lexical order; under `any` also each sector with itself."""
    a, b = np.triu_indices(max(sectors, 0), k=0 if baseline is Baseline.ANY else 1)
    return a.astype(np.int64), b.astype(np.int64)


def allowed_groups(sectors: int, baseline: Baseline, held: IntArray | None = None) -> BoolArray:
    """Groups that may be tied in the null: a symmetric matrix over the sectors and "not counted" (the last).

    `any`: all. `outward`: two different counted sectors, but none of the pairs in `held` (rows of (a, b)).
    """
    if baseline is Baseline.ANY:
        return np.ones((sectors + 1, sectors + 1), dtype=np.bool_)
    allowed = ~np.eye(sectors + 1, dtype=np.bool_)
    allowed[sectors, :] = allowed[:, sectors] = False
    if held is not None and len(held):
        allowed[held[:, 0], held[:, 1]] = allowed[held[:, 1], held[:, 0]] = False
    return allowed


def homes(eco: Ecosystem) -> IntArray:
    """The home sector of each programme, -1 if it has none.

    The commonest sector of its leaders if any is counted, else that of its members; on a draw the smaller sector number,
    that is, the first in alphabetical order.
    """
    sector = eco.sector[eco.member]
    votes = np.zeros((eco.programmes, max(eco.sectors, 1)), dtype=np.int64)
    np.add.at(votes, (eco.programme[sector >= 0], sector[sector >= 0]), 1)
    leading = np.zeros_like(votes)
    chosen = (sector >= 0) & eco.lead
    np.add.at(leading, (eco.programme[chosen], sector[chosen]), 1)
    votes = np.where(leading.any(axis=1, keepdims=True), leading, votes)
    return np.where(votes.any(axis=1), votes.argmax(axis=1), -1).astype(np.int64)


def fold_returning(eco: Ecosystem) -> Ecosystem:
    """Drop each programme whose members are all in one other programme (of equal ones, the first is kept).

    A recurring consortium ties no new pair, so the distinct pairs stay the same; but the null would place it a second time
    with other partners, which would make every sector pair look under-connected.
    """
    from scipy.sparse import coo_array, csr_array

    if not len(eco.member):
        return eco
    shape = (eco.programmes, eco.organisations)
    seats = csr_array((np.ones(len(eco.member), dtype=np.int64), (eco.programme, eco.member)), shape=shape)
    common = coo_array(seats @ seats.T)
    size = np.bincount(eco.programme, minlength=eco.programmes)
    inner, outer = common.coords
    within = (common.data == size[inner]) & (inner != outer)
    smaller = (size[outer] > size[inner]) | (outer < inner)
    gone = np.zeros(eco.programmes, dtype=np.bool_)
    gone[inner[within & smaller]] = True
    keep = ~gone[eco.programme]
    return replace(eco, member=eco.member[keep], programme=eco.programme[keep], lead=eco.lead[keep])


def _check(eco: Ecosystem) -> None:
    n = eco.organisations
    if not 0 <= eco.sectors <= MOST_SECTORS:
        raise ValueError(
            f"{eco.sectors} sectors: between 0 and {MOST_SECTORS} are possible; merge the smallest ones"
        )
    if n and not (eco.sector.min() >= -1 and eco.sector.max() < eco.sectors):
        raise ValueError(
            f"a sector number lies outside -1 … {eco.sectors - 1}; use -1 for an organisation that is not counted"
        )
    if len(eco.first) != len(eco.second):
        raise ValueError(
            f"{len(eco.first)} first ends but {len(eco.second)} second ends of direct ties; give each tie both"
        )
    if len(eco.first):
        if eco.first.min() < 0 or eco.second.max() >= n:
            raise ValueError(f"a direct tie names an organisation outside 0 … {n - 1}")
        if not (eco.first < eco.second).all():
            raise ValueError(
                "a direct tie needs first < second; order its ends and drop ties of an organisation to itself"
            )
        if len(np.unique(eco.first * n + eco.second)) < len(eco.first):
            raise ValueError("a direct tie is given twice; pass distinct pairs")
    if not len(eco.member) == len(eco.programme) == len(eco.lead):
        raise ValueError("member, programme and lead differ in length; give each seat all three")
    if len(eco.member):
        if eco.member.min() < 0 or eco.member.max() >= n or eco.programme.min() < 0:
            raise ValueError(f"a seat names an organisation outside 0 … {n - 1} or a negative programme")
        if len(np.unique(eco.programme * n + eco.member)) < len(eco.member):
            raise ValueError("an organisation has two seats in one programme; pass one, leading if either is")
