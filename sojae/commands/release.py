"""`sojae release`: all formats of one graph version, with checksums and a description."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import orjson
import typer

from graph.plurals import plural
from sojae.console import Json, StoreUrl, view_of, write_json
from sojae.new_folder import new_folder, refuse_taken

app = typer.Typer()


@app.command()
def release(
    folder: Annotated[
        Path, typer.Argument(help="folder to make; it must not exist or be empty", show_default=False)
    ],
    title: Annotated[
        str, typer.Option(help="title of the data set in English")
    ] = "Materials-industry ecosystem",
    title_ko: Annotated[str, typer.Option(help="title of the data set in Korean")] = "소재산업 생태계",
    publisher: Annotated[str, typer.Option(help="who publishes the data set")] = "The Sojae project",
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Write a release of the data: all formats, MANIFEST (sha256), DCAT description, data dictionary, licences.

    The same content gives the same bytes. The folder appears only when it is complete.
    """
    from viz.release import About, write_release

    refuse_taken(folder)
    view = view_of(store)
    last = next((load for load in view.store.loads(1)), None)
    issued = None if last is None or last.finished is None else last.finished[:10]
    about = About(title_ko, title, publisher, issued, f"Sojae {version('sojae')}")
    with new_folder(folder, "release") as beside:
        files = write_release(view.snapshot, beside, about)
    if json:
        found = [{"name": one.name, "bytes": one.size, "sha256": one.sha256} for one in files]
        write_json(
            orjson.dumps(
                {"folder": str(folder), "graph_version": view.snapshot.graph_version, "files": found}
            )
        )
        return
    for one in files:
        print(f"{one.sha256}  {one.size:>12,}  {one.name}")
    print(
        f"{folder}: {plural(len(files), 'file')}, graph version {view.snapshot.graph_version}",
        file=sys.stderr,
    )
