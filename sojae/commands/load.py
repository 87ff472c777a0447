"""`sojae load`: what an origin says goes into the store."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import click
import typer

from graph.plurals import plural
from graph.store import prepared
from graph.texts import visible
from ingest.load import LoadReport, TookNothing
from ingest.load import load as run_load
from ingest.reading.positions import spot
from sojae.console import Json, StoreUrl, opened, show
from sojae.stores import rejects_folder

app = typer.Typer()
GROUPS = 10
"""Rules of which rejected rows are told on the terminal."""
EVERY = 5.0
"""Seconds between two lines about a load that is under way."""


@app.command()
def load(
    origin: Annotated[str, typer.Argument(help="where the facts come from, for instance daegu")],
    paths: Annotated[list[Path] | None, typer.Argument(help="what to read; none: the bundled data")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="tell the difference, write nothing")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="stop at the first row that breaks a rule")
    ] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="where rejected rows are written")] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", help="a mapping, for table: which column is which field")
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option("--set", help="what the origin may be told: NAME=VALUE; see docs/reference/origins.md"),
    ] = None,
    propose: Annotated[
        Path | None, typer.Option("--propose", help="print a first mapping for a table, and load nothing")
    ] = None,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Load what an origin says; the same input twice changes nothing."""
    if propose is not None:
        from ingest.proposing import propose as first_mapping

        print(first_mapping(propose), end="")
        return
    settings, target = opened(store)
    options = {**settings.told(origin), **options_of(option or [], mapping)}
    folder = None if dry_run else rejects_folder(target)
    try:
        with prepared(target), progress_told() as progress:
            report = run_load(
                target, origin, paths or (), options=options, dry_run=dry_run, strict=strict, rejects_to=rejects,
                rejects_in=folder, progress=progress,
            )  # fmt: skip
    except TookNothing as nothing:
        tell_recognised(nothing.report)
        tell_rejects(nothing.report, taken=False)
        if json:
            show(nothing.report.as_dict(), as_json=True, lines=lines)
        raise
    tell_recognised(report)
    tell_rejects(report)
    show(report.as_dict(), as_json=json, lines=lines)


def options_of(words: list[str], mapping: Path | None) -> dict[str, str]:
    """Take `NAME=VALUE` apart."""
    options = {"map": str(mapping)} if mapping else {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise typer.BadParameter(f"“{word}” is no NAME=VALUE", param_hint="--set")
        options[name] = value
    return options


def tell_recognised(report: LoadReport) -> None:
    """Say how each file was read, and what became of its rows."""
    for one in report.recognised:
        if report.origin != "daegu":  # its format is fixed
            tell_format(one)
        tell_remarks(one)


def tell_format(one: dict[str, Any]) -> None:
    """Say how one file was read."""
    how = ", ".join(filter(None, (one["format"], one["encoding"], one["delimiter"], *one["notes"])))
    header = f"header in row {' and '.join(map(str, one['header']))}; " if one["header"] else ""
    why = ", ".join(f"{reason}: {times:,}" for reason, times in one["why"].items())
    counts = f"{plural(one['rows'], 'row')} = {one['loaded']:,} loaded + {one['rejected']:,} rejected + {one['skipped']:,} skipped"
    say(f"{one['file']}: {how}; {header}{counts}{f' ({why})' if why else ''}")
    if one["unread"]:
        say(f"{one['file']}: not read: {', '.join(one['unread'])}")


def tell_remarks(one: dict[str, Any]) -> None:
    """Say what is odd about rows that were loaded, and which ones fell together."""
    joined: dict[str, Any] = one.get("together") or {}
    if joined.get("records"):
        lines = "; ".join(
            f"{f'“{name}” in ' if name else ''}lines {', '.join(map(str, group))}"
            for group, name in zip(joined["lines"], joined["names"], strict=True)
        )
        more = "; …" if joined["records"] > len(joined["lines"]) else ""
        say(
            f"{one['file']}: {plural(joined['rows'], 'row')} fall together into {plural(joined['records'], 'record')}:"
            f" {lines}{more}"
        )
    for remark in one.get("remarks", ()):
        first = remark["first"]
        rule = first[0]["rule"] if remark["times"] == 1 else remark["rule"]
        word = spot(first[0]["line"]).partition(" ")[0]
        lines = ", ".join(str(int(one["line"])) for one in first)
        more = ", …" if remark["times"] > len(first) else ""
        where = f"{word if remark['times'] == 1 else f'{word}s'} {lines}{more}"
        say(
            f"{one['file']}: {remark['field']}: {remark['times']:,} × {rule} ({where}): {remark['remedy']}"
            if remark["times"] > 1
            else f"{one['file']}, {where}, {remark['field']}: {rule}: {remark['remedy']}"
        )


def say(line: str) -> None:
    """Print a line on stderr; what stands in files must not steer the terminal."""
    print(visible(line).replace("\n", " "), file=sys.stderr)


@contextmanager
def progress_told() -> Generator[Callable[[int, int], None]]:
    """Show a bar on a terminal, plain lines in a log."""
    if not sys.stderr.isatty():
        told = Lines()
        yield told
        told.end()
        return
    with click.progressbar(length=1, label="reading", file=sys.stderr) as shown:

        def progress(done: int, total: int) -> None:
            shown.length = max(total, done, 1)
            shown.update(done - shown.pos)

        yield progress


class Lines:
    """Tells now and then how far a load is, and at last how much was read."""

    def __init__(self, every: float = EVERY) -> None:
        self.every, self.told, self.done = every, time.monotonic(), 0

    def __call__(self, done: int, total: int) -> None:
        """Note how much was read; tell it if it is time. A bar needs the total, a line does not."""
        self.done = done
        if done and time.monotonic() - self.told >= self.every:
            self.told = time.monotonic()
            self._tell("reading: {} so far")

    def end(self) -> None:
        """Tell how much was read; nothing was of an input that is as it was."""
        if self.done:
            self._tell("{} read")

    def _tell(self, line: str) -> None:
        said = line.format(plural(self.done, "record"))
        print(f"sojae: {said}", file=sys.stderr, flush=True)


def tell_rejects(report: LoadReport, *, taken: bool = True) -> None:
    """Say which rows were rejected, by rule, with the first rows of each, and where all of them are."""
    for group in report.rejects_by_rule[:GROUPS]:
        if group["times"] > len(group["first"]):
            say(f"{group['field']}: {group['times']:,} × {group['rule']}; the first ones:")
        for first in group["first"]:
            say(
                f"{first['file']}, {spot(first['line'])}, {group['field']}: {first['rule']}: {first['remedy']}"
            )
    others = report.rejects_by_rule[GROUPS:]
    if others:
        say(f"{sum(group['times'] for group in others):,} more, by {plural(len(others), 'other rule')}")
    if report.rejected:
        where = f": see {report.rejects_file}" if report.rejects_file else ""
        rest = ", the rest was taken" if taken else ""
        say(f"{plural(report.rejected, 'row')} rejected{rest}{where}")


def lines(body: dict[str, Any]) -> list[str]:
    """Say what a load did."""
    words = ("read", "new", "changed", "unchanged", "closed")
    sums = ", ".join(f"{word} {sum(body[word].values()):,}" for word in words)
    prefix = "would be: " if body["dry_run"] else ""
    one_body = body.get("identity") or {"merge": 0, "review": 0}
    said = f"{plural(one_body['merge'], 'pair')} of records {'is' if one_body['merge'] == 1 else 'are'} one body, {one_body['review']:,} to review (sojae review list)"
    return [
        f"{prefix}{sums}, rejected {body['rejected']:,}",
        *([said] if one_body["merge"] or one_body["review"] else []),
        f"graph version {body['graph_version']}",
    ]
