"""`sojae sectors`, `aggregate`, `capabilities`, `capability`, `changes`, `places`: tables, one line per row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from graph.plurals import plural
from queries.registry import find
from sojae.questions import asks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.aggregate import Aggregate
    from queries.capability_shapes import CapabilitiesShape, CapabilityCard
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


@asks(app, find("capabilities"))
def capabilities(found: CapabilitiesShape) -> Iterable[str]:
    """Find what sectors, places or organisations are specialised in, and whether the data can tell what comes next."""
    yield from (warning.en for warning in found.warnings)
    for cell in (one for one in found.cells if one.count and one.verdict != "not enough data"):
        quotient = f"LQ {cell.shrunk:.1f} [{cell.low:.1f}, {cell.high:.1f}]"
        yield f"{cell.verdict}\t{cell.row_en} – {cell.column_en}\t{plural(cell.count, 'organisation')}\t{quotient}"
    untold = sum(one.count > 0 and one.verdict == "not enough data" for one in found.cells)
    if untold:
        yield f"{plural(untold, 'cell has', 'cells have')} too little data for a verdict."
    if found.complexity_reason is not None:
        yield found.complexity_reason.en
    for row in (one for one in found.row_list if one.fitness is not None):
        yield f"fitness\t{row.name_en}\t{figure(row.fitness)}\tECI {figure(row.eci)}"
    for step in found.next or ():
        yield f"next\t{step.row} – {step.column}\tdensity {figure(step.density)}"
    yield found.next_reason.en


@asks(app, find("capability"))
def capability(found: CapabilityCard) -> Iterable[str]:
    """Show what one sector, place or organisation does and what only others do, with the organisations and their sources."""
    for one in found.results:
        does = "does" if one.own else "others do"
        holders = "; ".join(f"{holder.name_en} ({', '.join(holder.sources)})" for holder in one.holders)
        yield f"{does}\t{one.column_en}\t{one.count if one.own else one.organisations}\t{holders}"


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
