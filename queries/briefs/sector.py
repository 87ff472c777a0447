"""The brief on one sector: how well it is tied, which of its pairs stand out, and what to do about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.figures import Sentence as Words
from graph.vocabulary import SECTORS
from queries.briefs import topic
from queries.briefs.basis import about, basis_of, licences_in_words
from queries.briefs.leads import hanging, leads_for
from queries.briefs.numbers import (
    cell,
    name_of,
    number,
    organisations,
    percent,
    same,
    sector_name,
    share,
    small,
    ties,
)
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
from queries.gaps import GapParameters
from queries.records import names_in
from queries.sectors import sector
from viz.briefs.model import Brief, Column, Figure, Figured, Table, say

if TYPE_CHECKING:
    from queries.briefs.basis import Basis
    from queries.sector_shapes import SectorCard
    from queries.tables import Names
    from queries.view import View
    from viz.briefs.model import Language, Picture, Said

LEADS = 5
FOUND = 2
"""Pairs in the findings."""
WIDTH, ROW, FRAME = 150, 7, 22
"""Of the picture, in mm: its width, the height of a pair, and that of the axis."""


@topic("sector", ko="업종 하나의 현황", en="One sector", parameters=GapParameters, subject="sector")
def make(view: View, id: str | None, parameters: GapParameters) -> Brief:
    """Make the brief."""
    card = sector(view, id or "", parameters)
    basis, names = basis_of(f"sectors/{card.id}", card, parameters), names_in(view.snapshot)
    notes = PairNotes(basis, card.layer)
    under, over = called(card.pairs, UNDER), called(card.pairs, OVER)
    apart = [pair for pair in under if pair.a != pair.b][:1]
    leads = [leads_for(view, pair, parameters, LEADS) for pair in apart]
    title = say("{sector} 업종 현황", "The sector {sector}", sector=sector_name(card.id))
    return Brief(
        title=title,
        about=about(card, card.youngest_source),
        findings=(
            *tied(card, basis),
            *dependence(card, basis, names),
            how_many(card.pairs, notes),
            *(finding(pair, notes, card.layer, card.baseline) for pair in [*under, *over][:FOUND]),
            *(said for pair in apart for said in hanging(view, pair, card.layer, card.baseline, parameters)),
        ),
        figure=ranking_of(card, notes) if testable(card.pairs) else None,
        tables=(*judged(card.pairs, notes), *alliances(card, basis, names)),
        steps=tuple(step for one in leads for step in one.steps) or more_ties(card, basis),
        leads=tuple(lead for one in leads for lead in one.tables),
        limits=(
            RECORDED_ONLY,
            untestable(card.pairs, notes),
            *single_sources(card, basis),
            *(trust for one in leads for trust in one.trust),
            *warned(card.warnings, basis),
        ),
        licence=licences_in_words(view),
    )


def tied(card: SectorCard, basis: Basis) -> tuple[Said, ...]:
    """Say how many of its organisations are tied, how many ties lead outside, and whether it is turned inwards."""
    tied_note = basis.note("연결 기록이 있는 기관 수", "organisations with a recorded tie")
    found = [
        say(
            "{sector} 기관 {all} 가운데 연결 기록이 있는 곳은 {tied}({share})이며, 다른 업종과의 연결은 {outside}입니다.",
            "{tied} of {all} in {sector} have a recorded tie ({share}); the sector has {outside} to other sectors.",
            sector=sector_name(card.id),
            all=organisations(
                card.organisations, basis.note("업종의 기관 수", "organisations of the sector")
            ),
            tied=number(card.with_ties, tied_note, "곳"),
            share=share(card.with_ties / card.organisations if card.organisations else 0.0, tied_note),
            outside=ties(
                card.outside.observed,
                basis.note(
                    "다른 업종과의 연결 수(‘기타’ 업종과 업종을 알 수 없는 기관 제외)",
                    "ties to other sectors, without “other” and organisations of unknown sector",
                ),
                card.layer,
            ),
        )
    ]
    if card.e_i_index is not None and card.e_i_expected is not None:
        note = basis.note(
            "E–I 지수: (외부 연결 − 내부 연결) / 전체, −1은 모두 내부, 1은 모두 외부; 업종을 무작위로 바꾼 평균과 비교",
            "E–I index: (outside − inside) / all ties, −1 all inside, 1 all outside; compared with sectors shuffled",
        )
        inward = card.e_i_index < card.e_i_expected
        ko = (
            "같은 업종끼리 연결되는 경향이 있습니다"
            if inward
            else "같은 업종끼리 연결되는 경향은 보이지 않습니다"
        )
        en = (
            "Its organisations tend to be tied among themselves"
            if inward
            else "Its organisations are not turned inwards"
        )
        found.append(
            say(
                f"{ko}(외부 지향도 {{index}}, 무작위일 때 {{expected}}, p {{p}}).",
                f"{en} (E–I index {{index}}, {{expected}} at random, p {{p}}).",
                index=same(f"{card.e_i_index:.2f}", note),
                expected=same(f"{card.e_i_expected:.2f}", note),
                p=same(small(card.e_i_p), note),
            )
        )
    return tuple(found)


def dependence(card: SectorCard, basis: Basis, names: Names) -> tuple[Said, ...]:
    """Say how many of its organisations hang on one, if that takes more than one other with it."""
    points = card.single_points.points
    if not points or points[0].lost < 2:
        return ()
    note = basis.note(
        "해당 기관이 빠지면 서로 이어진 가장 큰 집단에서 떨어져 나가는 이 업종의 기관 수(그 기관 제외)",
        "organisations of the sector that leave the largest connected part without it, itself not counted",
    )
    return (
        say(
            "이어진 {inside} 가운데 {lost}의 연결이 {name} 한 곳에 달려 있습니다.",
            "Of the {inside} that are connected, {lost} would be cut off without {name}.",
            inside=organisations(card.single_points.inside, note),
            lost=organisations(points[0].lost, note),
            name=name_of(names, points[0].id),
        ),
    )


def ranking_of(card: SectorCard, notes: PairNotes) -> Figure:
    """Return the picture of the ratios of its pairs."""
    names = [
        {"id": key, "name_ko": SECTORS[key].name_ko, "name_en": SECTORS[key].name_en}
        for pair in testable(card.pairs)
        for key in (pair.a, pair.b)
    ]
    shown = {"sectors": names, "pairs": [pair.to_dict() for pair in testable(card.pairs)]}
    size = (WIDTH, FRAME + ROW * len(testable(card.pairs)))

    def draw(language: Language, kind: Picture) -> bytes:
        from viz.briefs.pictures import ranking

        return ranking(shown, language, kind, size)

    alt = Words(
        f"판단할 수 있는 업종 쌍 {len(testable(card.pairs))}개의 실제/예상 비율과 신뢰구간. 1은 예상과 같음. 수치는 아래 표에 있습니다.",
        f"Ratio of recorded to expected ties with its interval for {len(testable(card.pairs))} pairs; 1 is as expected. The table below has"
        " the figures.",
    )
    title = say(
        "예상 대비 실제 연결({ratio}), 점선이 예상 수준",
        "Recorded over expected ties ({ratio}); the dotted line is as expected",
        ratio=Figured(Words("비율과 신뢰구간", "ratio with its interval"), notes.ratio),
    )
    return Figure(title, alt, draw, *size)


def alliances(card: SectorCard, basis: Basis, names: Names) -> tuple[Table, ...]:
    """Return the table of the national alliances, with the reason where the distance cannot be measured."""
    if not card.alliances:
        return ()
    note = basis.note(
        "주관 연구기관과 2단계 이내로 연결된 기관의 비율",
        "share of organisations within two steps of an institute that leads the alliance",
    )
    columns = (
        Column(Words("국가 소재 얼라이언스", "National alliance"), share=5),
        Column(Words("2단계 이내 기관", "Within two steps"), note, 2, numeric=True),
        Column(Words("비고", "Remark"), note, share=6),
    )
    rows = tuple(
        (
            name_of(names, one.id),
            cell(percent(one.share_within_2)),
            Words(one.reason.ko, one.reason.en) if one.reason else Words("", ""),
        )
        for one in card.alliances
    )
    return (Table(say("국가 소재 얼라이언스와의 거리", "Distance to the national alliances"), columns, rows),)


def single_sources(card: SectorCard, basis: Basis) -> tuple[Said, ...]:
    """Say how many records rest on one source."""
    if card.single_source_share is None:
        return ()
    return (
        say(
            "이 업종 연결 기록의 {share}는 출처가 하나뿐입니다.",
            "{share} of the records of its ties have a single source.",
            share=share(
                card.single_source_share,
                basis.note("출처가 하나뿐인 기록의 비율", "share of records with a single source"),
            ),
        ),
    )


def more_ties(card: SectorCard, basis: Basis) -> tuple[Said, ...]:
    """Say what to do where no pair is called: find out about the organisations without a tie, and the pairs nearest to a verdict."""
    without = card.organisations - card.with_ties
    found = []
    if without:
        found.append(
            say(
                "관계 자료 보완: 연결 기록이 없는 {without}의 거래·협력 관계부터 조사",
                "Find out about the {without} without a recorded tie.",
                without=organisations(
                    without, basis.note("연결 기록이 없는 기관 수", "organisations without a recorded tie")
                ),
            )
        )
    waiting = sorted(
        (one for one in card.pairs if one.q is None), key=lambda one: (-one.expected, one.a, one.b)
    )
    if waiting:
        first = waiting[0]
        found.append(
            say(
                "판단에 가장 가까운 {a}–{b} 쌍(예상 {expected})의 자료를 우선 보완",
                "Add data on {a} and {b} first, the pair nearest to a verdict (expected: {expected}).",
                a=sector_name(first.a),
                b=sector_name(first.b),
                expected=ties(first.expected, PairNotes(basis, card.layer).expected, card.layer),
            )
        )
    return tuple(found)
