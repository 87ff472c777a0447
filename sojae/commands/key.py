"""`sojae key`: make an API key with write permission."""

from __future__ import annotations

from typing import Annotated

import typer

from api.keys import new_key
from sojae.console import Json, show

app = typer.Typer()


@app.command()
def key(
    name: Annotated[str, typer.Argument(help="name of the key's holder: letters, digits, . _ -")],
    json: Json = False,
) -> None:
    """Make an API key with write permission; the settings hold only its hash."""
    secret, entry = new_key(name)
    show({"key": secret, "entry": entry}, as_json=json, lines=instructions)


def instructions(answer: dict[str, str]) -> list[str]:
    """Say how to use the key."""
    return [
        f"key (shown once, send it as Authorization: Bearer …): {answer['key']}",
        f"for the server's settings: SOJAE_API_KEYS={answer['entry']}",
    ]
