"""Gaps between sectors: compares observed ties with a null model for every sector pair."""

from __future__ import annotations

import math

import numpy as np

from graph.measures.gaps.counts import Counts, EcosystemCounts
from graph.measures.gaps.hidden import Bundles, visible_share
from graph.measures.gaps.nulls import DirectModel, Null, Sampled
from graph.measures.gaps.power import chance_to_find, needed_ties
from graph.measures.gaps.result import GapTable, PairGap, Verdict
from graph.measures.gaps.sampling import Progress, certified_plan, live_plan
from graph.measures.gaps.stepdown import ENOUGH, NO_SPREAD, Judgement, Scatter, Steps, judge, step_down
from graph.measures.gaps.tails import LEVEL, ratio_interval, with_a_gap
from graph.measures.gaps.ties import (
    Baseline,
    Ecosystem,
    FloatArray,
    IntArray,
    Method,
    gap_layer,
    sector_pairs,
)
from graph.measures.gaps.warnings import collect_warnings
from graph.vocabulary import Layer

LIVE_SAMPLES = 200
CERTIFIED_SAMPLES = 1000
SCATTER_SAMPLES = 200


def find_gaps(
    eco: Ecosystem,
    *,
    layer: Layer | str = Layer.DIRECT,
    baseline: Baseline | str = Baseline.OUTWARD,
    method: Method | str = Method.LIVE,
    samples: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> GapTable:
    """Compare the ties between each two sectors with a null model.

    Definition: MEASURES.md §1. `outward` asks which other sectors the organisations miss, given how outward-looking
    each is; `any` compares with partners drawn from all sectors and is descriptive. `direct` counts ties, `affiliation` and
    `all` compare shares of all distinct tied pairs. `samples` and `seed` matter where networks are sampled (all
    but the live direct layer). `progress(done, all)` may be called from another thread, once more for each step.

    Returns a table of ties, ratios ≥ 0 and probabilities from 0 to 1; every number is finite or None. The same input and seed give
    the same table on any number of cores. Raises ValueError for an unknown layer, baseline or method, or samples < 20.
    References: Goodman (1968), doi:10.1080/01621459.1968.10480916; Squartini & Garlaschelli (2011),
    doi:10.1088/1367-2630/13/8/083001; Benjamini & Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.
    """
    layer, baseline, method = gap_layer(layer), Baseline(baseline), Method(method)
    modelled = layer is Layer.DIRECT and method is Method.LIVE
    number = None if modelled else samples or (LIVE_SAMPLES if method is Method.LIVE else CERTIFIED_SAMPLES)
    if number is not None and number < 20:
        raise ValueError(f"{number} samples: at least 20 are needed for a spread; ask for 1000 to certify")
    if seed < 0:
        raise ValueError(f"seed {seed}: pass a whole number of 0 or more")
    widened = layer is not Layer.DIRECT
    counts = EcosystemCounts(eco)
    null = _null(eco, layer, baseline, method, number, seed, progress)
    scatter = _outward_scatter(eco, layer, seed) if widened and baseline is Baseline.ANY else None
    return _table(counts, layer, baseline, method, null, number, seed, scatter)


def live_gaps(counts: Counts, baseline: Baseline, seed: int = 0) -> GapTable:
    """Compare the direct ties between each two sectors with the live null model, from counts alone; see `find_gaps`."""
    return _table(counts, Layer.DIRECT, baseline, Method.LIVE, DirectModel(counts, baseline), None, seed)


def _table(
    counts: Counts,
    layer: Layer,
    baseline: Baseline,
    method: Method,
    null: Null,
    number: int | None,
    seed: int,
    scatter: Scatter | None = None,
) -> GapTable:
    """Test all pairs against a null."""
    widened = layer is not Layer.DIRECT
    steps = step_down(
        null,
        widened=widened,
        counted=method is Method.CERTIFIED,
        repeat=baseline is Baseline.OUTWARD,
        scatter=scatter,
    )
    pairs = _pairs(counts.sectors, baseline, null, steps, widened=widened)
    last = steps.judgements[-1]
    moves = [j.chance.moves for j in steps.judgements if j.chance.moves is not None]
    return GapTable(
        layer=layer,
        baseline=baseline,
        method=method,
        samples=number,
        seed=seed,
        ties=int(null.observed.sum()),
        tested=int(np.count_nonzero(steps.judgements[0].tested)),
        spread_factor=last.spread,
        spread_applied=widened,
        moves_per_tie=min(moves) if moves else None,
        warnings=collect_warnings(counts, layer, baseline, method, null, steps, pairs),
        pairs=pairs,
    )


def _null(
    eco: Ecosystem,
    layer: Layer,
    baseline: Baseline,
    method: Method,
    samples: int | None,
    seed: int,
    progress: Progress | None,
) -> Null:
    if samples is None:
        return DirectModel(EcosystemCounts(eco), baseline)
    sizes = {
        Layer.DIRECT: len(eco.first),
        Layer.AFFILIATION: len(eco.member),
        Layer.ALL: max(len(eco.first), len(eco.member)),
    }
    plan = (certified_plan if method is Method.CERTIFIED else live_plan)(samples, sizes[layer])
    return Sampled(eco, layer, baseline, plan=plan, seed=seed, progress=progress)


def _outward_scatter(eco: Ecosystem, layer: Layer, seed: int) -> Scatter:
    """φ of the outward baseline, for `any`.

    Under `any` most pairs differ from the null because organisations prefer their own sector: a spread estimated there
    reaches 9–12 on Daegu and hides every gap. The effect of recurring consortia shows on its own between different sectors.
    """
    null = _null(eco, layer, Baseline.OUTWARD, Method.LIVE, SCATTER_SAMPLES, seed, None)
    now = judge(null, null.given([], step=0), [], widened=True, counted=False)
    return Scatter(now.spread, int(np.count_nonzero(now.tested)))


def _pairs(
    sectors: int, baseline: Baseline, null: Null, steps: Steps, *, widened: bool
) -> tuple[PairGap, ...]:
    """The figures of every pair: of a called one from its step, of the others from the last step."""
    a, b = sector_pairs(sectors, baseline)
    observed = null.observed.astype(np.float64)
    step_of = np.full(len(a), len(steps.judgements))
    for number, pair in enumerate(steps.held, start=1):
        step_of[pair] = number
    rows: list[PairGap] = []
    for step, j in enumerate(steps.judgements, start=1):
        spread = j.spread if widened else 1.0
        with_gap = with_a_gap(spread, int(np.count_nonzero(j.tested))) if widened else 1.0
        here = np.flatnonzero(step_of == step)
        mean, variance = j.chance.mean, j.chance.variance
        safe = np.maximum(mean, 1e-300)
        low, high = ratio_interval(observed, safe, spread)
        power, detectable = _could_find(j, null.bundled, (a, b), here, with_gap)
        for i in (int(k) for k in here):
            varies, some = bool(variance[i] > NO_SPREAD), bool(mean[i] > 1e-9)
            tested, fewer = bool(j.tested[i]), bool(observed[i] < mean[i])
            q = float(j.q_under[i] if fewer else j.q_over[i]) if tested else None
            rows.append(
                PairGap(
                    a=int(a[i]),
                    b=int(b[i]),
                    observed=int(observed[i]),
                    expected=float(mean[i]),
                    ratio=_number(observed / safe, i, some),
                    ratio_low=_number(low, i, some),
                    ratio_high=_number(high, i, some),
                    z=_number(j.z, i, varies),
                    p=_number(j.under, i, varies),
                    p_over=_number(j.over, i, varies),
                    q=q,
                    step=step,
                    detectable=_number(detectable, i, varies and some),
                    power=_number(power, i, tested),
                    verdict=_verdict(q, fewer=fewer),
                )
            )
    rows.sort(
        key=lambda r: (math.inf if r.q is None else r.q, math.inf if r.ratio is None else r.ratio, r.a, r.b)
    )
    return tuple(rows)


def _could_find(
    j: Judgement,
    bundled: Bundles | None,
    pairs: tuple[IntArray, IntArray],
    here: IntArray,
    spread: float,
) -> tuple[FloatArray, FloatArray]:
    """For the pairs `here`: the power to detect a gap, and the expected ties for a power of 80 %."""
    mean, variance = j.chance.mean, j.chance.variance
    power, detectable = np.full(len(mean), np.nan), np.full(len(mean), np.nan)
    here = here[(variance[here] > NO_SPREAD) & (mean[here] > 1e-9)]
    ratio = variance / np.maximum(mean, 1e-300)
    share = visible_share(mean, *pairs, int(pairs[1].max(initial=-1)) + 1, bundled)
    # the null of a called gap already has the degrees that the gap left: nothing of it remains to be hidden
    share = np.where(j.tested & (j.q_under <= LEVEL), 1.0, share)
    given = ratio[here] * spread, np.maximum(share[here], 0.01), j.level[here]
    detectable[here] = np.maximum(needed_ties(*given), ENOUGH)
    power[here] = chance_to_find(mean[here], *given)
    return power, detectable


def _verdict(q: float | None, *, fewer: bool) -> Verdict:
    if q is None:
        return Verdict.TOO_LITTLE
    if q > LEVEL:
        return Verdict.EXPECTED
    return Verdict.UNDER if fewer else Verdict.OVER


def _number(values: FloatArray, i: int, known: bool) -> float | None:
    value = float(values[i])
    return value if known and math.isfinite(value) else None
