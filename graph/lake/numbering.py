"""Number the tables of an export, which makes a lake of them: an engine joins once what would otherwise be joined for every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from graph.lake.errors import LakeError
from graph.lake.schema import FORMAT, MANIFEST, NO_ORGANISATION, UNCOUNTED
from graph.vocabulary import COUNTED_SECTORS, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from graph.lake.engines import Engine
    from graph.lake.folder import Folder

DAY = "TRY_CAST(replace(published || substr('-00-00', length(published) - 3), '-', '') AS INTEGER)"
"""A partial date as one number; see `day_number`."""
GROUP = (
    f"CASE WHEN kind <> '{Kind.ORGANISATION}' THEN {NO_ORGANISATION} ELSE CASE sector"
    + "".join(f" WHEN '{name}' THEN {number}" for number, name in enumerate(COUNTED_SECTORS))
    + f" ELSE {UNCOUNTED} END END"
)
NUMBERED = f"SELECT row_number() OVER (ORDER BY id) - 1 AS no, id, {GROUP} AS g FROM nodes"


def cited(unnest: str) -> str:
    """Count the distinct sources of each relation, and find the latest publication among them."""
    lists = f"SELECT id, {unnest}(sources) AS source FROM relations"
    return (
        f"SELECT x.id AS id, count(DISTINCT x.source) AS cited, max({DAY}) AS latest FROM ({lists}) x"
        " LEFT JOIN sources s ON s.id = x.source GROUP BY x.id"
    )


def numbered_tables(engine: Engine) -> dict[str, tuple[str, str | None]]:
    """Return the queries that make the tables of a lake from those of an export: table → query, and the column that parts it."""
    engine.keep("numbered", NUMBERED)
    relations = (
        "SELECT r.*, CAST(s.no AS INTEGER) AS subject_no, CAST(o.no AS INTEGER) AS object_no,"
        " CAST(s.g AS TINYINT) AS subject_group, CAST(o.g AS TINYINT) AS object_group,"
        " CAST(coalesce(c.cited, 0) AS INTEGER) AS cited, c.latest AS latest FROM relations r"
        " JOIN numbered s ON s.id = r.subject JOIN numbered o ON o.id = r.object"
        f" LEFT JOIN ({cited(engine.unnest)}) c ON c.id = r.id"
    )
    nodes = "SELECT CAST(k.no AS INTEGER) AS no, n.* FROM nodes n JOIN numbered k ON k.id = n.id ORDER BY no"
    return {
        "nodes": (nodes, None),
        "sources": ("SELECT * FROM sources", None),
        "relations": (relations, "predicate"),
    }


def write_numbered(engine: Engine, source: Folder, target: Path, graph_version: str) -> dict[str, int]:
    """Write the tables of an export as a lake.

    Returns:
        The number of rows of each table.

    Raises:
        LakeError: a relation names a node that does not exist, or the engine fails.
    """
    rows: dict[str, int] = {}
    for table, (text, by) in numbered_tables(engine).items():
        [(rows[table],)] = engine.rows(f"SELECT count(*) FROM ({text}) t")
        if rows[table] != source.rows[table]:
            raise LakeError(
                f"{source.address}: {table}: rows that name a node that does not exist:"
                f" {source.rows[table] - rows[table]:,} of {source.rows[table]:,}: `sojae lake check {source.address}` lists them"
            )
        engine.write(text, str(target / table), by)
    engine.drop("numbered")
    about = {
        "format": FORMAT,
        "graph_version": graph_version,
        "licence": source.licence,
        "sectors": list(COUNTED_SECTORS),
        "rows": rows,
    }
    (target / MANIFEST).write_bytes(orjson.dumps(about, option=orjson.OPT_INDENT_2) + b"\n")
    return rows
