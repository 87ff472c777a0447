"""The gap table of a snapshot: the one call of API, command line and notebooks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.evidence import Period, memberships
from graph.figures import Sentence
from graph.measures.gaps.coverage import Coverage, coverage, relations_of
from graph.measures.gaps.gaps import find_gaps
from graph.measures.gaps.result import GapTable, PairGap
from graph.measures.gaps.sentences import say_pair
from graph.measures.gaps.ties import Baseline, Ecosystem, Method, gap_layer
from graph.network import Network
from graph.plurals import plural
from graph.vocabulary import Layer, Undated

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.grouping import Grouping
    from graph.measures.gaps.sampling import Progress
    from graph.snapshot import Snapshot


NAMELESS = ("\0a", "\0b")
"""Stand for the names of two groups until the words around them are settled."""


def with_names(text: str, a: str, b: str) -> str:
    """Put the names of two groups into a sentence."""
    return text.replace(NAMELESS[0], a).replace(NAMELESS[1], b)


@dataclass(frozen=True, slots=True)
class SectorGaps:
    """The full result: figures of every sector pair, coverage of every sector, warnings, and parameters.

    Attributes:
        table: the figures.
        graph_version: the graph version they were computed from.
        period: the period of the relations.
        ties: distinct tied pairs of organisations in layer and period, counted sectors or not.
        undated_ties: those that rest on undated relations only.
        warnings: limits of the result, most serious first.
        sectors: coverage, in the order of sector ids.
        grouping: what is compared.
    """

    table: GapTable
    graph_version: str
    period: Period
    ties: int
    undated_ties: int
    warnings: tuple[Sentence, ...]
    sectors: tuple[Coverage, ...]
    grouping: Grouping

    def sentence(self, pair: PairGap) -> Sentence:
        """Describe a pair in Korean and English."""
        a, b = (self.grouping.names[self.grouping.ids[place]] for place in (pair.a, pair.b))
        said = self.grouping.told(say_pair(self.table, pair, names_ko=NAMELESS, names_en=NAMELESS))
        return Sentence(
            *(with_names(text, one, other) for text, one, other in zip((said.ko, said.en), a, b, strict=True))
        )


def sector_gaps(
    snapshot: Snapshot,
    *,
    layer: Layer | str = Layer.DIRECT,
    baseline: Baseline | str = Baseline.OUTWARD,
    method: Method | str = Method.LIVE,
    period: Period | None = None,
    samples: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> SectorGaps:
    """Test for every pair of sectors whether it has fewer ties than expected by chance, with the coverage of the data.

    Definition, parameters and references: `find_gaps`, called here with the relations in `period` (None: all of
    them). Returns a `SectorGaps`. Raises ValueError for an unknown layer, baseline, method or date, or too few samples.
    """
    layer, period = gap_layer(layer), period or Period()
    network = gaps_network(snapshot, layer, period)
    sectors = snapshot.memo(("sector coverage", layer, period), lambda: coverage(network))
    eco = snapshot_ecosystem(snapshot, period)
    table = find_gaps(
        eco, layer=layer, baseline=baseline, method=method, samples=samples, seed=seed, progress=progress
    )
    return SectorGaps(
        table=table,
        graph_version=snapshot.graph_version,
        period=period,
        ties=network.ties,
        undated_ties=network.undated_ties,
        warnings=tuple(map(snapshot.grouping.told, (*_dates(snapshot, network), *table.warnings))),
        sectors=sectors,
        grouping=snapshot.grouping,
    )


def snapshot_ecosystem(snapshot: Snapshot, period: Period) -> Ecosystem:
    """Return `ecosystem_of`, cached with the snapshot."""
    return snapshot.memo(("gaps ecosystem", period), lambda: ecosystem_of(snapshot, period))


def ecosystem_of(snapshot: Snapshot, period: Period) -> Ecosystem:
    """Extract direct ties and seats in programmes from a snapshot as arrays; several roles in a programme are one seat."""
    direct = gaps_network(snapshot, Layer.DIRECT, period)
    place = np.full(len(snapshot.ids), -1, dtype=np.int64)
    place[direct.nodes] = np.arange(len(direct.nodes))
    seats = memberships(snapshot, period)
    member, leads = place[seats["organisation"]], seats["leads"]
    known = member >= 0
    member, leads = member[known], leads[known]
    programmes, programme = np.unique(seats["programme"][known], return_inverse=True)
    keys, seat = np.unique(member * max(len(programmes), 1) + programme, return_inverse=True)
    return Ecosystem(
        sectors=len(snapshot.grouping.ids),
        sector=direct.sectors.astype(np.int64),
        first=direct.source.astype(np.int64),
        second=direct.target.astype(np.int64),
        member=keys // max(len(programmes), 1),
        programme=keys % max(len(programmes), 1),
        lead=np.bincount(seat, leads, minlength=len(keys)) > 0,
    )


def gaps_network(snapshot: Snapshot, layer: Layer, period: Period) -> Network:
    """Return the network of a layer and period, cached with the snapshot."""
    return snapshot.memo(("gaps network", layer, period), lambda: Network.of(snapshot, layer, period))


@dataclass(frozen=True, slots=True)
class Whole:
    """A layer in all years: ties, undated ones among them, and the earliest `start` as written, None without one."""

    ties: int
    undated_ties: int
    first: str | None


def _dates(snapshot: Snapshot, network: Network) -> list[Sentence]:
    """Return the warnings about the period of a network."""

    def whole() -> Whole:
        without, relations = Network.of(snapshot, network.layer), snapshot.relations
        chosen = np.flatnonzero(relations_of(snapshot, network.layer, Period()))
        starts = [start for k in chosen.tolist() if (start := relations.start[k]) is not None]
        return Whole(without.ties, without.undated_ties, min(starts, default=None))

    return date_warnings(network.ties, network.undated_ties, network.period.undated, whole)


def date_warnings(
    ties: int, undated_ties: int, undated: Undated, whole: Callable[[], Whole]
) -> list[Sentence]:
    """Return the warnings about a period that selects nothing or has no effect; `whole` is asked where it selects nothing."""
    if ties:
        if undated_ties < ties:
            return []
        return [
            Sentence(
                f"연결 {ties}건 모두 날짜가 없어 기간 조건이 적용되지 않습니다.",
                f"{_all_of(ties)} undated, so the period has no effect.",
            )
        ]
    without = whole()
    if not without.ties:
        return []
    if undated is Undated.DROP and without.undated_ties == without.ties:
        return [
            Sentence(
                f"연결 {without.ties}건 모두 날짜가 없어 ‘날짜 없는 관계 제외’ 조건에서는 남는 연결이 없습니다. 포함하려면 undated=keep을 지정하시기 바랍니다.",
                f"{_all_of(without.ties)} undated and dropped, so nothing is left. Use undated=keep.",
            )
        ]
    first = without.first or "?"
    return [
        Sentence(
            f"이 관계 종류의 연결 {without.ties}건 중 지정한 기간에 해당하는 연결이 없습니다(가장 이른 관계는 {first}에 시작).",
            f"{_all_of(without.ties)} outside the given period (the first relation of this layer starts in {first}).",
        )
    ]


def _all_of(ties: int) -> str:
    """Return the start of a sentence about all ties."""
    return "The only tie is" if ties == 1 else f"All {plural(ties, 'tie')} are"
