"""Capabilities: which sectors, places or organisations do what, how surely they are specialised, and what others do."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from pydantic import Field

from graph.choices import CapabilityColumns, CapabilityMeasure, CapabilityRows, OwnCell
from graph.figures import Predicted
from graph.inheritable import members_of
from queries.capability_shapes import (
    CapabilitiesShape,
    CapabilityCell,
    CapabilityColumn,
    CapabilityRow,
    CapabilityTrial,
    NextColumn,
)
from queries.errors import Fault, Invalid
from queries.gaps import Sentence, sentence_of
from queries.parameters import PeriodParameters, period_given
from queries.registry import question
from queries.view import View

if TYPE_CHECKING:
    from graph.measures.capabilities.answer import Capabilities
    from graph.measures.capabilities.holdout import Trial
    from graph.measures.capabilities.labels import Label
    from queries.capability_shapes import CellVerdict

MOST_LISTED = 2_000
"""Cells of a table up to which empty ones are listed too."""
NEXT_IN_ROW = 5


class CapabilityParameters(PeriodParameters):
    """Parameters of a table of capabilities."""

    rows: CapabilityRows = Field(
        default=CapabilityRows.SECTOR, description="what organisations are grouped by"
    )
    columns: CapabilityColumns = Field(
        default=CapabilityColumns.FIELD,
        description="what they develop or use: `field` of the technology, `technology`, or `ipc` (patent subclass)",
    )
    min_count: int = Field(
        default=3, ge=1, le=100, description="organisations that a cell needs to be called specialised"
    )


class CapabilityTableParameters(CapabilityParameters):
    """Parameters of the table."""

    measure: CapabilityMeasure = Field(
        default=CapabilityMeasure.LQ,
        description="order of the cells: `lq` (lower limit), `density` (relatedness); `fitness` adds fitness and complexity",
    )
    own: OwnCell = Field(
        default=OwnCell.LEAVE_OUT, description="`drop` or `keep` the cell itself in its density"
    )
    holdout: bool = Field(
        default=False,
        description="test on the past whether relatedness predicts entries; without it `next` is null",
    )


GIVEN: dict[str, Any] = {
    "rows_by": "sector", "columns_by": "field", "min_count": 3, "as_of": None, "since": None, "undated": "keep",
    "graph_version": "f2bd416c30119016",
}  # fmt: skip
CHEMICALS = CapabilityRow(
    id="chemicals", name_ko="화학", name_en="Chemicals", total=11, fitness=None, eci=None
)
EXAMPLE = CapabilitiesShape(
    **GIVEN, measure="lq", own="drop", organisations=253, unplaced=37, unclassed=1, shape=0.32, row_list=[CHEMICALS],
    column_list=[CapabilityColumn(id="polymers", name_ko="고분자", name_en="Polymers", total=27, complexity=None, pci=None)],
    listed="all",
    cells=[
        CapabilityCell(
            row="chemicals", row_ko="화학", row_en="Chemicals", column="polymers", column_ko="고분자", column_en="Polymers",
            count=5, expected=1.02, lq=4.9, shrunk=4.0, low=1.35, high=8.0, density=None, verdict="specialised",
        )
    ],
    complexity_reason=None, next=None,
    next_reason=Sentence(ko="이 자료에서는 ‘다음 진입 기술’을 추천하지 않습니다. …", en="This data does not show …"),
    holdout=CapabilityTrial(
        cutoffs=[2013, 2017, 2021], years=4, open_cells=310, entries=28, auc=0.5, auc_activity=0.6, difference=-0.1,
        low=-0.3, high=0.1,
    ),
    warnings=[],
)  # fmt: skip


@question(
    "capabilities",
    topic="sectors",
    path="capabilities",
    parameters=CapabilityTableParameters,
    example=EXAMPLE,
    kept=True,
)
def capabilities(view: View, parameters: CapabilityTableParameters) -> CapabilitiesShape:
    """Find what sectors, places or organisations are specialised in.

    For each cell: organisations, location quotient as it is and shrunk, with an interval, and a verdict. `next` holds what a
    row might enter next, but only if a test on past dates shows that relatedness predicts it. Tables of more than 2,000
    cells list only those with an organisation.

    Raises:
        Invalid: `columns` is `ipc` and the data has no patent classes.
    """
    from graph.measures.capabilities.sentences import EMPTY, NOT_ASKED, say_complexity, say_next

    found = found_for(view, parameters)
    statements = found.statements
    dense = parameters.measure is CapabilityMeasure.DENSITY
    fit = found.complexity if parameters.measure is CapabilityMeasure.FITNESS else None
    trial = found.trial if parameters.holdout and found.counts.size else None
    reason = NOT_ASKED if not parameters.holdout else EMPTY if trial is None else say_next(trial)
    refused = None if fit is None else say_complexity(fit)
    density = found.density(parameters.own) if dense else None
    cells = [
        (row, column)
        for row in range(len(statements.rows))
        for column in range(len(statements.columns))
        if found.counts.size <= MOST_LISTED or found.counts[row, column]
    ]
    order = found.quotients.low if density is None else density
    cells.sort(key=lambda cell: (-round(float(order[cell]), 9), *cell))
    sums = found.counts.sum(axis=1).tolist(), found.counts.sum(axis=0).tolist()
    return CapabilitiesShape(
        **given(view, parameters),
        measure=str(parameters.measure),
        own=str(parameters.own),
        organisations=found.organisations,
        unplaced=statements.unplaced,
        unclassed=statements.unclassed,
        shape=found.quotients.shape,
        row_list=[
            CapabilityRow(
                **named(label), total=total, fitness=at(fit and fit.fitness, i), eci=at(fit and fit.eci, i)
            )
            for i, (label, total) in enumerate(zip(statements.rows, sums[0], strict=True))
        ],
        column_list=[
            CapabilityColumn(
                **named(label),
                total=total,
                complexity=at(fit and fit.complexity, i),
                pci=at(fit and fit.pci, i),
            )
            for i, (label, total) in enumerate(zip(statements.columns, sums[1], strict=True))
        ],
        listed="all" if found.counts.size <= MOST_LISTED else "held",
        cells=[
            cell_of(found, parameters, row, column, None if density is None else float(density[row, column]))
            for row, column in cells
        ],
        complexity_reason=None if refused is None else sentence_of(refused),
        next=next_columns(found) if trial is not None and trial.better else None,
        next_reason=sentence_of(reason),
        holdout=None if trial is None else trial_shape(trial),
        warnings=[] if found.counts.size else [sentence_of(EMPTY)],
    )


def found_for(view: View, parameters: CapabilityParameters) -> Capabilities:
    """Return the table, cached with the snapshot."""
    from graph.measures.capabilities.answer import Capabilities

    rows, columns, period = parameters.rows, parameters.columns, parameters.period
    if columns is CapabilityColumns.IPC:
        from graph.measures.capabilities.labels import subclasses_of

        if not subclasses_of(view.snapshot):
            rule = "no technology of this data has a patent class (IPC)"
            raise Invalid([Fault("columns", rule, "load patents (origin kipris), or use columns=field")])
    key = ("capabilities", rows, columns, period)
    return view.snapshot.memo(key, lambda: Capabilities(view.snapshot, rows, columns, period))


def given(view: View, parameters: CapabilityParameters) -> dict[str, Any]:
    """Return the parameters as shown in answers."""
    return {
        "rows_by": str(parameters.rows),
        "columns_by": str(parameters.columns),
        "min_count": parameters.min_count,
        **period_given(parameters.period),
        "graph_version": view.snapshot.graph_version,
    }


def named(label: Label) -> dict[str, Any]:
    """Return the id and names of a row or column."""
    return {"id": label.id, "name_ko": label.name_ko, "name_en": label.name_en}


def at(values: Any, place: int) -> float | None:
    """Return one of the values, None where there are none or it is not a number."""
    return None if values is None or not math.isfinite(values[place]) else float(values[place])


def verdict_of(found: Capabilities, parameters: CapabilityParameters, row: int, column: int) -> CellVerdict:
    """Return the verdict on a cell."""
    if not found.quotients.enough[row, column]:
        return "not enough data"
    called = found.quotients.specialised(found.counts, parameters.min_count)
    return "specialised" if called[row, column] else "not called"


def cell_of(
    found: Capabilities, parameters: CapabilityParameters, row: int, column: int, density: float | None
) -> CapabilityCell:
    """Describe a cell."""
    quotients, place = found.quotients, (row, column)
    above, beside = found.statements.rows[row], found.statements.columns[column]
    return CapabilityCell(
        row=above.id,
        row_ko=above.name_ko,
        row_en=above.name_en,
        column=beside.id,
        column_ko=beside.name_ko,
        column_en=beside.name_en,
        count=int(found.counts[place]),
        expected=float(quotients.expected[place]),
        lq=float(quotients.raw[place]),
        shrunk=float(quotients.shrunk[place]),
        low=float(quotients.low[place]),
        high=float(quotients.high[place]),
        density=density,
        verdict=verdict_of(found, parameters, row, column),
    )


def next_columns(found: Capabilities) -> list[NextColumn]:
    """Return the nearest columns that each row does not have, by relatedness density."""
    density = found.density(OwnCell.LEAVE_OUT)
    listed: list[NextColumn] = []
    for row, label in enumerate(found.statements.rows):
        free = [
            c
            for c in range(len(found.statements.columns))
            if not found.counts[row, c] and density[row, c] > 0
        ]
        free.sort(key=lambda c: (-round(float(density[row, c]), 9), c))
        listed += [
            NextColumn(row=label.id, column=found.statements.columns[c].id, density=float(density[row, c]))
            for c in free[:NEXT_IN_ROW]
        ]
    return listed


def trial_shape(trial: Trial) -> CapabilityTrial:
    """Describe the hold-out test."""
    from graph.measures.capabilities.holdout import WINDOW

    return CapabilityTrial(cutoffs=list(trial.cutoffs), years=WINDOW, **members_of(trial, Predicted))
