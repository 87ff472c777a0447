"""`sojae search`, `neighbourhood`, `paths`: find nodes, their neighbours and the paths between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from graph.plurals import plural
from queries.registry import find
from sojae.questions import asks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.neighbourhood import Neighbourhood
    from queries.paths import Paths
    from queries.search import SearchResults

app = typer.Typer()


@asks(app, find("search"))
def search(found: SearchResults) -> Iterable[str]:
    """Find nodes by any of their names: Korean, English, 초성, aliases."""
    for hit in found.results:
        node = hit.node
        yield f"{node.id}\t{node.name_ko}\t{node.name_en}\t{hit.match}: {hit.matched}"


@asks(app, find("neighbourhood"))
def neighbourhood(found: Neighbourhood) -> Iterable[str]:
    """Show the nodes around a node, and their relations."""
    for relation in found.relations:
        dates = f"{relation.start or ''}–{relation.end or ''}"
        columns = (relation.subject, relation.predicate, relation.object, dates, ";".join(relation.sources))
        yield "\t".join(columns)
    if found.truncated:
        totals = found.totals
        of = f"{plural(totals.nodes, 'node')} and {plural(found.rows_in_all, 'relation')}"
        yield f"… of {of}: use a higher --limit for more"


@asks(app, find("paths"))
def paths(found: Paths) -> Iterable[str]:
    """Find the k shortest paths between two nodes."""
    for path in found.paths:
        yield f"{' – '.join(path.nodes)}\t{' '.join(path.relations)}"
    if not found.paths:
        yield "no path"
