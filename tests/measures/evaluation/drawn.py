"""A drawn network as a graph: a programme with a full list of members, and dated, cited ties before and after its start."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.joined_worlds import CONSORTIA, draw
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.vocabulary import COUNTED_SECTORS
from tests.records import FIRM, PAPER, PARTNERS, REPORT, UNION
from tests.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.measures.evaluation.change import Ties
    from graph.model import Record

PROGRAMME = "the-programme"
START = date(2015, 1, 1)
LENGTH = 1000
"""Days of a window, within three years."""


@cache
def drawn_snapshot(effect: float) -> Snapshot:
    """Draw a network with 50 members and 1,500 ties before the start, and read it from a store."""
    world = replace(CONSORTIA, members=50, effect=effect)
    drawn = draw(world, 1)
    names = [f"body-{place:04}" for place in range(drawn.before.n)]
    paper, later = replace(PAPER, id="paper"), replace(REPORT, id="later", published="2019-06-30")
    records: list[Record] = [paper, later]
    records += [
        replace(
            FIRM,
            id=name,
            name_ko=f"회사{place}",
            name_en=name,
            sector=COUNTED_SECTORS[sector],
            sources=("later",),
        )
        for place, (name, sector) in enumerate(zip(names, drawn.sector.tolist(), strict=True))
    ]
    records.append(replace(UNION, id=PROGRAMME, start=START.isoformat(), end=None, sources=("paper",)))
    records += [
        replace(PARTNERS, id=f"m{place}", subject=names[place], predicate="MEMBER_OF", object=PROGRAMME, start=START.isoformat(), end=None, sources=("paper",))
        for place in np.flatnonzero(drawn.labels).tolist()
    ]  # fmt: skip
    records += related("before", names, drawn.before, START - timedelta(LENGTH))
    records += related("after", names, drawn.after, START)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(f"sqlite:///{Path(folder) / 'drawn.sqlite'}")) as store,
    ):
        store.prepare()
        say(store, records)
        return Snapshot(store)


def related(name: str, names: list[str], ties: Ties, begin: date) -> Iterator[Record]:
    """Write each tie as a relation that begins within `LENGTH` days of a day, cited from a source that is not the programme's."""
    for place, (a, b) in enumerate(zip(ties.a.tolist(), ties.b.tolist(), strict=True)):
        start = (begin + timedelta(place % LENGTH)).isoformat()
        yield replace(
            PARTNERS,
            id=f"{name}{place}",
            subject=names[a],
            object=names[b],
            start=start,
            end=None,
            sources=("later",),
        )
