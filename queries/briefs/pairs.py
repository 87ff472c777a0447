"""What topics say on pairs of sectors: findings, the table of pairs that can be judged, and limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graph.figures import Sentence as Words
from graph.verdict_words import VERDICTS_KO
from graph.vocabulary import Layer
from queries.briefs.numbers import cell, counted, joined, number, same, sector_name, small, ties
from viz.briefs.model import Column, Figured, Name, Note, Table, say

if TYPE_CHECKING:
    from queries.briefs.basis import Basis
    from queries.gaps import SectorPair, Sentence
    from viz.briefs.model import Said

UNDER, OVER, EXPECTED = "under-connected", "over-connected", "as expected"
VERDICTS: Mapping[str, Words] = {
    UNDER: Words(VERDICTS_KO[UNDER], "fewer"),
    OVER: Words(VERDICTS_KO[OVER], "more"),
    EXPECTED: Words(VERDICTS_KO[EXPECTED], "as expected"),
}
DIFFERS: Mapping[str, Words] = {
    UNDER: Words("이보다 뚜렷하게 적습니다", "clearly fewer"),
    OVER: Words("이보다 뚜렷하게 많습니다", "clearly more"),
    EXPECTED: Words("이와 뚜렷하게 다르지 않습니다", "no clear difference"),
}
GIVEN: Mapping[str, Words] = {
    "outward": Words(
        "두 업종 기관들의 대외 활동 규모로 보면",
        "Given how outward-looking the organisations of the two sectors are,",
    ),
    "any": Words("상대를 무작위로 골랐다면", "With partners chosen at random,"),
}


def testable(pairs: Sequence[SectorPair]) -> list[SectorPair]:
    """Return the pairs that have a verdict, most certain first."""
    return [pair for pair in pairs if pair.q is not None]


def called(pairs: Sequence[SectorPair], verdict: str) -> list[SectorPair]:
    """Return the pairs with a verdict, most certain first."""
    return [pair for pair in pairs if pair.verdict == verdict]


class PairNotes:
    """The notes of the figures of pairs, of one answer."""

    def __init__(self, basis: Basis, layer: str) -> None:
        thing = ("연결 수", "ties") if layer == Layer.DIRECT else ("연결된 기관 쌍의 수", "tied pairs")
        self.unit = "건" if layer == Layer.DIRECT else "쌍"
        self.observed = basis.note(f"기록된 {thing[0]}", f"recorded {thing[1]}")
        self.expected = basis.note(f"예상되는 {thing[0]}", f"expected {thing[1]}")
        self.ratio = basis.note(
            "실제/예상의 비율과 그 95% 신뢰구간", "observed over expected, with its 95% interval"
        )
        self.q = basis.note(
            "q: 이 값 이하를 모두 공백으로 판정할 때 잘못된 판정이 차지하는 비율(0.05 이하이면 판정)",
            "q: share of false calls if every pair up to this value is called (called at 0.05 or less)",
        )
        self.tested = basis.note(
            "판단할 수 있는 업종 쌍(예상 연결 5건 이상)",
            "pairs of sectors that can be judged (5 or more expected ties)",
        )
        self.verdicts = basis.note(
            "판정된 업종 쌍의 수(q 0.05 이하)", "pairs of sectors called (q of 0.05 or less)"
        )


def how_many(pairs: Sequence[SectorPair], notes: PairNotes) -> Said:
    """Say how many pairs can be judged, and how many are called."""
    return say(
        "업종 쌍 {all} 중 {tested}를 판단할 수 있으며, 이 가운데 연결이 예상보다 뚜렷하게 적은 쌍은 {under}, 뚜렷하게 많은 쌍은 {over}입니다.",
        "{tested} of {all} pairs of sectors can be judged. Clearly fewer ties than expected: {under}; clearly more: {over}.",
        all=number(len(pairs), notes.tested, "개"),
        tested=number(len(testable(pairs)), notes.tested, "개"),
        under=number(len(called(pairs, UNDER)), notes.verdicts, "개"),
        over=number(len(called(pairs, OVER)), notes.verdicts, "개"),
    )


def finding(pair: SectorPair, notes: PairNotes, layer: str, baseline: str) -> Said:
    """Say what is recorded between two sectors, what would be expected, and how they differ."""
    thing = "연결은" if layer == Layer.DIRECT else "연결된 기관 쌍은"
    given, differs = GIVEN[baseline], DIFFERS[pair.verdict]
    within = pair.a == pair.b
    names = {"a": sector_name(pair.a)} if within else {"a": sector_name(pair.a), "b": sector_name(pair.b)}
    ko, en = ("{a} 업종 안의", "inside {a}") if within else ("{a}–{b} 간", "between {a} and {b}")
    return say(
        f"{ko} {thing} {{observed}}입니다. {given.ko} {{expected}} 정도가 예상되는데, {differs.ko}(q {{q}}).",
        f"The data has {{observed}} {en}. {given.en} about {{expected}} would be expected: {differs.en} (q {{q}}).",
        **names,
        observed=ties(pair.observed, notes.observed, layer),
        expected=ties(pair.expected, notes.expected, layer),
        q=same(small(pair.q), notes.q),
    )


def judged(pairs: Sequence[SectorPair], notes: PairNotes) -> tuple[Table, ...]:
    """Return the table of the pairs that can be judged; none if there is none."""
    if not testable(pairs):
        return ()
    title = say("판단할 수 있는 업종 쌍(확실한 순)", "Pairs that can be judged, most certain first")
    columns = (
        Column(Words("업종 쌍", "Pair of sectors"), share=6),
        Column(Words(f"실제({notes.unit})", "Recorded"), notes.observed, 2, numeric=True),
        Column(Words(f"예상({notes.unit})", "Expected"), notes.expected, 2, numeric=True),
        Column(Words("실제/예상 [95% 구간]", "Ratio [95% interval]"), notes.ratio, 4, numeric=True),
        Column(Words("q", "q"), notes.q, 2, numeric=True),
        Column(Words("판정", "Verdict"), share=2),
    )
    return (Table(title, columns, tuple(pair_row(pair) for pair in testable(pairs))),)


def pair_row(pair: SectorPair) -> tuple[Words | Name, ...]:
    """Return the row of a pair."""
    return (
        joined([sector_name(pair.a), sector_name(pair.b)], "–"),
        cell(f"{pair.observed}"),
        cell(f"{pair.expected:.1f}"),
        cell(f"{pair.ratio:.2f} [{pair.ratio_low:.2f}, {pair.ratio_high:.2f}]"),
        cell(small(pair.q).removeprefix("= ")),
        VERDICTS[pair.verdict],
    )


def untestable(pairs: Sequence[SectorPair], notes: PairNotes) -> Said:
    """Say that no verdict does not mean no gap, and which sectors have none at all."""
    rest = len(pairs) - len(testable(pairs))
    known = {key for pair in testable(pairs) for key in (pair.a, pair.b)}
    without = sorted({key for pair in pairs for key in (pair.a, pair.b)} - known)
    ko, en = ("(판단할 수 있는 쌍이 없는 업종: {without})", " ({without} have none)") if without else ("", "")
    return say(
        f"나머지 {{rest}}은 자료가 부족하여 판단할 수 없으며{ko}, 공백이 없다는 뜻은 아닙니다.",
        f"The other {{rest}} have too little data for a verdict{en}, which does not rule out gaps.",
        rest=counted(rest, notes.tested, "개 쌍", "pair"),
        **({"without": joined([sector_name(key) for key in without])} if without else {}),
    )


def noted(sentences: Sequence[Words], note: Note) -> tuple[Said, ...]:
    """Give sentences of an answer its note."""
    return tuple(say("{said}", "{said}", said=Figured(one, note)) for one in sentences)


def warned(warnings: Sequence[Sentence], basis: Basis) -> tuple[Said, ...]:
    """Repeat the warnings on a table of pairs."""
    note = basis.note("이 표의 유의 사항", "warning on this table")
    return noted([Words(one.ko, one.en) for one in warnings], note)


RECORDED_ONLY = say(
    "연결 기록이 없다고 해서 관계가 없다는 뜻은 아닙니다. 공개 자료에 나오지 않은 거래와 협력은 집계되지 않습니다.",
    "A missing tie is not evidence of no tie: deals and collaborations that no public source states are not counted.",
)
