"""The filtered graph as a file of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.files import sent_as
from api.jobs.kinds import job_kind
from queries.export import FORMATS, ExportParameters, admit, gathered
from queries.limits import JOB

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.jobs.kinds import Tell
    from graph.snapshot import Snapshot
    from queries.view import View


def admit_export(view: View, parameters: ExportParameters) -> None:
    """Refuse contradictory parameters and unknown nodes."""
    admit(view, parameters.wanted())


def file_of(parameters: ExportParameters) -> tuple[str, str | None]:
    """Return the file's media type and disposition."""
    return sent_as(parameters.wanted())


@job_kind("export", parameters=ExportParameters, route="export", admit=admit_export, sent_as=file_of)
def export(snapshot: Snapshot, parameters: ExportParameters, tell: Tell) -> Iterator[bytes]:
    """The filtered graph as a file in any format, with up to `job_placed_nodes` nodes placed."""
    tell.progress("gathering", 0, None, "bytes")
    wanted = parameters.wanted()
    contents = gathered(snapshot, wanted, JOB.placed)
    done = 0
    for chunk in FORMATS[wanted.format].write(contents):
        yield chunk
        done += len(chunk)
        tell.progress("writing", done, None, "bytes")
