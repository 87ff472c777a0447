"""`sojae load`: what an origin says goes into the store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import click
import orjson
import typer

from ingest.load import LoadReport
from ingest.load import load as run_load
from sojae.console import Json, StoreUrl, opened, show
from sojae.settings import data_folder

app = typer.Typer()
TOLD = 10  # rejected rows that are told on the terminal


@app.command()
def load(
    origin: Annotated[str, typer.Argument(help="where the facts come from, for instance daegu")],
    paths: Annotated[list[Path] | None, typer.Argument(help="what to read; none: the bundled data")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="tell the difference, write nothing")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="stop at the first row that breaks a rule")
    ] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="where rejected rows are written")] = None,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Load what an origin says; the same input twice changes nothing."""
    _, target = opened(store)
    target.prepare()
    kept = rejects or (None if dry_run else data_folder() / "rejects.csv")
    with bar() as progress:
        report = run_load(
            target, origin, paths or (), dry_run=dry_run, strict=strict, rejects_to=kept, progress=progress
        )
    tell_rejects(report)
    show(orjson.dumps(report.as_dict()), as_json=json, lines=lines)


@contextmanager
def bar() -> Generator[Callable[[int, int], None]]:
    """Show a bar on a terminal, nothing in a log."""
    shown = click.progressbar(length=1, label="reading", file=sys.stderr, hidden=not sys.stderr.isatty())
    with shown:

        def progress(done: int, total: int) -> None:
            shown.length = max(total, done, 1)
            shown.update(done - shown.pos)

        yield progress


def tell_rejects(report: LoadReport) -> None:
    """Say which rows were rejected, and where all of them are."""
    for reject in report.rejects[:TOLD]:
        place = f"{reject.file}, line {reject.line}, {reject.field}"
        print(f"{place}: {reject.rule}: {reject.remedy}", file=sys.stderr)
    if report.rejected:
        where = f": see {report.rejects_file}" if report.rejects_file else ""
        print(f"{report.rejected:,} rows rejected, the rest was taken{where}", file=sys.stderr)


def lines(body: dict[str, Any]) -> list[str]:
    """Say what a load did."""
    words = ("read", "new", "changed", "unchanged", "closed")
    sums = ", ".join(f"{word} {sum(body[word].values()):,}" for word in words)
    prefix = "would be: " if body["dry_run"] else ""
    return [f"{prefix}{sums}, rejected {body['rejected']:,}", f"graph version {body['graph_version']}"]
