"""`sojae history` and `sojae rollback`: what was loaded, what each load changed, and taking one back."""

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
FIELDS = 6  # changed fields that are told on one line


@app.command()
def history(
    load_id: Annotated[str | None, typer.Argument(help="one load: what it changed, record by record")] = None,
    limit: Limit = 20,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """List the loads, the latest first, or tell what one of them changed."""
    _, target = opened(store)
    loads = target.loads(ALL)
    back = undone(loads)
    if load_id is None:
        loads = [load for load in loads if load.origin != identity.ORIGIN or summed(load.report) != NOTHING]
        body: dict[str, Any] = {"loads": [entry(load, back) for load in loads[:limit]], "total": len(loads)}
        show(body, as_json=json, lines=listed)
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
    body = {**entry(load, back), "changes": found, "total": len(found) + sum(1 for _ in changes)}
    show(body, as_json=json, lines=detailed)


@app.command()
def rollback(
    load_id: Annotated[str, typer.Argument(help="the load to take back, as `sojae history` names it")],
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Take a load back: what stood before it stands again; what others have said since stays."""
    _, target = opened(store)
    target.prepare()
    show(roll_back(target, load_id).as_dict(), as_json=json, lines=taken_back)


def entry(load: Any, back: set[str]) -> dict[str, Any]:
    """Give one load with its report."""
    return {
        "id": load.id,
        "origin": load.origin,
        "started": load.started,
        "finished": load.finished,
        "rolled_back": load.id in back,
        "report": load.report,
    }


def summed(report: Mapping[str, Any]) -> str:
    """Say what a load or a rollback did in a few words."""
    words = ("new", "changed", "closed", "restored", "removed", "kept", "further")
    names = {"further": "further words as before"}
    parts = [
        f"{names.get(word, word)} {n:,}" for word in words if (n := sum((report.get(word) or {}).values()))
    ]
    return ", ".join(parts) or NOTHING


def listed(body: dict[str, Any]) -> list[str]:
    """One line a load."""
    found = [
        f"{load['id']}  {load['started'][:16].replace('T', ' ')}  {summed(load['report'])}"
        + (f"  takes back {load['report']['undoes']}" if load["report"].get("undoes") else "")
        + ("  (taken back)" if load["rolled_back"] else "")
        for load in body["loads"]
    ]
    rest = body["total"] - len(found)
    return [*found, *([f"and {plural(rest, 'earlier load')}: --limit"] if rest > 0 else [])]


def detailed(body: dict[str, Any]) -> list[str]:
    """One line a change: the fields that differ, before and after."""
    found = [f"{c['change']:8} {c['type']} {c['key']}{differing(c)}" for c in body["changes"]]
    rest = body["total"] - len(found)
    head = f"{body['id']}: {summed(body['report'])}" + (" (taken back)" if body["rolled_back"] else "")
    return [head, *found, *([f"and {rest:,} more: --limit"] if rest > 0 else [])]


def differing(change: dict[str, Any]) -> str:
    before, after = change["before"], change["after"]
    if before is None or after is None:
        record: dict[str, Any] = after or before or {}
        name = record.get("name_ko") or record.get("title")
        return f"  {name}" if name else ""
    fields = [f"{name}: {before[name]} → {after[name]}" for name in after if before[name] != after[name]]
    return "  " + "; ".join(fields[:FIELDS])


def taken_back(body: dict[str, Any]) -> list[str]:
    """Say what taking back did."""
    kept = sum(body["kept"].values())
    return [
        f"{body['undoes']} is taken back: {summed(body)}",
        *(["kept: others have spoken since, or refer to it, or what it refers to is gone"] if kept else []),
        f"graph version {body['graph_version']}",
    ]
