"""`sojae check`, `backup`, `restore` and `copy`: whether a store is whole, and taking it elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.backup import backup as write_backup
from graph.backup import copy_store
from graph.backup import restore as read_backup
from graph.checking import check_contents
from graph.plurals import plural
from graph.printable import legible
from graph.repair import ORIGIN
from graph.repair import repair as repair_store
from ingest.runs import new_run
from sojae.console import Json, StoreUrl, opened, show
from sojae.stores import store_from

if TYPE_CHECKING:
    from graph.copying import Copied

app = typer.Typer()
TOLD = 100  # faults that are told on the terminal
Replace = Annotated[bool, typer.Option("--replace", help="take away what is there first")]


@app.command()
def check(
    mend: Annotated[
        bool, typer.Option("--mend", help="bring back what another origin or a load's notes still have")
    ] = False,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Hold every record against its digest, all of them against the graph version, and references against records."""
    _, target = opened(store)
    mended = repair_store(target, new_run(ORIGIN, datetime.now(UTC))) if mend else None
    with target.contents() as contents:
        found = check_contents(contents)
        version = contents.revision.graph_version
        contents.still()
    body = {
        "store": target.address,
        "graph_version": version,
        "checked": found.records,
        "faults": [fault._asdict() for fault in found.faults],
        "mended": mended and mended.as_dict(),
    }
    show(legible(body), as_json=json, lines=checked)
    if found.faults or (mended and mended.repeat):
        raise SystemExit(1)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="the file to write")],
    replace: Annotated[bool, typer.Option("--replace", help="write over a file of this name")] = False,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Write the whole store into one file: records, loads, verdicts and what each load replaced."""
    _, target = opened(store)
    tell(write_backup(target, file, replace=replace), target.address, str(file), json=json)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="a file that `sojae backup` wrote")],
    replace: Replace = False,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Put a backup into the store, which must be empty, or its content is replaced."""
    _, target = opened(store)
    tell(read_backup(file, target, replace=replace), str(file), target.address, json=json)


@app.command()
def copy(
    source: Annotated[str, typer.Argument(help="address of the store that is copied")],
    target: Annotated[str, typer.Argument(help="address of the store that gets the copy")],
    replace: Replace = False,
    json: Json = False,
) -> None:
    """Copy a whole store into another one, of any engine."""
    settings, one = opened(source)
    other = store_from(settings, target)
    tell(copy_store(one, other, replace=replace), one.address, other.address, json=json)


def tell(done: Copied, source: str, target: str, *, json: bool) -> None:
    """Say what was copied."""
    body = {
        "from": source,
        "to": target,
        "records": done.records,
        "claims": done.claims,
        "loads": done.loads,
        "graph_version": done.graph_version,
    }
    show(legible(body), as_json=json, lines=copied)


def copied(body: dict[str, Any]) -> list[str]:
    """Say for people what was copied."""
    words = f" and {plural(body['claims'], 'further word')} of origins" if body["claims"] else ""
    return [
        f"{body['from']} → {body['to']}: {plural(body['records'], 'record')}{words}, {plural(body['loads'], 'load')}",
        f"graph version {body['graph_version']}",
    ]


def checked(body: dict[str, Any]) -> list[str]:
    """Say for people what is not as it was written."""
    faults = body["faults"]
    told = [f"{one['place']}: {one['rule']}: {one['remedy']}" for one in faults[:TOLD]]
    rest = [f"and {plural(len(faults) - TOLD, 'more fault')}: --json"] if len(faults) > TOLD else []
    end = plural(len(faults), "fault") if faults else "no fault"
    return [
        *mending(body["mended"] or {}),
        *told,
        *rest,
        f"{plural(body['checked'], 'record')} checked: {end}; graph version {body['graph_version']}",
    ]


def mending(done: dict[str, Any]) -> list[str]:
    """Say what was mended, and what must be loaded again."""
    found = [f"{plural(done['mended'], 'text')} mended"] if done.get("mended") else []
    if done.get("lost"):
        found.append(
            f"{plural(done['lost'], 'text')} could not be: load again, with the same files: {', '.join(done['repeat'])}"
        )
    if done.get("resummed"):
        found.append("the graph version is now that of what is kept")
    return found
