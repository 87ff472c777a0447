"""The change of ties among members, and its distribution under permuted membership.

For a window with m ties in which organisation i has k_i of them, O is the number of ties inside the members and

    E = (K² − Σ k_i²) / 4m,  K = Σ k_i over the members,

the number expected if partners are chosen by activity alone (a configuration model). With O₀, E₀ before and O₁, E₁ after,

    θ = log((O₁ + ½) / (O₀ + ½)) − log((E₁ + ¼) / (E₀ + ¼)),  s² = 1 / (O₁ + ½) + 1 / (O₀ + ½),  T = θ / s.

Each organisation's activity in each window is kept, so its growth and the attention that it gets cancel. T is studentised: a
permutation test of a studentised statistic stays valid where variances differ (arXiv:2411.00947).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Labels = npt.NDArray[np.int16]

CLASSES = np.array([1, 2, 3, 6, 12])
"""Lower bounds of the classes of activity above 0: 1, 2, 3–5, 6–11, 12 and more ties."""


@dataclass(frozen=True, eq=False)
class Ties:
    """The ties that begin in a window: int64 positions of both ends among n organisations."""

    a: Ints
    b: Ints
    n: int

    def __len__(self) -> int:
        return len(self.a)

    @cached_property
    def degrees(self) -> Ints:
        """Ties of each organisation (n)."""
        return np.bincount(np.concatenate((self.a, self.b)), minlength=self.n)


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Observed and expected ties in both windows, θ and T, for one or many memberships (float64, one entry each)."""

    observed: tuple[Floats, Floats]
    expected: tuple[Floats, Floats]
    theta: Floats
    t: Floats


def activity_class(degrees: Ints) -> Ints:
    """Return the class of activity: 0, 1, 2, 3–5, 6–11, 12 and more ties as 0 to 5."""
    return np.searchsorted(CLASSES, degrees, side="right")


def expected_ties(degrees: Ints, labels: Labels, ties: int, *, cross: bool = False) -> Floats:
    """Return E for each membership; with `cross` between different labels only.

    Args:
        degrees: (n) ties of each organisation in the window.
        labels: (n, memberships) 0 outside, 1 and up inside.
        ties: m of the window.
        cross: count pairs of members with different labels.

    >>> members = np.array([[1], [1], [0], [0]], np.int16)
    >>> expected_ties(np.array([2, 2, 2, 2]), members, 4).tolist()  # (16 − 8) / 16
    [0.5]
    """
    return expected_within(degrees, labels, (labels > 0).astype(np.float32), ties, cross=cross)


def expected_within(
    degrees: Ints, labels: Labels, inside: npt.NDArray[np.float32], ties: int, *, cross: bool
) -> Floats:
    """Return E, given the mask of the members as numbers; float32 holds these whole numbers exactly up to 2²⁴."""
    if not ties:
        return np.zeros(labels.shape[1])
    sums = (np.stack((degrees, degrees**2)).astype(np.float32) @ inside).astype(np.float64)
    total, own = sums[0], sums[1]
    if cross:
        own = np.zeros(labels.shape[1])
        for label in range(1, int(labels.max(initial=0)) + 1):
            own += (degrees @ (labels == label)) ** 2.0
    expected: Floats = (total**2 - own) / (4.0 * ties)
    return expected


def observed_ties(ties: Ties, labels: Labels, *, cross: bool = False) -> Floats:
    """Return O for each membership; with `cross` between different labels only."""
    inside = labels > 0
    both = inside[ties.a] & inside[ties.b]
    if cross:
        both &= labels[ties.a] != labels[ties.b]
    observed: Floats = np.count_nonzero(both, axis=0).astype(np.float64)
    return observed


def change_of(before: Ties, after: Ties, labels: Labels, *, cross: bool = False) -> Change:
    """Compute θ and T for each membership; `labels` is (n, memberships)."""
    o0, o1 = (observed_ties(window, labels, cross=cross) for window in (before, after))
    inside = (labels > 0).astype(np.float32)
    e0, e1 = (expected_within(w.degrees, labels, inside, len(w), cross=cross) for w in (before, after))
    theta = np.log((o1 + 0.5) / (o0 + 0.5)) - np.log((e1 + 0.25) / (e0 + 0.25))
    spread = np.sqrt(1.0 / (o1 + 0.5) + 1.0 / (o0 + 0.5))
    return Change((o0, o1), (e0, e1), theta, theta / spread)


def mixing_change(before: Ties, after: Ties, labels: Labels) -> tuple[Floats, Floats]:
    """Return Δlog MM − 2 Δlog MO + Δlog OO for each membership, each count + ½, and its variance for Poisson counts.

    MM, MO, OO: ties inside the members, between a member and an outsider, and among outsiders.
    """
    log, variance = np.zeros(labels.shape[1]), np.zeros(labels.shape[1])
    inside = labels > 0
    for window, sign in ((before, -1.0), (after, 1.0)):
        one, other = inside[window.a], inside[window.b]
        mm = np.count_nonzero(one & other, axis=0) + 0.5
        mo = np.count_nonzero(one ^ other, axis=0) + 0.5
        oo = len(window) - mm - mo + 1.5
        log += sign * (np.log(mm) - 2 * np.log(mo) + np.log(oo))
        variance += 1 / mm + 4 / mo + 1 / oo
    return log, variance


def strata_of(groups: Ints, before: Ties) -> Ints:
    """Return strata: group (sector, or kind where it has none) × class of ties before; (n)."""
    return groups * (len(CLASSES) + 1) + activity_class(before.degrees)
