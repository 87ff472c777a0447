"""GEXF 1.3: the network for Gephi and Gephi Lite, with a timeline."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.dates import FOREVER, NEVER
from viz.exports import file_format
from viz.exports.contents import encoded
from viz.exports.graph_elements import (
    NODE_ATTRIBUTES,
    NODE_TYPES,
    beside,
    edge_attributes,
    edges,
    heading,
    nodes,
)
from viz.exports.graphml import place
from viz.exports.markup import escaped, instruction
from viz.exports.own_attributes import edge_columns, node_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viz.exports.contents import Contents
    from viz.exports.graph_elements import Edge, Node
    from viz.exports.own_attributes import Column, Columns

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
"""
GRAPH = """<meta><creator>Sojae</creator><description>layer {layer}, graph version {version}, licence of the data: {licence}</description></meta>
<graph defaultedgetype="{direction}" mode="{mode}" timeformat="date" timerepresentation="interval">
"""
SHAPES = {"organisation": "disc", "technology": "diamond", "programme": "square"}


@file_format(
    "gexf",
    summary_ko="좌표·색·크기와 연결 기간이 있는 네트워크(Gephi)",
    media_type="application/gexf+xml",
    extension="gexf",
    picture=True,
    begins=HEAD,
)
def write_gexf(contents: Contents) -> Iterator[bytes]:
    """The network with positions, colours, sizes, shapes, and the time in which each tie is known to hold.

    On a day, the timeline shows the ties of `as_of` that day. What is undated has no time and is always there. Nodes have
    no time either (their dates are attributes): an organisation younger than a tie of its predecessor would hide that tie. Of `facts` it
    carries, as GraphML does, what is needed to load it back whole.
    """
    names = edge_attributes(contents)
    yield encoded((HEAD, instruction(heading(contents))))
    for further in beside(contents):
        yield encoded(map(instruction, further))
    of_nodes, of_edges = node_columns(contents), edge_columns(contents)
    yield encoded(head(contents, names, of_nodes, of_edges))
    for block in nodes(contents):
        yield encoded(node_text(node, of_nodes) for node in block)
    yield b"</nodes>\n<edges>\n"
    for edge_block in edges(contents):
        yield encoded(edge_text(edge, names, of_edges) for edge in edge_block)
    yield b"</edges>\n</graph>\n</gexf>\n"


def head(contents: Contents, names: tuple[str, ...], of_nodes: Columns, of_edges: Columns) -> Iterator[str]:
    """Say what the graph is and declare the attributes of nodes and edges."""
    dated = contents.snapshot.relations.dated[contents.relations].any()
    yield GRAPH.format(
        layer=contents.layer,
        version=contents.snapshot.graph_version,
        licence=escaped(contents.snapshot.data_licence),
        direction="directed" if contents.network is None else "undirected",
        mode="dynamic" if dated else "static",
    )
    community = () if contents.scene is None else ("community",)
    yield '<attributes class="node">\n'
    for name in (*NODE_ATTRIBUTES, *community):
        yield attribute(name, "integer" if name == "community" else NODE_TYPES.get(name, "string"))
    yield from map(declared, of_nodes)
    yield '</attributes>\n<attributes class="edge">\n'
    for name in names:
        if name != "weight":  # GEXF has an attribute of its own for it
            yield attribute(name, "string")
    yield from map(declared, of_edges)
    yield "</attributes>\n<nodes>\n"


def attribute(name: str, kind: str) -> str:
    return f'<attribute id="{name}" title="{name}" type="{kind}"/>\n'


def declared(column: Column) -> str:
    """Declare an own attribute."""
    return f'<attribute id="{column.id}" title="{escaped(column.name)}" type="{column.type}"/>\n'


def values_text(values: list[tuple[str, object]]) -> str:
    """Write the values of attributes; what is not known is left out."""
    known = "".join(f'<attvalue for="{name}" value="{escaped(v)}"/>' for name, v in values if v is not None)
    return f"<attvalues>{known}</attvalues>"


def node_text(node: Node, columns: Columns) -> str:
    """Write a node."""
    values: list[tuple[str, object]] = list(zip(NODE_ATTRIBUTES, node.values, strict=True))
    drawn = ""
    if node.drawn is not None:
        x, y, size, red, green, blue, community = place(node.drawn)
        values.append(("community", community))
        drawn = (
            f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{x}" y="{y}" z="0.0"/>'
            f'<viz:size value="{size}"/><viz:shape value="{SHAPES[node.drawn.kind]}"/>'
        )
    values += columns.values(node.own)
    return f'<node id="{node.id}" label="{escaped(node.values[0])}">{values_text(values)}{drawn}</node>\n'


def edge_text(edge: Edge, names: tuple[str, ...], columns: Columns) -> str:
    """Write an edge; relations with different predicates are edges of different kinds, which Gephi keeps apart."""
    values = dict(zip(names, edge.values, strict=True))
    weight, predicate = values.pop("weight", None), values.get("predicate")
    own = f' weight="{float(str(weight))}"' + (
        "" if predicate is None else f' kind="{predicate}" label="{predicate}"'
    )
    spells = [when(*span) for span in united(edge.spans)]
    if len(spells) == 1:
        own += spells[0]
    held = "".join(f"<spell{spell}/>" for spell in spells) if len(spells) > 1 else ""
    inside = values_text([*values.items(), *columns.values(edge.own)]) + (
        f"<spells>{held}</spells>" if held else ""
    )
    return f'<edge id="{edge.id}" source="{edge.source}" target="{edge.target}"{own}>{inside}</edge>\n'


def united(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Unite spans of days that overlap or follow one another; those that end before they begin are none."""
    met: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if last < first:
            continue
        if met and first <= met[-1][1] + 1:
            met[-1] = met[-1][0], max(last, met[-1][1])
        else:
            met.append((first, last))
    return met


def when(first: int, last: int) -> str:
    """Write a time; what is open on a side stays open."""
    start = "" if first == NEVER else f' start="{day(first)}"'
    return start if last == FOREVER else f'{start} end="{day(last)}"'


@lru_cache(maxsize=65536)
def day(ordinal: int) -> str:
    """Write a day."""
    return date.fromordinal(ordinal).isoformat()
