"""GML: the network for Gephi, igraph, networkx, yEd and Cytoscape, where these read nothing newer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.attribute_names import name_in_file
from viz.exports import file_format
from viz.exports.contents import encoded
from viz.exports.graph_elements import NODE_ATTRIBUTES, edge_attributes, edges, nodes
from viz.exports.graphml import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.attributes import Value
    from viz.exports.contents import Contents
    from viz.exports.graph_elements import Edge, Node

HEAD = 'Creator "Sojae"\n'
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
OTHER = re.compile("[^ !#-%'-~]|&")
"""What GML writes as `&#…;`: quotes, ampersands, control characters and everything beyond ASCII."""
RESERVED = frozenset({"id", "label", "source", "target", "graphics", "attribute", "key", *NODE_ATTRIBUTES})
LONG = 1 << 31
"""GML knows whole numbers of 32 bits; longer ones are written with a point, as networkx does."""


@file_format(
    "gml",
    summary_ko="속성·좌표·색이 있는 네트워크(GML)",
    media_type="application/x-gml",
    extension="gml",
    picture=True,
    begins=HEAD,
)
def write_gml(contents: Contents) -> Iterator[bytes]:
    """The network with attributes, positions and colours; ids are whole numbers, as GML needs them, and labels are names.

    ASCII only: everything else is written as `&#…;`. An own attribute whose name cannot be a key stands in a list
    `attribute [ name … value … ]`.
    """
    directed = contents.network is None
    yield HEAD.encode() + encoded(head(contents, directed=directed))
    numbers: dict[str, int] = {}
    for block in nodes(contents):
        lines = []
        for node in block:
            numbers[node.id] = len(numbers)
            lines.append(node_text(node, numbers[node.id]))
        yield encoded(lines)
    names, done = edge_attributes(contents), 0
    for edge_block in edges(contents):
        yield encoded(
            edge_text(edge, names, numbers, key if directed else None)
            for key, edge in enumerate(edge_block, done)
        )
        done += len(edge_block)
    yield b"]\n"


def head(contents: Contents, *, directed: bool) -> Iterator[str]:
    """Say what the graph is."""
    snapshot = contents.snapshot
    yield f"graph [\n  directed {int(directed)}\n"
    if directed:
        yield "  multigraph 1\n"
    for name, value in (
        ("layer", contents.layer),
        ("version", snapshot.graph_version),
        ("licence", snapshot.data_licence),
    ):
        yield f"  {name} {text(str(value))}\n"


def text(value: object) -> str:
    """Write a value: a number as it is, a truth value and a text in quotes."""
    if isinstance(value, bool):
        return f'"{str(value).lower()}"'
    if isinstance(value, int) and abs(value) < LONG:
        return str(value)
    if isinstance(value, int | float) and float(value) == value:
        digits, e, power = repr(float(value)).partition("e")
        return f"{digits}{'' if '.' in digits else '.0'}{e}{power}"
    return f'"{OTHER.sub(lambda found: f"&#{ord(found[0])};", str(value))}"'


def node_text(node: Node, number: int) -> str:
    """Write a node."""
    known = {
        name: value for name, value in zip(NODE_ATTRIBUTES, node.values, strict=True) if value is not None
    }
    drawn = ""
    if node.drawn is not None:
        x, y, size, *_, community = place(node.drawn)
        known["community"] = community
        drawn = f'    graphics [ x {float(x)} y {float(y)} w {float(size)} h {float(size)} fill "{node.drawn.colour}" ]\n'
    content = "".join(lines({"label": node.values[0], **known}.items(), node.own))
    return f"  node [\n    id {number}\n{content}{drawn}  ]\n"


def edge_text(edge: Edge, names: tuple[str, ...], numbers: Mapping[str, int], key: int | None) -> str:
    """Write an edge; `key` tells edges of the same ends apart, for networkx."""
    known = [(name, value) for name, value in zip(names, edge.values, strict=True) if value is not None]
    content = "".join(lines(known, edge.own))
    ends = [f"    source {numbers[edge.source]}\n", f"    target {numbers[edge.target]}\n"]
    if key is not None:
        ends.append(f"    key {key}\n")
    return f"  edge [\n{''.join(ends)}{content}  ]\n"


def lines(known: Iterable[tuple[str, object]], own: Mapping[str, Value]) -> Iterator[str]:
    """Yield the attributes of a node or an edge, one a line."""
    for name, value in known:
        yield f"    {name} {text(value)}\n"
    for name, value in own.items():
        if KEY.fullmatch(name) and name_in_file(name) == name and name.casefold() not in RESERVED:
            yield f"    {name} {text(value)}\n"
        else:
            yield f"    attribute [ name {text(name)} value {text(value)} ]\n"
