"""A network as a whole, however many ties it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.answers.structure import asked_years, rows_of_years, whole
from api.jobs.kinds import job_kind
from api.routes.structure import StructureWords, YearWords
from graph.evidence import Period
from graph.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.jobs.kinds import Tell
    from graph.snapshot import Snapshot


@job_kind("structure", words=StructureWords, route="structure")
def structure(snapshot: Snapshot, words: StructureWords, tell: Tell) -> Iterator[bytes]:
    """A network as a whole, with robustness and rich club for any number of ties."""
    network = Network.of(snapshot, words.layer, Period(words.as_of, words.since, words.undated))

    def progress(stage: str, done: int, total: int) -> None:
        tell.progress(stage, done, total, "parts")

    yield whole(network, words.seed, words.quick, progress)


@job_kind("structure-years", words=YearWords, route="structure/years")
def structure_years(snapshot: Snapshot, words: YearWords, tell: Tell) -> Iterator[bytes]:
    """The quick figures on the last day of each year, for any number of ties."""
    network = Network.of(snapshot, words.layer, Period(None, words.since, words.undated))
    years = asked_years(network, words.first, words.last)

    def progress(done: int, total: int) -> None:
        tell.progress("figures", done, total, "years")

    yield rows_of_years(network, years, words.seed, progress)
