"""Guards of an evaluation: what must hold before anything is estimated, each with its counts and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.evaluations import Guard, ReasonFigures

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST_MEMBERS = 20
FEWEST_EXPECTED = 5.0
MOST_FIXED = 0.2
LEAST_NAMED = 0.5


def failed_guards(
    named: int,
    reported: int | None,
    expected: tuple[float, float],
    fixed: int,
    until: str,
    youngest: str | None,
) -> tuple[ReasonFigures, ...]:
    """Return the guards that fail.

    Args:
        named: members with a name here.
        reported: members that the sources report, if they do.
        expected: ties expected among members before and after.
        fixed: members that no permutation moves.
        until: the day after the last of the window after the start.
        youngest: day of the youngest source, if any source has one; both as YYYY-MM-DD.
    """
    return tuple(_failed(named, reported, expected, fixed, until, youngest))


def _failed(
    named: int,
    reported: int | None,
    expected: tuple[float, float],
    fixed: int,
    until: str,
    youngest: str | None,
) -> Iterator[ReasonFigures]:
    if named < FEWEST_MEMBERS:
        yield reason(
            Guard.MEMBERS,
            f"이름이 확인된 회원이 {named}곳으로, 판단에 필요한 {FEWEST_MEMBERS}곳에 못 미칩니다. 전체 회원 명단이 있어야 합니다.",
            f"{named} named members: at least {FEWEST_MEMBERS} are needed. A full list of members would help.",
        )
    if min(expected) < FEWEST_EXPECTED:
        yield reason(
            Guard.EXPECTED,
            f"예상 연결 수가 출범 전 {expected[0]:.1f}건, 후 {expected[1]:.1f}건으로, 각각 {FEWEST_EXPECTED:.0f}건 이상이어야 합니다."
            " 국가 연구개발 과제(NTIS)나 특허 공동출원(KIPRIS)처럼 연결을 빠짐없이 담은 자료가 있어야 합니다.",
            f"{expected[0]:.1f} expected ties before and {expected[1]:.1f} after: at least {FEWEST_EXPECTED:.0f} each are needed."
            " Registers that record every tie would help: research projects (NTIS), patent co-applicants (KIPRIS).",
        )
    if fixed > MOST_FIXED * named:
        yield reason(
            Guard.FIXED,
            f"회원 {named}곳 가운데 {fixed}곳은 업종과 활동 규모가 비슷한 비회원이 없어 비교할 수 없습니다.",
            f"{fixed} of {named} members have no outsider of the same sector and activity to compare with: at most"
            f" {MOST_FIXED:.0%} may be without.",
        )
    if reported is not None and named < LEAST_NAMED * reported:
        yield reason(
            Guard.UNNAMED,
            f"회원이 약 {reported:,}곳으로 알려져 있으나 이름이 확인된 곳은 {named}곳뿐입니다. 절반 이상의 이름이 있어야 합니다.",
            f"{named} of about {reported:,} reported members are named: at least half are needed.",
        )
    if youngest is None or youngest < until:
        ko, en = (
            ("날짜가 있는 출처가 없습니다", "no source has a date")
            if youngest is None
            else (f"가장 최근 출처가 {youngest}입니다", f"the youngest source is of {youngest}")
        )
        yield reason(
            Guard.CENSORED,
            f"출범 후 기간이 {until}에 끝나는데 {ko}. 이후의 자료가 있어야 합니다.",
            f"The window after the start ends on {until}, and {en}. Later sources would help.",
        )


def reason(code: Guard, ko: str, en: str) -> ReasonFigures:
    """Make a reason."""
    return ReasonFigures(ko=ko, en=en, code=code)
