"""A scenario computed on a snapshot: every pair of sectors before and after, and the whole network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from graph.evidence import Period
from graph.measures.gaps.gaps import find_gaps
from graph.measures.gaps.result import Verdict
from graph.measures.gaps.table import snapshot_ecosystem
from graph.measures.gaps.ties import Baseline, Ecosystem, FloatArray, IntArray, sector_pairs
from graph.measures.gaps.verdicts import UNDER, VERDICTS, Verdicts, verdicts
from graph.measures.scenario.changes import Changes, changed, open_pairs, tied_pairs
from graph.measures.scenario.draws import Outcome, counted_draws, draw_outcomes, ties_to_leave
from graph.measures.scenario.whole import WholeChange, whole_change
from graph.scenario_figures import Side, Spread
from graph.vocabulary import Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.measures.scenario.draws import Progress
    from graph.measures.scenario.rates import Rate
    from graph.snapshot import Snapshot

INTERVAL = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class PairChange:
    """A pair of sectors before and after.

    Attributes:
        a, b: numbers of the sectors.
        before, after: its figures.
        gained, lost: tied pairs that the scenario adds and takes away by definition.
        open_pairs: pairs of members across the two sectors that are not tied.
        new: ties that become of them; None without an alliance in the layer of direct ties.
        still_called: share of draws in which a called gap is called again; None for others.
        ties_to_leave_verdict: new ties with which a called gap is no longer called in most draws; None if it was not searched for.
    """

    a: int
    b: int
    before: Side
    after: Side
    gained: int
    lost: int
    open_pairs: int
    new: Spread | None
    still_called: float | None
    ties_to_leave_verdict: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scenario changes: pairs in the order of `sector_pairs`; `whole` is None if nothing changes by definition."""

    pairs: tuple[PairChange, ...]
    open_pairs: int
    new: Spread | None
    gained: int
    lost: int
    whole: WholeChange | None


@dataclass(slots=True, eq=False)
class Asked:
    """The parameters of a scenario; `rates` has one for each alliance."""

    layer: Layer
    baseline: Baseline
    changes: Changes
    rates: Sequence[Rate] = ()
    draws: int = 40
    seed: int = 0
    progress: Progress | None = field(default=None)


def answer(snapshot: Snapshot, asked: Asked) -> Answer:
    """Compute a scenario on all relations of a snapshot; nothing is stored.

    In the layer `direct` ties and removals change the network by definition, and open pairs of members of an alliance become tied by
    chance. In `affiliation` and `all` an alliance adds its pairs of members by definition, and nothing is drawn.
    """
    before = snapshot_ecosystem(snapshot, Period())
    after = changed(before, asked.changes)
    ties = tied_pairs(before, asked.layer), tied_pairs(after, asked.layer)
    gained, lost = _differences(before, ties, asked.baseline)
    if asked.layer is Layer.DIRECT:
        found = _direct(snapshot, before, after, asked, gained, lost)
    else:
        found = _sampled(snapshot, before, after, asked, gained, lost)
    pairs, opened, new = found
    changes = asked.layer is not Layer.DIRECT or asked.changes.certain
    whole = whole_change(before.organisations, *ties, seed=asked.seed) if changes else None
    n = max(before.organisations, 1)
    keys = [first * n + second for first, second in ties]
    return Answer(
        pairs,
        opened,
        new,
        len(np.setdiff1d(keys[1], keys[0], assume_unique=True)),
        len(np.setdiff1d(keys[0], keys[1], assume_unique=True)),
        whole,
    )


def _differences(
    eco: Ecosystem, ties: tuple[tuple[IntArray, IntArray], tuple[IntArray, IntArray]], baseline: Baseline
) -> tuple[IntArray, IntArray]:
    """Tied pairs gained and lost by definition, of each pair of sectors."""
    n = max(eco.organisations, 1)
    before, after = (first * n + second for first, second in ties)
    gained: IntArray = np.setdiff1d(after, before, assume_unique=True)
    lost: IntArray = np.setdiff1d(before, after, assume_unique=True)
    return _by_pair(eco, gained, baseline), _by_pair(eco, lost, baseline)


def _cells(eco: Ecosystem, keys: IntArray, baseline: Baseline) -> IntArray:
    """Position in `sector_pairs` of each pair of organisations, −1 if it is in none."""
    a, b = sector_pairs(eco.sectors, baseline)
    cell = np.full((eco.sectors + 1, eco.sectors + 1), -1, dtype=np.int64)
    cell[a, b] = cell[b, a] = np.arange(len(a))
    n = max(eco.organisations, 1)
    found: IntArray = cell[eco.group[keys // n], eco.group[keys % n]]
    return found


def _by_pair(eco: Ecosystem, keys: IntArray, baseline: Baseline) -> IntArray:
    cells = _cells(eco, keys, baseline)
    return np.bincount(cells[cells >= 0], minlength=len(sector_pairs(eco.sectors, baseline)[0]))


def _direct(
    snapshot: Snapshot,
    before: Ecosystem,
    after: Ecosystem,
    asked: Asked,
    gained: IntArray,
    lost: IntArray,
) -> tuple[tuple[PairChange, ...], int, Spread | None]:
    """The layer of direct ties: by definition, then by chance."""
    baseline = asked.baseline
    now = snapshot.memo(("verdicts", baseline), lambda: verdicts(before, baseline))
    then = verdicts(after, baseline, now.solved) if asked.changes.certain else now
    opened = [open_pairs(after, one.members) for one in asked.changes.alliances]
    drawn: Outcome | None = None
    new_of: tuple[IntArray, IntArray] | None = None
    columns = len(sector_pairs(after.sectors, baseline)[0])
    if opened:
        with_rates = list(zip(opened, asked.rates, strict=True))
        new_of = counted_draws(with_rates, lambda keys: _cells(after, keys, baseline), columns, asked.seed)
        fixed = all(rate.low == rate.high and rate.rate in {0.0, 1.0} for rate in asked.rates)
        drawn = draw_outcomes(
            after,
            with_rates,
            baseline=baseline,
            draws=1 if fixed else asked.draws,
            seed=asked.seed,
            near=now.solved,
            progress=asked.progress,
        )
    pool = np.unique(np.concatenate(opened)) if opened else np.zeros(0, dtype=np.int64)
    cells = _cells(after, pool, baseline)
    rows: list[PairChange] = []
    for k, (a, b) in enumerate(
        zip(*(side.tolist() for side in sector_pairs(after.sectors, baseline)), strict=True)
    ):
        across = pool[cells == k]
        called = now.code[k] == UNDER
        leave = None
        if called and then.code[k] == UNDER and len(across):
            leave = ties_to_leave(after, k, across, baseline=baseline, seed=asked.seed, near=then.solved)
        new, still = None, float(then.code[k] == UNDER) if called else None
        side = _side(then, k)
        if drawn is not None and new_of is not None:
            new, side = _spread(new_of[0][:, k]), _drawn_side(drawn, k)
            still = float(np.mean(drawn.code[:, k] == UNDER)) if called else None
        rows.append(
            PairChange(
                a, b, _side(now, k), side, int(gained[k]), int(lost[k]), len(across), new, still, leave
            )
        )
    return tuple(rows), len(pool), None if new_of is None else _spread(new_of[1])


def _sampled(
    snapshot: Snapshot,
    before: Ecosystem,
    after: Ecosystem,
    asked: Asked,
    gained: IntArray,
    lost: IntArray,
) -> tuple[tuple[PairChange, ...], int, Spread | None]:
    """A layer with programmes: all by definition."""
    layer, baseline, seed = asked.layer, asked.baseline, asked.seed

    def table(eco: Ecosystem) -> dict[tuple[int, int], Side]:
        found = find_gaps(eco, layer=layer, baseline=baseline, seed=seed)
        return {
            (p.a, p.b): Side(p.observed, p.expected, p.ratio, None, None, p.q, p.verdict.value, 1.0)
            for p in found.pairs
        }

    now = snapshot.memo(("scenario table", layer, baseline, seed), lambda: table(before))
    then = table(after)
    under = Verdict.UNDER.value
    a, b = sector_pairs(after.sectors, baseline)
    rows = [
        PairChange(
            pair[0],
            pair[1],
            now[pair],
            then[pair],
            int(gained[k]),
            int(lost[k]),
            0,
            None,
            float(then[pair].verdict == under) if now[pair].verdict == under else None,
            None,
        )
        for k, pair in enumerate(zip(a.tolist(), b.tolist(), strict=True))
    ]
    return tuple(rows), 0, None


def _side(found: Verdicts, k: int) -> Side:
    expected, q = float(found.expected[k]), float(found.q[k])
    ratio = float(found.observed[k]) / expected if expected > 1e-9 else None
    verdict = VERDICTS[int(found.code[k])].value
    return Side(int(found.observed[k]), expected, ratio, None, None, None if np.isnan(q) else q, verdict, 1.0)


def _drawn_side(drawn: Outcome, k: int) -> Side:
    expected = drawn.expected[:, k]
    counts = np.bincount(drawn.code[:, k], minlength=len(VERDICTS))
    commonest = int(counts.argmax())
    low = middle = high = None
    if float(expected.min()) > 1e-9:
        low, middle, high = (
            float(v) for v in np.quantile(drawn.observed[:, k] / expected, [INTERVAL[0], 0.5, INTERVAL[1]])
        )
    return Side(
        float(drawn.observed[:, k].mean()),
        float(expected.mean()),
        middle,
        low,
        high,
        None,
        VERDICTS[commonest].value,
        float(counts[commonest] / len(expected)),
    )


def _spread(values: IntArray | FloatArray) -> Spread:
    low, high = np.quantile(values, INTERVAL)
    return Spread(float(values.mean()), float(low), float(high))
