"""The `pair` origin: lists of nodes and edges as tables, in several files or in the sheets of a workbook."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from graph.plurals import plural
from ingest.adapters import adapter
from ingest.networks.census import Census
from ingest.networks.items import About
from ingest.networks.network_options import OPTIONS, drawing, origin_of
from ingest.networks.network_reading import NetworkReader
from ingest.origin import OriginError, Recognised, Reject, Row, Skip
from ingest.pairs.ends import nodes_of_ends
from ingest.pairs.pair_tables import PairTable, pair_tables
from ingest.row_reading import given, joined, source_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.networks.network_options import NetworkOptions
    from ingest.origin import Read

HERE, THERE = "no node of this file has the id", "no list of nodes has the id"


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given lists."""
    return given(paths, "pair", "a list of nodes and a list of edges, in any order, or a workbook with both")


@adapter(
    "pair", about="lists of nodes and edges: Gephi, Neo4j, GLEIF; in files or sheets", files=files, options=OPTIONS,
    named=partial(origin_of, "pair"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read all lists as one network."""
    drawn = drawing("pair", options)
    drawn.check_source(options)
    if drawn.source is not None:
        yield source_row(drawn.source)
    tables, passed = pair_tables(files)
    yield from joined(rows_of(tables, drawn))
    for one in passed:
        yield from (Skip(one.file, row, "not the expected table") for row in range(1, one.rows + 1))
        yield one


def rows_of(tables: Sequence[PairTable], drawn: NetworkOptions) -> Iterator[Read]:
    """Yield the records of the lists of nodes, then of those of edges."""
    census = Census()
    lists = [table for table in tables if not table.headings.edges]
    ties = [table for table in tables if table.headings.edges]
    if lists and ties:
        match_ends(lists, ties)
    elif ties:
        yield from ends_as_nodes(ties, drawn, census)
    for table in (*lists, *ties):
        reader = NetworkReader(table.label, drawn, census)
        for one in reader.read(table.items):
            if isinstance(one, Reject) and one.rule.startswith(HERE):
                yield replace(one, rule=one.rule.replace(HERE, THERE))
            else:
                yield one
        yield recognised(table, reader)


def ends_as_nodes(ties: Sequence[PairTable], drawn: NetworkOptions, census: Census) -> Iterator[Read]:
    """Yield the nodes that a list of edges alone names."""
    reader = NetworkReader(ties[0].label, drawn, census)
    found = list(nodes_of_ends(ties))
    for one in reader.read(found):
        if isinstance(one, Row):
            yield one
        elif isinstance(one, Reject):
            raise OriginError(f"{one.file}: the ends of its edges: {one.rule}: {one.remedy}")
    ties[0].notes.append(
        f"no list of nodes is given: {plural(len(found), 'node')} named by the ends of edges"
    )


def match_ends(lists: Sequence[PairTable], ties: Sequence[PairTable]) -> None:
    """Let edges that name their ends by labels refer to the ids of these nodes.

    Raises:
        OriginError: no edge names a node, neither by its id nor by its label.
    """
    ids = {node.id for table in lists for node in table.nodes}
    names: defaultdict[str, set[str]] = defaultdict(set)
    for node in (node for table in lists for node in table.nodes):
        for name, value in node.data:
            if name.casefold() in {"label", "name", "name_ko", "name_en"}:
                names[value].add(node.id)
    for table in ties:
        ends = Counter(end for _, edge in table.edges for end in (edge.source, edge.target) if end)
        by_id = sum(times for end, times in ends.items() if end in ids)
        by_name = sum(times for end, times in ends.items() if len(names.get(end, ())) == 1)
        if not ends or by_id >= by_name > 0 or by_id:
            continue
        if not by_name:
            first, known = next(iter(ends)), next((node.id for node in lists[0].nodes), "")
            raise OriginError(
                f"{table.label}: none of its {plural(len(table.edges), 'edge')} names a node of {', '.join(one.label for one in lists)}"
                f" (“{first[:40]}” here, “{known[:40]}” there): check that the two lists belong together and use the same ids"
            )
        own = {name: next(iter(found)) for name, found in names.items() if len(found) == 1}
        table.rename_ends(own)
        table.notes.append("the ends of edges are labels of nodes, not ids")


def recognised(table: PairTable, reader: NetworkReader) -> Recognised:
    """Return how a list was read."""
    how, about = table.recognised, About()
    about.columns.update(
        dict.fromkeys(one.name or one.column for one in table.headings.columns if not one.role)
    )
    network = reader.recognised("pair", about)
    roles = tuple(one.column for one in table.headings.columns if one.role and one.role != "ignored")
    ignored = tuple(one.column for one in table.headings.columns if one.role == "ignored")
    kind = "edges" if table.headings.edges else "nodes"
    return replace(
        how, columns=(*roles, *network.columns), unread=(*network.unread, *ignored), attributes=network.attributes,
        notes=(f"a list of {kind}", *how.notes, *table.notes, *network.notes),
    )  # fmt: skip
