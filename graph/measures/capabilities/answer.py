"""The whole answer about capabilities: the table with its quotients, relatedness, complexity, and the hold-out test."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.evidence import Period
from graph.measures.capabilities.complexity import Complexity, complexity
from graph.measures.capabilities.holdout import Trial, trial_of
from graph.measures.capabilities.quotients import Quotients, quotients
from graph.measures.capabilities.relatedness import density, held, proximity
from graph.measures.capabilities.table import Statements, statements_of

if TYPE_CHECKING:
    from graph.choices import CapabilityColumns, CapabilityRows, OwnCell
    from graph.measures.capabilities.quotients import Floats
    from graph.measures.capabilities.relatedness import Held
    from graph.measures.capabilities.table import Ints
    from graph.snapshot import Snapshot


@dataclass(frozen=True)
class Capabilities:
    """What is known about a table; parts are computed when they are asked for, once."""

    snapshot: Snapshot
    rows: CapabilityRows
    columns: CapabilityColumns
    period: Period

    @cached_property
    def statements(self) -> Statements:
        """Return the statements of the period."""
        return statements_of(self.snapshot, self.rows, self.columns, self.period.mask(self.snapshot))

    @property
    def counts(self) -> Ints:
        """Return distinct organisations, rows × columns."""
        return self.statements.all_counts

    @cached_property
    def quotients(self) -> Quotients:
        """Return location quotients with their intervals."""
        return quotients(self.counts)

    @cached_property
    def held(self) -> Held:
        """Return M: 1 where the raw location quotient is at least 1."""
        return held(self.counts)

    @cached_property
    def proximity(self) -> Floats:
        """Return φ, columns × columns."""
        return proximity(self.held)

    def density(self, own: OwnCell) -> Floats:
        """Return ω, rows × columns."""
        return density(self.held, self.proximity, own)

    @cached_property
    def complexity(self) -> Complexity:
        """Return fitness and complexity, or why there is none."""
        return complexity(self.held)

    @cached_property
    def trial(self) -> Trial:
        """Return the hold-out test; its random numbers are fixed."""
        ever = Period(since=self.period.since, undated=self.period.undated).mask(self.snapshot)
        return trial_of(
            self.snapshot, statements_of(self.snapshot, self.rows, self.columns, ever), self.period
        )

    @cached_property
    def organisations(self) -> int:
        """Count the distinct organisations in the table."""
        return len(np.unique(self.statements.organisation))
