"""Warnings on the limits of a gap table, each with its size, in Korean and English."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.figures import Sentence
from graph.measures.gaps.counts import Counts
from graph.measures.gaps.nulls import Null
from graph.measures.gaps.power import GAP, POWER
from graph.measures.gaps.result import PairGap, Verdict
from graph.measures.gaps.stepdown import ENOUGH, NO_SPREAD, Steps
from graph.measures.gaps.ties import Baseline, Method, allowed_groups
from graph.plurals import plural
from graph.vocabulary import Layer

WIDE = 1.5
FEW = 60
CROWDED = 0.5
TOO_NARROW = 12


def collect_warnings(
    counts: Counts,
    layer: Layer,
    baseline: Baseline,
    method: Method,
    null: Null,
    steps: Steps,
    pairs: Sequence[PairGap],
) -> tuple[Sentence, ...]:
    """Return the warnings, most serious first; empty if nothing limits the result."""
    found = [*_too_little(counts, layer, null, steps), *_descriptive(baseline), *_missed(pairs)]
    found += _spread(layer, baseline, steps)
    found += _approximate(counts, layer, baseline, method)
    found += _stuck(method, steps)
    return tuple(found)


def _too_little(counts: Counts, layer: Layer, null: Null, steps: Steps) -> list[Sentence]:
    out: list[Sentence] = []
    if counts.sectors < 2:
        out.append(
            Sentence(
                f"집계 대상 업종이 {counts.sectors}개여서 비교할 업종 쌍이 없습니다.",
                f"There {'is' if counts.sectors == 1 else 'are'} {plural(counts.sectors, 'counted sector')}; a comparison needs at least two.",
            )
        )
    empty = counts.sectors - counts.populated
    if empty:
        out.append(
            Sentence(
                f"소속 기관이 없는 업종이 {empty}개 있으며, 이 업종이 포함된 쌍은 판단할 수 없습니다.",
                f"{plural(empty, 'sector has', 'sectors have')} no organisation, so there is no verdict on pairs with"
                f" {'it' if empty == 1 else 'them'}.",
            )
        )
    if not null.ties:
        out.append(
            Sentence(
                f"‘{layer.ko}’에 연결이 없어 판단할 수 없습니다.",
                f"The layer “{layer}” has no ties, so there is no verdict.",
            )
        )
        return out
    first = steps.judgements[0]
    fixed = int(np.count_nonzero((first.chance.mean >= ENOUGH) & (first.chance.variance <= NO_SPREAD)))
    if fixed:
        out.append(
            Sentence(
                f"업종 쌍 {fixed}개는 각 기관의 연결 수만으로 값이 정해져 기대치와 비교할 수 없습니다.",
                f"In {plural(fixed, 'sector pair')} the number of ties follows from the degrees of the organisations alone; "
                "it cannot be compared with chance, so there is no verdict.",
            )
        )
    tested = int(np.count_nonzero(first.tested))
    if counts.sectors >= 2 and not tested and not fixed:
        out.append(
            Sentence(
                f"예상 연결이 {ENOUGH:.0f}건 이상인 업종 쌍이 없어 판단할 자료가 부족합니다.",
                f"No sector pair has {ENOUGH:.0f} or more expected ties: too little data for a verdict.",
            )
        )
    return out


def _descriptive(baseline: Baseline) -> list[Sentence]:
    if baseline is not Baseline.ANY:
        return []
    return [
        Sentence(
            "기업은 같은 업종과의 협력을 선호하므로 이 기준(any)에서는 거의 모든 업종 쌍의 연결이 부족하게 나타납니다. 현황 설명용이며 정책 판단의 근거로 활용할 수 없습니다.",
            "Firms prefer their own sector, so under this baseline (any) nearly every pair of sectors looks like a gap: "
            "it is descriptive only and no basis for policy.",
        )
    ]


def _missed(pairs: Sequence[PairGap]) -> list[Sentence]:
    """Say how many of the pairs “as expected” could hide a gap."""
    tested = sum(pair.q is not None for pair in pairs)
    hidden = sum(pair.verdict is Verdict.EXPECTED and (pair.power or 0.0) < POWER for pair in pairs)
    if not hidden:
        return []
    return [
        Sentence(
            f"‘예상 수준’은 공백이 없다는 뜻이 아닙니다. 판단할 수 있는 {tested}쌍 중 {hidden}쌍은 실제 연결이 예상의 1/{1 / GAP:.0f}에 그쳐도 "
            f"확인하지 못할 수 있습니다(발견 확률 {POWER:.0%} 미만).",
            f"“As expected” does not rule out a gap: in {hidden} of the {plural(tested, 'pair')} that can be tested, ties as few as 1/{1 / GAP:.0f} "
            f"of those expected may go unnoticed (power below {POWER:.0%}).",
        )
    ]


def _spread(layer: Layer, baseline: Baseline, steps: Steps) -> list[Sentence]:
    spread = steps.judgements[-1].spread
    if layer is not Layer.DIRECT:
        ko = (
            f"우연에 따른 변동 폭을 서로 다른 업종 간(outward)에 관측된 수준(분산 {spread:.2f}배)으로"
            if baseline is Baseline.ANY
            else f"우연에 따른 변동 폭을 분산 기준 {spread:.2f}배로"
        )
        en = ", the spread of pairs of different sectors (outward)" if baseline is Baseline.ANY else ""
        return [
            Sentence(
                f"같은 컨소시엄이 반복되므로 {ko} 넓혀 적용하였습니다. ‘예상 수준’ 판정은 쌍별 발견 확률과 함께 해석하여야 합니다.",
                f"Consortia recur, so the variance under chance was multiplied by {spread:.2f}{en}; "
                "read “as expected” together with the power of each pair.",
            )
        ]
    # Under `any` the preference for the own sector spreads the pairs; another warning covers it.
    if spread <= WIDE or baseline is Baseline.ANY:
        return []
    return [
        Sentence(
            f"업종 쌍의 분산이 우연의 {spread:.2f}배입니다. 여러 연결이 한꺼번에 생겼을 수 있으므로 판정을 신중하게 해석하여야 합니다.",
            f"The variance of the pairs is {spread:.2f} times that under chance: ties may have formed in groups; "
            "read verdicts with care.",
        )
    ]


def _approximate(counts: Counts, layer: Layer, baseline: Baseline, method: Method) -> list[Sentence]:
    if method is Method.CERTIFIED:
        return []
    if layer is not Layer.DIRECT:
        return [
            Sentence(
                "간이 계산입니다. 적은 표본의 평균과 분산으로 확률을 추정하였으므로, 의사결정 전에 certified로 확인하시기 바랍니다.",
                "Quick estimate: mean and variance come from few samples, and probabilities from a fitted distribution; "
                "certify before deciding.",
            )
        ]
    tied, crowding = _room(counts, baseline)
    if not tied or (tied >= FEW and crowding <= CROWDED):
        return []
    return [
        Sentence(
            f"재배치할 연결이 있는 기관이 {tied}개이고 그중 한 기관은 가능한 상대의 {crowding:.0%}와 연결되어 있어, 간이 계산은 우연에 따른 변동 폭을 "
            f"최대 {TOO_NARROW}% 작게 추정할 수 있습니다. 의사결정 전에 certified로 확인하시기 바랍니다.",
            f"{plural(tied, 'organisation has', 'organisations have')} ties to rewire and one of them is tied to {crowding:.0%} of its possible "
            f"partners: the live estimate of the spread may be up to {TOO_NARROW} % too small; certify before deciding.",
        )
    ]


def _room(counts: Counts, baseline: Baseline) -> tuple[int, float]:
    """Number of organisations with a tie that may be rewired, and the largest share of possible partners that one is tied to.

    The model is a large-network one: on 15-60 organisations, or beside a hub tied to most others, its standard deviation
    was 4-12 % below the certified one (its mean never off by more than the tolerance of the tests).
    """
    allowed = allowed_groups(counts.sectors, baseline)
    tied = counts.classes(allowed)
    partners = allowed @ np.bincount(tied.group, tied.size, minlength=counts.sectors + 1)
    possible = partners[tied.group] - allowed[tied.group, tied.group]
    return int(tied.size.sum()), float(np.max(tied.degree / np.maximum(possible, 1), initial=0.0))


def _stuck(method: Method, steps: Steps) -> list[Sentence]:
    goal = 10.0 if method is Method.CERTIFIED else 2.0
    moves = min((j.chance.moves for j in steps.judgements if j.chance.moves is not None), default=goal)
    if moves >= goal * 0.99:
        return []
    return [
        Sentence(
            f"연결을 거의 재배치할 수 없는 네트워크입니다. 표본 사이의 재배치가 연결당 {moves:.1f}회(목표 {goal:.0f}회)에 그쳐 확률이 부정확할 수 있습니다.",
            f"The network can hardly be rewired: {moves:.1f} accepted moves per tie between samples instead of {goal:.0f}; "
            "the probabilities may be inaccurate.",
        )
    ]
