"""`sojae history` and `sojae rollback`: the loads, what each changed, and undoing one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.loads.undo_log import undone
from graph.plurals import plural
from ingest import identity
from ingest.history import ALL, changes_of, one_load, roll_back
from sojae.console import Json, Limit, StoreUrl, opened, show

if TYPE_CHECKING:
    from collections.abc import Mapping

app = typer.Typer()
NOTHING = "nothing changed"
FIELDS = 6  # changed fields shown on one line


@app.command()
def history(
    load_id: Annotated[
        str | None, typer.Argument(help="id of a load: list what it changed, record by record")
    ] = None,
    limit: Limit = 20,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """List loads, latest first, or show what one load changed."""
    _, target = opened(store)
    loads = target.loads(ALL)
    back = undone(loads)
    if load_id is None:
        loads = [load for load in loads if load.origin != identity.ORIGIN or summed(load.report) != NOTHING]
        answer: dict[str, Any] = {"loads": [entry(load, back) for load in loads[:limit]], "total": len(loads)}
        show(answer, as_json=json, lines=listed)
        return
    load = one_load(target, load_id)
    changes = changes_of(target, load)
    found = [
        {
            "type": change.type,
            "key": change.key,
            "change": change.what,
            "before": change.before,
            "after": change.after,
        }
        for change in islice(changes, limit)
    ]
    answer = {**entry(load, back), "changes": found, "total": len(found) + sum(1 for _ in changes)}
    show(answer, as_json=json, lines=detailed)


@app.command()
def rollback(
    load_id: Annotated[str, typer.Argument(help="id of the load to roll back, as listed by `sojae history`")],
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Roll back a load: restore what it replaced; keep what later loads changed."""
    _, target = opened(store)
    target.prepare()
    show(roll_back(target, load_id).as_dict(), as_json=json, lines=rolled_back)


def entry(load: Any, back: set[str]) -> dict[str, Any]:
    """Return a load with its report."""
    return {
        "id": load.id,
        "origin": load.origin,
        "started": load.started,
        "finished": load.finished,
        "rolled_back": load.id in back,
        "report": load.report,
    }


def summed(report: Mapping[str, Any]) -> str:
    """Summarise a load or rollback in a few words."""
    counted = ("new", "changed", "closed", "restored", "removed", "kept", "further")
    names = {"further": "unchanged claims"}
    parts = [
        f"{names.get(name, name)} {n:,}" for name in counted if (n := sum((report.get(name) or {}).values()))
    ]
    return ", ".join(parts) or NOTHING


def listed(answer: dict[str, Any]) -> list[str]:
    """Format each load as a line."""
    found = [
        f"{load['id']}  {load['started'][:16].replace('T', ' ')}  {summed(load['report'])}"
        + (f"  rolls back {load['report']['undoes']}" if load["report"].get("undoes") else "")
        + ("  (rolled back)" if load["rolled_back"] else "")
        for load in answer["loads"]
    ]
    rest = answer["total"] - len(found)
    return [*found, *([f"and {plural(rest, 'earlier load')}: --limit"] if rest > 0 else [])]


def detailed(answer: dict[str, Any]) -> list[str]:
    """Format each change as a line: the fields that differ, before and after."""
    found = [f"{c['change']:8} {c['type']} {c['key']}{differing(c)}" for c in answer["changes"]]
    rest = answer["total"] - len(found)
    head = f"{answer['id']}: {summed(answer['report'])}" + (" (rolled back)" if answer["rolled_back"] else "")
    return [head, *found, *([f"and {rest:,} more: --limit"] if rest > 0 else [])]


def differing(change: dict[str, Any]) -> str:
    before, after = change["before"], change["after"]
    if before is None or after is None:
        record: dict[str, Any] = after or before or {}
        name = record.get("name_ko") or record.get("title")
        return f"  {name}" if name else ""
    fields = [f"{name}: {before[name]} → {after[name]}" for name in after if before[name] != after[name]]
    return "  " + "; ".join(fields[:FIELDS])


def rolled_back(answer: dict[str, Any]) -> list[str]:
    """Say what a rollback did."""
    kept = sum(answer["kept"].values())
    return [
        f"{answer['undoes']} is rolled back: {summed(answer)}",
        *(
            ["kept: changed by a later load, or referred to, or refers to a record that is gone"]
            if kept
            else []
        ),
        f"graph version {answer['graph_version']}",
    ]
