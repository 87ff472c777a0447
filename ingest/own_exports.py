"""Loading Sojae exports: records keep their ids and sources; each title is a separate origin."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from graph.vocabulary import RecordType
from ingest.origin import Option, Reject, Row
from ingest.reading import Fault
from ingest.reading.positions import FieldFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from graph.model import Record
    from ingest.origin import Read

OPTIONS: Mapping[str, Option] = {
    "title": Option("title that identifies the data; data loaded under another title stays"),
}


def origin_of(tool: str, options: Mapping[str, str]) -> str:
    """Return the origin name of an export: each title is a separate origin."""
    if not (title := options.get("title", "")):
        return tool
    return f"{tool}-{hashlib.blake2b(title.encode(), digest_size=4).hexdigest()}"


class Rows:
    """Converts the rows of one file to records and counts them."""

    def __init__(self, label: str) -> None:
        self.label, self.count = label, 0

    def records(
        self,
        rows: Iterable[tuple[int, Any] | Fault],
        make: Callable[[Any], Iterable[Record]],
        kind: RecordType = RecordType.SOURCE,
    ) -> Iterator[Read]:
        """Yield the records of each row; invalid rows are rejected."""
        for found in rows:
            self.count += 1
            if isinstance(found, Fault):
                yield Reject(self.label, *found, kind)
                continue
            line, data = found
            try:
                records = list(make(data))
            except FieldFault as fault:
                yield Reject(self.label, line, fault.field, fault.rule, fault.remedy, kind)
                continue
            yield from (Row(self.label, line, record) for record in records)
