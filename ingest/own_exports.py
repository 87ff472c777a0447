"""Our own exports read back: every record with its own id and its own sources, one origin for each title."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from graph.vocabulary import RecordType
from ingest.origin import Option, Reject, Row
from ingest.reading import Fault
from ingest.reading.places import FieldFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from graph.model import Record
    from ingest.origin import Read

OPTIONS: Mapping[str, Option] = {
    "title": Option("title that identifies the data; data loaded under another title stays"),
}


def origin_of(tool: str, options: Mapping[str, str]) -> str:
    """Return the name under which an export is kept: each title is an origin of its own."""
    if not (title := options.get("title", "")):
        return tool
    return f"{tool}-{hashlib.blake2b(title.encode(), digest_size=4).hexdigest()}"


class Rows:
    """The rows of one file on their way to records, counted."""

    def __init__(self, label: str) -> None:
        self.label, self.count = label, 0

    def told(
        self,
        rows: Iterable[tuple[int, Any] | Fault],
        make: Callable[[Any], Iterable[Record]],
        kind: RecordType = RecordType.SOURCE,
    ) -> Iterator[Read]:
        """Yield the records of each row; one that is none of ours is rejected."""
        for found in rows:
            self.count += 1
            if isinstance(found, Fault):
                yield Reject(self.label, *found, kind)
                continue
            line, said = found
            try:
                records = list(make(said))
            except FieldFault as fault:
                yield Reject(self.label, line, fault.field, fault.rule, fault.remedy, kind)
                continue
            yield from (Row(self.label, line, record) for record in records)
