"""Pajek: the network for Pajek, VOSviewer, UCINET and networkx: names, places and weights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.network import plain_number
from viz.exports import file_format
from viz.exports.contents import encoded
from viz.exports.graph_elements import edge_attributes, edges, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from viz.exports.contents import Contents
    from viz.exports.graph_elements import Edge, Node

HEAD = "% Sojae"
BLANKS = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
SHAPES = {"organisation": "ellipse", "technology": "diamond", "programme": "box"}
KIND = 2
"""Place of the kind among the values of a node."""


@file_format(
    "pajek",
    summary_ko="이름·좌표·가중치만 있는 네트워크(Pajek)",
    media_type="application/x-pajek",
    extension="net",
    picture=True,
    begins=HEAD,
)
def write_pajek(contents: Contents) -> Iterator[bytes]:
    """The network with names, places, shapes by kind, and weights; attributes have no place in Pajek.

    UTF-8 with a byte-order mark, as Pajek wants it. A relation has its predicate as label. Pajek has no way to write a quote inside a
    name, so it becomes an apostrophe.
    """
    snapshot, directed = contents.snapshot, contents.network is None
    about = f"{HEAD}: layer {contents.layer}, graph version {snapshot.graph_version}, licence of the data: {plain(snapshot.data_licence)}"
    yield f"\ufeff{about}\n*Vertices {len(contents.nodes)}\n".encode()
    numbers: dict[str, int] = {}
    scale = extent(contents)
    for block in nodes(contents):
        lines = []
        for node in block:
            numbers[node.id] = len(numbers) + 1
            lines.append(node_text(node, numbers[node.id], scale))
        yield encoded(lines)
    yield b"*Arcs\n" if directed else b"*Edges\n"
    names = edge_attributes(contents)
    for edge_block in edges(contents):
        yield encoded(edge_text(edge, names, numbers) for edge in edge_block)


def extent(contents: Contents) -> tuple[float, float, float]:
    """Return the corner and the size of the drawing; Pajek places vertices within 0 and 1."""
    drawn = contents.scene.nodes if contents.scene else ()
    if not drawn:
        return 0.0, 0.0, 1.0
    left, top = min(node.x for node in drawn), min(node.y for node in drawn)
    size = max(max(node.x for node in drawn) - left, max(node.y for node in drawn) - top)
    return left, top, size or 1.0


def plain(text: str) -> str:
    """Write a text on one line, without quotes."""
    return BLANKS.sub(" ", text).replace('"', "'").strip()


def node_text(node: Node, number: int, scale: tuple[float, float, float]) -> str:
    """Write a vertex."""
    left, top, size = scale
    x, y = (0.5, 0.5) if node.drawn is None else ((node.drawn.x - left) / size, (node.drawn.y - top) / size)
    return f'{number} "{plain(node.values[0])}" {x:.4f} {y:.4f} {SHAPES[node.values[KIND]]}\n'


def edge_text(edge: Edge, names: tuple[str, ...], numbers: Mapping[str, int]) -> str:
    """Write an arc or an edge."""
    values = dict(zip(names, edge.values, strict=True))
    predicate = values.get("predicate")
    label = "" if predicate is None else f' l "{predicate}"'
    return f"{numbers[edge.source]} {numbers[edge.target]} {plain_number(float(values['weight']))}{label}\n"
