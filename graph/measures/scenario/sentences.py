"""What a scenario changes, in Korean and English sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.figures import Sentence
from graph.plurals import plural
from graph.verdict_words import quoted_ko

if TYPE_CHECKING:
    from graph.measures.scenario.answer import PairChange
    from graph.measures.scenario.rates import Rate
    from graph.measures.scenario.whole import WholeChange
    from graph.scenario_figures import Spread

KIND_KO = {
    "alliance": "얼라이언스",
    "mou": "업무협약",
    "project": "과제",
    "union": "유니언",
    "division": "분과",
}
KINDS_EN = {
    "alliance": "alliances",
    "mou": "agreements",
    "project": "projects",
    "union": "unions",
    "division": "divisions",
}


@dataclass(frozen=True, slots=True)
class Joined:
    """Who joins: the number of alliances and members, and the kind and rate of the only one (None with several)."""

    alliances: int
    members: int
    kind: str
    rate: Rate | None
    past_kind: str | None
    years: int


def say_basis(rate: Rate, kind: str, past_kind: str | None, years: int) -> Sentence:
    """Say where a rate comes from; `past_kind` is None where past programmes of all kinds stand in for too few of the kind."""
    if not rate.estimated:
        return Sentence(
            f"지정한 전환율 {rate.rate:.1%}를 적용한 값입니다.",
            f"The conversion of {_percent(rate.rate)} was given.",
        )
    pairs, converted, programmes = int(rate.pairs.sum()), int(rate.converted.sum()), len(rate.pairs)
    what_ko = KIND_KO[past_kind] if past_kind else "사업"
    what_en = KINDS_EN[past_kind] if past_kind else "programmes of all kinds"
    few_ko = "" if past_kind else f"과거 {KIND_KO[kind]} 사례가 적어 모든 유형의 사업을 사용하였습니다. "
    few_en = "" if past_kind else f"Past {KINDS_EN[kind]} are too few, so programmes of all kinds were used. "
    return Sentence(
        f"{few_ko}과거 {what_ko} {programmes}건에서 연결이 없던 회원 쌍 {pairs:,}개 중 {converted}개가 {years}년 안에 새로 연결되었습니다"
        "(해당 사업 보도에만 나오는 연결은 제외). 관측된 비율이며 사업의 효과는 아닙니다.",
        f"{few_en}In {programmes} past {what_en}, {converted} of {pairs:,} open pairs of members became tied within"
        f" {plural(years, 'year')}, ties reported only by the programme's own sources left out. This is a rate observed, not an effect.",
    )


def say_pair(pair: PairChange, joined: Joined, names_ko: str, names_en: str) -> Sentence | None:
    """Say what changes for a pair of sectors; None if nothing does."""
    ko: list[str] = []
    en: list[str] = []
    if pair.new is not None and pair.open_pairs:
        one_ko, one_en = _by_chance(pair.new, joined, names_ko, names_en)
        ko.append(one_ko)
        en.append(one_en)
    if pair.gained or pair.lost:
        moves_ko = [
            f"{pair.gained}건 추가" if pair.gained else "",
            f"{pair.lost}건 제외" if pair.lost else "",
        ]
        added, gone = plural(pair.gained, "tie is", "ties are"), plural(pair.lost, "tie is", "ties are")
        moves_en = [f"{added} added" if pair.gained else "", f"{gone} removed" if pair.lost else ""]
        ko.append(f"가정에 따라 {names_ko} 연결이 {', '.join(filter(None, moves_ko))}됩니다.")
        en.append(f"{names_en}: by definition of the scenario {' and '.join(filter(None, moves_en))}.")
    if pair.after.verdict != pair.before.verdict:
        then, now, share = (
            quoted_ko(pair.before.verdict),
            quoted_ko(pair.after.verdict),
            pair.after.verdict_share,
        )
        most_ko = "" if share == 1.0 else f" {share:.0%}의 경우"
        most_en = "" if share == 1.0 else f" in {_percent(share, 0)} of the draws"
        ko.append(f"{names_ko} 판정은{most_ko} ‘{then}’에서 ‘{now}’으로 바뀝니다.")
        en.append(
            f"The verdict on {names_en} turns{most_en} from “{pair.before.verdict}” to “{pair.after.verdict}”."
        )
    elif ko and pair.still_called is not None and pair.new is not None:
        ko.append(f"공백 판정은 {pair.still_called:.0%}의 경우 그대로 유지됩니다.")
        en.append(f"The gap is still called in {_percent(pair.still_called, 0)} of the draws.")
    if not ko:
        return None
    if pair.ties_to_leave_verdict is not None:
        ko.append(f"공백 판정에서 벗어나려면 연결 {pair.ties_to_leave_verdict}건이 필요합니다.")
        en.append(f"{plural(pair.ties_to_leave_verdict, 'new tie')} would end the verdict of a gap.")
    return Sentence(" ".join(ko), " ".join(en))


def _by_chance(new: Spread, joined: Joined, names_ko: str, names_en: str) -> tuple[str, str]:
    low, high = f"{new.low:.0f}", f"{new.high:.0f}"
    number = f"{new.mean:.1f}" if new.mean < 0.95 else f"{new.mean:.0f}"  # the last that rounds to one
    number_ko, number_en = f"{number}건", number
    if number == "0.0":
        number_ko, number_en = "0.1건 미만", "fewer than 0.1"
    kind = KIND_KO[joined.kind]
    into = f"이 {kind}에" if joined.alliances == 1 else f"새 협력체 {joined.alliances}건에"
    ko = (
        f"회원 {joined.members:,}곳이 {into} 참여하면 {joined.years}년 안에 {names_ko} 연결이 {number_ko}({low}–{high}건)"
        " 생길 것으로 예상됩니다."
    )
    them = "this alliance" if joined.alliances == 1 else f"these {joined.alliances} alliances"
    en = (
        f"If {joined.members:,} members join {them}, {number_en} ({low}–{high}) new {names_en} ties are expected within"
        f" {plural(joined.years, 'year')}."
    )
    rate = joined.rate
    if rate is None:
        return (
            f"{ko} 과거 같은 유형 사업의 전환율을 적용한 값입니다.",
            f"{en} The rates of past programmes were applied.",
        )
    if not rate.estimated:
        return (
            f"{ko} 지정한 전환율 {rate.rate:.1%}를 적용한 값입니다.",
            f"{en} The rate of {_percent(rate.rate)} was given.",
        )
    pairs, converted = int(rate.pairs.sum()), int(rate.converted.sum())
    past = KIND_KO[joined.past_kind] if joined.past_kind else "사업"
    past_en = KINDS_EN[joined.past_kind] if joined.past_kind else "programmes"
    return (
        f"{ko} 과거 {past}의 회원 쌍 {pairs:,}개 중 {converted}개만 새로 연결된 비율을 적용한 값입니다.",
        f"{en} This applies the rate of past {past_en}, where {converted} of {pairs:,} open pairs became tied.",
    )


def say_seats(pairs: int) -> Sentence:
    """Say that pairs of members of an alliance are its definition."""
    return Sentence(
        f"새로 이어지는 기관 쌍 {pairs:,}개는 협력체 참여를 가정한 데 따른 것으로, 협력의 결과가 아닙니다.",
        f"The {plural(pairs, 'new pair')} of members {'is' if pairs == 1 else 'are'} the definition of the alliance, not its result.",
    )


def say_ties(given: int, known: int) -> Sentence:
    """Say that ties were added by the scenario; `known` of them existed already."""
    more_ko = f" 이 중 {known}건은 이미 있는 연결입니다." if known else ""
    more_en = f" {known} of them existed already." if known else ""
    return Sentence(
        f"연결 {given}건은 직접 추가한 가정이므로, 해당 업종 쌍의 연결이 늘어난 것은 결과가 아닙니다.{more_ko}",
        f"{plural(given, 'tie was', 'ties were')} added by the scenario itself: more ties of their own pair of sectors are not a result.{more_en}",
    )


def say_certain(rate: Rate) -> Sentence:
    """Say that a conversion of 1 ties all members."""
    del rate
    return Sentence(
        "전환율을 1로 지정하여 모든 회원 쌍이 연결되었습니다. 이는 가정이며 예측이 아닙니다.",
        "With a conversion of 1 all members are tied: an assumption, not a prediction.",
    )


def say_removal(names_ko: str, names_en: str, lost: int, whole: WholeChange, verdicts_lost: int) -> Sentence:
    """Say what the removal of organisations does to the whole network."""
    before, after = whole.before, whole.after
    change = whole.change or 0.0
    ko = (
        f"{names_ko} 제외 시 연결 {lost:,}건이 사라지고, 서로 이어진 가장 큰 집단은 {before.largest_component:,}곳에서"
        f" {after.largest_component:,}곳으로, 네트워크 효율은 {abs(change):.1%} {'낮아집니다' if change <= 0 else '높아집니다'}."
    )
    en = (
        f"Without {names_en}, {plural(lost, 'tie is', 'ties are')} gone, the largest component has {after.largest_component:,}"
        f" instead of {before.largest_component:,} organisations, and efficiency is {abs(100 * change):.1f} % "
        f"{'lower' if change <= 0 else 'higher'}."
    )
    if verdicts_lost:
        ko += f" 업종 쌍 {verdicts_lost}개의 공백 판정이 유지되지 않습니다."
        en += f" {plural(verdicts_lost, 'gap is', 'gaps are')} no longer called."
    return Sentence(ko, en)


def say_version(asked: str, present: str) -> Sentence:
    """Say that a scenario was made on another graph version."""
    return Sentence(
        f"이 시나리오는 자료 버전 {asked}에서 작성되었습니다. 결과는 현재 자료(버전 {present})로 계산하였습니다.",
        f"The scenario was made on graph version {asked}; the answer is from the present one, {present}.",
    )


def _percent(rate: float, digits: int = 1) -> str:
    return f"{100 * rate:.{digits}f} %"
