"""JSON: the scene of the contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graph.encoding import encoded
from viz.exports import file_format
from viz.exports.contents import BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viz.exports.contents import Contents
    from viz.scene_model import LegendEntry, SceneNode, SceneTie


@file_format(
    "json",
    summary_ko="장면: 좌표가 있는 노드, 근거가 있는 연결, 범례",
    media_type="application/json",
    extension="json",
    picture=True,
    begins='{"graph_version":"f6c17a6332360c4e"',
)
def write_json(contents: Contents) -> Iterator[bytes]:
    """The scene: nodes with positions, ties with their evidence, legend."""
    drawn = contents.scene
    assert drawn is not None
    yield b'{"graph_version":%b,"layer":%b,"nodes":[' % (
        encoded(drawn.graph_version),
        encoded(drawn.layer),
    )
    yield from listed(drawn.nodes)
    yield b'],"ties":['
    yield from listed(drawn.ties)
    legend = [asdict(entry) for entry in drawn.legend]
    rest = (legend, drawn.hidden, drawn.communities, drawn.data_licence)
    yield b'],"legend":%b,"hidden":%b,"communities":%b,"data_licence":%b}' % tuple(map(encoded, rest))


def listed(entries: Sequence[SceneNode | SceneTie | LegendEntry]) -> Iterator[bytes]:
    """Write the members of a list, in blocks."""
    for start in range(0, len(entries), BLOCK):
        block: list[Any] = [asdict(entry) for entry in entries[start : start + BLOCK]]
        yield (b"," if start else b"") + encoded(block)[1:-1]
