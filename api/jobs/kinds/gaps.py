"""Gaps between sectors, with more samples than one call may draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.deps import LIMITS
from api.errors import Problem
from api.jobs.kinds import job_kind
from api.routes.sectors import TableWords, period_of
from graph.encoding import encoded
from graph.measures.gaps import Method
from graph.measures.gaps.gaps import CERTIFIED_SAMPLES
from graph.measures.gaps.table import sector_gaps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from api.jobs.kinds import Tell
    from api.serving import View
    from graph.snapshot import Snapshot

WORTH_A_FIRST_TABLE = 10
"""How many times the usual samples must be asked for, until a table of the usual ones costs little beside it."""


def admit(view: View, words: TableWords) -> None:
    """Refuse more samples than a job may draw."""
    most = LIMITS["job_gap_samples"]
    if words.samples is not None and words.samples > most:
        detail = f"{words.samples} samples are more than a job may draw ({most}): ask for {most} or fewer."
        raise Problem("too-many-samples", "Too many samples", 413, detail)


@job_kind("gaps", words=TableWords, route="sectors/gaps", admit=admit)
def gaps(snapshot: Snapshot, words: TableWords, tell: Tell) -> Iterator[bytes]:
    """Under-connected pairs of sectors, with up to `job_gap_samples` samples."""

    def table(
        method: Method, samples: int | None, progress: Callable[[int, int], None] | None = None
    ) -> bytes:
        found = sector_gaps(
            snapshot,
            layer=words.layer,
            baseline=words.baseline,
            method=method,
            period=period_of(words),
            samples=samples,
            seed=words.seed,
            progress=progress,
        )
        return encoded(found.as_dict())

    if words.method is Method.CERTIFIED:
        tell.progress("live table", 0, None, "samples")
        tell.partial("the live table of the same question, not certified", table(Method.LIVE, None))
        if (words.samples or 0) >= WORTH_A_FIRST_TABLE * CERTIFIED_SAMPLES:
            first = f"the certified table of {CERTIFIED_SAMPLES} samples"
            partial = table(Method.CERTIFIED, CERTIFIED_SAMPLES, Steps(first, tell))
            tell.partial(f"{first}, drawn apart from those of the result", partial)
    yield table(words.method, words.samples, Steps("the table asked for", tell))


class Steps:
    """Tells the samples drawn, of one step of the stepping down after the other: how many there will be nobody knows."""

    def __init__(self, what: str, tell: Tell) -> None:
        self.what, self.tell, self.step, self.last = what, tell, 1, 0

    def __call__(self, done: int, total: int) -> None:
        """Tell one more."""
        self.step, self.last = self.step + (done < self.last), done
        self.tell.progress(f"{self.what}, step {self.step}", done, total, "samples")
