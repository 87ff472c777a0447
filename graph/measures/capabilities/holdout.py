"""Whether relatedness tells which cells are entered later, better than size and popularity do: a test on past dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np

from graph.choices import OwnCell
from graph.dates import NEVER, span
from graph.figures import Predicted
from graph.inheritable import inheritable
from graph.measures.capabilities.relatedness import density, held, proximity
from graph.measures.capabilities.resampling import Cells, interval_of
from graph.vocabulary import Undated

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.evidence import Period
    from graph.measures.capabilities.table import Ints, Statements
    from graph.snapshot import Snapshot

    Counts = npt.NDArray[np.int64]

WINDOW = 4
"""Years after a cut-off within which entries count."""
FEWEST_KNOWN = 30
"""Dated organisations in the cells that a cut-off needs, each counted in every cell."""
FEWEST_ENTRIES = 10
"""Fewer entries are not tested."""
MOST_CELLS = 1_000_000
"""Open cells beyond which there is no test: it would take minutes."""
RESAMPLES = 499

Untested = Literal["no dates", "few entries", "too many cells"]


@inheritable
class Trial(Predicted):
    """The hold-out test.

    Attributes:
        cutoffs: years whose 1 January parts known from later statements.
        untested: why there is no test; None if there is one.
    """

    cutoffs: tuple[int, ...]
    untested: Untested | None

    @property
    def better(self) -> bool:
        """Whether relatedness predicts better than size and popularity: the whole interval lies above 0."""
        return self.low is not None and self.low > 0


def trial_of(snapshot: Snapshot, statements: Statements, period: Period, seed: int = 0) -> Trial:
    """Test the density on the dated statements of a table.

    Statements without a start are treated as in a table of that date: with `undated` keep they were there at every cut-off (so
    that their cells are never open), with `drop` they are left out. Ended ones count. Cut-offs are `WINDOW` years apart, so that no entry counts twice; the last window ends by the youngest start. With
    `as_of` nothing later is used.
    """
    began = snapshot.relations.first[statements.relation].astype(np.int64)
    kept = np.full(len(began), period.undated is Undated.KEEP) | (began > NEVER)
    if period.as_of is not None:
        kept &= began <= span(period.as_of)[1]
    dated = began[kept & (began > NEVER)]
    if not len(dated):
        return without_test("no dates")
    first, last = (date.fromordinal(int(day)).year for day in (dated.min(), dated.max()))
    tables: list[tuple[Counts, Counts]] = []
    years: list[int] = []
    for year in range(last - WINDOW, first, -WINDOW):
        before, until = (date(y, 1, 1).toordinal() for y in (year, year + WINDOW))
        table = statements.counts(kept & (began < before))
        if statements.counts(kept & (began > NEVER) & (began < before)).sum() < FEWEST_KNOWN:
            break
        tables.append((table, statements.counts(kept & (began < until))))
        years.append(year)
    if not years:
        return without_test("no dates")
    return trial(tables[::-1], tuple(years[::-1]), seed)


def trial(tables: list[tuple[Counts, Counts]], cutoffs: tuple[int, ...], seed: int = 0) -> Trial:
    """Test the density on pairs of tables.

    Entered cells are compared with the others of the same cut-off. Cells of one row, or of one column, are not independent,
    so whole rows and whole columns are resampled (`graph.measures.capabilities.resampling`).

    Args:
        tables: for each cut-off the counts of organisations then and `WINDOW` years later, of equal shape.
        cutoffs: their years.
        seed: of the resampling.
    """
    found = [cells_of(number, *pair) for number, pair in enumerate(tables)]
    cells = Cells(*(np.concatenate([getattr(one, name) for one in found]) for name in Cells.__slots__))
    entries = int(cells.entered.sum())
    number = len(cells.entered)
    if number > MOST_CELLS:
        return without_test("too many cells", number, entries, cutoffs)
    if entries < FEWEST_ENTRIES or entries == number:
        return without_test("few entries", number, entries, cutoffs)
    (near, active), low, high = interval_of(cells, tables[0][0].shape, RESAMPLES, seed)
    return Trial(number, entries, near, active, near - active, low, high, cutoffs, None)


def without_test(
    why: Untested, open_cells: int = 0, entries: int = 0, cutoffs: tuple[int, ...] = ()
) -> Trial:
    """Return a trial without a result."""
    return Trial(open_cells, entries, None, None, None, None, None, cutoffs, why)


def cells_of(cutoff: int, before: Ints, after: Ints) -> Cells:
    """Return the open cells of a cut-off with their two scores, and which of them were entered."""
    chosen = held(before)
    near = density(chosen, proximity(chosen), OwnCell.LEAVE_OUT)
    size, popularity = before.sum(axis=1), before.sum(axis=0)
    open_cells = (before == 0) & (size > 0)[:, None] & (popularity > 0)[None, :]
    rows, columns = np.nonzero(open_cells)
    return Cells(
        np.full(len(rows), cutoff),
        rows,
        columns,
        near[open_cells],
        np.outer(size, popularity)[open_cells].astype(np.float64),
        after[open_cells] > 0,
    )
