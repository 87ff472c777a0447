"""`sojae history` and `sojae rollback`: the loads, what each changed, and undoing one."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.plurals import plural
from ingest.history import roll_back
from queries.loads import (
    COUNTED,
    LoadChanges,
    LoadChangesParameters,
    LoadsParameters,
    changes_in,
    loads_of,
)
from sojae.console import Json, StoreUrl, opened, show, show_lines, write_json
from sojae.questions import JSON, KEYWORD, STORE, add, options_of, read_typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from queries.loads import ChangedRecord, Loads

app = typer.Typer()
NOTHING = "nothing changed"
FIELDS = 6  # changed fields shown on one line


def history(found: Loads | LoadChanges) -> Iterable[str]:
    """List loads, latest first, or show what one load changed."""
    return detailed(found) if isinstance(found, LoadChanges) else listed(found)


def ask_history(store: str | None, json: bool, id: str | None = None, **typed: Any) -> None:
    """Read the store alone, so that a store whose graph cannot be read still shows its history."""
    _, target = opened(store)
    found = (
        loads_of(target, read_typed(LoadsParameters, typed))
        if id is None
        else changes_in(target, id, read_typed(LoadChangesParameters, typed))
    )
    if json:
        write_json(found.encoded())
    else:
        show_lines(history(found))


LOAD_ID = Annotated[str | None, typer.Argument(help="id of a load: list what it changed, record by record")]
add(
    app,
    ask_history,
    history,
    [
        inspect.Parameter("id", KEYWORD, default=None, annotation=LOAD_ID),
        *options_of(LoadsParameters),
        STORE,
        JSON,
    ],
)


@app.command()
def rollback(
    load_id: Annotated[str, typer.Argument(help="id of the load to roll back, as listed by `sojae history`")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="show what would change; write nothing")] = False,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Roll back a load: restore what it replaced; keep what later loads changed."""
    _, target = opened(store)
    target.prepare()
    show(roll_back(target, load_id, dry_run=dry_run).as_dict(), as_json=json, lines=rolled_back)


def summed(counts: Mapping[str, int]) -> str:
    """Summarise a load or rollback in a few words."""
    names = {"further": "unchanged claims"}
    parts = [f"{names.get(name, name)} {counts[name]:,}" for name in COUNTED if counts.get(name)]
    return ", ".join(parts) or NOTHING


def listed(answer: Loads) -> Iterable[str]:
    """Format each load as a line."""
    for load in answer.results:
        undoes = load.report.get("undoes")
        yield (
            f"{load.id}  {load.started[:16].replace('T', ' ')}  {summed(load.counts)}"
            + (f"  rolls back {undoes}" if undoes else "")
            + (f"  by {by}" if (by := load.report.get("by")) else "")
            + ("  (rolled back)" if load.rolled_back else "")
        )
    if answer.next is not None:
        yield f"more of {plural(answer.total or 0, 'load')}: --limit, or --cursor {answer.next}"


def detailed(answer: LoadChanges) -> Iterable[str]:
    """Format each change as a line: the fields that differ, before and after."""
    yield f"{answer.id}: {summed(answer.counts)}" + (" (rolled back)" if answer.rolled_back else "")
    for one in answer.changes:
        yield f"{one.change:8} {one.type} {one.key}{differing(one)}"
    if answer.withheld:
        yield f"and {answer.withheld:,} of numbers that are personal data"
    if answer.next is not None:
        yield f"more of {answer.total:,}: --limit, or --cursor {answer.next}"


def differing(change: ChangedRecord) -> str:
    before, after = change.before, change.after
    if before is None or after is None:
        record = after or before or {}
        name = record.get("name_ko") or record.get("title")
        return f"  {name}" if name else ""
    fields = [f"{name}: {before[name]} → {after[name]}" for name in after if before[name] != after[name]]
    return "  " + "; ".join(fields[:FIELDS])


def rolled_back(answer: dict[str, Any]) -> list[str]:
    """Say what a rollback did, or would do."""
    counts = {name: sum((answer.get(name) or {}).values()) for name in COUNTED}
    verb = "would be rolled back" if answer["dry_run"] else "is rolled back"
    return [
        f"{answer['undoes']} {verb}: {summed(counts)}",
        *(
            ["kept: changed by a later load, or referred to, or refers to a record that is gone"]
            if counts["kept"]
            else []
        ),
        f"graph version {answer['graph_version']}",
    ]
