"""Cytoscape JSON: the network for Cytoscape, Cytoscape.js and networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.attribute_names import name_in_file
from graph.encoding import encoded
from viz.exports import file_format
from viz.exports.graph_elements import NODE_ATTRIBUTES, beside, edge_attributes, edges, heading, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viz.exports.contents import Contents
    from viz.exports.graph_elements import Edge, Node


@file_format(
    "cyjs",
    summary_ko="좌표가 있는 네트워크(Cytoscape)",
    media_type="application/vnd.cytoscape+json",
    extension="cyjs",
    picture=True,
    begins='{"format_version":"1.0","generated_by":"Sojae","target_cytoscapejs_version":"~3.0"',
)
def write_cyjs(contents: Contents) -> Iterator[bytes]:
    """The network as `elements` with data and positions; of `facts` also, under `sojae`, what is needed to load it back whole."""
    directed = contents.network is None
    about = {
        "format_version": "1.0",
        "generated_by": "Sojae",
        "target_cytoscapejs_version": "~3.0",
        "directed": directed,
        "multigraph": directed,  # two nodes can have several relations, but one tie
        "data": {
            "name": f"Sojae {contents.layer}",
            "layer": str(contents.layer),
            "graph_version": contents.snapshot.graph_version,
            "licence": contents.snapshot.data_licence,
        },
    }
    yield encoded(about)[:-1] + b',"sojae":' + encoded(heading(contents))[:-1] + b',"records":['
    yield from listed(beside(contents))
    yield b']},"elements":{"nodes":['
    yield from listed([element(node) for node in block] for block in nodes(contents))
    yield b'],"edges":['
    names = edge_attributes(contents)
    yield from listed([line(edge, names) for edge in block] for block in edges(contents))
    yield b"]}}"


def listed(found: Iterator[list[dict[str, Any]]]) -> Iterator[bytes]:
    """Write the members of a list, in blocks."""
    for number, block in enumerate(found):
        yield (b"," if number else b"") + encoded(block)[1:-1]


def element(node: Node) -> dict[str, Any]:
    """Give a node; `value` is what networkx takes for its id."""
    data: dict[str, Any] = {"id": node.id, "value": node.id, "name": node.values[0]}
    data |= {
        name: value for name, value in zip(NODE_ATTRIBUTES, node.values, strict=True) if value is not None
    }
    data |= {name_in_file(name): value for name, value in node.own.items()}
    if node.drawn is None:
        return {"data": data}
    drawn = node.drawn
    data |= {"size": drawn.size, "colour": drawn.colour, "community": drawn.community}
    return {"data": data, "position": {"x": drawn.x, "y": drawn.y}}


def line(edge: Edge, names: tuple[str, ...]) -> dict[str, Any]:
    """Give an edge."""
    known = {name: value for name, value in zip(names, edge.values, strict=True) if value is not None}
    own = {"id": edge.id, "key": edge.id, "source": edge.source, "target": edge.target}
    further = {name_in_file(name): value for name, value in edge.own.items()}
    return {"data": {**own, "interaction": known.get("predicate", "tie"), **known, **further}}
