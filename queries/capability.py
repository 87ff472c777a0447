"""One row of the table of capabilities: what it does and what only others do, with the organisations and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from queries.capabilities import CHEMICALS, GIVEN, CapabilityParameters, found_for, given, named, verdict_of
from queries.capability_shapes import CapabilityCard, CapabilityHeld, CapabilityHolder, CapabilityRow
from queries.errors import NotFound, near_to
from queries.registry import question
from queries.view import View

if TYPE_CHECKING:
    from graph.measures.capabilities.answer import Capabilities


class CapabilityCardParameters(CapabilityParameters):
    """Parameters of one row."""

    limit: int = Field(
        default=20, ge=1, le=500, description="largest number of columns that only others have"
    )


CARD = CapabilityCard(
    **GIVEN, id="chemicals", name_ko="화학", name_en="Chemicals", total=11, others_in_all=7, row_names=[CHEMICALS],
    results=[
        CapabilityHeld(
            column="polymers", column_ko="고분자", column_en="Polymers", own=True, count=5, organisations=27,
            verdict="specialised",
            holders=[
                CapabilityHolder(
                    id="synopex", name_ko="시노펙스", name_en="Synopex", row="chemicals", relations=["r03004"], sources=["s0110"],
                )
            ],
        )
    ],
)  # fmt: skip


@question(
    "capability",
    topic="sectors",
    path="capabilities/{id}",
    subject={"id": "id of a row: of a sector, place or organisation"},
    parameters=CapabilityCardParameters,
    example=CARD,
)
def capability(view: View, id: str, parameters: CapabilityCardParameters) -> CapabilityCard:
    """Show what one row does, and what others do.

    Each column with the organisations that hold it and the sources that say so. Columns that only others have come after those
    of the row, most widespread first: this is not a recommendation.

    Raises:
        NotFound: no row has the id.
        Invalid: `columns` is `ipc` and the data has no patent classes.
    """
    found = found_for(view, parameters)
    statements = found.statements
    ids = [label.id for label in statements.rows]
    if id not in ids:
        raise NotFound("row", id, near_to(id, ids), parameter="id")
    row = ids.index(id)
    own, spread = found.counts[row], found.counts.sum(axis=0)
    columns = sorted(range(len(own)), key=lambda c: (-int(own[c]), -int(spread[c]), c))
    others = [column for column in columns if not own[column]]
    shown = [column for column in columns if own[column]] + others[: parameters.limit]
    return CapabilityCard(
        **given(view, parameters),
        **named(statements.rows[row]),
        total=int(own.sum()),
        others_in_all=len(others),
        row_names=[
            CapabilityRow(**named(label), total=int(total), fitness=None, eci=None)
            for label, total in zip(statements.rows, found.counts.sum(axis=1), strict=True)
        ],
        results=[held_column(found, parameters, row, column) for column in shown],
    )


def held_column(
    found: Capabilities, parameters: CapabilityParameters, row: int, column: int
) -> CapabilityHeld:
    """Describe a column of a row with its holders: in the row if it has any, or else everywhere."""
    from orjson import loads

    from graph.measures.capabilities.labels import ORGANISATION, label_of

    statements, snapshot = found.statements, found.snapshot
    own = bool(found.counts[row, column])
    rows = {
        int(node): statements.rows[int(place)].id
        for node, place in zip(statements.organisation, statements.row, strict=True)
    }
    label = statements.columns[column]
    return CapabilityHeld(
        column=label.id,
        column_ko=label.name_ko,
        column_en=label.name_en,
        own=own,
        count=int(found.counts[row, column]),
        organisations=int(found.counts[:, column].sum()),
        verdict=verdict_of(found, parameters, row, column),
        holders=[
            CapabilityHolder(
                **named(label_of(snapshot.rows[node], ORGANISATION)),
                row=rows.get(node),
                relations=[snapshot.relations.ids[relation] for relation in relations],
                sources=sorted(
                    {key for relation in relations for key in loads(snapshot.relations.sources[relation])}
                ),
            )
            for node, relations in statements.holders(row if own else None, column).items()
        ],
    )
