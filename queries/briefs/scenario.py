"""The brief on a scenario: what alliances, ties and removals would change between sectors and in the whole network."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from graph.figures import Sentence as Words
from queries.briefs import topic
from queries.briefs.basis import about, basis_of, licences_in_words
from queries.briefs.numbers import cell, counted, joined, number, percent, same, sector_name, ties
from queries.briefs.pairs import RECORDED_ONLY, UNDER, noted
from queries.scenario_parameters import ScenarioParameters
from queries.whatif import whatif
from viz.briefs.model import Brief, Column, Figured, Name, Table, say

if TYPE_CHECKING:
    from queries.briefs.basis import Basis
    from queries.scenario_shapes import Scenario, ScenarioNetwork, ScenarioPair
    from queries.view import View
    from viz.briefs.model import Said

FOUND, ROWS = 3, 15
"""Pairs of sectors in the findings, and in the table."""
LONGEST = 1200
"""Characters of a scenario that are printed; a longer one is identified by its hash."""


@topic("scenario", ko="가정 시나리오", en="A scenario: what if", parameters=ScenarioParameters)
def make(view: View, _: str | None, parameters: ScenarioParameters) -> Brief:
    """Make the brief."""
    found = whatif(view, parameters)
    basis = basis_of("scenarios", found, parameters, changes=None, graph_version=None, posted=True)
    said = [pair for pair in found.pairs if pair.sentence is not None]
    pairs_note = basis.note("업종 쌍별 변화", "change by pair of sectors")
    return Brief(
        title=say("가정 시나리오 검토", "A scenario: what would change"),
        about=(*about(found, None), written_out(parameters)),
        findings=(
            *new_ties(found, basis),
            *noted(
                [Words(pair.sentence.ko, pair.sentence.en) for pair in said[:FOUND] if pair.sentence],
                pairs_note,
            ),
            *network(found.whole, basis),
        ),
        figure=None,
        tables=pairs_table(said, basis),
        steps=steps_of(found.pairs, basis),
        leads=(),
        limits=(
            *noted(
                [Words(one.ko, one.en) for one in found.mechanical],
                basis.note("정의에 따른 변화", "by definition of the scenario"),
            ),
            *noted(
                [Words(one.basis.ko, one.basis.en) for one in found.conversions],
                basis.note("전환율의 근거", "basis of the conversion"),
            ),
            *noted([Words(one.ko, one.en) for one in found.notes], basis.note("자료 버전", "data version")),
            RECORDED_ONLY,
        ),
        licence=licences_in_words(view),
    )


def written_out(parameters: ScenarioParameters) -> Said:
    """Write out the scenario, so that it can be asked again; a long one by its hash."""
    asked = parameters.model_dump_json(exclude_none=True, exclude_defaults=True)
    if len(asked) > LONGEST:
        asked = f"{asked[:LONGEST]} … blake2b {blake2b(asked.encode(), digest_size=8).hexdigest()}"
    return say(
        "시나리오(요청 본문): {asked}", "Scenario (request body): {asked}", asked=Name(Words(asked, asked))
    )


def new_ties(found: Scenario, basis: Basis) -> tuple[Said, ...]:
    """Say how many ties the members of alliances are expected to form."""
    if found.new_ties is None:
        return ()
    spread = found.new_ties
    expected = basis.note(
        "새로 생길 것으로 예상되는 회원 간 연결: 평균과 95% 구간",
        "ties expected to form among members: mean and 95% interval",
    )
    words = Words(
        f"{spread.mean:.1f}건({spread.low:.0f}–{spread.high:.0f}건)",
        f"{spread.mean:.1f} ({spread.low:.0f}–{spread.high:.0f})",
    )
    return (
        say(
            "아직 연결이 없는 회원 쌍 {open} 가운데 {years} 안에 {new}의 연결이 생길 것으로 예상됩니다.",
            "Of {open} of members without a tie, {new} are expected to become tied within {years}.",
            open=counted(
                found.open_pairs,
                basis.note("연결이 없는 회원 쌍", "pairs of members without a tie"),
                "개",
                "pair",
            ),
            years=counted(found.years, expected, "년", "year"),
            new=Figured(words, expected),
        ),
    )


def network(whole: ScenarioNetwork | None, basis: Basis) -> tuple[Said, ...]:
    """Say what changes in the whole network; nothing where it changes by chance only."""
    if whole is None:
        return ()
    largest = basis.note("가장 큰 연결망의 기관 수", "organisations in the largest component")
    efficiency = basis.note(
        "연결망 효율(기관 간 거리의 역수 평균)의 변화", "change of efficiency (mean of one over the distance)"
    )
    change = percent(whole.change)
    return (
        say(
            "가장 큰 연결망은 {before}에서 {after}으로, 연결망 효율은 {change} 달라집니다.",
            "The largest component goes from {before} to {after}; efficiency changes by {change}.",
            before=counted(whole.largest_component[0], largest, "곳", "organisation"),
            after=number(whole.largest_component[1], largest, "곳"),
            change=same(change, efficiency),
        ),
    )


def pairs_table(pairs: list[ScenarioPair], basis: Basis) -> tuple[Table, ...]:
    """Return the table of the pairs of sectors that change."""
    if not pairs:
        return ()
    before = basis.note("지금의 연결과 예상치", "ties and expected ties now")
    after = basis.note("시나리오 이후의 연결과 예상치(평균)", "ties and expected ties afterwards (means)")
    called = basis.note("공백 판정이 유지될 확률", "chance that the gap stays called")
    leave = basis.note("공백 판정에서 벗어나는 데 필요한 연결", "ties that end the verdict")
    columns = (
        Column(Words("업종 쌍", "Pair of sectors"), share=5),
        Column(Words("현재 실제/예상", "Now"), before, 3, numeric=True),
        Column(Words("이후 실제/예상", "Afterwards"), after, 3, numeric=True),
        Column(Words("공백 유지", "Still called"), called, 2, numeric=True),
        Column(Words("필요 연결", "Ties needed"), leave, 2, numeric=True),
    )
    rows = tuple(
        (
            joined([sector_name(one.a), sector_name(one.b)], "–"),
            cell(f"{one.before.observed:.0f} / {one.before.expected:.1f}"),
            cell(f"{one.after.observed:.1f} / {one.after.expected:.1f}"),
            cell(percent(one.still_called)),
            cell("–" if one.ties_to_leave_verdict is None else f"{one.ties_to_leave_verdict}"),
        )
        for one in pairs[:ROWS]
    )
    return (Table(say("달라지는 업종 쌍", "Pairs of sectors that change"), columns, rows),)


def steps_of(pairs: list[ScenarioPair], basis: Basis) -> tuple[Said, ...]:
    """Say what would close the gaps that stay, or that none stays."""
    note = basis.note("공백 판정에서 벗어나는 데 필요한 연결", "ties that end the verdict")
    staying = [one for one in pairs if one.before.verdict == UNDER and one.ties_to_leave_verdict]
    return tuple(
        say(
            "{a}–{b}: 공백 판정에서 벗어나려면 새로운 연결 {needed} 필요",
            "{a} and {b}: {needed} more would end the verdict of a gap.",
            a=sector_name(one.a),
            b=sector_name(one.b),
            needed=ties(one.ties_to_leave_verdict or 0, note, "direct"),
        )
        for one in staying
    )
