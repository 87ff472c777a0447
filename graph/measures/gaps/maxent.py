"""The live null model of the direct layer: the maximum-entropy network with given expected degrees, and the distribution of pair counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.measures.gaps.counts import Classes, classes_of
from graph.measures.gaps.kernels import Kernel, kernel
from graph.measures.gaps.ties import BoolArray, FloatArray, IntArray

STEEPEST = 4.0
FARTHEST = 30.0
MOST_STEPS = 60
CLOSE_ENOUGH = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A solved model: classes of organisations with one group and degree, and each class's log fugacity ln x."""

    group: IntArray
    degree: IntArray
    size: FloatArray
    theta: FloatArray
    kernel: Kernel
    worst: float


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Moments of each pair's count: mean, variance given all degrees, and the next term of the mean (an error estimate)."""

    mean: FloatArray
    variance: FloatArray


def fit(group: IntArray, degree: IntArray, allowed: BoolArray, near: Fit | None = None) -> Fit:
    """Solve the model of organisations given one by one: `fit_classes` of their classes."""
    return fit_classes(classes_of(group, degree), allowed, near)


def fit_classes(classes: Classes, allowed: BoolArray, near: Fit | None = None) -> Fit:
    """Solve Σ_j p_ij = k_i with p_ij = x_i x_j / (1 + x_i x_j) where the groups of i and j may be tied, else 0.

    Organisations of one group and degree have one x: the number of unknowns is that of `classes`. Solved by Newton's method
    on the concave likelihood, on classes (group, degree). Degrees at the limit of what is possible have no finite
    solution; ln x stops there at ±30, which is p = 0 or 1 to 13 digits. `worst` is the largest relative error of a degree.
    `near` is the solution of a similar network, from which the search begins; the result is the same within `CLOSE_ENOUGH`.
    Reference: Squartini & Garlaschelli (2011), doi:10.1088/1367-2630/13/8/083001; solved on classes as in
    Vallarano et al. (2021), doi:10.1038/s41598-021-93830-4.
    """
    target = classes.degree.astype(np.float64)
    theta = _begin(classes.group, target, classes.size, near)
    model = kernel(classes.group, classes.size, allowed, theta)
    miss = _miss(model, target)
    for _ in range(MOST_STEPS):
        if not len(theta) or miss < CLOSE_ENOUGH:
            break
        step = model.solve((target - model.degrees())[:, None])[:, 0]
        step = np.clip(step, -STEEPEST, STEEPEST)
        shrink = 1.0
        while shrink > 1e-3:
            trial = np.clip(theta + shrink * step, -FARTHEST, FARTHEST)
            candidate = model.at(trial)
            error = _miss(candidate, target)
            if error < miss:
                break
            shrink /= 2
        else:
            break
        theta, model, miss = trial, candidate, error
    return Fit(classes.group, classes.degree, classes.size, theta, model, miss)


def _begin(group: IntArray, target: FloatArray, weight: FloatArray, near: Fit | None) -> FloatArray:
    """First ln x of each class: the sparse approximation, or that of the similar network, between its degrees on a log scale."""
    total = float(weight @ target)
    theta = np.log(target / np.sqrt(total)) if total else np.zeros(0)
    if near is None or not len(theta) or not len(near.theta):
        return theta
    most = int(max(target.max(), near.degree.max())) + 1
    keys, wanted = near.group * most + near.degree, group * most + target.astype(np.int64)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    same = keys[place] == wanted
    theta[same] = near.theta[place[same]]
    for k in np.flatnonzero(~same).tolist():
        known = near.group == group[k]
        if known.any():
            degree, at = np.log(near.degree[known]), np.log(target[k])
            beyond = at - np.clip(at, degree[0], degree[-1])
            theta[k] = np.interp(at, degree, near.theta[known]) + beyond
    return np.clip(theta, -FARTHEST, FARTHEST)


def expected_with(solved: Fit, a: int, b: int) -> FloatArray:
    """Expected ties that a member of each class adds to the pair of groups a and b: Σ_j p_ij, 0 for members of other groups."""
    if not len(solved.theta):
        return np.zeros(0)
    towards = solved.kernel.towards()
    if a == b:
        return np.where(solved.group == a, towards[:, a], 0.0)
    return np.where(solved.group == a, towards[:, b], np.where(solved.group == b, towards[:, a], 0.0))


def pair_moments(solved: Fit, first: IntArray, second: IntArray) -> Moments:
    """Mean and variance of the ties of each group pair, given that every degree is kept.

    The model keeps degrees on average only, so its own variance Σw is too large. Given the degrees it is
    V = Σw - cᵀ C⁻ c, where w = p (1 - p), C is the covariance matrix of the degrees and c the covariances of the pair's
    count with each degree. Returns mean ≥ 0 and variance ≥ 0, in ties.
    """
    if not len(solved.theta):
        return Moments(np.zeros(len(first)), np.zeros(len(first)))
    mean = solved.kernel.pair_sums(first, second, slope=False)
    spread = solved.kernel.pair_sums(first, second, slope=True)
    covariance = solved.kernel.pair_covariances(first, second)
    explained = np.einsum("c,cp,cp->p", solved.size, covariance, solved.kernel.solve(covariance))
    left = spread - explained
    return Moments(mean, np.where(left > 1e-7 * np.maximum(spread, 1e-300), left, 0.0))


def _miss(model: Kernel, target: FloatArray) -> float:
    return float(np.max(np.abs(model.degrees() - target) / np.maximum(target, 1.0), initial=0.0))
