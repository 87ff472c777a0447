"""Errors of questions as errors of tools: the sentence, the parameter, the rule, the remedy and names that are near."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.errors import NotFound, QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping

POINTERS: Mapping[str, str] = {
    **dict.fromkeys(
        ("node", "organisation", "technology", "programme"), "Look it up with the tool `search`."
    ),
    "measure": "Measures are listed by the tool `measure` without a name.",
    "sector": "Sectors are listed by the tool `sector` without an id.",
}
"""Subject of an error → the tool that lists the right names."""


def tool_error(error: QueryError) -> dict[str, Any]:
    """Return the members of an error: the same sentence as at the other doors, with a pointer to a tool."""
    pointer = ""
    if isinstance(error, NotFound) and not error.faults[0].remedy:
        pointer = POINTERS.get(error.what, "")
    return {
        "error": type(error).__name__,
        "detail": f"{error} {pointer}".strip(),
        "errors": [
            {
                "parameter": one.parameter,
                "rule": one.rule,
                "remedy": " ".join(filter(None, [one.remedy, pointer])),
                **({"near": list(one.near)} if one.near else {}),
            }
            for one in error.faults
        ],
    }
