"""Networks that Sojae itself wrote: they say so, keep their ids, and carry their sources beside nodes and edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from ingest.networks.items import About

TARGET = "sojae"
"""Name under which an XML file tells what only Sojae reads: `<?sojae {"layer": …}?>`."""


def take_instruction(target: str, text: str, about: About) -> None:
    """Take in what a file says to Sojae: of itself, or a record that its grammar has no place for."""
    if target != TARGET:
        return
    try:
        said: Any = orjson.loads(text)
    except orjson.JSONDecodeError:
        return  # somebody else's word
    if not isinstance(said, dict):
        return
    if "type" in said:
        about.beside.append(said)
    else:
        about.written = said
