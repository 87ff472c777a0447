"""The SQL of the lake: texts that DuckDB and Spark both run, with the same rows.

No name is quoted (engines differ in what quotes mean): `start` and `end` are called `began` and `ended` from the reading on. Partial
dates are compared as text, each completed to its earliest or latest day; 2018-06-31 does not exist, but sorts where it should.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graph.dates import span
from graph.lake.schema import UNCOUNTED
from graph.vocabulary import (
    AFFILIATION_PREDICATES,
    AFFILIATION_PROGRAMMES,
    DIRECT_PREDICATES,
    Kind,
    Layer,
    Predicate,
    Undated,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.evidence import Period
    from graph.measures.gaps.ties import BoolArray

FIRST_DAY = "began || substr('-01-01', length(began) - 3)"
LAST_DAY = "ended || substr('-12-31', length(ended) - 3)"
DATED = "CASE WHEN began IS NULL AND ended IS NULL THEN 0 ELSE 1 END"
SIDES = "(SELECT 0 AS side UNION ALL SELECT 1 AS side)"
GROUPS = range(UNCOUNTED + 1)
WIDTH = 64
"""The groups of a tie's two ends and whether it is dated, as one number: ((a × 64) + b) × 2 + dated."""


def listed(words: Iterable[object]) -> str:
    """Write texts as a list of SQL; they are words of ours."""
    return "(" + ", ".join(f"'{word}'" for word in sorted(map(str, words))) + ")"


def in_period(period: Period) -> str:
    """Write the condition that a relation counts in a period (see `Period.mask`)."""
    parts: list[str] = []
    if period.as_of is not None:
        day = written(span(period.as_of)[1])
        parts += [
            f"(began IS NULL OR {FIRST_DAY} <= '{day}')",
            f"(ended IS NULL OR {LAST_DAY} >= '{day}')",
        ]
    if period.since is not None:
        first = written(span(period.since)[0])
        undated = "(began IS NULL AND ended IS NULL)"
        parts.append(f"({undated} OR (began IS NOT NULL AND {FIRST_DAY} >= '{first}'))")
    if period.undated is Undated.DROP:
        parts.append("(began IS NOT NULL OR ended IS NOT NULL)")
    return " AND ".join(parts) or "1 = 1"


def written(ordinal: int) -> str:
    """Write a day as text."""
    return date.fromordinal(ordinal).isoformat()


def in_layer(layer: Layer) -> str:
    """Write the condition that a relation can make a tie of a layer (see `relations_of`)."""
    direct = f"predicate IN {listed(DIRECT_PREDICATES)}"
    shared = (
        f"(predicate IN {listed(AFFILIATION_PREDICATES)} AND object_no IN (SELECT no FROM nodes"
        f" WHERE kind = '{Kind.PROGRAMME}' AND subkind IN {listed(AFFILIATION_PROGRAMMES)}))"
    )
    return {Layer.DIRECT: direct, Layer.AFFILIATION: shared, Layer.ALL: f"({direct} OR {shared})"}[layer]


def chosen(layer: Layer, period: Period) -> str:
    """Relations of a layer and period."""
    return (
        "SELECT predicate, subject_no, object_no, CAST(subject_group AS INTEGER) AS subject_group,"
        f" CAST(object_group AS INTEGER) AS object_group, cited, latest, began, {DATED} AS dated"
        f" FROM relations WHERE {in_layer(layer)} AND {in_period(period)}"
    )


def code(a: str, b: str, dated: str) -> str:
    """Write the groups of two ends and whether they are dated as one number."""
    return f"({a} * {WIDTH} + {b}) * 2 + {dated}"


def direct_evidence(source: str) -> str:
    """Reasons for direct ties: one row a relation between two organisations, smaller number first."""
    first = "subject_no < object_no"
    return (
        "SELECT least(subject_no, object_no) AS a, greatest(subject_no, object_no) AS b,"
        f" CASE WHEN {first} THEN {code('subject_group', 'object_group', 'dated')}"
        f" ELSE {code('object_group', 'subject_group', 'dated')} END AS code"
        f" FROM {source} WHERE predicate IN {listed(DIRECT_PREDICATES)}"
        " AND subject_group >= 0 AND object_group >= 0 AND subject_no <> object_no"
    )


def seats(source: str) -> str:
    """Seats of organisations in programmes, each once: its group, whether dated, whether it leads."""
    leads = f"CASE WHEN predicate = '{Predicate.LEADS}' THEN 1 ELSE 0 END"
    return (
        "SELECT object_no AS programme, subject_no AS member, max(subject_group) AS g, max(dated) AS dated,"
        f" max({leads}) AS leads FROM {source} WHERE predicate IN {listed(AFFILIATION_PREDICATES)}"
        " AND subject_group >= 0 GROUP BY object_no, subject_no"
    )


def shared_evidence(source: str) -> str:
    """Reasons for ties through programmes: two members of one; dated if both seats are."""
    return (
        f"SELECT x.member AS a, y.member AS b, {code('x.g', 'y.g', 'x.dated * y.dated')} AS code"
        f" FROM ({seats(source)}) x JOIN ({seats(source)}) y ON x.programme = y.programme WHERE x.member < y.member"
    )


def ties(layer: Layer, source: str) -> str:
    """Distinct ties: the two numbers, and the code with the groups and whether any reason is dated."""
    parts = {
        Layer.DIRECT: [direct_evidence(source)],
        Layer.AFFILIATION: [shared_evidence(source)],
        Layer.ALL: [direct_evidence(source), shared_evidence(source)],
    }[layer]
    return f"SELECT a, b, max(code) AS code FROM ({' UNION ALL '.join(parts)}) e GROUP BY a, b"


def ends(source: str) -> str:
    """Ties from both sides: number and group of one end, group of the other, whether undated."""
    return (
        "SELECT CASE WHEN side = 0 THEN a ELSE b END AS no,"
        f" CASE WHEN side = 0 THEN ga ELSE gb END AS h, CASE WHEN side = 0 THEN gb ELSE ga END AS o, undated FROM"
        f" (SELECT a, b, CAST(floor(code / {2 * WIDTH}) AS INTEGER) AS ga,"
        f" CAST(floor(code / 2) AS INTEGER) % {WIDTH} AS gb, 1 - code % 2 AS undated FROM {source}) t"
        f" CROSS JOIN {SIDES} s"
    )


def profiles(source: str) -> str:
    """Tied organisations: group, number of ties to each group (`c0` …), and of undated ones (`u`).

    A refit needs nothing else: holding a pair of sectors takes from each organisation its own ties of that pair.
    """
    counted = ", ".join(f"count(CASE WHEN o = {g} THEN 1 END) AS c{g}" for g in GROUPS)
    return f"SELECT no, h, {counted}, sum(undated) AS u FROM ({ends(source)}) e GROUP BY no, h"


def totals(source: str) -> str:
    """Of each group: tied organisations, ties towards each group (inside it twice), undated ends."""
    summed = ", ".join(f"sum(c{g})" for g in GROUPS)
    return f"SELECT h, count(*) AS tied, {summed}, sum(u) FROM {source} GROUP BY h ORDER BY h"


def classes(source: str, allowed: BoolArray) -> str:
    """Organisations by group and number of ties that the null may move; those without one are left out."""
    cases = ""
    for h in GROUPS:
        open_to = [f"c{o}" for o in GROUPS if allowed[h, o]]
        if open_to:
            cases += f" WHEN {h} THEN {' + '.join(open_to)}"
    degree = f"CASE h{cases} ELSE 0 END" if cases else "0"
    return (
        f"SELECT h, d, count(*) AS n FROM (SELECT h, {degree} AS d FROM {source}) p WHERE d > 0"
        " GROUP BY h, d ORDER BY h, d"
    )


def organisations() -> str:
    """Organisations by sector."""
    return f"SELECT sector, count(*) AS n FROM nodes WHERE kind = '{Kind.ORGANISATION}' GROUP BY sector"


def evidence_by_groups(source: str) -> str:
    """Relations by the groups of their ends: how many, how many on one source, the latest publication."""
    return (
        "SELECT subject_group, object_group, count(*) AS n, count(CASE WHEN cited = 1 THEN 1 END) AS single,"
        f" max(latest) AS latest FROM {source} GROUP BY subject_group, object_group"
    )
