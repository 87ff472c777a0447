"""What to do next about a gap: who already joins the two sectors, and which organisations to bring together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.choices import Baseline
from graph.figures import Sentence as Words
from graph.vocabulary import Layer
from queries.bridges import BridgeParameters, bridges
from queries.briefs.basis import basis_of
from queries.briefs.numbers import counted, name_of, sector_name
from queries.gap import GapOfPairParameters, gap
from queries.records import names_in
from viz.briefs.model import Column, Figured, Name, Table, say

if TYPE_CHECKING:
    from queries.bridges import BridgesShape, Reason
    from queries.briefs.basis import Basis
    from queries.gaps import SectorPair
    from queries.parameters import PeriodParameters
    from queries.tables import Names
    from queries.view import View
    from viz.briefs.model import Said

REASONS: Mapping[str, Words] = {
    "common partner": Words("공통 상대", "common partner"),
    "shared programme": Words("공동 참여 사업", "shared programme"),
    "shared technology": Words("공통 기술", "shared technology"),
    "same district": Words("같은 지역", "same district"),
}
"""Reasons that are shown; that both are active says nothing about the two together."""
SHOWN_REASONS, BROKERS = 2, 3


@dataclass(frozen=True, slots=True)
class Leads:
    """What can be done about one gap.

    Attributes:
        steps: sentences.
        tables: the pairs to look at.
        trust: how far the order of the pairs can be trusted.
    """

    steps: tuple[Said, ...]
    tables: tuple[Table, ...]
    trust: tuple[Said, ...]


def leads_for(view: View, pair: SectorPair, parameters: PeriodParameters, most: int) -> Leads:
    """Find the brokers of a gap and the pairs of organisations that could close it.

    Args:
        view: the graph version.
        pair: two different sectors.
        parameters: with the period.
        most: largest number of pairs.
    """
    period = {name: getattr(parameters, name) for name in ("as_of", "since", "undated")}
    asked = BridgeParameters(limit=most, **period)
    found = bridges(view, pair.a, pair.b, asked)
    basis = basis_of(f"sectors/{pair.a}/{pair.b}/bridges", found, asked)
    names = names_in(view.snapshot)
    steps = (*brokering(found, basis, names), *nothing_shared(found))
    tables = (leads_table(found, basis, names),) if found.pairs else ()
    return Leads(steps, tables, (trust(found, basis),) if found.pairs else ())


def trust(found: BridgesShape, basis: Basis) -> Said:
    """Say how far the order of the pairs can be trusted."""
    evidence = found.evidence
    if evidence.beats_preferential_attachment is None:
        return say(
            "기관 쌍의 제안 순서는 참고용입니다. 순서의 정확도를 확인할 만한 과거 연결이 없습니다.",
            "Take the order of the suggested pairs as a hint: there are no past ties to check it with.",
        )
    better = evidence.beats_preferential_attachment
    ko, en = (
        ("더 정확했습니다", "was more accurate than")
        if better
        else ("더 정확하지는 않았습니다", "was no more accurate than")
    )
    return say(
        f"기관 쌍의 제안 순서는 참고용입니다. 과거 연결 {{ties}}으로 확인한 결과, 연결이 많은 기관부터 짝지은 순서보다 {ko}.",
        f"Take the order of the suggested pairs as a hint: checked with {{ties}} of the past, it {en} pairing the best tied first.",
        ties=counted(
            evidence.test_ties,
            basis.note("순서를 확인한 과거 연결", "past ties that the order was checked with"),
            "건",
            "tie",
        ),
    )


def hanging(
    view: View, pair: SectorPair, layer: str, baseline: str, parameters: PeriodParameters
) -> tuple[Said, ...]:
    """Say what a gap hangs on: how much of its expectation comes from one organisation, and whether it stays without; direct ties only."""
    if layer != Layer.DIRECT:
        return ()
    period = {name: getattr(parameters, name) for name in ("as_of", "since", "undated")}
    asked = GapOfPairParameters(baseline=Baseline(baseline), **period)
    found = gap(view, pair.a, pair.b, asked)
    note = basis_of(f"sectors/{pair.a}/{pair.b}/gap", found, asked).note(
        "예상 연결의 기관별 몫과, 그 기관을 제외한 판정",
        "share of the expected ties by organisation, and the verdict without it",
    )
    names = {"a": sector_name(pair.a), "b": sector_name(pair.b)}
    return (
        say(
            "{a}–{b}: {said}",
            "{a} and {b}: {said}",
            said=Figured(Words(found.sentence.ko, found.sentence.en), note),
            **names,
        ),
    )


def brokering(found: BridgesShape, basis: Basis, names: Names) -> tuple[Said, ...]:
    """Name the organisations that are tied to both sectors."""
    note = basis.note("두 업종에서 이 기관과 연결된 기관 수", "organisations of the two sectors tied to it")
    a, b = sector_name(found.a).words, sector_name(found.b).words
    parts: dict[str, Name | Figured] = {"a": sector_name(found.a), "b": sector_name(found.b)}
    shown: list[str] = []
    for place, broker in enumerate(found.brokers[:BROKERS]):
        of = chr(ord("p") + place)
        ko = f"{a.ko} {broker.ties_a}곳, {b.ko} {broker.ties_b}곳"
        en = f"{broker.ties_a} in {a.en}, {broker.ties_b} in {b.en}"
        parts |= {f"{of}name": name_of(names, broker.id), f"{of}ties": Figured(Words(ko, en), note)}
        shown.append(f"{{{of}name}}({{{of}ties}})")
    if not shown:
        return ()
    listed = ", ".join(shown)
    return (
        say(
            f"{{a}}–{{b}} 중개기관 활용: 이미 두 업종과 모두 연결된 기관과 먼저 협의 – {listed}",
            f"{{a}} and {{b}}: begin with those tied to both already – {listed.replace('}(', '} (')}.",
            **parts,
        ),
    )


def nothing_shared(found: BridgesShape) -> tuple[Said, ...]:
    """Say what to do where no pair of organisations has anything in common."""
    if found.pairs:
        return ()
    return (
        say(
            "{a}–{b} 간에는 공통 상대나 공동 사업이 있는 기관 쌍이 없어 새로운 공동 사업의 발굴이 필요",
            "{a} and {b} have no organisations with a common partner or programme: a new joint programme is needed.",
            a=sector_name(found.a),
            b=sector_name(found.b),
        ),
    )


def leads_table(found: BridgesShape, basis: Basis, names: Names) -> Table:
    """Return the table of pairs to look at, with reasons."""
    note = basis.note("두 기관의 공통점(기록된 관계)", "what the two have in common, as recorded")
    columns = (
        Column(sector_name(found.a).words, share=4),
        Column(sector_name(found.b).words, share=4),
        Column(Words("함께 볼 이유", "What they share"), note, 7),
    )
    rows = tuple(
        (name_of(names, one.a), name_of(names, one.b), reasons_of(one.reasons, names)) for one in found.pairs
    )
    title = say(
        "{a}–{b}: 공통점이 있으나 아직 연결이 없어 먼저 만남을 주선할 기관 쌍",
        "{a} and {b}: organisations to bring together first (something in common, no tie yet)",
        a=sector_name(found.a),
        b=sector_name(found.b),
    )
    return Table(title, columns, rows)


def reasons_of(reasons: Sequence[Reason], names: Names) -> Words:
    """Write the strongest reasons of a pair, each with its first example and the number of others."""
    ko, en = [], []
    for reason in [one for one in reasons if one.kind in REASONS][:SHOWN_REASONS]:
        word, more = REASONS[reason.kind], len(reason.via) - 1
        via = name_of(names, reason.via[0]).words if reason.via else None
        ko.append(word.ko + (f": {via.ko}" if via else "") + (f" 외 {more}건" if more > 0 else ""))
        en.append(word.en + (f": {via.en}" if via else "") + (f" and {more} more" if more > 0 else ""))
    return Words("; ".join(ko), "; ".join(en))
