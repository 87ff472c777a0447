"""Gaps between sectors, with more samples than in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.jobs.kinds import job_kind
from graph.choices import Method
from graph.measures.gaps.gaps import CERTIFIED_SAMPLES
from graph.measures.gaps.table import sector_gaps
from queries.gaps import admit, shaped
from queries.grouping import snapshot_by
from queries.registry import questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from api.jobs.kinds import Tell
    from graph.snapshot import Snapshot
    from queries.gaps import GapTableParameters

WORTH_A_FIRST_TABLE = 10
"""Multiple of the usual number of samples from which a first table with the usual number is cheap by comparison."""
GAPS = questions()["gaps"]


@job_kind("gaps", parameters=GAPS.parameters, route=GAPS.path, admit=admit)
def gaps(snapshot: Snapshot, parameters: GapTableParameters, tell: Tell) -> Iterator[bytes]:
    """Under-connected pairs of sectors, with up to `job_gap_samples` samples."""
    snapshot = snapshot_by(snapshot, parameters.group_by)

    def table(
        method: Method, samples: int | None, progress: Callable[[int, int], None] | None = None
    ) -> bytes:
        found = sector_gaps(
            snapshot,
            layer=parameters.layer,
            baseline=parameters.baseline,
            method=method,
            period=parameters.period,
            samples=samples,
            seed=parameters.seed,
            progress=progress,
        )
        return shaped(found).encoded()

    if parameters.method is Method.CERTIFIED:
        tell.progress("live table", 0, None, "samples")
        tell.partial("the live table of the same question, not certified", table(Method.LIVE, None))
        if (parameters.samples or 0) >= WORTH_A_FIRST_TABLE * CERTIFIED_SAMPLES:
            first = f"the certified table of {CERTIFIED_SAMPLES} samples"
            partial = table(Method.CERTIFIED, CERTIFIED_SAMPLES, Steps(first, tell))
            tell.partial(f"{first}, drawn apart from those of the result", partial)
    yield table(parameters.method, parameters.samples, Steps("the table asked for", tell))


class Steps:
    """Reports the samples drawn in each step of the step-down test; the number of steps is unknown beforehand."""

    def __init__(self, what: str, tell: Tell) -> None:
        self.what, self.tell, self.step, self.last = what, tell, 1, 0

    def __call__(self, done: int, total: int) -> None:
        """Report one more sample."""
        self.step, self.last = self.step + (done < self.last), done
        self.tell.progress(f"{self.what}, step {self.step}", done, total, "samples")
