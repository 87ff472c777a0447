"""Who does what: organisations counted by a row (sector, district, city, itself) and a column (field, technology, patent class)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.evidence import predicate_mask
from graph.measures.capabilities.labels import columns_of, rows_of
from graph.snapshot import KINDS
from graph.vocabulary import TECHNOLOGY_PREDICATES, Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.choices import CapabilityColumns, CapabilityRows
    from graph.measures.capabilities.labels import Label
    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Statements:
    """DEVELOPS and USES relations with a row and a column, one entry per relation and column.

    Attributes:
        rows, columns: labels, those with an entry, in the order of ids.
        row, column: positions in them.
        organisation: node number.
        relation: relation number.
        unplaced: relations of organisations without a row (no sector, no district …).
        unclassed: relations to technologies without a column (no patent class, a field that is not counted).
    """

    rows: list[Label]
    columns: list[Label]
    row: Ints
    column: Ints
    organisation: Ints
    relation: Ints
    unplaced: int
    unclassed: int

    def counts(self, some: Bools | None = None) -> Ints:
        """Count the distinct organisations of each cell: rows × columns.

        Args:
            some: mask of the entries that count; None: all.
        """
        entries = np.column_stack((self.row, self.column, self.organisation))
        distinct = np.unique(entries if some is None else entries[some], axis=0)
        table = np.zeros((len(self.rows), len(self.columns)), np.int64)
        np.add.at(table, (distinct[:, 0], distinct[:, 1]), 1)
        return table

    @cached_property
    def all_counts(self) -> Ints:
        """Count the organisations of all entries."""
        return self.counts()

    def holders(self, row: int | None, column: int) -> dict[int, list[int]]:
        """Return the organisations in a cell (of a column, if row is None) with their relations, by node number."""
        chosen = self.column == column
        if row is not None:
            chosen &= self.row == row
        found: dict[int, list[int]] = {}
        for place in np.flatnonzero(chosen).tolist():
            found.setdefault(int(self.organisation[place]), []).append(int(self.relation[place]))
        return dict(sorted(found.items()))


def statements_of(
    snapshot: Snapshot, rows: CapabilityRows, columns: CapabilityColumns, keep: Bools
) -> Statements:
    """Return the statements of what organisations develop or use, from the relations kept.

    An organisation counts once in a cell, however many relations it has there. A relation to a technology of several
    patent classes has an entry in each.
    """
    relations = snapshot.relations
    mask = keep & predicate_mask(snapshot, TECHNOLOGY_PREDICATES)
    mask &= snapshot.kinds[relations.object] == KINDS.index(Kind.TECHNOLOGY)
    mask &= snapshot.kinds[relations.subject] == KINDS.index(Kind.ORGANISATION)
    numbers = np.flatnonzero(mask)
    row_of, column_of = rows_of(snapshot, rows), columns_of(snapshot, columns)
    found: list[tuple[str, str, int, int]] = []
    unplaced = unclassed = 0
    for relation in numbers.tolist():
        subject, technology = int(relations.subject[relation]), int(relations.object[relation])
        place, classes = row_of.get(subject), column_of.get(technology, ())
        unplaced += place is None
        unclassed += not classes
        if place is not None:
            found += [(place.id, label.id, subject, relation) for label in classes]
    named_rows = {label.id: label for label in row_of.values()}
    named_columns = {label.id: label for labels in column_of.values() for label in labels}
    row_ids = sorted({entry[0] for entry in found})
    column_ids = sorted({entry[1] for entry in found})
    at_row, at_column = ({key: i for i, key in enumerate(ids)} for ids in (row_ids, column_ids))
    entries = [(at_row[r], at_column[c], organisation, relation) for r, c, organisation, relation in found]
    table = np.array(entries, np.int64).reshape(-1, 4)
    return Statements(
        [named_rows[key] for key in row_ids],
        [named_columns[key] for key in column_ids],
        table[:, 0],
        table[:, 1],
        table[:, 2],
        table[:, 3],
        unplaced,
        unclassed,
    )
