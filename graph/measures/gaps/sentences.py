"""One Korean and one English sentence on each sector pair; what all pairs have in common is stated once, in `warnings`."""

from __future__ import annotations

from graph.figures import Sentence
from graph.measures.gaps.result import GapTable, PairGap, Verdict
from graph.measures.gaps.stepdown import ENOUGH
from graph.measures.gaps.ties import Baseline
from graph.vocabulary import Layer


def say_pair(
    table: GapTable, pair: PairGap, *, names_ko: tuple[str, str], names_en: tuple[str, str]
) -> Sentence:
    """Describe one pair of a table, given the names of its sectors `a` and `b`."""
    return Sentence(_korean(table, pair, *names_ko), _english(table, pair, *names_en))


def _english(table: GapTable, pair: PairGap, a: str, b: str) -> str:
    one, more = ("tie", "ties") if table.layer is Layer.DIRECT else ("tied pair", "tied pairs")
    count = f"is 1 {one}" if pair.observed == 1 else f"are {pair.observed} {more}"
    between = f"within {a}" if pair.a == pair.b else f"between {a} and {b}"
    basis = (
        "From how much their organisations work with other sectors"
        if table.baseline is Baseline.OUTWARD
        else "With partners chosen at random"
    )
    lead = f"There {count} {between}. {basis}, about {pair.expected:.1f} would be expected"
    if _fixed(pair):
        return f"There {count} {between}. The number follows from the ties of each organisation alone, so there is no verdict."
    if pair.verdict is Verdict.TOO_LITTLE:
        return f"{lead}: too little data for a verdict, which does not rule out a gap."
    told = {
        Verdict.UNDER: "clearly fewer than expected",
        Verdict.OVER: "clearly more than expected",
        Verdict.EXPECTED: "in line with expectation",
    }[pair.verdict]
    return f"{lead}: {told} (q {_small(pair.q)})."


def _korean(table: GapTable, pair: PairGap, a: str, b: str) -> str:
    between = f"{a} 업종 내" if pair.a == pair.b else f"{a}–{b} 간"
    thing, unit = ("연결은", "건") if table.layer is Layer.DIRECT else ("연결된 기관은", "쌍")
    of_whom = "기관들의" if pair.a == pair.b else "두 업종 기관들의"
    basis = (
        f"{of_whom} 대외 활동 규모로 보면"
        if table.baseline is Baseline.OUTWARD
        else "상대를 무작위로 골랐다면"
    )
    lead = f"{between} {thing} {pair.observed}{unit}입니다. {basis} {pair.expected:.1f}{unit} 정도가"
    if _fixed(pair):
        return f"{between} {thing} {pair.observed}{unit}입니다. 이 값은 각 기관의 연결 수만으로 정해지므로 많고 적음을 판단할 수 없습니다."
    if pair.verdict is Verdict.TOO_LITTLE:
        return f"{lead} 예상되는 데 그쳐, 자료가 부족하여 판단할 수 없습니다(공백이 없다는 뜻은 아닙니다)."
    sure = f"q {_small(pair.q)}"
    if pair.verdict is Verdict.EXPECTED:
        return f"{lead} 예상되며, 실제도 그와 비슷한 수준입니다({sure})."
    degree = "적습니다" if pair.verdict is Verdict.UNDER else "많습니다"
    return f"{lead} 예상되는데, 이보다 뚜렷하게 {degree}({sure})."


def _fixed(pair: PairGap) -> bool:
    """Whether enough ties are expected, but no other number of them is possible."""
    return pair.verdict is Verdict.TOO_LITTLE and pair.expected >= ENOUGH


def _small(q: float | None) -> str:
    if q is None:
        return "= –"
    return "< 0.001" if q < 0.001 else f"= {q:.3f}"
