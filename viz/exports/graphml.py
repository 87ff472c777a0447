"""GraphML: the network for networkx, igraph, Gephi, yEd and Cytoscape."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from viz.exports.markup import escaped, instruction
from viz.exports.own_attributes import edge_columns, node_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viz.exports.contents import Contents
    from viz.exports.graph_elements import Edge, Node
    from viz.exports.own_attributes import Columns
    from viz.scene_model import SceneNode

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
PLACE_TYPES = {
    "x": "double",
    "y": "double",
    "size": "double",
    "r": "int",
    "g": "int",
    "b": "int",
    "community": "int",
}


@file_format(
    "graphml",
    summary_ko="속성·좌표·색이 있는 네트워크(Gephi, yEd)",
    media_type="application/graphml+xml",
    extension="graphml",
    picture=True,
    begins=HEAD.rstrip(),
)
def write_graphml(contents: Contents) -> Iterator[bytes]:
    """The network with typed attributes, positions and colours under the names that Gephi knows.

    Each relation being an edge of its own (`facts`), it also says what only Sojae reads, as instructions to a program:
    sources, further names, numbers and conflicts; so it can be loaded back whole.
    """
    names = edge_attributes(contents)
    yield encoded((HEAD, instruction(heading(contents))))
    for further in beside(contents):
        yield encoded(map(instruction, further))
    of_nodes, of_edges = node_columns(contents), edge_columns(contents)
    yield encoded(head(contents, names, of_nodes, of_edges))
    for block in nodes(contents):
        yield encoded(node_text(node, of_nodes) for node in block)
    for edge_block in edges(contents):
        yield encoded(edge_text(edge, names, of_edges) for edge in edge_block)
    yield b"</graph>\n</graphml>\n"


def head(contents: Contents, names: tuple[str, ...], of_nodes: Columns, of_edges: Columns) -> Iterator[str]:
    """Declare what is attributed to the graph, to nodes and to edges."""
    for name in ("graph_version", "layer", "licence"):
        yield key(name, "graph", "string")
    for name in ("label", *NODE_ATTRIBUTES):
        yield key(name, "node", NODE_TYPES.get(name, "string"))
    if contents.scene is not None:
        for name, kind in PLACE_TYPES.items():
            yield key(name, "node", kind)
    for name in names:
        yield key(name, "edge", "double" if name == "weight" else "string")
    for where, columns in (("node", of_nodes), ("edge", of_edges)):
        for column in columns:
            yield declared(column.id, column.name, where, column.type)
    yield f'<graph edgedefault="{"directed" if contents.network is None else "undirected"}">\n'
    yield f'<data key="graph_version">{contents.snapshot.graph_version}</data>'
    yield f'<data key="layer">{contents.layer}</data>'
    yield f'<data key="licence">{escaped(contents.snapshot.data_licence)}</data>\n'


def key(name: str, where: str, kind: str) -> str:
    """Declare an attribute; those of edges have ids of their own, since ids are unique in a file."""
    return declared(marked(name, where), name, where, kind)


def declared(id_: str, name: str, where: str, kind: str) -> str:
    """Write the declaration of an attribute."""
    return f'<key id="{id_}" for="{where}" attr.name="{escaped(name)}" attr.type="{kind}"/>\n'


def marked(name: str, where: str) -> str:
    return f"edge_{name}" if where == "edge" else name


def node_text(node: Node, columns: Columns) -> str:
    """Write a node; what is not known is left out."""
    values = [("label", node.values[0]), *zip(NODE_ATTRIBUTES, node.values, strict=True)]
    if node.drawn is not None:
        values += zip(PLACE_TYPES, place(node.drawn), strict=True)
    values += columns.values(node.own)
    data = "".join(
        f'<data key="{name}">{escaped(value)}</data>' for name, value in values if value is not None
    )
    return f'<node id="{node.id}">{data}</node>\n'


def place(drawn: SceneNode) -> tuple[float, float, float, int, int, int, int]:
    """Give position (y upwards, as Gephi and others draw), size, colour and community."""
    red, green, blue = bytes.fromhex(drawn.colour[1:])
    return drawn.x, -drawn.y, drawn.size, red, green, blue, drawn.community


def edge_text(edge: Edge, names: tuple[str, ...], columns: Columns) -> str:
    """Write an edge."""
    data = "".join(
        f'<data key="edge_{name}">{escaped(value)}</data>'
        for name, value in zip(names, edge.values, strict=True)
        if value is not None
    )
    if edge.own:
        own = columns.values(edge.own)
        data += "".join(f'<data key="{id_}">{escaped(value)}</data>' for id_, value in own)
    return f'<edge id="{edge.id}" source="{edge.source}" target="{edge.target}">{data}</edge>\n'
