"""The brief on gaps: pairs of sectors with fewer ties than expected, and what to do about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.figures import Sentence as Words
from queries.briefs import topic
from queries.briefs.basis import about, basis_of, licences_in_words
from queries.briefs.leads import hanging, leads_for
from queries.briefs.numbers import number, organisations, percent, same, sector_name, share
from queries.briefs.pairs import (
    OVER,
    RECORDED_ONLY,
    UNDER,
    PairNotes,
    called,
    finding,
    how_many,
    judged,
    testable,
    untestable,
    warned,
)
from queries.gaps import GapTableParameters, gaps
from viz.briefs.model import Brief, Figure, Figured, say

if TYPE_CHECKING:
    from queries.briefs.basis import Basis
    from queries.gaps import GapsShape, SectorCoverage, SectorPair
    from queries.view import View
    from viz.briefs.model import Language, Picture, Said

FOUND = 3
"""Pairs in the findings."""
LEADS = (5, 3)
"""Pairs of organisations for the first gap, and for the second."""
SIZE = (112, 62)


@topic("gaps", ko="업종 간 연결 공백", en="Gaps between sectors", parameters=GapTableParameters)
def make(view: View, _: str | None, parameters: GapTableParameters) -> Brief:
    """Make the brief."""
    table = gaps(view, parameters)
    basis = basis_of("sectors/gaps", table, parameters)
    notes = PairNotes(basis, table.layer)
    under = called(table.pairs, UNDER)
    apart = [pair for pair in under if pair.a != pair.b]
    leads = [leads_for(view, pair, parameters, most) for pair, most in zip(apart, LEADS, strict=False)]
    return Brief(
        title=say("업종 간 연결 공백 현황", "Gaps between sectors"),
        about=about(table, youngest_of(table.sectors)),
        findings=(
            how_many(table.pairs, notes),
            *(
                said
                for pair in [*under, *called(table.pairs, OVER)][:FOUND]
                for said in (
                    finding(pair, notes, table.layer, table.baseline),
                    *(hanging(view, pair, table.layer, table.baseline, parameters) if pair in apart else ()),
                )
            ),
        ),
        figure=matrix_of(table, notes) if testable(table.pairs) else None,
        tables=judged(table.pairs, notes),
        steps=tuple(step for one in leads for step in one.steps) or (more_data(table.sectors, basis),),
        leads=tuple(lead for one in leads for lead in one.tables),
        limits=(
            RECORDED_ONLY,
            untestable(table.pairs, notes),
            *thin_data(under, table.sectors, basis),
            *(trust for one in leads[:1] for trust in one.trust),
            *warned(table.warnings, basis),
        ),
        licence=licences_in_words(view),
    )


def youngest_of(sectors: list[SectorCoverage]) -> str | None:
    """Return the publication date of the youngest source."""
    return max((one.youngest_source for one in sectors if one.youngest_source), default=None)


def matrix_of(table: GapsShape, notes: PairNotes) -> Figure:
    """Return the picture of the matrix, of the sectors that have a pair with a verdict."""
    whole = table.to_dict()
    known = {key for pair in testable(table.pairs) for key in (pair.a, pair.b)}
    shown = {
        **whole,
        "sectors": [one for one in whole["sectors"] if one["id"] in known],
        "pairs": [one for one in whole["pairs"] if {one["a"], one["b"]} <= known],
    }

    def draw(language: Language, kind: Picture) -> bytes:
        from viz.briefs.pictures import matrix

        return matrix(shown, language, kind, SIZE)

    under, over = len(called(table.pairs, UNDER)), len(called(table.pairs, OVER))
    alt = Words(
        f"업종 쌍별 실제 연결 수와 예상치의 행렬. 판단할 수 있는 쌍 {len(testable(table.pairs))}개, 연결이 적은 쌍 {under}개, 많은 쌍 {over}개. 수치는 아래 표에 있습니다.",
        f"Matrix of recorded and expected ties by pair of sectors: {len(testable(table.pairs))} pairs can be judged, {under} with fewer ties,"
        f" {over} with more. The table below has the figures.",
    )
    title = say(
        "업종 쌍별 실제 연결(괄호 안은 {expected}) – ● 뚜렷하게 다름, 빗금은 판단 불가",
        "Recorded ties by pair of sectors ({expected} in brackets) – ● clearly different, hatched: too little data",
        expected=notes_figure(notes),
    )
    return Figure(title, alt, draw, *SIZE)


def notes_figure(notes: PairNotes) -> Figured:
    """Return the word that carries the note of the figures in the matrix."""
    return Figured(Words("예상치", "expected"), notes.expected)


def thin_data(pairs: list[SectorPair], sectors: list[SectorCoverage], basis: Basis) -> tuple[Said, ...]:
    """Say how little is known about the sectors of the first of some pairs."""
    if not pairs:
        return ()
    note = basis.note("업종별 자료 현황", "coverage of the sector")
    return tuple(
        say(
            "{sector} 기관 {all} 가운데 {tied}만 연결 기록이 있고, 그 기록의 {single}는 출처가 하나뿐입니다.",
            "In {sector}, {tied} of {all} have a recorded tie, and {single} of these records have a single source.",
            sector=sector_name(one.id),
            all=organisations(one.organisations, note),
            tied=number(one.with_ties, note, "곳"),
            single=same(percent(one.single_source_share), note),
        )
        for one in sectors
        if one.id in {pairs[0].a, pairs[0].b}
    )


def more_data(sectors: list[SectorCoverage], basis: Basis) -> Said:
    """Say where more data is needed most: the sector with the smallest share of organisations with a tie."""
    note = basis.note("연결 기록이 있는 기관의 비율", "share of organisations with a recorded tie")
    known = [one for one in sectors if one.organisations]
    if not known:
        return say("업종별 기관 자료의 구축이 먼저 필요", "Load organisations with their sectors first.")
    if all(one.with_ties == one.organisations for one in known):
        return say(
            "관계 자료 보완: 출처가 하나뿐인 연결 기록부터 확인",
            "Check the records of ties that have a single source first.",
        )
    least = min(known, key=lambda one: (one.with_ties / one.organisations, one.id))
    return say(
        "관계 자료 보완: 연결 기록이 있는 기관의 비율이 가장 낮은 {sector}({share})부터 조사",
        "Collect more data, first on {sector}, where the smallest share of organisations has a tie ({share}).",
        sector=sector_name(least.id),
        share=share(least.with_ties / least.organisations, note),
    )
