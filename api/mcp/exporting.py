"""The tool `export`: the address and the command of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from api.mcp.again import PREFIX, joined
from api.mcp.evidence import basis_of
from api.prefix import below
from queries.export import FORMATS, ExportParameters
from queries.records import node_number
from queries.validation import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from queries.view import View


def export_address(view: View, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the address and the command that give the filtered graph as a file.

    Raises:
        NotFound: no node has the id `around`.
        Invalid: a parameter is unknown or has an invalid value.
    """
    parameters = read(ExportParameters, given)
    if parameters.around is not None:
        node_number(view, parameters.around, parameter="around")
    chosen = FORMATS[parameters.format or "json"]
    asked = {**given, "format": chosen.name}
    options = "".join(
        f" --{name.replace('_', '-')} {joined(value)}" for name, value in given.items() if name != "format"
    )
    file = f"sojae{chosen.extension if chosen.extension.startswith('.') else f'.{chosen.extension}'}"
    return {
        "answer": {
            "format": chosen.name,
            "summary": chosen.summary,
            "formats": list(FORMATS),
        },
        "sources": [],
        "again": {
            "api": f"GET {below(PREFIX)}/export?{urlencode({name: joined(value) for name, value in asked.items()})}",
            "command": f"sojae export {chosen.name} {file}{options}",
        },
        "basis": basis_of(view.snapshot),
        "graph_version": view.snapshot.graph_version,
    }
