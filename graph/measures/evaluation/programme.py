"""The evaluation of one programme: members, windows, guards, and the test where every guard holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from graph.conversions import youngest_source
from graph.evaluations import CrossCounts, Finding, Roles
from graph.figures import Sentence
from graph.measures.evaluation.change import expected_ties, strata_of
from graph.measures.evaluation.counts import (
    by_sector_pair,
    day,
    described,
    expected_of,
    figures_of,
    relations_inside,
)
from graph.measures.evaluation.detectable import detectable_factor
from graph.measures.evaluation.guards import FEWEST_EXPECTED, failed_guards
from graph.measures.evaluation.permutation import fixed_members, tested
from graph.measures.evaluation.result import Evaluation
from graph.measures.evaluation.sentences import say_verdict
from graph.measures.evaluation.setting import Setting, setting_of
from graph.measures.evaluation.windows import undated_among
from graph.programmes import PROGRAMME_KIND, START, members_told

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.measures.evaluation.change import Labels
    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]

ALPHA = 0.05
PRETREND = 0.1


def evaluate(
    snapshot: Snapshot,
    programme: int,
    *,
    roles: Roles = Roles.ALL,
    years: int = 3,
    samples: int = 1999,
    seed: int = 0,
) -> Evaluation:
    """Evaluate one programme: did ties among its members grow more than each member's own activity?

    See `graph.measures.evaluation.change` for the estimate, and `guards` for what must hold before it is made.

    Args:
        snapshot: the records.
        programme: node number of a programme.
        roles: whose ties are counted.
        years: length of each window.
        samples: number of permutations.
        seed: of the permutations.

    Raises:
        NotEvaluable: the programme has no start, or no member with one of these roles.
    """
    return estimate(setting_of(snapshot, programme, roles, years), years, samples, seed)


def estimate(setting: Setting, years: int, samples: int, seed: int) -> Evaluation:
    """Count, check the guards, and test where they all hold."""
    snapshot, members = setting.snapshot, setting.members
    labels = setting.labels()
    strata = strata_of(setting.groups, setting.before.ties)
    fixed = fixed_members(labels, strata)
    expected = (expected_of(setting.before, labels), expected_of(setting.after, labels))
    reported = members_told(snapshot, members.programme)
    youngest = youngest_source(snapshot)
    reasons = failed_guards(
        len(members),
        reported,
        expected,
        fixed,
        day(setting.after.until),
        None if youngest is None else day(youngest),
    )
    row = snapshot.rows[members.programme]
    found = Evaluation(
        programme=snapshot.ids[members.programme],
        kind=row[PROGRAMME_KIND],
        start=row[START],
        members=tuple(described(snapshot, members)),
        members_named=len(members),
        companies_named=members.companies(snapshot),
        members_reported=reported,
        fixed=fixed,
        undated=undated_among(snapshot, members.nodes.astype(np.int64)),
        before=figures_of(setting.before, labels),
        after=figures_of(setting.after, labels),
        ratio=None,
        ratio_low=None,
        ratio_high=None,
        p=None,
        detectable=None,
        pretrend_p=None,
        by_sector_pair=by_sector_pair(setting, labels),
        cross=None,
        tie_relations=relations_inside(setting, labels),
        verdict=Finding.NOT_ESTIMATED,
        reasons=reasons,
        sentence=Sentence("", ""),
    )
    if not reasons:
        found = with_test(found, setting, strata, samples, seed)
    return replace(found, sentence=say_verdict(found, (row[1], row[2]), years))


def with_test(found: Evaluation, setting: Setting, strata: Ints, samples: int, seed: int) -> Evaluation:
    """Add the test, its size, the pre-trend and the comparison across divisions or sectors."""
    labels, before, after = setting.labels(), setting.before.ties, setting.after.ties
    rng = np.random.default_rng(seed)
    test = tested(before, after, labels, strata, samples, rng)
    pretrend = pretrend_of(setting, labels, samples, rng)
    verdict = Finding.MORE if test.p <= ALPHA else Finding.NO_DIFFERENCE
    if pretrend is not None and pretrend <= PRETREND:
        verdict = Finding.DOUBTFUL
    return replace(
        found,
        ratio=test.ratio,
        ratio_low=test.ratio_low,
        ratio_high=test.ratio_high,
        p=test.p,
        detectable=detectable_factor(before, after, labels, strata, np.random.default_rng((seed, 1))),
        pretrend_p=pretrend,
        cross=cross_of(setting, strata, samples, rng),
        verdict=verdict,
    )


def pretrend_of(setting: Setting, labels: Labels, samples: int, rng: np.random.Generator) -> float | None:
    """Test the change one window earlier; None where that window has fewer than five expected ties."""
    if expected_of(setting.earlier, labels) < FEWEST_EXPECTED:
        return None
    strata = strata_of(setting.groups, setting.earlier.ties)
    return tested(setting.earlier.ties, setting.before.ties, labels, strata, samples, rng).p


def cross_of(setting: Setting, strata: Ints, samples: int, rng: np.random.Generator) -> CrossCounts | None:
    """Test the ties between divisions, or between sectors if fewer than two divisions have named members."""
    division = setting.members.division
    by_division = len(np.unique(division[division >= 0])) > 1
    values = division if by_division else setting.groups[setting.places]
    labels = setting.labels(values.astype(np.int64) + 1)
    before, after = setting.before.ties, setting.after.ties
    expected = [
        float(expected_ties(ties.degrees, labels[:, None], len(ties), cross=True)[0])
        for ties in (before, after)
    ]
    if min(expected) < FEWEST_EXPECTED:
        return None
    test = tested(before, after, labels, strata, samples, rng, cross=True)
    return CrossCounts(
        "division" if by_division else "sector",
        test.observed[0],
        test.observed[1],
        expected[0],
        expected[1],
        test.p,
    )
