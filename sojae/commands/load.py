"""`sojae load`: load an origin into the store."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import click
import typer
from typer.core import TyperCommand

from graph.plurals import plural
from graph.printable import legible
from graph.store import prepared
from graph.texts import visible
from ingest.load import LoadReport, TookNothing
from ingest.load import load as run_load
from ingest.preview import Preview, lines_of
from ingest.reading.positions import spot
from ingest.session import Progress
from sojae.console import Json, StoreUrl, opened, show
from sojae.stores import rejects_folder

app = typer.Typer()
GROUPS = 10
"""Rules for which rejected rows are shown on the terminal."""
EVERY = 5.0
"""Seconds between two progress lines of a running load."""


class WithOrigins(TyperCommand):
    """The command with a list of origins below its help."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help, then each origin with what it reads."""
        from ingest.adapters import adapters

        super().format_help(ctx, formatter)
        print("Origins, each with what it reads (docs/reference/origins.md):")
        for name, one in adapters().items():
            print(f"  {name:<13} {one.about}")


@app.command(cls=WithOrigins)
def load(
    origin: Annotated[str, typer.Argument(help="name of the origin, for instance daegu")],
    paths: Annotated[
        list[Path] | None, typer.Argument(help="files or folders to read; default: the bundled data")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="report what would change; write nothing")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="stop at the first row that breaks a rule")
    ] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="file for rejected rows")] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--map", help="mapping file for the origin table: which column is which field"),
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option("--set", help="an option of the origin, as NAME=VALUE; see docs/reference/origins.md"),
    ] = None,
    propose: Annotated[
        Path | None, typer.Option("--propose", help="print a first mapping for this table; load nothing")
    ] = None,
    first: Annotated[
        int | None,
        typer.Option(
            "--show",
            min=1,
            max=1000,
            help="with --dry-run, print so many records of each type as they would be",
        ),
    ] = None,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Load an origin; loading the same input again changes nothing."""
    if propose is not None:
        from ingest.proposing import mapping_text, proposal_of

        proposal = proposal_of(propose)
        if json:
            show(proposal.as_dict(), as_json=True, lines=lines)
        else:
            print(visible(mapping_text(proposal)), end="")
        return
    if first is not None and not dry_run:
        raise typer.BadParameter("it shows what a load would store: add --dry-run", param_hint="--show")
    settings, target = opened(store)
    options = {**settings.options_of(origin), **options_of(option or [], mapping)}
    folder = None if dry_run else rejects_folder(target)
    preview = None if first is None else Preview(first)
    try:
        with prepared(target), shown_progress() as progress:
            report = run_load(
                target, origin, paths or (), options=options, dry_run=dry_run, strict=strict, rejects_to=rejects,
                rejects_in=folder, progress=progress, seen=None if preview is None else preview.see,
            )  # fmt: skip
    except TookNothing as nothing:
        report_recognised(nothing.report)
        report_rejects(nothing.report, loaded=False)
        if json:
            show(nothing.report.as_dict(), as_json=True, lines=lines)
        raise
    if report.warning is not None:
        say(f"warning: {report.warning}")
    report_recognised(report)
    report_rejects(report)
    answer = report.as_dict()
    if preview is not None:
        answer["records"] = preview.records(target)
    show(legible(answer), as_json=json, lines=lines)


def options_of(pairs: list[str], mapping: Path | None) -> dict[str, str]:
    """Parse `NAME=VALUE` pairs."""
    options = {"map": str(mapping)} if mapping else {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise typer.BadParameter(f"“{pair}” is not of the form NAME=VALUE", param_hint="--set")
        options[name] = value
    return options


def report_recognised(report: LoadReport) -> None:
    """Report how each file was read, and what became of its rows."""
    for one in report.recognised:
        if report.origin != "daegu":  # its format is fixed
            report_format(one)
        report_remarks(one)


def report_format(one: dict[str, Any]) -> None:
    """Report how one file was read."""
    how = ", ".join(filter(None, (one["format"], one["encoding"], one["delimiter"], *one["notes"])))
    header = f"header in row {' and '.join(map(str, one['header']))}; " if one["header"] else ""
    why = ", ".join(f"{reason}: {times:,}" for reason, times in one["why"].items())
    counts = f"{plural(one['rows'], 'row')} = {one['loaded']:,} loaded + {one['rejected']:,} rejected + {one['skipped']:,} skipped"
    say(f"{one['file']}: {how}; {header}{counts}{f' ({why})' if why else ''}")
    if one.get("attributes"):
        say(f"{one['file']}: kept as own attributes: {', '.join(one['attributes'])}")
    if one["unread"]:
        say(f"{one['file']}: not read: {', '.join(one['unread'])}")


def report_remarks(one: dict[str, Any]) -> None:
    """Report remarks on rows that were loaded, and rows that were joined."""
    joined: dict[str, Any] = one.get("together") or {}
    if joined.get("records"):
        lines = "; ".join(
            f"{f'“{name}” in ' if name else ''}lines {', '.join(map(str, group))}"
            for group, name in zip(joined["lines"], joined["names"], strict=True)
        )
        more = "; …" if joined["records"] > len(joined["lines"]) else ""
        say(
            f"{one['file']}: {plural(joined['rows'], 'row')} joined into {plural(joined['records'], 'record')}:"
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
    """Print a line on stderr; control characters from files must not reach the terminal."""
    print(visible(line).replace("\n", " "), file=sys.stderr)


@contextmanager
def shown_progress() -> Generator[Progress]:
    """Show a bar on a terminal, plain lines in a log."""
    if not sys.stderr.isatty():
        progress_lines = Lines()
        yield progress_lines
        progress_lines.end()
        return
    with click.progressbar(length=1, label="reading", file=sys.stderr) as shown:

        def progress(done: int, total: int, stage: str) -> None:
            shown.label = stage
            shown.length = max(total, done, 1)
            shown.update(done - shown.pos)

        yield progress


class Lines:
    """Prints the progress of a load at intervals, and at the end how much was read."""

    def __init__(self, every: float = EVERY) -> None:
        self.every, self.printed, self.done = every, time.monotonic(), 0

    def __call__(self, done: int, total: int, stage: str = "reading") -> None:
        """Note how much was read; print it if it is time. A bar needs the total, a line does not."""
        self.done = done
        if done and time.monotonic() - self.printed >= self.every:
            self.printed = time.monotonic()
            self._print(f"{stage}: {{}} so far")

    def end(self) -> None:
        """Print how much was read; of an unchanged input nothing is."""
        if self.done:
            self._print("{} read")

    def _print(self, line: str) -> None:
        text = line.format(plural(self.done, "record"))
        print(f"sojae: {text}", file=sys.stderr, flush=True)


def report_rejects(report: LoadReport, *, loaded: bool = True) -> None:
    """Report rejected rows by rule, with the first rows of each, and the file that lists all of them."""
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
        rest = ", the rest was loaded" if loaded else ""
        say(f"{plural(report.rejected, 'row')} rejected{rest}{where}")


def lines(answer: dict[str, Any]) -> list[str]:
    """Summarise a load."""
    counted = ("read", "new", "changed", "unchanged", "closed")
    sums = ", ".join(f"{word} {sum(answer[word].values()):,}" for word in counted)
    prefix = "would be: " if answer["dry_run"] else ""
    identity = answer.get("identity") or {"merge": 0, "review": 0}
    decisions = f"{plural(identity['merge'], 'pair')} of records {'is' if identity['merge'] == 1 else 'are'} one organisation, {identity['review']:,} to review (sojae review list)"
    return [
        *lines_of(answer.get("records") or ()),
        f"{prefix}{sums}, rejected {answer['rejected']:,}",
        *([decisions] if identity["merge"] or identity["review"] else []),
        f"graph version {answer['graph_version']}",
    ]
