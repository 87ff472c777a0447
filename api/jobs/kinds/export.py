"""The filtered graph as a file, whatever its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.answers.exports import FORMATS, admit, gathered, sent_as
from api.deps import LIMITS
from api.jobs.kinds import job_kind
from api.routes.export import ExportWords, wanted_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.answers.exports import Wanted
    from api.jobs.kinds import Tell
    from api.serving import View
    from graph.snapshot import Snapshot

MOST = LIMITS["job_placed_nodes"]


def wanted(words: ExportWords) -> Wanted:
    """Ask for what the words say; without a format, for JSON."""
    return wanted_of(words, words.format or "json", words.part)


def admit_export(view: View, words: ExportWords) -> None:
    """Refuse words that do not go together and nodes that are not there."""
    admit(view, wanted(words), MOST)


def file_of(words: ExportWords) -> tuple[str, str | None]:
    """Give the file's media type and disposition."""
    return sent_as(wanted(words))


@job_kind("export", words=ExportWords, route="export", admit=admit_export, sent_as=file_of)
def export(snapshot: Snapshot, words: ExportWords, tell: Tell) -> Iterator[bytes]:
    """The filtered graph as a file in any format, with up to `job_placed_nodes` nodes placed."""
    tell.progress("gathering", 0, None, "bytes")
    contents = gathered(snapshot, wanted(words), MOST)
    done = 0
    for chunk in FORMATS[wanted(words).format].write(contents):
        yield chunk
        done += len(chunk)
        tell.progress("writing", done, None, "bytes")
