"""`sojae export` and `page`: the filtered graph as a file."""

from __future__ import annotations

import inspect
import secrets
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from graph.bulk_import import write_import_folder
from graph.plurals import plural
from queries.errors import Invalid, not_allowed, refuse
from queries.export import FORMATS, ExportParameters, Part, contents_of
from queries.records import node_number
from queries.scene import SceneParameters, scene_of
from sojae.console import fail, opened, view_of
from sojae.questions import KEYWORD, STORE, add, argument, options_of, read_typed
from viz.exports.contents import PARTS

app = typer.Typer()
OUT = Annotated[Path, typer.Argument(help="file to write, or folder", show_default=False)]
LANGUAGES = ("ko", "en")
NEO4J_ADMIN = "neo4j-admin"
"""The format that is a folder with the whole store, for Neo4j's own bulk import."""
LANGUAGE = Annotated[str, typer.Option(help="language of the page: ko or en")]


def ending_of(format: str, part: Part | None, out: Path) -> None:
    """Refuse a file name with the ending of another format."""
    known = FORMATS[format]
    right = known.kind_of(part)[1]
    others = {
        ending for other in FORMATS.values() for _, ending in (other.kind_of(None), other.kind_of(PARTS[0]))
    }
    wrong = out.suffix.removeprefix(".").lower()
    if wrong in others and wrong not in {right, "json" if right in {"cyjs", "jsonld"} else right}:
        what = f"{format} of one table" if part and known.table else format
        single = known.table and part is None and wrong == known.table[1]
        remedy = f", or write one table with --part {'|'.join(get_args(Part))}" if single else ""
        fail(f"{out}: {what} is a .{right} file: write {out.with_suffix('.' + right)}{remedy}")


def write(out: Path, chunks: Iterable[bytes], summary: str) -> None:
    """Write a file and print a summary; if writing fails, nothing is left behind and an older file is unchanged."""
    try:
        if out.exists() and not out.is_file() and not out.is_dir():
            with out.open("wb") as stream:  # a pipe or /dev/stdout cannot be replaced
                stream.writelines(chunks)
        else:
            written_beside(out.resolve(), chunks)
    except OSError as error:
        fail(f"{out}: {error.strerror}: choose another file")
    print(f"{out}: {summary}", file=sys.stderr)


def written_beside(out: Path, chunks: Iterable[bytes]) -> None:
    """Write a temporary file beside the target and rename it once it is complete."""
    beside = out.with_name(f".sojae-{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.writelines(chunks)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


def export() -> None:
    """Write the filtered graph as a file."""


def run_export(format: str, out: Path, store: str | None, **typed: Any) -> None:
    """Write the file."""
    if format == NEO4J_ADMIN:
        run_neo4j_admin(out, store, read_typed(ExportParameters, typed))
        return
    parameters: ExportParameters = read_typed(ExportParameters, {**typed, "format": format})
    ending_of(format, parameters.part, out)
    contents = contents_of(view_of(store), parameters.wanted())
    ties = len(contents.relations) if contents.network is None else contents.network.ties
    summary = f"{plural(len(contents.nodes), 'node')}, {plural(ties, 'relation' if contents.network is None else 'tie')}"
    write(out, FORMATS[format].write(contents), summary)


def run_neo4j_admin(folder: Path, store: str | None, parameters: ExportParameters) -> None:
    """Write the folder, and say how to import it."""
    default = ExportParameters()
    for name in ExportParameters.model_fields:
        if getattr(parameters, name) != getattr(default, name):
            refuse(name, f"{NEO4J_ADMIN} is the whole store with its loads and its undo log", "leave it out")
    settings, source = opened(store)
    done = write_import_folder(source, folder)
    said = (
        f"{folder}: {plural(done.records, 'record')}, {plural(done.loads, 'load')}; graph version {done.graph_version}",
        "To import it where Neo4j is installed, while the server is stopped:",
        f"  cd {shlex.quote(str(folder))} && neo4j-admin database import full {settings.store_database or 'neo4j'} @import.args",
    )
    print("\n".join(said), file=sys.stderr)


def page() -> None:
    """Write a stand-alone HTML page that opens offline."""


def run_page(out: Path, language: str, store: str | None, **typed: Any) -> None:
    """Write the page."""
    from viz.page import page as write_page

    if language not in LANGUAGES:
        raise Invalid([not_allowed("language", language, LANGUAGES)])
    parameters: SceneParameters = read_typed(SceneParameters, typed)
    view = view_of(store)
    if parameters.around is not None:
        node_number(view, parameters.around)
    scene = scene_of(view, parameters)
    summary = f"{plural(len(scene.nodes), 'node')}, {plural(len(scene.ties), 'tie')}"
    write(out, [write_page(scene, view.snapshot, language=language).encode()], summary)


FILE = inspect.Parameter("out", KEYWORD, annotation=OUT)
add(
    app,
    run_export,
    export,
    [
        argument("format", f"format of the file: {', '.join(FORMATS)}; or {NEO4J_ADMIN}, a folder"),
        FILE,
        *options_of(ExportParameters, ("format",)),
        STORE,
    ],
)
add(
    app,
    run_page,
    page,
    [
        FILE,
        *options_of(SceneParameters),
        inspect.Parameter("language", KEYWORD, default="ko", annotation=LANGUAGE),
        STORE,
    ],
)
