"""Counts of nodes or relations of a lake in one or two dimensions; equal to `graph.aggregates.counts`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from graph.aggregates import OF_NODES, SIDES, Counts, Metric
from graph.lake.texts import DATED, in_period, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.filters import Filter
    from graph.lake.engines import Engine

FIELDS = {
    "kind": "kind",
    "organisation_kind": "CASE WHEN kind = 'organisation' THEN subkind END",
    "programme_kind": "CASE WHEN kind = 'programme' THEN subkind END",
    "sector": "sector",
    "sphere": "sphere",
    "city": "city",
}
"""Fields of nodes; a district needs the table of places, and a publisher or own column more than the numbers of a lake."""
YEAR = "CAST(substr(began, 1, 4) AS INTEGER)"
OF_LAKE = {
    Metric.NODES: (*FIELDS, "year"),
    Metric.RELATIONS: (
        "predicate",
        "year",
        *FIELDS,
        *(f"{side}_{name}" for side in SIDES for name in FIELDS),
    ),
}
assert set(FIELDS) <= set(OF_NODES)


def lake_counts(engine: Engine, metric: Metric, group_by: Sequence[str], chosen: Filter) -> Counts:
    """Count what a filter allows by one or two of `OF_LAKE[metric]`."""
    if metric is Metric.NODES:
        return of_nodes(engine, group_by, chosen)
    return of_relations(engine, group_by, chosen)


def of_nodes(engine: Engine, group_by: Sequence[str], chosen: Filter) -> Counts:
    """Count nodes."""
    columns = ", ".join(f"{field(name)} AS k{place}" for place, name in enumerate(group_by))
    keys = ", ".join(f"k{place}" for place in range(len(group_by)))
    text = f"SELECT {keys}, count(*) AS n FROM (SELECT {columns} FROM nodes WHERE {allowed(chosen)}) t GROUP BY {keys}"
    cells = Counter[tuple[Any, ...]]({tuple(key): int(n) for *key, n in engine.rows(text)})
    return Counts(ordered(cells), sum(cells.values()), 0, 0)


def of_relations(engine: Engine, group_by: Sequence[str], chosen: Filter) -> Counts:
    """Count relations from both ends; one that looks the same from both counts once."""
    here = [seen(name, "s", "o") for name in group_by]
    there = [seen(name, "o", "s") for name in group_by]
    columns = ", ".join(f"{text} AS k{place}" for place, text in enumerate([*here, *there]))
    keys = ", ".join(f"k{place}" for place in range(2 * len(group_by)))
    conditions = [in_period(chosen.period)]
    if chosen.predicates is not None:
        conditions.append(f"predicate IN {listed(chosen.predicates)}")
    relations = (
        f"SELECT subject_no, object_no, predicate, {YEAR} AS year, 1 - {DATED} AS undated"
        f" FROM relations WHERE {' AND '.join(conditions)}"
    )
    fields = ", ".join(f"{text} AS f_{name}" for name, text in FIELDS.items())
    ends = f"SELECT no, {fields} FROM nodes WHERE {allowed(chosen)}"
    joined = f"({relations}) r JOIN ({ends}) s ON s.no = r.subject_no JOIN ({ends}) o ON o.no = r.object_no"
    text = f"SELECT {keys}, count(*) AS n, sum(undated) AS u FROM (SELECT {columns}, undated FROM {joined}) t GROUP BY {keys}"
    cells: Counter[tuple[Any, ...]] = Counter()
    records = repeated = undated = 0
    width = len(group_by)
    for *key, n, without in engine.rows(text):
        one, other = tuple(key[:width]), tuple(key[width:])
        cells[one] += int(n)
        records, undated = records + int(n), undated + int(without or 0)
        if other != one:
            cells[other] += int(n)
            repeated += int(n)
    return Counts(ordered(cells), records, repeated, undated)


def field(name: str) -> str:
    """Write a field of nodes."""
    return YEAR if name == "year" else FIELDS[name]


def seen(name: str, near: str, far: str) -> str:
    """Write a dimension of relations as seen from one end: `near` and `far` are the two ends, `s` the subject."""
    if name in {"predicate", "year"}:
        return f"r.{name}"
    side, _, rest = name.partition("_")
    if side not in SIDES:
        return f"{near}.f_{name}"
    end = {"other": far, "subject": "s", "object": "o"}[side]
    return f"{end}.f_{rest}"


def allowed(chosen: Filter) -> str:
    """Write the condition that a node has the kinds and sectors asked for."""
    parts = []
    if chosen.kinds is not None:
        parts.append(f"kind IN {listed(chosen.kinds)}")
    if chosen.sectors is not None:
        parts.append(f"sector IN {listed(chosen.sectors)}")
    return " AND ".join(parts) or "1 = 1"


def ordered(cells: Counter[tuple[Any, ...]]) -> list[tuple[tuple[Any, ...], int]]:
    """Sort cells by count, highest first, then by their values; unknown ones come first."""

    def rank(cell: tuple[tuple[Any, ...], int]) -> tuple[int, list[tuple[Any, ...]]]:
        return -cell[1], [() if value is None else (value,) for value in cell[0]]

    return sorted(cells.items(), key=rank)
