"""File formats of a scene: a registry from a format's name to the function that writes its bytes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from graph.model import COLUMNS
from graph.snapshot import KINDS
from graph.vocabulary import Kind, RecordType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import networkx

    from graph.snapshot import Snapshot
    from viz.scene import Scene

    Write = Callable[[Scene, Snapshot], bytes]

# how a cell begins that Excel, LibreOffice or Google Sheets may take for a formula (OWASP: CSV injection)
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
THEN = (1980, 1, 1, 0, 0, 0)  # zip keeps a time of writing: a fixed one makes equal content equal bytes
NODE_COLUMNS = (
    *("id", "kind", "subkind", "name_ko", "name_en", "name_en_is_official", "aliases", "sector"),
    *("city", "district", "start", "end", "budget_krw", "website", "detail", "sources"),
    *("drawn", "community", "x", "y"),
)
RELATION_COLUMNS = (
    *("id", "subject", "subject_name_ko", "predicate", "object", "object_name_ko"),
    *("start", "end", "detail", "sources"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, media type and extension, what it holds, and the function that writes it."""

    name: str
    media_type: str
    extension: str
    summary: str
    write: Write


FORMATS: dict[str, Format] = {}


def file_format(name: str, *, media_type: str, extension: str) -> Callable[[Write], Write]:
    """Register the function below as a format; the first line of its docstring says what the file holds."""

    def register(write: Write) -> Write:
        summary = (write.__doc__ or "").partition("\n")[0]
        FORMATS[name] = Format(name, media_type, extension, summary, write)
        return write

    return register


@file_format("json", media_type="application/json", extension="json")
def write_json(scene: Scene, snapshot: Snapshot) -> bytes:
    """The scene as JSON: nodes with positions, ties with their evidence, legend."""
    return orjson.dumps(scene.as_dict())


@file_format("csv", media_type="application/zip", extension="zip")
def write_csv(scene: Scene, snapshot: Snapshot) -> bytes:
    """Three tables in a zip (nodes, relations, sources) that open in Excel.

    UTF-8 with a byte-order mark and CRLF. Text that a spreadsheet could take for a formula (beginning with = + - @, a
    tab or a line break) gets a leading apostrophe. Nodes that relations name but the scene does not draw (a programme
    that two organisations share) are in the table too, with `drawn` false.
    """
    relations = relation_numbers(scene, snapshot)
    rows = [snapshot.relation_row(number) for number in relations]
    tables = {
        "nodes.csv": (NODE_COLUMNS, list(node_rows(scene, snapshot, rows))),
        "relations.csv": (RELATION_COLUMNS, [relation_cells(snapshot, row) for row in rows]),
        "sources.csv": (COLUMNS[RecordType.SOURCE], cited(scene, snapshot, rows)),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (columns, cells) in tables.items():
            entry = zipfile.ZipInfo(name, THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, table(columns, cells))
    return out.getvalue()


@file_format("graphml", media_type="application/graphml+xml", extension="graphml")
def write_graphml(scene: Scene, snapshot: Snapshot) -> bytes:
    """The network as GraphML for Gephi, networkx, igraph, Cytoscape: typed attributes, positions, colours."""
    import networkx as nx

    graph = to_networkx(scene)
    text = "\n".join(nx.generate_graphml(graph, named_key_ids=True))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def to_networkx(scene: Scene) -> networkx.Graph[str]:
    """Give a scene as a networkx graph whose attributes have the names that Gephi knows (label, x, y, size, r, g, b)."""
    import networkx as nx

    graph: networkx.Graph[str] = nx.Graph(graph_version=scene.graph_version, layer=scene.layer)
    for node in scene.nodes:
        red, green, blue = bytes.fromhex(node.colour[1:])
        sector = {} if node.sector is None else {"sector": node.sector}
        graph.add_node(
            node.id,
            label=printable(node.label_ko),
            name_ko=printable(node.label_ko),
            name_en=printable(node.label_en),
            kind=node.kind,
            **sector,
            community=node.community,
            x=node.x,
            y=-node.y,  # upwards, as Gephi and others draw
            size=node.size,
            **{"r": red, "g": green, "b": blue},
        )
    for tie in scene.ties:
        graph.add_edge(
            tie.source,
            tie.target,
            weight=float(tie.weight),
            predicates=";".join(tie.predicates),
            relations=";".join(tie.relations),
        )
    return graph


def printable(text: str) -> str:
    """Leave out the control characters that XML cannot hold."""
    return NOT_XML.sub("", text)


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Write a table as CSV that spreadsheets open as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[cell(value) for value in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def cell(value: Any) -> Any:
    """Give a value as a cell: nothing for None, and no text that would be run as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def relation_numbers(scene: Scene, snapshot: Snapshot) -> list[int]:
    """Give the numbers of all relations behind a scene's ties, ascending."""
    index = snapshot.relation_index
    return sorted({index[key] for tie in scene.ties for key in tie.relations})


def listed(text: str) -> list[str]:
    """Read a column that holds a JSON list of ids."""
    ids: list[str] = orjson.loads(text)
    return ids


def node_rows(scene: Scene, snapshot: Snapshot, relations: list[Any]) -> Iterable[tuple[Any, ...]]:
    """Give the rows of the table of nodes: those drawn, and those that relations name."""
    drawn = {node.id: node for node in scene.nodes}
    named = {end for row in relations for end in (row[1], row[3])}
    for key in sorted(drawn.keys() | named):
        number = snapshot.index[key]
        kind = snapshot.kind(number)
        row = dict(zip(COLUMNS[RecordType(kind)], snapshot.rows[number], strict=True))
        aliases = "; ".join(alias[1] for alias in snapshot.aliases.get(number, ()))
        place = drawn.get(key)
        values = {
            **row,
            "kind": str(kind),
            "subkind": row.get("organisation_kind", row.get("programme_kind")),
            "name_en_is_official": bool(row["name_en_is_official"]),
            "aliases": aliases or None,
            "sector": snapshot.sectors[number],
            "start": row.get("start", row.get("founded")),
            "detail": row.get("detail", row.get("products")),
            "sources": ";".join(listed(row["sources"])),
            "drawn": place is not None,
            "community": None if place is None or place.community < 0 else place.community,
            "x": None if place is None else place.x,
            "y": None if place is None else place.y,
        }
        yield tuple(values.get(column) for column in NODE_COLUMNS)


def relation_cells(snapshot: Snapshot, row: Any) -> tuple[Any, ...]:
    """Give a row of the table of relations, with the names of both ends."""
    key, subject, predicate, target, start, end, detail, sources = row
    subject_name, object_name = (snapshot.rows[snapshot.index[k]][1] for k in (subject, target))
    return (
        *(key, subject, subject_name, str(predicate), target, object_name),
        *(start, end, detail, ";".join(listed(sources))),
    )


def cited(scene: Scene, snapshot: Snapshot, relations: list[Any]) -> list[Any]:
    """Give the rows of all sources that the nodes and relations of the tables cite."""
    nodes = {node.id for node in scene.nodes} | {end for row in relations for end in (row[1], row[3])}
    texts = [row[7] for row in relations]
    texts += [snapshot.rows[snapshot.index[key]][source_column(snapshot, key)] for key in nodes]
    wanted = {source for text in texts for source in listed(text)}
    return [row for row in snapshot.source_rows if row[0] in wanted]


SOURCES = {kind: COLUMNS[RecordType(kind)].index("sources") for kind in KINDS}


def source_column(snapshot: Snapshot, key: str) -> int:
    kind: Kind = snapshot.kind(snapshot.index[key])
    return SOURCES[kind]
