"""`sojae check`, `backup`, `restore` and `copy`: the integrity of a store, and copies of it."""

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
from ingest.identity import settle_identities
from ingest.runs import new_run
from sojae.console import Json, StoreUrl, opened, show
from sojae.stores import store_from

if TYPE_CHECKING:
    from graph.copying import Copied

app = typer.Typer()
SHOWN = 100  # faults shown on the terminal
Replace = Annotated[bool, typer.Option("--replace", help="replace the present content of the store")]


@app.command()
def check(
    mend: Annotated[
        bool, typer.Option("--mend", help="repair damaged texts from other origins' claims and the undo log")
    ] = False,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Check each record against its digest, all against the graph version, and references against records."""
    _, target = opened(store)
    repaired = repair_store(target, new_run(ORIGIN, datetime.now(UTC))) if mend else None
    if repaired is not None and (repaired.restored or repaired.lost):
        settle_identities(target)
    with target.contents() as contents:
        found = check_contents(contents)
        version = contents.revision.graph_version
        contents.still()
    answer = {
        "store": target.address,
        "graph_version": version,
        "checked": found.records,
        "faults": [fault._asdict() for fault in found.faults],
        "mended": repaired and repaired.as_dict(),
    }
    show(legible(answer), as_json=json, lines=checked)
    if found.faults or (repaired and repaired.repeat):
        raise SystemExit(1)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="the file to write")],
    replace: Annotated[bool, typer.Option("--replace", help="overwrite a file of this name")] = False,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Write the whole store to one file: records, loads, verdicts and the undo log."""
    _, target = opened(store)
    report(write_backup(target, file, replace=replace), target.address, str(file), json=json)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="a file written by `sojae backup`")],
    replace: Replace = False,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Restore a backup into an empty store, or replace its content with --replace."""
    _, target = opened(store)
    report(read_backup(file, target, replace=replace), str(file), target.address, json=json)


@app.command()
def copy(
    source: Annotated[str, typer.Argument(help="address of the store to copy")],
    target: Annotated[str, typer.Argument(help="address of the store to copy to")],
    replace: Replace = False,
    json: Json = False,
) -> None:
    """Copy a whole store to another one, of any engine."""
    settings, one = opened(source)
    other = store_from(settings, target)
    report(copy_store(one, other, replace=replace), one.address, other.address, json=json)


def report(done: Copied, source: str, target: str, *, json: bool) -> None:
    """Print what was copied."""
    answer = {
        "from": source,
        "to": target,
        "records": done.records,
        "claims": done.claims,
        "loads": done.loads,
        "graph_version": done.graph_version,
    }
    show(legible(answer), as_json=json, lines=copied)


def copied(answer: dict[str, Any]) -> list[str]:
    """Format what was copied as lines."""
    claims = f" and {plural(answer['claims'], 'claim')}" if answer["claims"] else ""
    return [
        f"{answer['from']} → {answer['to']}: {plural(answer['records'], 'record')}{claims}, {plural(answer['loads'], 'load')}",
        f"graph version {answer['graph_version']}",
    ]


def checked(answer: dict[str, Any]) -> list[str]:
    """Format the faults as lines."""
    faults = answer["faults"]
    shown = [f"{one['place']}: {one['rule']}: {one['remedy']}" for one in faults[:SHOWN]]
    rest = [f"and {plural(len(faults) - SHOWN, 'more fault')}: --json"] if len(faults) > SHOWN else []
    end = plural(len(faults), "fault") if faults else "no fault"
    return [
        *repairs(answer["mended"] or {}),
        *shown,
        *rest,
        f"{plural(answer['checked'], 'record')} checked: {end}; graph version {answer['graph_version']}",
    ]


def repairs(done: dict[str, Any]) -> list[str]:
    """Say what was repaired, and what must be loaded again."""
    found = [f"{plural(done['mended'], 'text')} repaired"] if done.get("mended") else []
    if done.get("lost"):
        found.append(
            f"{plural(done['lost'], 'text')} could not be repaired: load again with the same files: {', '.join(done['repeat'])}"
        )
    if done.get("resummed"):
        found.append("the graph version was recomputed from the content")
    return found
