"""Weights fitted on past ties, and their validation on later ones, computed on the data.

Ties before a first cut-off predict those up to a second one: this fits the weights and selects the score. Ties before the
second predict those after it: the hold-out, which neither the fit nor the selection has seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.dates import NEVER, span
from graph.evidence import Period, predicate_mask
from graph.figures import Difference, Quality
from graph.measures.bridges.comparison import compare
from graph.measures.bridges.likeness import FEATURES
from graph.measures.bridges.pairs import FEWEST_TIES, pairs_after
from graph.measures.bridges.quality import judge
from graph.vocabulary import DIRECT_PREDICATES

if TYPE_CHECKING:
    from graph.measures.bridges.likeness import Bools, Floats, Ints
    from graph.snapshot import Snapshot

HELD_OUT = 0.25  # approximate share of dated ties after a cut-off
SHRINKAGE = 1.0
FOLDS = 3
ACTIVITY = FEATURES.index("both active")
ALLOCATION = FEATURES.index("common partner")


@dataclass(frozen=True, slots=True)
class Holdout:
    """The validation of the score used for ranking.

    Attributes:
        weights: one per entry of `FEATURES` (per unit of `scale`), ≥ 0.
        scale: divisor of each feature (its mean where it is not 0).
        fitted: whether the fitted score beat resource allocation in cross-validation and is used.
        cutoff: the day between known and predicted ties; None without enough dated ties.
        test_ties: later ties to predict, among `test_pairs` pairs across sectors.
        quality: of the score used; None without enough ties.
        baselines: quality of resource allocation, preferential attachment and chance.
        difference: the score used minus preferential attachment.
    """

    weights: Floats
    scale: Floats
    fitted: bool
    cutoff: str | None
    test_ties: int
    test_pairs: int
    quality: Quality | None
    baselines: dict[str, Quality]
    difference: Difference | None

    def score(self, table: Floats) -> Floats:
        """Score pairs by their features (≥ 0)."""
        return table / self.scale @ self.weights


def holdout(snapshot: Snapshot, period: Period | None = None, seed: int = 0) -> Holdout:
    """Fit the weights and select the score on past ties, then validate it on later ones.

    Only dated direct ties between different counted sectors are predicted; undated ones are used only in the final
    answer. With `as_of` no later relation is used, with `since` no earlier one. Without enough ties the score is resource
    allocation, and the answer says so.

    Raises:
        ValueError: the period has an invalid date.
    """
    relations = snapshot.relations
    began = relations.first
    direct = predicate_mask(snapshot, DIRECT_PREDICATES)
    known = started_by(began, period or Period())
    alone = Holdout(resource_allocation(), np.ones(len(FEATURES)), False, None, 0, 0, None, {}, None)
    cutoffs = two_cutoffs(np.sort(began[direct & known]))
    if cutoffs is None:
        return alone
    first, second = cutoffs
    early = pairs_after(
        snapshot, known & (began < first), known & direct & (began >= first) & (began < second), seed
    )
    late = pairs_after(snapshot, known & (began < second), known & direct & (began >= second), seed + 1)
    if early is None or late is None:
        return alone
    fitted = fitted_foretells_better(*early, seed)
    scale, weights = fit(*early) if fitted else (np.ones(len(FEATURES)), resource_allocation())
    table, tied, copies = late
    ours, active = table / scale @ weights, attachment(table)
    share = float(np.sum(tied * copies) / np.sum(copies))
    baselines = {
        "resource_allocation": judge(table[:, ALLOCATION], tied, copies),
        "preferential_attachment": judge(active, tied, copies),
        "random": Quality(0.5, share, share),
    }
    return Holdout(
        weights,
        scale,
        fitted,
        date.fromordinal(second).isoformat(),
        int(np.sum(tied)),
        int(np.sum(copies)),
        judge(ours, tied, copies),
        baselines,
        compare(ours, active, tied, copies, seed),
    )


def started_by(began: Ints, period: Period) -> Bools:
    """Return a mask of the dated relations that started within a period, ended ones included, since they were formed."""
    known = began > NEVER
    if period.as_of is not None:
        known &= began <= span(period.as_of)[1]
    if period.since is not None:
        known &= began >= span(period.since)[0]
    return known


def fitted_foretells_better(table: Floats, tied: Bools, copies: Floats, seed: int) -> bool:
    """Return whether fitted weights beat resource allocation in cross-validation.

    Each fold is judged by weights fitted on the other folds; average precision and AUC are averaged.
    """
    part = np.empty(len(tied), np.int64)
    random = np.random.default_rng(seed)
    for group in (np.flatnonzero(tied), np.flatnonzero(~tied)):
        part[random.permutation(group)] = np.arange(len(group)) % FOLDS
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    for fold in range(FOLDS):
        rest, here = part != fold, part == fold
        scale, weights = fit(table[rest], tied[rest], copies[rest])
        for score, found in ((table[here] / scale @ weights, ours), (table[here][:, ALLOCATION], theirs)):
            quality = judge(score, tied[here], copies[here])
            found.append((quality.average_precision, quality.auc))
    return tuple(np.mean(ours, axis=0)) > tuple(np.mean(theirs, axis=0))


def resource_allocation() -> Floats:
    """Return the weights of resource allocation alone."""
    weights = np.zeros(len(FEATURES))
    weights[ALLOCATION] = 1.0
    return weights


def attachment(table: Floats) -> Floats:
    """Return the preferential attachment score: pairs ordered by the product of degrees, isolates last."""
    return table[:, ACTIVITY]


def two_cutoffs(dates: Ints) -> tuple[int, int] | None:
    """Choose two cut-offs on 1 January: about a quarter of the ties after the second, a quarter of the rest after the first."""
    if len(dates) < 4 * FEWEST_TIES:
        return None
    second = nearest_year(dates)
    first = nearest_year(dates[dates < second])
    return (first, second) if first < second else None


def nearest_year(dates: Ints) -> int:
    """Return the 1 January after which about a quarter of the dates lie."""
    if not len(dates):
        return NEVER
    middle = date.fromordinal(int(dates[int(len(dates) * (1 - HELD_OUT))])).year
    days = [date(year, 1, 1).toordinal() for year in (middle, middle + 1)]
    return min(days, key=lambda day: abs(float(np.mean(dates >= day)) - HELD_OUT))


def fit(table: Floats, tied: Bools, copies: Floats) -> tuple[Floats, Floats]:
    """Fit a logistic regression with weights ≥ 0 and an L2 penalty; tied and untied pairs have the same total weight.

    Returns:
        divisor of each feature, and the weights.
    """
    from scipy.special import expit

    filled = np.sum(table * copies[:, None], axis=0), np.sum((table > 0) * copies[:, None], axis=0)
    scale = np.divide(filled[0], filled[1], out=np.ones(len(FEATURES)), where=filled[1] > 0)
    scaled = table / scale
    share = np.where(tied, 0.5 / np.sum(copies[tied]), 0.5 / np.sum(copies[~tied])) * copies
    rows = np.count_nonzero(tied)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        margin = parameters[0] + scaled @ parameters[1:]
        chance = expit(margin)
        value = float(np.sum(share * (np.logaddexp(0.0, margin) - tied * margin)))
        slope = share * (chance - tied)
        penalty = SHRINKAGE / (2 * rows)
        gradient = np.concatenate(([slope.sum()], scaled.T @ slope + 2 * penalty * parameters[1:]))
        return value + penalty * float(np.sum(parameters[1:] ** 2)), gradient

    bounds = [(None, None), *[(0.0, None)] * len(FEATURES)]
    from scipy.optimize import minimize

    found = minimize(loss, np.zeros(len(FEATURES) + 1), jac=True, bounds=bounds, method="L-BFGS-B")
    return scale, np.asarray(found.x[1:], np.float64)
