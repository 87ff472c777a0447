"""`sojae lake`: a graph as a folder of Parquet, and questions to it that need no memory for the whole graph."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from graph.plurals import plural
from queries.gaps import GapTableParameters
from queries.registry import find
from sojae.commands import analyse, tables
from sojae.console import Json, StoreUrl, show_lines, view_of, write_json
from sojae.language import known_language, language_option
from sojae.new_folder import new_folder
from sojae.questions import JSON, KEYWORD, add, arguments_of, options_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.aggregate import Aggregate
    from queries.gaps import GapsShape
    from queries.lake import Lake
    from queries.result import Result

app = typer.Typer()
lake = typer.Typer(
    no_args_is_help=True,
    help="A graph as a folder of Parquet, and answers counted from it by DuckDB or Spark.",
)
app.add_typer(lake, name="lake")

FOLDER = Annotated[str, typer.Argument(help="folder of the lake", show_default=False)]
ENGINE = Annotated[str, typer.Option(help="what counts: duckdb (this machine) or spark (a cluster)", metavar="[duckdb|spark]")]  # fmt: skip
MASTER = Annotated[
    str | None,
    typer.Option(
        help="address of a Spark master, spark://HOST:7077; without it Spark runs in one process here"
    ),
]
MEMORY = Annotated[
    str | None,
    typer.Option(help="most memory that DuckDB takes before it writes to the scratch folder (4GB), or that each Spark executor has (2g)"),
]  # fmt: skip
SCRATCH = Annotated[str | None, typer.Option(help="folder for what does not fit into memory")]
ENGINES = [
    inspect.Parameter("engine", KEYWORD, default="duckdb", annotation=ENGINE),
    inspect.Parameter("master", KEYWORD, default=None, annotation=MASTER),
    inspect.Parameter("memory", KEYWORD, default=None, annotation=MEMORY),
    inspect.Parameter("scratch", KEYWORD, default=None, annotation=SCRATCH),
]


@app.callback()
def commands() -> None:
    """Keep `lake` a group of its own."""


@lake.command("write")
def write(
    folder: Annotated[Path, typer.Argument(help="folder to make; it must not exist or be empty", show_default=False)],
    from_: Annotated[
        str | None,
        typer.Option("--from", help="folder with the tables of `sojae export parquet` (nodes, relations, sources) instead of a store"),
    ] = None,
    graph_version: Annotated[
        str | None, typer.Option(help="with --from: graph version of the tables, if their files do not say it")
    ] = None,
    engine: ENGINE = "duckdb",
    master: MASTER = None,
    memory: MEMORY = None,
    scratch: SCRATCH = None,
    store: StoreUrl = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Write a lake from a store, or from the tables of an export.

    The folder appears only when it is complete.
    """
    if from_ is None:
        from viz.lake import write_lake

        view = view_of(store)
        version = view.snapshot.graph_version
        with new_folder(folder, "lake") as beside:
            rows = write_lake(view.snapshot, beside)
    else:
        from queries.lake import number

        with new_folder(folder, "lake") as beside:
            version, rows = number(
                from_, beside, graph_version, engine, master=master, memory=memory, scratch=scratch
            )
    if json:
        write_json(orjson.dumps({"folder": str(folder), "graph_version": version, "rows": rows}))
        return
    counted = f"{plural(rows['nodes'], 'node')}, {plural(rows['relations'], 'relation')}"
    print(f"{folder}: {counted}, graph version {version}", file=sys.stderr)


@lake.command("check")
def check(
    folder: FOLDER,
    engine: ENGINE = "duckdb",
    master: MASTER = None,
    memory: MEMORY = None,
    scratch: SCRATCH = None,
    json: Json = False,
) -> None:
    """Check types, ids, ends that dangle, numbers beside ids and dates; exit 1 and one line a fault."""
    from queries.lake import check as checked

    found = checked(folder, engine, master=master, memory=memory, scratch=scratch)
    if json:
        write_json(orjson.dumps({"folder": folder, "faults": found}))
    elif found:
        show_lines(found)
    else:
        print(f"{folder}: no fault found", file=sys.stderr)
    if found:
        raise SystemExit(1)


def gaps(found: GapsShape, language: str = "en") -> Iterable[str]:
    """Find pairs of sectors with fewer ties than expected; the answer of `sojae gaps`."""
    return analyse.gaps(found, language)


def run_gaps(folder: str, language: str, json: bool, **typed: Any) -> None:
    """Answer."""
    spoken = known_language(language)
    with lake_of(folder, typed) as opened:
        found = opened.gaps(**given(typed))
    printed(found, json, lambda: gaps(found, spoken))


def lake_of(folder: str, typed: dict[str, Any]) -> Lake:
    """Open a lake with the options of engines, which are removed from those typed."""
    from queries.lake import Lake

    return Lake(
        folder, typed.pop("engine"), **{name: typed.pop(name) for name in ("master", "memory", "scratch")}
    )


def given(typed: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters that were typed."""
    return {name: value for name, value in typed.items() if value is not None and value is not False}


def printed(found: Result, json: bool, lines: Any) -> None:
    """Print an answer."""
    if json:
        write_json(found.encoded())
    else:
        show_lines(lines())


PLACE = inspect.Parameter("folder", KEYWORD, annotation=FOLDER)
add(
    lake,
    run_gaps,
    gaps,
    [PLACE, *options_of(GapTableParameters, ("group_by",)), *ENGINES, language_option(), JSON],
)


AGGREGATE = find("aggregate")


def aggregate(found: Aggregate) -> Iterable[str]:
    """Count nodes or relations by one or two fields; the answer of `sojae aggregate`."""
    return tables.aggregate(found)


def run_aggregate(folder: str, group_by: str, json: bool, **typed: Any) -> None:
    """Answer."""
    with lake_of(folder, typed) as opened:
        found = opened.aggregate(group_by, **given(typed))
    printed(found, json, lambda: aggregate(found))


add(
    lake,
    run_aggregate,
    aggregate,
    [
        PLACE,
        *arguments_of(AGGREGATE),
        *options_of(AGGREGATE.parameters, AGGREGATE.positional),
        *ENGINES,
        JSON,
    ],
)
