"""`sojae export` and `page`: the filtered graph as a file."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from api.answers.exports import FORMATS, Wanted, contents_of
from api.answers.records import node_number
from graph.evidence import Period
from graph.filters import Filter
from graph.plurals import plural
from graph.schema import nearest
from graph.vocabulary import SECTORS, Kind, Layer, Predicate, Undated
from sojae.commands.ask import members
from sojae.console import AsOf, Since, StoreUrl, fail, view_of
from viz.exports.contents import PARTS, Part
from viz.page import page as write_page
from viz.scene import scene

app = typer.Typer()
Around = Annotated[str | None, typer.Option(help="id of the node in the middle")]
Depth = Annotated[int, typer.Option(min=1, max=3)]
SectorWords = Annotated[str | None, typer.Option(help="comma-separated sectors")]


def sector_ids(words: str | None) -> frozenset[str] | None:
    """Read comma-separated sectors."""
    chosen = frozenset(words.split(",")) if words else None
    for sector in sorted(chosen or ()):
        if sector not in SECTORS:
            fail(f"“{sector}” is no sector: {nearest(sector, SECTORS)}")
    return chosen


def ending_of(format: str, part: Part | None, out: Path) -> None:
    """Refuse a file name that says it is of another format."""
    known = FORMATS[format]
    right = known.kind_of(part)[1]
    others = {
        ending for other in FORMATS.values() for _, ending in (other.kind_of(None), other.kind_of(PARTS[0]))
    }
    wrong = out.suffix.removeprefix(".").lower()
    if wrong in others and wrong not in {right, "json" if right in {"cyjs", "jsonld"} else right}:
        what = f"{format} of one table" if part and known.table else format
        single = known.table and part is None and wrong == known.table[1]
        remedy = f", or write one table with --part {'|'.join(PARTS)}" if single else ""
        fail(f"{out}: {what} is a .{right} file: write {out.with_suffix('.' + right)}{remedy}")


def write(out: Path, chunks: Iterable[bytes], told: str) -> None:
    """Write a file and say what is in it; what cannot be finished leaves nothing behind, and an older file as it was."""
    try:
        if out.exists() and not out.is_file() and not out.is_dir():
            with out.open("wb") as stream:  # a pipe or /dev/stdout: nothing can be put in its place
                stream.writelines(chunks)
        else:
            written_beside(out.resolve(), chunks)
    except OSError as error:
        fail(f"{out}: {error.strerror}: choose another file")
    print(f"{out}: {told}", file=sys.stderr)


def written_beside(out: Path, chunks: Iterable[bytes]) -> None:
    """Write beside a file and put it in its place when it is whole."""
    beside = out.with_name(f".sojae-{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.writelines(chunks)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


@app.command()
def export(
    format: Annotated[str, typer.Argument(help=", ".join(FORMATS))],
    out: Annotated[Path, typer.Argument(help="file to write")],
    part: Annotated[Part | None, typer.Option(help="one table of csv, ndjson or parquet on its own")] = None,
    layer: Layer | None = None,
    around: Around = None,
    depth: Depth = 1,
    as_of: AsOf = None,
    since: Since = None,
    undated: Undated = Undated.KEEP,
    predicates: Annotated[str | None, typer.Option(help="comma-separated predicates")] = None,
    kinds: Annotated[str | None, typer.Option(help="comma-separated kinds")] = None,
    sectors: SectorWords = None,
    isolates: Annotated[bool | None, typer.Option(help="nodes without a tie")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="nodes at most")] = None,
    positions: Annotated[bool | None, typer.Option(help="place the nodes")] = None,
    store: StoreUrl = None,
) -> None:
    """Write the filtered graph as a file."""
    if format not in FORMATS:
        fail(f"“{format}” is no format: {nearest(format, FORMATS)}")
    ending_of(format, part, out)
    wanted = Wanted(
        format=format,
        part=part,
        layer=layer,
        around=around,
        depth=depth,
        chosen=Filter(
            members(predicates, Predicate),
            members(kinds, Kind),
            sector_ids(sectors),
            Period(as_of, since, undated),
        ),
        isolates=isolates,
        limit=limit,
        positions=positions,
    )
    contents = contents_of(view_of(store), wanted)
    ties = len(contents.relations) if contents.network is None else contents.network.ties
    told = f"{plural(len(contents.nodes), 'node')}, {plural(ties, 'relation' if contents.network is None else 'tie')}"
    write(out, FORMATS[format].write(contents), told)


@app.command()
def page(
    out: Annotated[Path, typer.Argument(help="HTML file to write")],
    layer: Layer | None = None,
    around: Around = None,
    depth: Depth = 1,
    as_of: AsOf = None,
    since: Since = None,
    sectors: SectorWords = None,
    language: Annotated[str, typer.Option(help="ko or en")] = "ko",
    store: StoreUrl = None,
) -> None:
    """Write a stand-alone page that opens without a network."""
    if language not in {"ko", "en"}:
        fail(f"“{language}” is no language here: use ko or en")
    view = view_of(store)
    if around is not None:
        node_number(view, around)
    what = scene(
        view.snapshot,
        layer=layer,
        around=around,
        depth=depth,
        period=Period(as_of, since),
        sectors=sector_ids(sectors),
    )
    told = f"{plural(len(what.nodes), 'node')}, {plural(len(what.ties), 'tie')}"
    write(out, [write_page(what, view.snapshot, language=language).encode()], told)
