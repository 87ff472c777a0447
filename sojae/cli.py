"""The command line: results on stdout, progress and log on stderr; exit 0 done, 1 refused or failed, 2 wrong usage."""

from __future__ import annotations

import typer

from api.errors import Problem
from graph.store import StoreError
from ingest.adapters import OriginError
from ingest.load import LoadRefused
from sojae.commands import analyse, ask, files, load, serve, status
from sojae.console import fail
from sojae.settings import SettingsError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Sojae (소재): who works with whom in the materials industries.",
)
for room in (load, serve, status, ask, analyse, files):
    app.add_typer(room.app)


def main() -> None:
    """Run a command; what is refused becomes one clear line and exit 1."""
    try:
        app()
    except Problem as problem:
        fail(problem.detail)
    except (StoreError, SettingsError, OriginError, LoadRefused, ValueError) as error:
        fail(str(error))


if __name__ == "__main__":
    main()
