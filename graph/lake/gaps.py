"""The gap table of a lake: the engine counts, and the functions of `graph.measures.gaps` judge; equal to that of a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.evidence import Period
from graph.grouping import BY_SECTOR
from graph.lake import texts
from graph.lake.errors import TooLargeForMemory
from graph.lake.schema import UNCOUNTED, day_text
from graph.measures.gaps.counts import Classes
from graph.measures.gaps.coverage import Coverage
from graph.measures.gaps.gaps import find_gaps, live_gaps
from graph.measures.gaps.table import SectorGaps, Whole, date_warnings
from graph.measures.gaps.ties import Baseline, Ecosystem, Method, gap_layer, sector_pairs
from graph.vocabulary import COUNTED_SECTORS, Kind, Layer

if TYPE_CHECKING:
    from typing import Any

    from graph.lake.engines import Engine
    from graph.lake.folder import Folder
    from graph.measures.gaps.ties import BoolArray, IntArray

MOST_IN_MEMORY = 5_000_000
"""Ties and seats in programmes that are taken into memory where networks are sampled."""


def lake_gaps(
    engine: Engine,
    folder: Folder,
    *,
    layer: Layer | str = Layer.DIRECT,
    baseline: Baseline | str = Baseline.OUTWARD,
    method: Method | str = Method.LIVE,
    period: Period | None = None,
    samples: int | None = None,
    seed: int = 0,
) -> SectorGaps:
    """Test for every pair of sectors whether it has fewer ties than expected; see `sector_gaps`.

    The live model of the direct layer needs counts alone, whatever the size. Where networks are sampled (the other layers, and
    `certified`) the engine finds the distinct ties and this process samples them.

    Raises:
        LakeError: the engine cannot count.
        TooLargeForMemory: networks are to be sampled, of more ties than fit into memory.
    """
    layer, baseline, method, period = gap_layer(layer), Baseline(baseline), Method(method), period or Period()
    engine.view("chosen", texts.chosen(layer, period))
    counts = EngineCounts(engine, layer)
    try:
        if layer is Layer.DIRECT and method is Method.LIVE:
            table = live_gaps(counts, baseline, seed)
        else:
            eco = arrays(engine, period)
            table = find_gaps(eco, layer=layer, baseline=baseline, method=method, samples=samples, seed=seed)
        dates = date_warnings(
            counts.ties, counts.undated_ties, period.undated, lambda: whole_of(engine, layer)
        )
        return SectorGaps(
            table=table,
            graph_version=folder.graph_version,
            period=period,
            ties=counts.ties,
            undated_ties=counts.undated_ties,
            warnings=(*dates, *table.warnings),
            sectors=coverage_of(engine, counts),
            grouping=BY_SECTOR,
        )
    finally:
        engine.drop("profiles")


class EngineCounts:
    """Counts of one layer and period, from an engine; see `graph.measures.gaps.counts.Counts`.

    Attributes:
        undated_ties: ties that rest on undated relations only.
        organisations: of each group, the last without a counted sector.
        tied: those with a tie.
        between: ties from each group (rows) to each (columns); inside a group each is counted from both ends.
    """

    def __init__(self, engine: Engine, layer: Layer) -> None:
        self._engine = engine
        engine.keep("profiles", texts.profiles(f"({texts.ties(layer, 'chosen')})"))
        groups = UNCOUNTED + 1
        self.sectors = UNCOUNTED
        self.organisations = organisations_of(engine)
        self.populated = int(np.count_nonzero(self.organisations[:UNCOUNTED]))
        self.tied = np.zeros(groups, np.int64)
        self.between = np.zeros((groups, groups), np.int64)
        undated = 0
        for h, tied, *towards in engine.rows(texts.totals("profiles")):
            self.tied[h], self.between[h] = tied, towards[:groups]
            undated += int(towards[groups])
        self.ties, self.undated_ties = int(self.between.sum()) // 2, undated // 2

    def observed(self, baseline: Baseline) -> IntArray:
        """Ties of each pair of sectors."""
        a, b = sector_pairs(self.sectors, baseline)
        return np.where(a == b, self.between[a, b] // 2, self.between[a, b])

    def classes(self, allowed: BoolArray) -> Classes:
        """Organisations by group and number of ties that the null may move."""
        found = self._engine.columns(texts.classes("profiles", allowed))
        return Classes(found["h"], found["d"], found["n"].astype(np.float64))


def organisations_of(engine: Engine) -> IntArray:
    """Count the organisations of each group."""
    found = np.zeros(UNCOUNTED + 1, np.int64)
    place = {sector: number for number, sector in enumerate(COUNTED_SECTORS)}
    for sector, count in engine.rows(texts.organisations()):
        found[place.get(sector, UNCOUNTED)] += count
    return found


def coverage_of(engine: Engine, counts: EngineCounts) -> tuple[Coverage, ...]:
    """Return the coverage of every counted sector; a relation counts once in each sector that it has an end in."""
    relations, single = np.zeros(UNCOUNTED, np.int64), np.zeros(UNCOUNTED, np.int64)
    youngest = np.zeros(UNCOUNTED, np.int64)
    for one, other, n, alone, latest in engine.rows(texts.evidence_by_groups("chosen")):
        for s in {one, other} - {UNCOUNTED, -1}:
            relations[s] += n
            single[s] += alone
            youngest[s] = max(youngest[s], latest or 0)
    ends, organisations = counts.between.sum(axis=1), counts.organisations
    return tuple(
        Coverage(
            organisations=int(organisations[s]),
            with_ties=int(counts.tied[s]),
            ties_per_organisation=float(float(ends[s]) / organisations[s]) if organisations[s] else 0.0,
            single_source_share=float(single[s] / relations[s]) if relations[s] else None,
            youngest_source=day_text(int(youngest[s]) or None),
            sector=name,
        )
        for s, name in enumerate(COUNTED_SECTORS)
    )


def whole_of(engine: Engine, layer: Layer) -> Whole:
    """Describe a layer in all years."""
    engine.view("chosen_whole", texts.chosen(layer, Period()))
    counted = f"SELECT count(*), sum(1 - code % 2) FROM ({texts.ties(layer, 'chosen_whole')}) t"
    [(ties, undated)] = engine.rows(counted)
    [(first,)] = engine.rows("SELECT min(began) FROM chosen_whole")
    return Whole(int(ties), int(undated or 0), first)


def arrays(engine: Engine, period: Period) -> Ecosystem:
    """Take direct ties and seats in programmes into memory, numbered as in a snapshot.

    Raises:
        TooLargeForMemory: they are too many.
    """
    engine.view("chosen_all", texts.chosen(Layer.ALL, period))
    direct, seats = texts.ties(Layer.DIRECT, "chosen_all"), texts.seats("chosen_all")
    [(ties,)] = engine.rows(f"SELECT count(*) FROM ({direct}) t")
    [(seated,)] = engine.rows(f"SELECT count(*) FROM ({seats}) s")
    if ties + seated > MOST_IN_MEMORY:
        raise TooLargeForMemory(
            "networks are sampled in the memory of this machine, which takes"
            f" ties and seats in programmes up to {MOST_IN_MEMORY:,}, and here are {ties + seated:,}:"
            " use layer=direct with method=live, or a shorter period"
        )
    grouped: Any = "CASE sector" + "".join(
        f" WHEN '{name}' THEN {number}" for number, name in enumerate(COUNTED_SECTORS)
    )
    nodes = engine.columns(
        f"SELECT no, {grouped} ELSE -1 END AS g FROM nodes WHERE kind = '{Kind.ORGANISATION}' ORDER BY no"
    )
    tied = engine.columns(f"SELECT a, b FROM ({direct}) t ORDER BY a, b")
    seat = engine.columns(f"SELECT member, programme, leads FROM ({seats}) s ORDER BY member, programme")
    _, programme = np.unique(seat["programme"], return_inverse=True)
    return Ecosystem(
        sectors=UNCOUNTED,
        sector=nodes["g"],
        first=np.searchsorted(nodes["no"], tied["a"]),
        second=np.searchsorted(nodes["no"], tied["b"]),
        member=np.searchsorted(nodes["no"], seat["member"]),
        programme=programme,
        lead=seat["leads"] > 0,
    )
