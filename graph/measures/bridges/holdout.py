"""Weights fitted on the past, and how well they foretold what came after: computed on the data, never stated.

Ties before a first cut-off foretell those up to a second one: that fits the weights. Ties before the second foretell those
after it: that is the hold-out, which the fit has not seen.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import expit

from graph.dates import NEVER
from graph.evidence import predicate_mask
from graph.measures.bridges.likeness import FEATURES, Past, features, past_of
from graph.measures.bridges.quality import Quality, judge
from graph.vocabulary import COUNTED_SECTORS, DIRECT_PREDICATES

if TYPE_CHECKING:
    from graph.measures.bridges.likeness import Bools, Floats, Ints
    from graph.snapshot import Snapshot

HELD_OUT = 0.25  # share of dated ties that come after a cut-off, about
MOST_PAIRS = 1_000_000  # beyond, pairs without a later tie are drawn by chance
FEWEST_TIES = 10  # later ties without which nothing can be fitted or judged
SHRINKAGE = 1.0
ACTIVITY = FEATURES.index("both active")
ALLOCATION = FEATURES.index("common partner")


@dataclass(frozen=True, slots=True)
class Holdout:
    """What the past says about the score.

    Attributes:
        weights: one for each of `FEATURES` (per unit of `scale`), ≥ 0.
        scale: what each feature is divided by (its mean where it is not 0).
        fitted: whether the fitted score beat resource allocation on the hold-out, and is ranked by.
        cutoff: the day that parts what was known from what was to be foretold; None without enough dated ties.
        test_ties: later ties that were to be foretold, among `test_pairs` pairs across sectors.
        quality: of the fitted score; None where nothing could be judged.
        baselines: of resource allocation, preferential attachment and chance.
    """

    weights: Floats
    scale: Floats
    fitted: bool
    cutoff: str | None
    test_ties: int
    test_pairs: int
    quality: Quality | None
    baselines: dict[str, Quality]

    def score(self, table: Floats) -> Floats:
        """Score pairs by what they have in common (≥ 0)."""
        return table / self.scale @ self.weights

    def as_dict(self) -> dict[str, Any]:
        """Give the evidence in the shape of the contract."""
        quality = asdict(self.quality) if self.quality else dict.fromkeys(Quality.__slots__)
        return {
            "cutoff": self.cutoff,
            "test_ties": self.test_ties,
            "test_pairs": self.test_pairs,
            **quality,
            "baselines": {name: asdict(value) for name, value in self.baselines.items()},
            "ranked_by": "fitted score" if self.fitted else "resource allocation",
            "weights": {name: round(float(w), 6) for name, w in zip(FEATURES, self.weights, strict=True)},
        }


def holdout(snapshot: Snapshot, seed: int = 0) -> Holdout:
    """Fit the weights on the past and judge them on what came after.

    Only dated direct ties between different counted sectors are foretold; undated ones are never foretold, and known only
    in the final answer. Without enough of them resource allocation is ranked by, and the answer says so.
    """
    relations = snapshot.relations
    direct = predicate_mask(snapshot, DIRECT_PREDICATES)
    began = relations.first
    dates = np.sort(began[direct & (began > NEVER)])
    cutoffs = two_cutoffs(dates)
    alone = Holdout(resource_allocation(), np.ones(len(FEATURES)), False, None, 0, 0, None, {})
    if cutoffs is None:
        return alone
    known = began > NEVER
    early = pairs_after(
        snapshot,
        known & (began < cutoffs[0]),
        known & direct & (began >= cutoffs[0]) & (began < cutoffs[1]),
        seed,
    )
    late = pairs_after(
        snapshot, known & (began < cutoffs[1]), known & direct & (began >= cutoffs[1]), seed + 1
    )
    if early is None or late is None:
        return alone
    scale, weights = fit(*early)
    table, tied, copies = late
    fitted = judge(table / scale @ weights, tied, copies)
    allocation = judge(table[:, ALLOCATION], tied, copies)
    share = float(np.sum(tied * copies) / np.sum(copies))
    baselines = {
        "resource_allocation": allocation,
        "preferential_attachment": judge(attachment(table), tied, copies),
        "random": Quality(0.5, share, share),
    }
    better = (fitted.average_precision, fitted.auc) > (allocation.average_precision, allocation.auc)
    return Holdout(
        weights if better else resource_allocation(),
        scale if better else np.ones(len(FEATURES)),
        better,
        date.fromordinal(cutoffs[1]).isoformat(),
        int(np.sum(tied)),
        int(np.sum(copies)),
        fitted,
        baselines,
    )


def resource_allocation() -> Floats:
    """Give the weights that stand for resource allocation alone."""
    weights = np.zeros(len(FEATURES))
    weights[ALLOCATION] = 1.0
    return weights


def attachment(table: Floats) -> Floats:
    """Give a score that orders pairs as the product of their numbers of partners does, isolates last."""
    return table[:, ACTIVITY]


def two_cutoffs(dates: Ints) -> tuple[int, int] | None:
    """Choose two first days of years: about a quarter of the ties after the second, a quarter of the rest after the first."""
    if len(dates) < 4 * FEWEST_TIES:
        return None
    second = nearest_year(dates)
    first = nearest_year(dates[dates < second])
    return (first, second) if first < second else None


def nearest_year(dates: Ints) -> int:
    """Give the first day of the year after which about a quarter of the dates lie."""
    if not len(dates):
        return NEVER
    middle = date.fromordinal(int(dates[int(len(dates) * (1 - HELD_OUT))])).year
    days = [date(year, 1, 1).toordinal() for year in (middle, middle + 1)]
    return min(days, key=lambda day: abs(float(np.mean(dates >= day)) - HELD_OUT))


def pairs_after(
    snapshot: Snapshot, before: Bools, after: Bools, seed: int
) -> tuple[Floats, Bools, Floats] | None:
    """Take pairs across sectors that were not tied before, what they had in common, and whether they were tied after.

    Returns:
        features, tied after, and how many pairs each one stands for; None with too few later ties.
    """
    past = past_of(snapshot, before)
    sector = sector_codes(snapshot, past)
    future = past_of(snapshot, after).partners
    active = np.flatnonzero(
        (sector >= 0) & (past.degrees + np.asarray(past.programmes.sum(axis=1)).ravel() > 0)
    )
    first, second, copies = candidates(active, past, future, seed)
    open_ = (sector[first] != sector[second]) & (np.asarray(past.partners[first, second]).ravel() == 0)
    first, second, copies = first[open_], second[open_], copies[open_]
    tied = np.asarray(future[first, second]).ravel() > 0
    if np.count_nonzero(tied) < FEWEST_TIES:
        return None
    return features(past, first, second), tied, copies


def candidates(active: Ints, past: Past, future: Any, seed: int) -> tuple[Ints, Ints, Floats]:
    """List all pairs of active organisations, or the later ties and a sample of the others that stands for them."""
    count = len(active)
    every = count * (count - 1) // 2
    if every <= MOST_PAIRS:
        one, other = np.triu_indices(count, 1)
        return active[one], active[other], np.ones(every)
    is_active = np.zeros(len(past.nodes), bool)
    is_active[active] = True
    later = future.tocoo()
    kept = (later.row < later.col) & is_active[later.row] & is_active[later.col]
    random = np.random.default_rng(seed)
    one, other = random.choice(active, MOST_PAIRS), random.choice(active, MOST_PAIRS)
    apart = (one != other) & (np.asarray(future[one, other]).ravel() == 0)
    first = np.concatenate((later.row[kept], one[apart])).astype(np.int64)
    second = np.concatenate((later.col[kept], other[apart])).astype(np.int64)
    ties, sampled = int(kept.sum()), int(apart.sum())
    return first, second, np.concatenate((np.ones(ties), np.full(sampled, (every - ties) / sampled)))


def sector_codes(snapshot: Snapshot, past: Past) -> Ints:
    """Give each organisation's counted sector as a number, −1 for none."""
    codes: dict[str | None, int] = {sector: code for code, sector in enumerate(COUNTED_SECTORS)}
    return np.array([codes.get(snapshot.sectors[node], -1) for node in past.nodes.tolist()], np.int64)


def fit(table: Floats, tied: Bools, copies: Floats) -> tuple[Floats, Floats]:
    """Fit a logistic regression with weights ≥ 0 and an L2 penalty; later ties and others weigh the same in all.

    Returns:
        what each feature is divided by, and the weights.
    """
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
