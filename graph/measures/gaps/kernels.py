"""Sums over all pairs of organisations in the maximum-entropy model, dense for few classes and by interpolation for many."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.measures.gaps.ties import BoolArray, FloatArray, IntArray

Factors = tuple[FloatArray, NDArray[np.int32]]

RIDGE = 1e-11
MOST_DENSE = 120
NEGLIGIBLE = 1e-13


class Kernel(Protocol):
    """The operations of the model on the probabilities p(θ + θ') = 1 / (1 + exp(-θ - θ')) between classes."""

    def at(self, theta: FloatArray) -> Kernel:
        """Return the same classes with other parameters."""
        ...

    def degrees(self) -> FloatArray:
        """Expected degree of a member of each class."""
        ...

    def towards(self) -> FloatArray:
        """Expected ties of a member of each class (rows) with each group (columns)."""
        ...

    def solve(self, right: FloatArray) -> FloatArray:
        """Solve the covariance matrix of the degrees, per class, for one or more right-hand sides (columns)."""
        ...

    def pair_sums(self, first: IntArray, second: IntArray, *, slope: bool) -> FloatArray:
        """Σ p (or, with slope, Σ p (1 - p)) over the organisation pairs that join two groups."""
        ...

    def pair_covariances(self, first: IntArray, second: IntArray) -> FloatArray:
        """Covariance of each group pair's count (columns) with the degree of a member of each class (rows)."""
        ...


def kernel(group: IntArray, size: FloatArray, allowed: BoolArray, theta: FloatArray) -> Kernel:
    """Choose the cheaper exact form: dense on classes, or interpolated (error below 1e-10) where classes are many."""
    if len(theta) <= MOST_DENSE:
        return Dense(group, size, allowed, theta)
    return Interpolated(group, size, allowed, theta)


@dataclass(slots=True, eq=False)
class Dense:
    """All class pairs written out: memory and time grow with the square of the number of classes."""

    group: IntArray
    size: FloatArray
    allowed: BoolArray
    theta: FloatArray
    mask: FloatArray | None = None
    p: FloatArray = field(init=False)
    w: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        from scipy.special import expit

        if self.mask is None:
            self.mask = self.allowed[np.ix_(self.group, self.group)].astype(np.float64)
        chance = expit(self.theta[:, None] + self.theta[None, :])
        self.p = chance * self.mask
        self.w = self.p * (1.0 - chance)

    def at(self, theta: FloatArray) -> Dense:
        """Return the kernel with other parameters."""
        return Dense(self.group, self.size, self.allowed, theta, self.mask)

    def degrees(self) -> FloatArray:
        """Return the expected degree of a member of each class."""
        return self.p @ self.size - np.diagonal(self.p)

    def towards(self) -> FloatArray:
        """Return the expected ties with each group."""
        member = _membership(self.group, len(self.allowed))
        expected: FloatArray = self.p @ (member * self.size[:, None]) - member * np.diagonal(self.p)[:, None]
        return expected

    def solve(self, right: FloatArray) -> FloatArray:
        """Solve with the covariance of the degrees."""
        # Symmetrised by √size so that a tiny ridge treats all classes alike; it stands in for the pseudo-inverse where
        # the allowed groups fall into two sides and the degrees of one side determine those of the other.
        root = np.sqrt(self.size)
        own = self.w @ self.size - 2.0 * np.diagonal(self.w)
        matrix = self.w * root[:, None] * root[None, :]
        np.fill_diagonal(matrix, np.diagonal(matrix) + own)
        matrix[np.diag_indices_from(matrix)] += RIDGE * max(float(np.mean(own)), 1e-300) + 1e-14
        return np.linalg.solve(matrix, right * root[:, None]) / root[:, None]

    def pair_sums(self, first: IntArray, second: IntArray, *, slope: bool) -> FloatArray:
        """Sum over the organisation pairs between two groups."""
        values = self.w if slope else self.p
        member = _membership(self.group, len(self.allowed)) * self.size[:, None]
        table = member.T @ values @ member
        table[np.diag_indices_from(table)] -= member.T @ np.diagonal(values)
        return _each_pair_once(table, first, second)

    def pair_covariances(self, first: IntArray, second: IntArray) -> FloatArray:
        """Return the covariance of pair counts with degrees."""
        member = _membership(self.group, len(self.allowed))
        reach = self.w @ (member * self.size[:, None])
        return _covariances(reach, np.diagonal(self.w), member, first, second)


@dataclass(slots=True, eq=False)
class Interpolated:
    """Probabilities between classes through a few Chebyshev points: p(θ, θ') = L(θ) F L(θ')ᵀ, linear in the classes.

    The logistic function has its nearest poles at ±iπ, so the error falls geometrically with the number of points.
    """

    group: IntArray
    size: FloatArray
    allowed: BoolArray
    theta: FloatArray
    basis: FloatArray = field(init=False)
    chance: FloatArray = field(init=False)
    slope: FloatArray = field(init=False)
    own_p: FloatArray = field(init=False)
    own_w: FloatArray = field(init=False)
    _solver: tuple[FloatArray, FloatArray, FloatArray, Factors] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        from scipy.special import expit

        points, self.basis = _chebyshev(self.theta)
        self.chance = expit(points[:, None] + points[None, :])
        self.slope = self.chance * (1.0 - self.chance)
        own = expit(2.0 * self.theta) * self.allowed[self.group, self.group]
        self.own_p, self.own_w = own, own * expit(-2.0 * self.theta)

    def at(self, theta: FloatArray) -> Interpolated:
        """Return the kernel with other parameters."""
        return Interpolated(self.group, self.size, self.allowed, theta)

    def _reach(self, values: FloatArray) -> FloatArray:
        """Σ over the members of each group (columns) of `values` between a class (rows) and them, allowed or not."""
        reach: FloatArray = self.basis @ (values @ self._mass().T)
        return reach

    def _mass(self) -> FloatArray:
        mass = np.zeros((len(self.allowed), self.basis.shape[1]))
        for g in range(len(mass)):
            chosen = self.group == g
            mass[g] = self.size[chosen] @ self.basis[chosen]
        return mass

    def degrees(self) -> FloatArray:
        """Return the expected degree of a member of each class."""
        reach = self._reach(self.chance) * self.allowed[self.group]
        expected: FloatArray = reach.sum(axis=1) - self.own_p
        return expected

    def towards(self) -> FloatArray:
        """Return the expected ties with each group."""
        reach = self._reach(self.chance) * self.allowed[self.group]
        member = _membership(self.group, len(self.allowed))
        expected: FloatArray = reach - member * self.own_p[:, None]
        return expected

    def solve(self, right: FloatArray) -> FloatArray:
        """Solve with the covariance of the degrees."""
        from scipy.linalg import lu_solve

        # Woodbury: the matrix is a diagonal plus U K Uᵀ N, with U the few directions of the slope per group.
        if self._solver is None:
            self._solver = self._factorise()
        own, basis, blocks_k, factor = self._solver
        groups, width = len(self.allowed), basis.shape[1]
        part = right / own[:, None]
        inner = np.zeros((groups, width, right.shape[1]))
        for g in range(groups):
            chosen = self.group == g
            inner[g] = (basis[chosen] * self.size[chosen, None]).T @ part[chosen]
        z = lu_solve(factor, blocks_k @ inner.reshape(groups * width, -1)).reshape(groups, width, -1)
        back = np.empty_like(right)
        for g in range(groups):
            chosen = self.group == g
            back[chosen] = basis[chosen] @ z[g]
        solved: FloatArray = part - back / own[:, None]
        return solved

    def _factorise(self) -> tuple[FloatArray, FloatArray, FloatArray, Factors]:
        from scipy.linalg import lu_factor

        own = (self._reach(self.slope) * self.allowed[self.group]).sum(axis=1) - 2.0 * self.own_w
        own = own + RIDGE * max(float(np.mean(own)), 1e-300) + 1e-14
        # The slope between the points is a smooth function: a handful of its eigenvectors carry all of it.
        values, vectors = np.linalg.eigh(self.slope)
        kept: BoolArray = np.abs(values) > NEGLIGIBLE * np.abs(values).max()
        basis: FloatArray = (self.basis @ vectors[:, kept]).astype(np.float64)
        groups, width = len(self.allowed), basis.shape[1]
        gram = np.zeros((groups * width, groups * width))
        for g in range(groups):
            chosen = self.group == g
            block = slice(g * width, (g + 1) * width)
            rows = basis[chosen]
            gram[block, block] = (rows * (self.size[chosen] / own[chosen])[:, None]).T @ rows
        blocks_k: FloatArray = np.kron(self.allowed.astype(np.float64), np.diag(values[kept])).astype(
            np.float64
        )
        matrix = blocks_k @ gram
        matrix[np.diag_indices_from(matrix)] += 1.0
        lu, pivots = lu_factor(matrix, check_finite=False)
        return own, basis, blocks_k, (lu, pivots)

    def pair_sums(self, first: IntArray, second: IntArray, *, slope: bool) -> FloatArray:
        """Sum over the organisation pairs between two groups."""
        mass, values = self._mass(), self.slope if slope else self.chance
        table = (mass @ values @ mass.T) * self.allowed
        alone = self.own_w if slope else self.own_p
        table[np.diag_indices_from(table)] -= np.bincount(self.group, alone * self.size, len(table))
        return _each_pair_once(table, first, second)

    def pair_covariances(self, first: IntArray, second: IntArray) -> FloatArray:
        """Return the covariance of pair counts with degrees."""
        member = _membership(self.group, len(self.allowed))
        reach = self._reach(self.slope) * self.allowed[self.group]
        return _covariances(reach, self.own_w, member, first, second)


def _each_pair_once(table: FloatArray, first: IntArray, second: IntArray) -> FloatArray:
    values = table[first, second]
    return np.where(first == second, values / 2.0, values)


def _membership(group: IntArray, groups: int) -> FloatArray:
    member = np.zeros((len(group), groups))
    member[np.arange(len(group)), group] = 1.0
    return member


def _covariances(
    reach: FloatArray, own: FloatArray, member: FloatArray, first: IntArray, second: IntArray
) -> FloatArray:
    # A tie inside a group touches a member's degree once, however one names its ends.
    inside = member[:, first] * (reach[:, first] - own[:, None])
    across = member[:, first] * reach[:, second] + member[:, second] * reach[:, first]
    return np.where(first == second, inside, across)


def _chebyshev(theta: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Chebyshev points over the range of θ and the barycentric interpolation matrix from them to θ."""
    low, high = float(theta.min()), float(theta.max())
    half = max((high - low) / 2.0, 1e-3)
    # Bernstein ellipse through the poles at distance π from the range; 1e-11 leaves room for the sums.
    radius = np.pi / half + np.hypot(np.pi / half, 1.0)
    count = int(np.clip(np.ceil(np.log(1e12) / np.log(radius)) + 4, 8, 90))
    k = np.arange(count)
    unit = np.cos(np.pi * (k + 0.5) / count)
    weight = (-1.0) ** k * np.sin(np.pi * (k + 0.5) / count)
    at = (theta - (low + high) / 2.0) / half
    gap = at[:, None] - unit[None, :]
    exact = np.abs(gap) < 1e-15
    terms = weight[None, :] / np.where(exact, 1.0, gap)
    basis = terms / terms.sum(axis=1, keepdims=True)
    hit = exact.any(axis=1)
    basis[hit] = exact[hit].astype(np.float64)
    return (low + high) / 2.0 + half * unit, basis
