"""`sojae brief`: two pages on a topic as a file."""

from __future__ import annotations

import inspect
from json import loads
from pathlib import Path
from typing import Annotated, Any

import typer

from queries.brief import FORMATS, TOPICS, BriefParameters
from queries.brief import brief as written
from queries.validation import read
from sojae.commands.files import write
from sojae.console import fail, view_of
from sojae.questions import KEYWORD, STORE, add, argument

app = typer.Typer()
ID = Annotated[
    str | None,
    typer.Argument(help="what the topic is about, for instance the id of a sector", show_default=False),
]
OUT = Annotated[
    Path,
    typer.Option(help=f"file to write; its ending is the format: {', '.join(FORMATS)}", show_default=False),
]
LANGUAGE = Annotated[str, typer.Option(help="language of the brief: ko or en")]
PARAMETER = Annotated[
    list[str] | None,
    typer.Option(
        help="a parameter of the topic, for instance layer=all; may be given several times",
        metavar="NAME=VALUE",
    ),
]


def brief() -> None:
    """Write a brief of two pages: findings, a picture, tables, what to do next; every figure with a footnote."""


def run_brief(
    topic: str, id: str | None, out: Path, language: str, parameter: list[str] | None, store: str | None
) -> None:
    """Write the file."""
    format = out.suffix.removeprefix(".").lower()
    if format not in FORMATS:
        fail(
            f"{out}: a brief is a file that ends in {', '.join(f'.{name}' for name in FORMATS)}: choose one of these"
        )
    given = {
        "topic": topic,
        "id": id,
        "language": language,
        "format": format,
        "parameters": named(parameter or ()),
    }
    file = written(
        view_of(store),
        read(BriefParameters, {name: value for name, value in given.items() if value is not None}),
    )
    write(out, [file.content], f"brief on {topic}{f' {id}' if id else ''}, {len(file.content):,} bytes")


def named(pairs: list[str] | tuple[str, ...]) -> dict[str, Any]:
    """Read parameters of a topic, `name=value`; a value that begins as a JSON list or object is read as such."""
    for pair in pairs:
        if "=" not in pair:
            fail(f"--parameter {pair}: a parameter has a name and a value: write for instance layer=all")
    return {name: value_of(name, value) for name, _, value in (pair.partition("=") for pair in pairs)}


def value_of(name: str, value: str) -> Any:
    """Read one value."""
    if not value.startswith(("[", "{")):
        return value
    try:
        return loads(value)
    except ValueError as error:
        fail(f"--parameter {name}: not JSON ({error}): write it as POST /briefs takes it")


add(
    app,
    run_brief,
    brief,
    [
        argument("topic", f"topic: {', '.join(TOPICS)}"),
        inspect.Parameter("id", KEYWORD, default=None, annotation=ID),
        inspect.Parameter("out", KEYWORD, annotation=OUT),
        inspect.Parameter("language", KEYWORD, default="ko", annotation=LANGUAGE),
        inspect.Parameter("parameter", KEYWORD, default=None, annotation=PARAMETER),
        STORE,
    ],
)
