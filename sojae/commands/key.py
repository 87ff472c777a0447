"""`sojae key`: a key for those who may write."""

from __future__ import annotations

from typing import Annotated

import typer

from api.keys import new_key
from sojae.console import Json, show

app = typer.Typer()


@app.command()
def key(
    name: Annotated[str, typer.Argument(help="whose key it is: letters, digits, . _ -")],
    json: Json = False,
) -> None:
    """Make an API key that may write; only its hash goes into the settings."""
    secret, entry = new_key(name)
    show({"key": secret, "entry": entry}, as_json=json, lines=told)


def told(made: dict[str, str]) -> list[str]:
    """Say what to do with a key."""
    return [
        f"key (shown once, send it as Authorization: Bearer …): {made['key']}",
        f"for the server's settings: SOJAE_API_KEYS={made['entry']}",
    ]
