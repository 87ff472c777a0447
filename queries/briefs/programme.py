"""The brief on one programme: ties among its members before and after its start, and what they can and cannot show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graph.figures import Sentence as Words
from graph.vocabulary import Predicate
from queries.briefs import topic
from queries.briefs.basis import about, basis_of, licences_in_words
from queries.briefs.numbers import cell, name_of, number, same, small
from queries.briefs.pairs import noted
from queries.evaluation import WindowParameters, evaluate
from queries.records import names_in
from viz.briefs.model import Brief, Column, Figure, Figured, Name, Table, say

if TYPE_CHECKING:
    from queries.briefs.basis import Basis
    from queries.evaluation import EvaluationShape, EvaluationWindow
    from queries.tables import Names
    from queries.view import View
    from viz.briefs.model import Language, Note, Picture, Said

MEMBERS = 15
"""Members in the table."""
SIZE = (150, 34)
ROLES: Mapping[Predicate, str] = {
    Predicate.MEMBER_OF: "member",
    Predicate.LEADS: "leads",
    Predicate.PARTICIPATES_IN: "takes part",
    Predicate.OPERATES: "operates",
}
"""The roles of members in English, in one or two words."""
BEFORE, AFTER = Words("출범 전", "before the start"), Words("출범 후", "after the start")


@topic(
    "programme",
    ko="사업 하나의 평가",
    en="The evaluation of one programme",
    parameters=WindowParameters,
    subject="programme",
)
def make(view: View, id: str | None, parameters: WindowParameters) -> Brief:
    """Make the brief."""
    found = evaluate(view, id or "", parameters)
    basis, names = (
        basis_of(f"programmes/{found.programme}/evaluation", found, parameters),
        names_in(view.snapshot),
    )
    note = basis.note("회원 간 연결의 출범 전후 비교", "ties among members before and after the start")
    return Brief(
        title=say("{programme} 평가", "Evaluation: {programme}", programme=name_of(names, found.programme)),
        about=(started(found), *about(found, None)),
        findings=(*noted([found.sentence], note), *estimates(found, basis)),
        figure=bars_of(found, basis),
        tables=(windows_table(found, basis), members_table(found, basis, names)),
        steps=steps_of(found, basis),
        leads=(),
        limits=tuple(say("{said}", "{said}", said=Name(one)) for one in found.cannot_show),
        licence=licences_in_words(view),
    )


def started(found: EvaluationShape) -> Said:
    """Say when the programme began."""
    return say("출범일: {start}", "Start: {start}", start=Name(cell(found.start)))


def estimates(found: EvaluationShape, basis: Basis) -> tuple[Said, ...]:
    """Give the estimated size with its interval and p, where an effect can be estimated; nothing otherwise."""
    if found.ratio is None or found.p is None:
        return ()
    ratio = basis.note(
        "회원 간 연결이 늘어난 배수: 회원 간 변화를 회원과 비회원 간 변화로 나눈 값과 그 95% 신뢰구간",
        "how many times the ties among members grew, against those with outsiders, with its 95% interval",
    )
    p = basis.note(
        "p: 회원을 비슷한 기관으로 바꾸어 뽑았을 때 이만큼 늘어날 비율",
        "p: share of random members alike with as much growth",
    )
    interval = "" if found.ratio_low is None else f" [{found.ratio_low:.1f}, {found.ratio_high:.1f}]"
    return (
        say(
            "추정 규모: {ratio}배, p {p}",
            "Estimated size: times {ratio}, p {p}.",
            ratio=same(f"{found.ratio:.1f}{interval}", ratio),
            p=same(small(found.p), p),
        ),
    )


def bars_of(found: EvaluationShape, basis: Basis) -> Figure:
    """Return the picture of the two windows."""
    windows = list(zip((BEFORE, AFTER), found.windows, strict=True))
    rows = [(words, one.ties + one.echo, one.ties) for words, one in windows]
    legend = (
        Words("사업 보도에만 나오는 연결 포함", "with those that rest on the programme's reports only"),
        Words("회원 간 연결", "ties among members"),
    )

    def draw(language: Language, kind: Picture) -> bytes:
        from viz.briefs.pictures import bars

        return bars(rows, legend, language, kind, SIZE)

    alt = Words(
        "출범 전과 후에 생긴 회원 간 연결의 막대그래프. 수치는 아래 표에 있습니다.",
        "Bars of the ties among members before and after the start. The table below has the figures.",
    )
    title = say(
        "{what}",
        "{what}",
        what=Figured(
            Words("출범 전후 회원 간 연결", "Ties among members before and after the start"), ties_note(basis)
        ),
    )
    return Figure(title, alt, draw, *SIZE)


def ties_note(basis: Basis) -> Note:
    """Return the note of ties among members."""
    return basis.note(
        "기간 중 시작된 회원 간 연결(사업 보도에만 나오는 연결 제외)",
        "ties among members that began in the window, without echo",
    )


def windows_table(found: EvaluationShape, basis: Basis) -> Table:
    """Return the table of the two windows."""
    echo = basis.note(
        "사업 자체의 출처에만 나오는 회원 간 연결",
        "ties among members that rest on the programme's own sources only (echo)",
    )
    expected = basis.note(
        "회원들의 활동 규모로 예상되는 회원 간 연결", "ties among members expected from their activity"
    )
    everything = basis.note("기간 중 시작된 전체 연결", "all ties that began in the window")
    columns = (
        Column(Words("기간", "Window"), share=6),
        Column(Words("회원 간(건)", "Among members"), ties_note(basis), 3, numeric=True),
        Column(Words("보도에만(건)", "Echo"), echo, 3, numeric=True),
        Column(Words("예상(건)", "Expected"), expected, 2, numeric=True),
        Column(Words("전체(건)", "All ties"), everything, 2, numeric=True),
    )
    rows = tuple(window_row(words, one) for words, one in zip((BEFORE, AFTER), found.windows, strict=True))
    return Table(say("출범 전후 비교", "Before and after the start"), columns, rows)


def window_row(words: Words, one: EvaluationWindow) -> tuple[Words | Name, ...]:
    """Return the row of a window."""
    days = f"{one.since} – {one.until}"
    expected = "–" if one.expected is None else f"{one.expected:.1f}"
    name = Name(Words(f"{words.ko}({days})", f"{words.en} ({days})"))
    return (name, cell(f"{one.ties}"), cell(f"{one.echo}"), cell(expected), cell(f"{one.all_ties}"))


def members_table(found: EvaluationShape, basis: Basis, names: Names) -> Table:
    """Return the table of the members."""
    note = basis.note("이름이 확인된 회원", "named members")
    columns = (Column(Words("기관", "Organisation"), share=3), Column(Words("역할", "Role"), share=2))
    rows = tuple((name_of(names, one.id), role_of(one.role)) for one in found.members[:MEMBERS])
    rest = len(found.members) - len(rows)
    more = ("", "") if not rest else (" 가운데 일부", ", the first of them")
    title = say(
        f"이름이 확인된 회원 {{members}}{more[0]}",
        f"Named members: {{members}}{more[1]}",
        members=number(len(found.members), note, "곳"),
    )
    return Table(title, columns, rows)


def role_of(role: str) -> Words:
    """Return the words for a role."""
    return Words(Predicate(role).ko, ROLES[Predicate(role)])


def steps_of(found: EvaluationShape, basis: Basis) -> tuple[Said, ...]:
    """Say which data would make an estimate possible; where there is one, to look at the same programme with other sources."""
    note = basis.note("추정에 필요한 조건", "what an estimate needs")
    if found.reasons:
        return noted([Words(one.ko, one.en) for one in found.reasons], note)
    return (
        say(
            "사업과 무관한 출처(국가 연구개발 과제, 특허 공동출원)로 같은 비교를 반복하여 확인",
            "Repeat the comparison with sources apart from the programme: research projects, patent co-applicants.",
        ),
    )
