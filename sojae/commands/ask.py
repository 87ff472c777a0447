"""`sojae search`, `neighbourhood`, `paths`: who is there, who surrounds whom, how two are connected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

import typer

from api.answers.records import search_answer
from api.answers.walks import neighbourhood_answer, paths_answer
from graph.evidence import Period
from graph.filters import Filter
from graph.plurals import plural
from graph.schema import nearest
from graph.vocabulary import Kind, Predicate
from sojae.console import AsOf, Json, Limit, StoreUrl, fail, show, view_of

app = typer.Typer()
Member = TypeVar("Member", Kind, Predicate)


def members(words: str | None, closed_set: type[Member]) -> frozenset[Member] | None:
    """Read comma-separated words of a closed set."""
    if not words:
        return None
    known = {str(member): member for member in closed_set}
    for word in words.split(","):
        if word not in known:
            fail(f"“{word}” is not allowed: {nearest(word, known)}")
    return frozenset(known[word] for word in words.split(","))


@app.command()
def search(
    text: str, kind: Kind | None = None, limit: Limit = 10, store: StoreUrl = None, json: Json = False
) -> None:
    """Find nodes by any of their names: Korean, English, 초성, aliases."""
    show(search_answer(view_of(store), text, kind=kind, limit=limit), as_json=json, lines=found)


def found(body: dict[str, Any]) -> Iterable[str]:
    """List hits: id, names, which name matched and how."""
    for result in body["results"]:
        node = result["node"]
        yield f"{node['id']}\t{node['name_ko']}\t{node['name_en']}\t{result['match']}: {result['matched']}"


@app.command()
def neighbourhood(
    id: str,
    depth: Annotated[int, typer.Option(min=1, max=3)] = 1,
    predicates: Annotated[str | None, typer.Option(help="comma-separated")] = None,
    kinds: Annotated[str | None, typer.Option(help="comma-separated")] = None,
    as_of: AsOf = None,
    limit: Limit = 100,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Give the nodes around a node and the relations that lead to them."""
    chosen = Filter(members(predicates, Predicate), members(kinds, Kind), period=Period(as_of))
    body = neighbourhood_answer(view_of(store), id, depth=depth, chosen=chosen, limit=limit)
    show(body, as_json=json, lines=surroundings)


def surroundings(body: dict[str, Any]) -> Iterable[str]:
    """List relations with their dates and sources."""
    for relation in body["relations"]:
        dates = f"{relation['start'] or ''}–{relation['end'] or ''}"
        words = (
            relation["subject"],
            relation["predicate"],
            relation["object"],
            dates,
            ";".join(relation["sources"]),
        )
        yield "\t".join(words)
    if body["truncated"]:
        totals = body["totals"]
        yield f"… of {plural(totals['nodes'], 'node')} and {plural(totals['relations'], 'relation')}: raise --limit for more"


@app.command()
def paths(
    source: Annotated[str, typer.Argument(help="id of the node to begin at")],
    target: Annotated[str, typer.Argument(help="id of the node to reach")],
    k: Annotated[int, typer.Option(min=1, max=20)] = 3,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Give the k shortest ways between two nodes."""
    show(paths_answer(view_of(store), source, target, k=k), as_json=json, lines=ways)


def ways(body: dict[str, Any]) -> Iterable[str]:
    """List ways, each with the relations of its steps."""
    for path in body["paths"]:
        yield f"{' – '.join(path['nodes'])}\t{' '.join(path['relations'])}"
    if not body["paths"]:
        yield "no way"
