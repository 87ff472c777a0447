"""What a pair's verdict hangs on, in one Korean and one English sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.figures import Sentence
from graph.verdict_words import quoted_ko

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.measures.gaps.drivers import Driver

NAMED = 5
"""Organisations named in a sentence."""


def say_drivers(
    expected: float, verdict: str, found: Sequence[Driver], names: Mapping[int, tuple[str, str]]
) -> Sentence:
    """Say how much of the expectation comes from one organisation, and without whom the verdict is another.

    Args:
        expected: expected ties of the pair.
        verdict: its verdict.
        found: its drivers, largest part first.
        names: Korean and English name of each driver.
    """
    if not found:
        return Sentence(
            "예상 연결을 이루는 기관이 없습니다.",
            "No organisation contributes to the expected ties.",
        )
    first = found[0]
    ko = f"기대치의 {_share_ko(first.share)} {names[first.organisation][0]} 한 곳에서 나옵니다."
    en = f"{_share_en(first.share)} of the expected ties involve one organisation, {names[first.organisation][1]}."
    lost = [one for one in found if one.lost]
    if not lost:
        kept = f"어느 한 기관을 제외하여도 판정({quoted_ko(verdict)})은 바뀌지 않습니다."
        return Sentence(
            f"{ko} {kept}", f"{en} The verdict ({verdict}) stays whichever organisation is left out."
        )
    if len(lost) == 1:
        return Sentence(
            f"{ko} {_without_ko(lost[0], expected, names)}", f"{en} {_without_en(lost[0], expected, names)}"
        )
    few = lost[:NAMED]
    rest = len(lost) - len(few)
    ko_names = ", ".join(names[one.organisation][0] for one in few) + (f" 등 {len(lost)}곳" if rest else "")
    en_names = ", ".join(names[one.organisation][1] for one in few) + (f" and {rest} more" if rest else "")
    return Sentence(
        f"{ko} 다음 기관 중 한 곳만 제외하여도 판정이 바뀝니다: {ko_names}.",
        f"{en} Leaving out any one of these changes the verdict: {en_names}.",
    )


def _without_ko(one: Driver, expected: float, names: Mapping[int, tuple[str, str]]) -> str:
    name = names[one.organisation][0]
    return (
        f"{name} 제외 시 예상 연결은 {expected:.1f}건에서 {one.expected_without:.1f}건으로 바뀌고"
        f" 판정은 ‘{quoted_ko(one.verdict_without)}’입니다."
    )


def _without_en(one: Driver, expected: float, names: Mapping[int, tuple[str, str]]) -> str:
    name = names[one.organisation][1]
    return (
        f"Without {name}, {one.expected_without:.1f} instead of {expected:.1f} ties are expected"
        f" and the verdict is “{one.verdict_without}”."
    )


def _share_ko(share: float) -> str:
    """A share with the subject particle: 절반 이상(55%)이."""
    if share >= 0.5:
        return f"절반 이상({share:.0%})이"
    if share >= 0.45:
        return f"절반 가까이({share:.0%})가"
    return f"{share:.0%}가"


def _share_en(share: float) -> str:
    percent = f"{100 * share:.0f} %"
    if share >= 0.5:
        return f"More than half ({percent})"
    return f"Nearly half ({percent})" if share >= 0.45 else percent
