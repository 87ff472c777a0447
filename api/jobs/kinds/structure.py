"""A network as a whole, however many ties it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.jobs.kinds import job_kind
from graph.network import Network
from queries.registry import questions
from queries.structure import whole
from queries.years import chosen_years, rows_of_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.jobs.kinds import Tell
    from graph.snapshot import Snapshot
    from queries.structure import StructureParameters
    from queries.years import YearParameters

STRUCTURE, YEARS = questions()["structure"], questions()["structure_by_year"]


@job_kind("structure", parameters=STRUCTURE.parameters, route=STRUCTURE.path)
def structure(snapshot: Snapshot, parameters: StructureParameters, tell: Tell) -> Iterator[bytes]:
    """A network as a whole, with robustness and rich club for any number of ties."""
    network = Network.of(snapshot, parameters.layer, parameters.period)

    def progress(stage: str, done: int, total: int) -> None:
        tell.progress(stage, done, total, "parts")

    yield whole(network, parameters.seed, quick=parameters.quick, progress=progress).encoded()


@job_kind("structure-years", parameters=YEARS.parameters, route=YEARS.path)
def structure_years(snapshot: Snapshot, parameters: YearParameters, tell: Tell) -> Iterator[bytes]:
    """The quick figures on the last day of each year, for any number of ties."""
    network = Network.of(snapshot, parameters.layer, parameters.period)
    years = chosen_years(network, parameters.first, parameters.last)

    def progress(done: int, total: int) -> None:
        tell.progress("figures", done, total, "years")

    yield rows_of_years(network, years, parameters.seed, progress).encoded()
