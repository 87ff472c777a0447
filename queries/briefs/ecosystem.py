"""The brief on the ecosystem as a whole: its size, on whom it hangs, its sectors, and its gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.figures import Sentence as Words
from queries.briefs import topic
from queries.briefs.basis import about, basis_of, licences_in_words
from queries.briefs.gaps import more_data, youngest_of
from queries.briefs.numbers import cell, name_of, number, organisations, percent, sector_name, share, ties
from queries.briefs.pairs import RECORDED_ONLY, UNDER, PairNotes, called, finding, how_many
from queries.gaps import GapParameters, GapTableParameters, gaps
from queries.networks import network_of
from queries.records import names_in
from queries.structure import StructureParameters, losses, structure
from viz.briefs.model import Brief, Column, Figure, Figured, Table, say

if TYPE_CHECKING:
    from queries.briefs.basis import Basis
    from queries.gaps import GapsShape, SectorCoverage, SectorPair
    from queries.structure import RobustnessShape, StructureShape
    from queries.tables import Names
    from queries.view import View
    from viz.briefs.model import Language, Picture, Said

FOUND, KEY = 2, 3
"""Gaps in the findings; organisations named."""
WIDTH, ROW, FRAME = 150, 6, 8
"""Of the picture, in mm: its width, the height of a sector, and its margins."""


@topic("ecosystem", ko="생태계 전체 현황", en="The ecosystem as a whole", parameters=GapParameters)
def make(view: View, _: str | None, parameters: GapParameters) -> Brief:
    """Make the brief."""
    period = {name: getattr(parameters, name) for name in ("as_of", "since", "undated")}
    of_shape = StructureParameters(layer=parameters.layer, quick=True, **period)
    shape = structure(view, of_shape)
    of_table = GapTableParameters(layer=parameters.layer, baseline=parameters.baseline, **period)
    table = gaps(view, of_table)
    lost = robustness_of(view, parameters)
    whole = basis_of("structure", shape, of_shape, quick=False)
    of_gaps = basis_of("sectors/gaps", table, of_table)
    notes, names = PairNotes(of_gaps, table.layer), names_in(view.snapshot)
    under = called(table.pairs, UNDER)
    return Brief(
        title=say("지역 소재 생태계 현황", "The regional materials ecosystem"),
        about=about(table, youngest_of(table.sectors)),
        findings=(
            *size(shape, whole),
            *hanging(lost, whole, names),
            how_many(table.pairs, notes),
            *(finding(pair, notes, table.layer, table.baseline) for pair in under[:FOUND]),
        ),
        figure=bars_of(table.sectors, of_gaps) if any(one.organisations for one in table.sectors) else None,
        tables=(sectors_table(table, of_gaps),),
        steps=(*guarding(lost, whole, names), *looking(under, of_gaps), more_data(table.sectors, of_gaps)),
        leads=(),
        limits=(RECORDED_ONLY, without_ties(shape, whole), undated(table, of_gaps)),
        licence=licences_in_words(view),
    )


def robustness_of(view: View, parameters: GapParameters) -> RobustnessShape | None:
    """Compute the robustness as `/structure` does, without the sampled networks of its rich club."""
    from graph.measures.whole import robustness

    network = network_of(view, parameters.layer, parameters.period)
    found = view.snapshot.memo(
        ("robustness", parameters.layer, parameters.period), lambda: robustness(network, 0)
    )
    return None if found is None else losses(network, found)


def size(shape: StructureShape, basis: Basis) -> tuple[Said, ...]:
    """Say how many organisations there are, how many are tied, and how far they hang together."""
    tied = basis.note("연결 기록이 있는 기관 수", "organisations with a recorded tie")
    found = [
        say(
            "기관 {all} 가운데 {tied}이 서로 {ties}으로 연결되어 있습니다.",
            "{tied} of {all} are joined by {ties}.",
            all=organisations(shape.nodes, basis.note("기관 수", "organisations")),
            tied=number(shape.nodes - shape.isolates, tied, "곳"),
            ties=ties(shape.ties, basis.note("연결 수", "ties"), shape.layer),
        )
    ]
    if shape.largest_component is not None:
        note = basis.note(
            "연결된 기관 중 가장 큰 덩어리에 속한 비율",
            "share of the tied organisations in the largest component",
        )
        found.append(
            say(
                "연결된 기관의 {share}가 하나의 연결망으로 이어져 있습니다.",
                "{share} of the tied organisations hang together in one network.",
                share=share(shape.largest_component, note),
            )
        )
    return tuple(found)


def hanging(lost: RobustnessShape | None, basis: Basis, names: Names) -> tuple[Said, ...]:
    """Say without how few organisations the network falls to half, and name the first of them."""
    if lost is None or not lost.half_after:
        return ()
    note = basis.note(
        "연결이 가장 많은 기관부터 제외할 때, 가장 큰 연결망이 연결된 기관의 절반 아래로 줄어들 때까지 제외한 기관 수",
        "organisations removed, best tied first, until the largest component has less than half of the tied organisations",
    )
    return (
        say(
            "연결이 많은 순서로 {half}만 빠져도 연결망이 절반 아래로 줄어듭니다(첫 번째는 {first}).",
            "Without {half} (best tied first, beginning with {first}), the network falls to less than half.",
            half=organisations(lost.half_after, note),
            first=name_of(names, lost.first_lost[0].id),
        ),
    )


def bars_of(sectors: list[SectorCoverage], basis: Basis) -> Figure:
    """Return the picture of the sectors: organisations, and those with a tie."""
    rows = [(sector_name(one.id).words, one.organisations, one.with_ties) for one in sectors]
    legend = (Words("기관", "organisations"), Words("연결 기록이 있는 기관", "with a recorded tie"))
    dimensions = (WIDTH, FRAME + ROW * len(rows))

    def draw(language: Language, kind: Picture) -> bytes:
        from viz.briefs.pictures import bars

        return bars(rows, legend, language, kind, dimensions)

    alt = Words(
        "업종별 기관 수와 연결 기록이 있는 기관 수의 막대그래프. 수치는 아래 표에 있습니다.",
        "Bars of the organisations of each sector and of those with a recorded tie. The table below has the figures.",
    )
    note = basis.note(
        "업종별 기관 수와 연결 기록이 있는 기관 수", "organisations by sector, and those with a recorded tie"
    )
    title = say(
        "업종별 {what}",
        "{what}",
        what=Figured(
            Words("기관과 연결 기록이 있는 기관", "Organisations by sector, and those with a tie"), note
        ),
    )
    return Figure(title, alt, draw, *dimensions)


def sectors_table(table: GapsShape, basis: Basis) -> Table:
    """Return the table of sectors."""
    columns = (
        Column(Words("업종", "Sector"), share=4),
        Column(Words("기관(곳)", "Organisations"), basis.note("기관 수", "organisations"), 3, numeric=True),
        Column(
            Words("연결 있음(곳)", "With a tie"),
            basis.note("연결 기록이 있는 기관 수", "organisations with a recorded tie"),
            3,
            numeric=True,
        ),
        Column(
            Words("기관당 연결", "Ties each"),
            basis.note("기관당 평균 연결 수", "mean number of ties of an organisation"),
            3,
            numeric=True,
        ),
        Column(
            Words("출처가 하나뿐", "One source"),
            basis.note(
                "출처가 하나뿐인 연결 기록의 비율", "share of the records of ties with a single source"
            ),
            3,
            numeric=True,
        ),
        Column(
            Words("최근 출처", "Youngest source"),
            basis.note("가장 최근 출처의 발행일", "publication date of the youngest source"),
            3,
        ),
    )
    rows = tuple(
        (
            sector_name(one.id),
            cell(f"{one.organisations:,}"),
            cell(f"{one.with_ties:,}"),
            cell(f"{one.ties_per_organisation:.1f}"),
            cell(percent(one.single_source_share)),
            cell(one.youngest_source or "–"),
        )
        for one in table.sectors
    )
    return Table(say("업종별 자료 현황", "Coverage of the sectors"), columns, rows)


def guarding(lost: RobustnessShape | None, basis: Basis, names: Names) -> tuple[Said, ...]:
    """Name the organisations whose loss would break up the network."""
    if lost is None or not lost.half_after or not lost.first_lost:
        return ()
    note = basis.note("연결이 가장 많아 먼저 제외되는 기관", "organisations removed first, best tied first")
    first = lost.first_lost[:KEY]
    parts = {f"name{chr(97 + place)}": name_of(names, one.id) for place, one in enumerate(first)}
    listed = ", ".join(f"{{{name}}}" for name in parts)
    return (
        say(
            f"핵심 기관 의존 완화: {{many}}({listed})에 몰린 연결을 다른 기관으로 넓히는 사업 검토",
            f"Spread the ties that {{many}} hold ({listed}) over other organisations.",
            many=organisations(len(first), note),
            **parts,
        ),
    )


def looking(under: list[SectorPair], basis: Basis) -> tuple[Said, ...]:
    """Point to the gaps."""
    return tuple(
        say(
            "{a}–{b} 간 공백: 별도 보고(업종 간 연결 공백 현황)의 중개기관과 기관 쌍부터 검토",
            "{a} and {b}: see the brief on gaps for brokers and pairs of organisations.",
            a=sector_name(pair.a),
            b=sector_name(pair.b),
        )
        for pair in under[:FOUND]
    )


def without_ties(shape: StructureShape, basis: Basis) -> Said:
    """Say that organisations without a tie are left out of the figures of the network."""
    return say(
        "연결 기록이 없는 {isolates}은 연결망 수치에서 제외했습니다.",
        "{isolates} without a recorded tie are left out of the figures of the network.",
        isolates=organisations(
            shape.isolates, basis.note("연결 기록이 없는 기관 수", "organisations without a recorded tie")
        ),
    )


def undated(table: GapsShape, basis: Basis) -> Said:
    """Say how many ties have no date."""
    note = basis.note("날짜가 없는 관계에만 근거한 연결 수", "ties that rest on undated relations only")
    return say(
        "연결 {ties} 가운데 {undated}은 시작일이 알려지지 않았습니다.",
        "{undated} of {ties} have no known start.",
        ties=ties(table.ties, basis.note("연결 수", "ties"), table.layer),
        undated=ties(table.undated_ties, note, table.layer),
    )
