"""`sojae export` and `page`: the filtered graph as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.answers.records import node_number
from api.serving import View
from graph.evidence import Period
from graph.schema import nearest
from graph.vocabulary import SECTORS, Layer
from sojae.console import AsOf, Since, StoreUrl, fail, view_of
from viz.export import FORMATS
from viz.page import page as write_page
from viz.scene import Scene, scene

app = typer.Typer()
Around = Annotated[str | None, typer.Option(help="id of the node in the middle")]
Depth = Annotated[int, typer.Option(min=1, max=3)]
SectorWords = Annotated[str | None, typer.Option(help="comma-separated sectors")]


def drawn(
    view: View, layer: Layer | None, around: str | None, depth: int, period: Period, sectors: str | None
) -> Scene:
    """Make the scene that options ask for."""
    if around is not None:
        node_number(view, around)
    chosen = set(sectors.split(",")) if sectors else None
    for sector in chosen or ():
        if sector not in SECTORS:
            fail(f"“{sector}” is no sector: {nearest(sector, SECTORS)}")
    return scene(view.snapshot, layer=layer, around=around, depth=depth, period=period, sectors=chosen)


def write(out: Path, content: bytes, what: Scene) -> None:
    """Write a file and say what is in it."""
    try:
        out.write_bytes(content)
    except OSError as error:
        fail(f"{out}: {error.strerror}: choose another file")
    print(f"{out}: {len(what.nodes):,} nodes, {len(what.ties):,} ties", file=sys.stderr)


@app.command()
def export(
    format: Annotated[str, typer.Argument(help="json, csv (a zip) or graphml")],
    out: Annotated[Path, typer.Argument(help="file to write")],
    layer: Layer | None = None,
    around: Around = None,
    depth: Depth = 1,
    as_of: AsOf = None,
    since: Since = None,
    sectors: SectorWords = None,
    store: StoreUrl = None,
) -> None:
    """Write the filtered graph as a file."""
    if format not in FORMATS:
        fail(f"“{format}” is no format: {nearest(format, FORMATS)}")
    view = view_of(store)
    what = drawn(view, layer, around, depth, Period(as_of, since), sectors)
    write(out, FORMATS[format].write(what, view.snapshot), what)


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
    what = drawn(view, layer, around, depth, Period(as_of, since), sectors)
    write(out, write_page(what, view.snapshot, language=language).encode(), what)
