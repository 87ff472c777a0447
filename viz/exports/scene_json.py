"""JSON: the scene of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.encoding import encoded
from viz.exports import file_format
from viz.exports.contents import BLOCK
from viz.scene_model import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viz.exports.contents import Contents


@file_format(
    "json",
    summary_ko="장면: 좌표가 있는 노드, 근거가 있는 연결, 범례",
    media_type="application/json",
    extension="json",
    picture=True,
    begins='{"graph_version":"f2bd416c30119016"',
)
def write_json(contents: Contents) -> Iterator[bytes]:
    """The scene: nodes with positions, ties with their evidence, legend."""
    drawn = contents.scene
    assert drawn is not None
    for number, part in enumerate(PARTS):
        yield b"%b%b:" % (b"," if number else b"{", encoded(part))
        value = getattr(drawn, part)
        yield from listed(value) if isinstance(value, tuple) else (encoded(value),)
    yield b"}"


def listed(entries: tuple[Any, ...]) -> Iterator[bytes]:
    """Write the members of a list, in blocks."""
    yield b"["
    for start in range(0, len(entries), BLOCK):
        yield (b"," if start else b"") + encoded(entries[start : start + BLOCK])[1:-1]
    yield b"]"
