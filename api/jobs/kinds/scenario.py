"""A scenario with more draws than in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.jobs.kinds import job_kind
from queries.registry import questions
from queries.whatif import admit, answered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.jobs.kinds import Tell
    from graph.snapshot import Snapshot
    from queries.scenario_parameters import ScenarioParameters

WHATIF = questions()["whatif"]


@job_kind("scenario", parameters=WHATIF.parameters, route=WHATIF.path, admit=admit, in_body=True)
def scenario(snapshot: Snapshot, parameters: ScenarioParameters, tell: Tell) -> Iterator[bytes]:
    """What alliances, ties and removals would change, with up to `job_scenario_draws` draws."""

    def progress(done: int, total: int) -> None:
        tell.progress("draws", done, total, "draws")

    yield answered(snapshot, parameters, progress).encoded()
