"""What a reader must know before acting on a table of gaps, each with its size, in Korean and English."""

from __future__ import annotations

import numpy as np

from graph.measures.gaps.nulls import Null
from graph.measures.gaps.result import Sentence
from graph.measures.gaps.stepdown import ENOUGH, NO_SPREAD, Steps
from graph.measures.gaps.ties import Baseline, Ecosystem, Layer, Method, allowed_groups
from graph.plurals import plural
from graph.vocabulary import Layer as NetworkLayer

WIDE = 1.5
FEW = 60
CROWDED = 0.5
TOO_NARROW = 12


def collect_warnings(
    eco: Ecosystem, layer: Layer, baseline: Baseline, method: Method, null: Null, steps: Steps
) -> tuple[Sentence, ...]:
    """Return the sentences, the gravest first; none where nothing limits the answer."""
    found = [*_too_little(eco, layer, null, steps), *_descriptive(baseline), *_spread(layer, baseline, steps)]
    found += _approximate(eco, layer, baseline, method)
    found += _stuck(method, steps)
    return tuple(found)


def _too_little(eco: Ecosystem, layer: Layer, null: Null, steps: Steps) -> list[Sentence]:
    out: list[Sentence] = []
    if eco.sectors < 2:
        out.append(
            Sentence(
                f"계수 대상 업종이 {eco.sectors}개뿐이라 비교할 업종 쌍이 없습니다.",
                f"There {'is' if eco.sectors == 1 else 'are'} {plural(eco.sectors, 'counted sector')}; a comparison between sectors needs two.",
            )
        )
    empty = eco.sectors - len(np.unique(eco.sector[eco.sector >= 0]))
    if empty:
        out.append(
            Sentence(
                f"기관이 하나도 없는 업종이 {empty}개입니다. 이 업종이 든 쌍은 판단할 수 없습니다.",
                f"{plural(empty, 'sector has', 'sectors have')} no organisation; nothing can be said about pairs with"
                f" {'it' if empty == 1 else 'them'}.",
            )
        )
    if not null.ties:
        out.append(
            Sentence(
                f"‘{NetworkLayer(layer).ko}’ 층에 연결이 하나도 없어 판단할 수 없습니다.",
                f"There are no ties in the layer “{layer}”, so nothing can be said.",
            )
        )
        return out
    first = steps.judgements[0]
    fixed = int(np.count_nonzero((first.chance.mean >= ENOUGH) & (first.chance.variance <= NO_SPREAD)))
    if fixed:
        out.append(
            Sentence(
                f"업종 쌍 {fixed}개는 각 기관의 연결 수만으로 연결 수가 정해져 우연과 비교할 수 없습니다.",
                f"In {plural(fixed, 'sector pair')} the number of ties is fixed by the organisations' own numbers of ties; "
                "chance has no say, so there is no verdict.",
            )
        )
    tested = int(np.count_nonzero(first.tested))
    if eco.sectors >= 2 and not tested:
        out.append(
            Sentence(
                f"예상 연결 수가 {ENOUGH:.0f} 이상인 업종 쌍이 없어 판단할 자료가 부족합니다.",
                f"No sector pair has {ENOUGH:.0f} expected ties or more: not enough data for any verdict.",
            )
        )
    return out


def _descriptive(baseline: Baseline) -> list[Sentence]:
    if baseline is not Baseline.ANY:
        return []
    return [
        Sentence(
            "기업은 자기 업종을 선호하므로 이 기준(any)에서는 거의 모든 업종 쌍이 부족해 보입니다. 서술용이며 정책 판단의 근거가 될 수 없습니다.",
            "Firms prefer their own sector, so under this baseline (any) nearly every pair of sectors looks like a gap: "
            "descriptive only, no policy may rest on it.",
        )
    ]


def _spread(layer: Layer, baseline: Baseline, steps: Steps) -> list[Sentence]:
    spread = steps.judgements[-1].spread
    if layer is not Layer.DIRECT:
        ko = (
            f"우연의 폭을 서로 다른 업종 사이(outward)에서 관측된 만큼(분산 {spread:.2f}배)"
            if baseline is Baseline.ANY
            else f"우연의 폭을 분산 기준 {spread:.2f}배로"
        )
        en = ", as pairs scatter between different sectors (outward)" if baseline is Baseline.ANY else ""
        return [
            Sentence(
                f"컨소시엄이 되풀이되므로 {ko} 넓혔습니다. '예상 수준'이라는 판정은 쌍마다 적힌 발견 확률과 함께 읽으십시오.",
                f"Consortia come back, so the variance of chance was widened by {spread:.2f}{en}; "
                "read “as expected” together with each pair's chance to find a gap.",
            )
        ]
    # Under `any` the preference for the own sector alone scatters the pairs; that is said already.
    if spread <= WIDE or baseline is Baseline.ANY:
        return []
    return [
        Sentence(
            f"업종 쌍들이 우연보다 {spread:.2f}배 넓게(분산) 흩어져 있습니다. 묶음으로 생긴 연결이 있을 수 있으니 판정을 조심해서 읽으십시오.",
            f"The pairs scatter {spread:.2f} times as widely (variance) as chance would: ties may have come in bundles; "
            "read verdicts with care.",
        )
    ]


def _approximate(eco: Ecosystem, layer: Layer, baseline: Baseline, method: Method) -> list[Sentence]:
    if method is Method.CERTIFIED:
        return []
    if layer is not Layer.DIRECT:
        return [
            Sentence(
                "빠른 계산입니다. 적은 표본으로 평균과 분산만 구해 확률을 어림했습니다. 결정 전에 certified로 확인하십시오.",
                "Quick answer: few samples give mean and variance, and the chances come from a fitted tail; "
                "certify before deciding.",
            )
        ]
    bodies, crowding = _room(eco, baseline)
    if not bodies or (bodies >= FEW and crowding <= CROWDED):
        return []
    return [
        Sentence(
            f"연결을 옮길 수 있는 기관이 {bodies}개이고 그중 하나는 가능한 상대의 {crowding:.0%}와 이어져 있어, 빠른 계산은 우연의 폭을 "
            f"최대 {TOO_NARROW} %까지 좁게 봅니다. 결정 전에 certified로 확인하십시오.",
            f"{plural(bodies, 'organisation has', 'organisations have')} ties to redistribute and one of them is tied to {crowding:.0%} of its possible "
            f"partners: the live spread may be up to {TOO_NARROW} % too small; certify before deciding.",
        )
    ]


def _room(eco: Ecosystem, baseline: Baseline) -> tuple[int, float]:
    """How many organisations have a tie that chance may move, and the largest share of possible partners one is tied to.

    The model is a large-network one: on 15-60 organisations, or beside a hub tied to most others, its standard deviation
    was 4-12 % below the certified one (its mean never off by more than the tolerance of the tests).
    """
    allowed, group = allowed_groups(eco.sectors, baseline), eco.group
    free = allowed[group[eco.first], group[eco.second]]
    degree = np.bincount(np.concatenate([eco.first[free], eco.second[free]]), minlength=eco.organisations)
    tied = degree > 0
    partners = allowed @ np.bincount(group[tied], minlength=eco.sectors + 1)
    possible = partners[group[tied]] - allowed[group[tied], group[tied]]
    return int(tied.sum()), float(np.max(degree[tied] / np.maximum(possible, 1), initial=0.0))


def _stuck(method: Method, steps: Steps) -> list[Sentence]:
    goal = 10.0 if method is Method.CERTIFIED else 2.0
    moves = min((j.chance.moves for j in steps.judgements if j.chance.moves is not None), default=goal)
    if moves >= goal * 0.99:
        return []
    return [
        Sentence(
            f"연결을 거의 옮길 수 없는 망입니다. 표본 사이에 연결당 {moves:.1f}회(목표 {goal:.0f}회)만 바뀌어 확률이 부정확할 수 있습니다.",
            f"The network can hardly be rewired: {moves:.1f} accepted moves per tie between samples instead of {goal:.0f}; "
            "the chances may be off.",
        )
    ]
