"""One Korean and one English sentence on each sector pair."""

from __future__ import annotations

import math

from graph.figures import Sentence
from graph.measures.gaps.power import GAP, POWER
from graph.measures.gaps.result import GapTable, PairGap, Verdict
from graph.measures.gaps.ties import Baseline
from graph.vocabulary import Layer

HARDLY = 0.05  # a lower power is reported as none
HANGUL_FIRST, HANGUL_LAST, FINALS = 0xAC00, 0xD7A3, 28


def say_pair(
    table: GapTable, pair: PairGap, *, names_ko: tuple[str, str], names_en: tuple[str, str]
) -> Sentence:
    """Describe one pair of a table, given the names of its sectors `a` and `b`."""
    return Sentence(_korean(table, pair, *names_ko), _english(table, pair, *names_en))


def and_in_korean(first: str, second: str) -> str:
    """Join two words by 과 after a final consonant and 와 otherwise.

    >>> and_in_korean("금속", "섬유"), and_in_korean("섬유", "금속")
    ('금속과 섬유', '섬유와 금속')
    """
    code = ord(first[-1]) if first else 0
    closed = HANGUL_FIRST <= code <= HANGUL_LAST and (code - HANGUL_FIRST) % FINALS > 0
    return f"{first}{'과' if closed else '와'} {second}"


def _english(table: GapTable, pair: PairGap, a: str, b: str) -> str:
    between = f"Inside {a}" if pair.a == pair.b else f"Between {a} and {b}"
    lead = f"{between}, {_were(pair.observed, _thing(table))} observed and {pair.expected:.1f} expected{_given(table)}"
    if pair.verdict is Verdict.TOO_LITTLE:
        return f"{lead}: too little data for a verdict, which does not rule out a gap."
    sure = f"q {_small(pair.q)}"
    if pair.verdict is Verdict.UNDER:
        tail = f"fewer than expected by chance ({sure}, {_step(pair)})"
    elif pair.verdict is Verdict.OVER:
        tail = f"more than expected by chance ({sure}, {_step(pair)})"
    else:
        tail = f"consistent with chance ({sure}); {_could_english(pair)}"
    caution = ""
    if table.baseline is Baseline.ANY:
        caution = " The comparison includes partners from the own sector: do not base policy on it."
    elif _weak(table, pair):
        caution = " In this layer this is weak evidence."
    return f"{lead}: {tail}.{caution}"


def _korean(table: GapTable, pair: PairGap, a: str, b: str) -> str:
    between = f"{a} 업종 안" if pair.a == pair.b else f"{and_in_korean(a, b)} 사이"
    kind, unit = ("연결", "건이") if table.layer is Layer.DIRECT else ("연결된 기관 쌍", "개가")
    given = (
        "각 기관이 다른 업종과 맺은 연결 수를 고려한"
        if table.baseline is Baseline.OUTWARD
        else "상대를 무작위로 선정한다고 가정한"
    )
    unit = "건" if table.layer is Layer.DIRECT else "쌍"
    lead = f"{between}의 {kind}은 {pair.observed}{unit}으로, {given} 예상치는 {pair.expected:.1f}{unit}입니다"
    if pair.verdict is Verdict.TOO_LITTLE:
        return f"{lead}. 판단하기에는 자료가 부족하며, 공백이 없다는 의미는 아닙니다."
    sure = f"q {_small(pair.q)}"
    if pair.verdict is Verdict.UNDER:
        tail = f"우연히 나타날 수 있는 수준보다 적습니다({sure}, {pair.step}단계)."
    elif pair.verdict is Verdict.OVER:
        tail = f"우연히 나타날 수 있는 수준보다 많습니다({sure}, {pair.step}단계)."
    else:
        tail = f"우연히 나타날 수 있는 범위에 있습니다({sure}). {_could_korean(pair, unit)}"
    caution = ""
    if table.baseline is Baseline.ANY:
        caution = " 같은 업종까지 포함한 비교이므로 정책 판단의 근거로 활용할 수 없습니다."
    elif _weak(table, pair):
        caution = " 이 층에서는 근거로서의 힘이 약합니다."
    return f"{lead}. {tail}{caution}"


def _weak(table: GapTable, pair: PairGap) -> bool:
    """Whether "as expected" is weak evidence: the layer has programmes and the power is low."""
    return (
        table.layer is not Layer.DIRECT and pair.verdict is Verdict.EXPECTED and (pair.power or 0.0) < POWER
    )


def _were(number: int, thing: str) -> str:
    return f"1 {thing} was" if number == 1 else f"{number} {thing}s were"


def _thing(table: GapTable) -> str:
    return "tie" if table.layer is Layer.DIRECT else "tied pair"


def _given(table: GapTable) -> str:
    if table.baseline is Baseline.ANY:
        return " if partners were chosen at random"
    return " from how outward-looking each organisation is"


def _step(pair: PairGap) -> str:
    return f"step {pair.step}"


def _could_english(pair: PairGap) -> str:
    if pair.power is None:
        return "the power to detect a gap is unknown"
    if pair.power >= POWER:
        return f"a gap of factor {GAP} would very likely have been detected (power {_percent(pair.power)})"
    more = (
        f"a power of {_percent(POWER)} needs about {pair.detectable:.0f} expected ties"
        if pair.detectable is not None
        else "no number of ties would be enough"
    )
    if pair.power < HARDLY:
        return f"but a gap of factor {GAP} could not have been detected here ({more})"
    return f"but a gap of factor {GAP} may be missed here (power {_percent(pair.power)}; {more})"


def _could_korean(pair: PairGap, unit: str) -> str:
    if pair.power is None:
        return "확인할 수 있는 공백의 크기는 알 수 없습니다."
    if pair.power >= POWER:
        return (
            f"연결이 예상의 {GAP}배에 그쳤다면 대부분 확인되었을 것입니다(발견 확률 {_percent(pair.power)})."
        )
    more = (
        f"{_percent(POWER)} 확률로 확인하려면 예상 연결 약 {pair.detectable:.0f}{unit} 필요"
        if pair.detectable is not None
        else "연결이 아무리 많아도 확인 불가"
    )
    if pair.power < HARDLY:
        return f"다만 연결이 예상의 {GAP}배에 그치더라도 이 자료로는 확인할 수 없습니다({more})."
    return f"다만 연결이 예상의 {GAP}배에 그치더라도 확인하지 못할 수 있습니다(발견 확률 {_percent(pair.power)}, {more})."


def _percent(power: float) -> str:
    return f"{min(math.floor(100 * power), 99):.0f} %"


def _small(q: float | None) -> str:
    if q is None:
        return "= –"
    return "< 0.001" if q < 0.001 else f"= {q:.3f}"
