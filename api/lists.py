"""Lists of records: filtered, sorted, with chosen fields, in pages that stay stable."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from api.answers.paging import Page, cursor, read_cursor
from api.choice import picked
from api.deps import LIMITS
from api.errors import refuse
from api.filters import records_kept
from graph.columns import table_of
from graph.fields import FIELDS, PATHS
from graph.schema import nearest
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    import numpy.typing as npt

    from api.serving import View
    from graph.columns import Table
    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Query:
    """What a list is asked for; filters as pairs of word and text."""

    filters: tuple[tuple[str, str], ...] = ()
    sort: str = "id"
    fields: tuple[str, ...] | None = None
    limit: int = 100
    after: str | None = None


def list_page(view: View, record_type: RecordType, query: Query) -> Page:
    """Give one page of a list.

    Raises:
        Problem: a filter or sort word is unknown (422), or the cursor is expired (410).
    """
    snapshot = view.snapshot
    records = selected(snapshot, record_type, query)
    offset = read_cursor(snapshot, query.after)
    page = records[offset : offset + query.limit].tolist()
    following = cursor(snapshot, offset + query.limit) if offset + query.limit < len(records) else None
    table = table_of(snapshot, record_type)
    if query.fields is not None:
        results = orjson.dumps(picked(table, query.fields, page))
    else:
        results = b"[%b]" % b",".join(encoded(table, page))
    body = b'{"results":%b,"total":%d,"next":%b,"graph_version":%b}' % (
        results,
        len(records),
        orjson.dumps(following),
        orjson.dumps(snapshot.graph_version),
    )
    return Page(body, following)


def encoded(table: Table, records: list[int]) -> list[bytes]:
    """Give records as they were encoded once."""
    snapshot = table.snapshot
    numbers = table.numbers[records].tolist() if records else []
    if table.record_type is RecordType.RELATION:
        return snapshot.relations_json(numbers)
    if table.record_type is RecordType.SOURCE:
        return [snapshot.source_json(number) for number in numbers]
    return [snapshot.node_json(number) for number in numbers]


def selected(snapshot: Snapshot, record_type: RecordType, query: Query) -> Ints:
    """Give the records that pass, in order; kept, so that the pages that follow cost nothing."""

    def make() -> Ints:
        table = table_of(snapshot, record_type)
        kept = records_kept(snapshot, record_type, dict(query.filters))
        records = np.arange(len(table)) if kept is None else np.flatnonzero(kept)
        return ordered(table, record_type, records, query.sort)

    return snapshot.memo(("list", record_type, query.filters, query.sort), make)


def is_kept(snapshot: Snapshot, record_type: RecordType, query: Query) -> bool:
    """Tell whether a list was asked for before, so that a page of it needs no thread of its own."""
    return snapshot.has_memo(("list", record_type, query.filters, query.sort))


def ordered(table: Table, record_type: RecordType, records: Ints, sort: str) -> Ints:
    """Sort by one or several fields, `-` first for descending; unknown values come last, equal ones by id."""
    words = [word for word in sort.split(",") if word]
    most = LIMITS["list_sort_keys"]
    if len(words) > most:
        refuse("sort", f"{len(words)} keys are more than {most}", f"sort by at most {most} fields")
    known = {path: field for path, field in PATHS[record_type].items() if not field.many}
    keys: list[npt.NDArray[np.integer[Any]]] = []
    for word in words:
        name = word.removeprefix("-")
        if name not in known:
            near = (
                get_close_matches(name, known, n=3, cutoff=0.6) or FIELDS[record_type].keys() & known.keys()
            )
            refuse("sort", f"“{name[:60]}” is no field to sort by", nearest(name[:60], near))
        if name == "id":
            keys.append(records if word == name else -records)
            break
        codes = table.column(name).codes[records]
        last = len(table.column(name).values)
        keys.append(np.where(codes < 0, last, codes if word == name else last - 1 - codes))
    return records[np.lexsort(keys[::-1])] if keys else records
