"""`sojae sectors`, `aggregate`, `changes`, `places`: tables, one line per row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from graph.plurals import plural
from queries.registry import find
from sojae.questions import asks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.aggregate import Aggregate
    from queries.changes import ChangesShape
    from queries.places import Places
    from queries.sector_shapes import SectorCards

app = typer.Typer()


@asks(app, find("sectors"))
def sectors(found: SectorCards) -> Iterable[str]:
    """Describe all counted sectors: organisations, those with ties, ties per organisation, E–I index."""
    for one in found.results:
        figures = (
            f"{one.organisations}\t{one.with_ties}\t{one.ties_per_organisation:.2f}\t{figure(one.e_i_index)}"
        )
        yield f"{one.id}\t{one.name_ko}\t{one.name_en}\t{figures}"


@asks(app, find("aggregate"))
def aggregate(found: Aggregate) -> Iterable[str]:
    """Count nodes or relations by one or two fields."""
    yield "\t".join([*found.group_by, "count"])
    for cell in found.results:
        yield "\t".join("–" if cell[name] is None else str(cell[name]) for name in [*found.group_by, "count"])


@asks(app, find("changes"))
def changes(found: ChangesShape) -> Iterable[str]:
    """List relations that began or ended between two days."""
    for change in found.results:
        relation = change.relation
        yield f"{change.on}\t{change.change}\t{relation.subject}\t{relation.predicate}\t{relation.object}"
    totals = found.totals
    yield f"{plural(totals.relations_added, 'relation')} added, {totals.relations_ended:,} ended"


@asks(app, find("places"))
def places(found: Places) -> Iterable[str]:
    """Count organisations by place."""
    for place in found.results:
        yield f"{place.id}\t{place.name_ko}\t{place.name_en}\t{place.organisations}"
    yield f"unknown\t{found.unknown.organisations}"


def figure(value: float | None) -> str:
    """Format a number; an unknown one as a dash."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.4g}"
