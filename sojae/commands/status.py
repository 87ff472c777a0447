"""`sojae status`: the content of the store."""

from __future__ import annotations

from typing import Any

import typer

from graph.printable import legible
from graph.vocabulary import Predicate
from sojae.console import Json, StoreUrl, show, view_of

app = typer.Typer()


@app.command()
def status(store: StoreUrl = None, json: Json = False) -> None:
    """Show the store, its engine, graph version, counts and latest loads."""
    from queries.records import counts_of

    view = view_of(store)
    target, revision = view.store, view.store.revision()
    codes = view.snapshot.relations.predicate.tolist()
    unfinished = revision.unfinished
    answer = {
        "store": target.address,
        "engine": target.engine,
        "engine_version": target.engine_version(),
        "graph_version": revision.graph_version,
        "unfinished_load": unfinished and {"id": unfinished.id, "origin": unfinished.origin},
        "counts": counts_of(view.snapshot),
        "predicates": {str(predicate): codes.count(code) for code, predicate in enumerate(Predicate)},
        "loads": [
            {"id": load.id, "origin": load.origin, "started": load.started, "finished": load.finished}
            for load in target.loads()
        ],
    }
    show(legible(answer), as_json=json, lines=lines)


def lines(answer: dict[str, Any]) -> list[str]:
    """Format the status as lines."""
    head = [
        f"{answer['store']} ({answer['engine']} {answer['engine_version']})",
        f"graph version {answer['graph_version']}",
    ]
    if (cut := answer["unfinished_load"]) is not None:
        head.append(f"unfinished load {cut['id']}: run `sojae load {cut['origin']} …` again to complete it")
    counts = [f"{count:>8,} {name}" for name, count in (answer["counts"] | answer["predicates"]).items()]
    return [*head, *counts, *(f"load {load['id']}" for load in answer["loads"])]
