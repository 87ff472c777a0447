"""Sentences on an evaluation in Korean and English: the verdict with its counts, and what the data cannot show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.evaluations import Finding
from graph.figures import Sentence
from graph.plurals import plural

if TYPE_CHECKING:
    from graph.measures.evaluation.result import Evaluation

LIMITS = (
    Sentence(
        ko="보도와 자료는 해마다 늘어나므로, 연결 수의 증가에는 기록의 증가가 섞여 있습니다.",
        en="Reporting grows with time: part of any increase is an increase in records.",
    ),
    Sentence(
        ko="회원 명단은 완전하지 않습니다. 이름이 알려지지 않은 회원 사이의 연결은 셀 수 없습니다.",
        en="Membership lists are incomplete: ties of members without a name here cannot be counted.",
    ),
    Sentence(
        ko="참여 기관은 추첨으로 정해지지 않았습니다. 원래 협력이 늘던 기관이 참여했을 수 있습니다.",
        en="Who joined was not decided by lot: organisations whose cooperation was growing anyway may have joined.",
    ),
    Sentence(
        ko="연결은 성과가 아닙니다. 매출, 고용, 기술 개발의 효과는 이 자료로 알 수 없습니다.",
        en="Ties are not outcomes: effects on sales, jobs or technology are not in this data.",
    ),
)
"""What no evaluation from this data can show."""


def say_verdict(found: Evaluation, names: tuple[str, str], years: int) -> Sentence:
    """Say the verdict with its counts; `names` are the programme's Korean and English names."""
    match found.verdict:
        case Finding.MORE:
            return Sentence(
                ko=f"회원 간 연결은 각 기관의 활동 증가를 감안해도 출범 전의 {found.ratio:.1f}배로 늘었습니다(p = {found.p:.3f})."
                " 선정된 기관이 원래 서로 가까워지던 중이었을 가능성은 배제할 수 없습니다.",
                en=f"Ties among members grew to {found.ratio:.1f} times their number before the start, beyond the growth of each"
                f" organisation's own activity (p = {found.p:.3f}). That they were already growing closer cannot be ruled out.",
            )
        case Finding.NO_DIFFERENCE:
            return Sentence(
                ko=f"뚜렷한 차이는 확인되지 않았습니다(p = {found.p:.3f}). {say_detectable(found.detectable).ko}",
                en=f"No clear difference was found (p = {found.p:.3f}). {say_detectable(found.detectable).en}",
            )
        case Finding.DOUBTFUL:
            return Sentence(
                ko=f"회원 간 연결은 출범 전부터 이미 달라지고 있었습니다(출범 전 기간의 p = {found.pretrend_p:.3f}). 출범 후의 변화"
                f"(p = {found.p:.3f})를 이 사업의 효과로 보기 어렵습니다.",
                en=f"Ties among members were already changing before the start (p = {found.pretrend_p:.3f} one window earlier), so that"
                f" the change after it (p = {found.p:.3f}) can hardly be attributed to the programme.",
            )
        case Finding.NOT_ESTIMATED:
            return say_not_estimated(found, names, years)


def say_detectable(factor: float | None) -> Sentence:
    """Say which effects this data can show."""
    if factor is None:
        return Sentence(
            ko="다만 이 자료로는 큰 효과도 알아내기 어렵습니다(회원 간 연결이 8배로 늘었어도 발견 확률 80% 미만).",
            en="Even large effects are hard to detect with this data: 8 times as many ties among members would be found with"
            " less than 80% power.",
        )
    return Sentence(
        ko=f"다만 회원 간 연결을 {factor:.1f}배 미만으로 늘린 효과는 이 자료로 알아내기 어렵습니다.",
        en=f"Effects that multiply the ties among members by less than {factor:.1f} are hard to detect with this data.",
    )


def say_not_estimated(found: Evaluation, names: tuple[str, str], years: int) -> Sentence:
    """Say that nothing can be estimated, with the members and ties that are known."""
    before, after = found.before, found.after
    reported = found.members_reported
    of_ko = f"회원 약 {reported:,}곳 가운데 이름이 확인된 곳은" if reported else "이름이 확인된 회원은"
    of_en = f"of about {reported:,} members" if reported else plural(found.members_named, "member")
    known_en = f"{found.members_named} {of_en} {'is' if found.members_named == 1 else 'are'} named" if reported else f"{of_en} {'is' if found.members_named == 1 else 'are'} named"  # fmt: skip
    echo_ko = f"(사업 보도에만 나오는 {after.echo}건 제외)" if after.echo else ""
    echo_en = f" ({after.echo} more rest only on the programme's own reports)" if after.echo else ""
    e0, e1 = before.expected or 0.0, after.expected or 0.0
    none = before.expected is None and after.expected is None
    if none:
        told_ko, told_en = (
            "두 기간에 시작된 연결이 자료 전체에 없어 예상 연결도 없습니다",
            "No tie in the data began in either window",
        )
    else:
        told_ko = f"예상 연결은 각각 {e0:.1f}건과 {e1:.1f}건"
        told_en = f"Expected are {e0:.1f} and {e1:.1f}"
    short_ko = "" if none else "으로, 판단에 필요한 5건에 못 미칩니다" if min(e0, e1) < 5 else "입니다"
    short_en = "" if none else ", below the 5 that are needed" if min(e0, e1) < 5 else ""
    return Sentence(
        ko=f"이 자료로는 ‘{names[0]}’의 효과를 추정할 수 없습니다. {of_ko} {found.members_named}곳(기업 {found.companies_named}곳)이고,"
        f" 확인된 회원 사이의 연결은 출범 전 {years}년 {before.ties}건, 후 {years}년 {after.ties}건{echo_ko}입니다."
        f" {told_ko}{short_ko}. 효과가 없었다는 뜻은 아닙니다.",
        en=f"The effect of “{names[1]}” cannot be estimated from this data: {known_en}"
        f" ({plural(found.companies_named, 'company', 'companies')}); among them {plural(before.ties, 'tie')} began in the"
        f" {plural(years, 'year')} before the start and {after.ties} after{echo_en}. {told_en}{short_en}."
        " This does not mean that there was no effect.",
    )
