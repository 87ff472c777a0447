"""Commands for questions of the registry without a command of their own; the answer is printed as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from queries.registry import questions
from queries.tables import columns_of, flattened
from sojae.questions import asks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.result import Result

FILTERS = "filters, as field=value"


def command_of(name: str) -> Any:
    """Make the command of a question; None if there is no such question."""
    question = next((one for one in questions().values() if one.command == name), None)
    if question is None:
        return None
    app = typer.Typer()

    def lines(found: Result) -> Iterable[str]:
        rows = [flattened(row, None) for row in found.rows]
        columns = columns_of(rows)
        yield "\t".join(columns)
        yield from ("\t".join(cell(row.get(column)) for column in columns) for row in rows)

    lines.__name__, lines.__doc__ = (
        question.command.replace("-", "_"),
        f"{question.summary}.\n\n{question.description}",
    )
    asks(app, question, FILTERS if question.parameters.model_config.get("extra") == "allow" else "")(lines)
    app.callback()(group)  # without a callback, Typer drops the name of a single command
    return typer.main.get_group(app).commands[name]


def group() -> None:
    """Keep the command under its name."""


def cell(value: object) -> str:
    """Format a cell; an unknown value is empty."""
    if isinstance(value, list):
        return ";".join(map(str, value))
    return "" if value is None else str(value)
