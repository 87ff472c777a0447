"""Lists of records: filters on every field, sorting, chosen fields, pages that stay stable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from api.answers.paging import cursor, read_cursor
from api.errors import refuse
from graph.schema import nearest
from graph.snapshot import KINDS
from graph.vocabulary import SECTORS, Kind, OrganisationKind, Predicate, ProgrammeKind, RecordType, Sphere
from graph.wire import NODE_DICTS, source_dict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.serving import View
    from graph.snapshot import Snapshot

CLOSED_SETS: dict[str, list[str]] = {
    "organisation_kind": [str(k) for k in OrganisationKind],
    "programme_kind": [str(k) for k in ProgrammeKind],
    "sector": list(SECTORS),
    "field": list(SECTORS),
    "sphere": [str(s) for s in Sphere],
    "predicate": [str(p) for p in Predicate],
    "name_en_is_official": ["true", "false"],
}
NAMED = ("id", "name_ko", "name_en", "name_en_is_official")
FIELDS: dict[RecordType, tuple[str, ...]] = {
    RecordType.ORGANISATION: (
        *NAMED,
        "organisation_kind",
        "sector",
        "sphere",
        "city",
        "district",
        "founded",
        "website",
        "products",
        "sources",
    ),
    RecordType.TECHNOLOGY: (*NAMED, "field", "detail", "sources"),
    RecordType.PROGRAMME: (*NAMED, "programme_kind", "start", "end", "budget_krw", "detail", "sources"),
    RecordType.RELATION: ("id", "subject", "predicate", "object", "start", "end", "detail", "sources"),
    RecordType.SOURCE: ("id", "title", "publisher", "published", "url"),
}


@dataclass(frozen=True, slots=True)
class Query:
    """What a list is asked for."""

    filters: Mapping[str, str]
    sort: str = "id"
    fields: tuple[str, ...] | None = None
    limit: int = 100
    after: str | None = None


def read_fields(record_type: RecordType, text: str | None) -> tuple[str, ...] | None:
    """Read a comma-separated choice of fields."""
    if text is None:
        return None
    known = ("kind", *FIELDS[record_type])
    chosen = tuple(word for word in text.split(",") if word)
    for word in chosen:
        if word not in known:
            refuse("fields", f"“{word}” is no field of {record_type}", nearest(word, known))
    return chosen or None


def all_records(snapshot: Snapshot, record_type: RecordType) -> list[dict[str, Any]]:
    """Give every record of a type as dicts of plain values, in the order of ids; kept with the snapshot."""

    def plain(record: Mapping[str, Any], sources: str | None) -> dict[str, Any]:
        return {**record, "sources": orjson.loads(sources)} if sources is not None else dict(record)

    def make() -> list[dict[str, Any]]:
        if record_type is RecordType.SOURCE:
            return [plain(source_dict(row), None) for row in snapshot.source_rows]
        if record_type is RecordType.RELATION:
            return [orjson.loads(snapshot.relation_json(r)) for r in range(len(snapshot.relations))]
        kind = Kind(record_type)
        numbers = np.flatnonzero(snapshot.kinds == KINDS.index(kind)).tolist()
        return [plain(NODE_DICTS[kind](snapshot.rows[n]), snapshot.rows[n][-1]) for n in numbers]

    return snapshot.memo(("records", record_type), make)


def list_answer(view: View, record_type: RecordType, query: Query) -> bytes:
    """Answer with one page of a list.

    Raises:
        Problem: a filter, field or sort word is unknown (422), or the cursor is expired (410).
    """
    snapshot = view.snapshot
    records = all_records(snapshot, record_type)
    for name, wanted in query.filters.items():
        records = filtered(record_type, records, name, wanted)
    records = ordered(record_type, records, query.sort)
    offset = read_cursor(snapshot, query.after)
    page: Sequence[dict[str, Any]] = records[offset : offset + query.limit]
    if query.fields is not None:
        page = [{name: record[name] for name in query.fields} for record in page]
    following = offset + query.limit
    return orjson.dumps(
        {
            "results": page,
            "total": len(records),
            "next": cursor(snapshot, following) if following < len(records) else None,
            "graph_version": snapshot.graph_version,
        }
    )


def filtered(
    record_type: RecordType, records: list[dict[str, Any]], name: str, wanted: str
) -> list[dict[str, Any]]:
    """Keep records whose field is one of the comma-separated values; `has_FIELD=true|false` asks whether it is known."""
    known = FIELDS[record_type]
    if name.startswith("has_") and name.removeprefix("has_") in known:
        if wanted not in {"true", "false"}:
            refuse(name, f"“{wanted}” is neither true nor false", "write true or false")
        field, has = name.removeprefix("has_"), wanted == "true"
        return [record for record in records if (record[field] is not None) is has]
    if name not in known:
        words = [*known, *(f"has_{field}" for field in known), "sort", "fields", "limit", "cursor"]
        refuse(name, f"“{name}” is no known parameter", nearest(name, words))
    values = {word for word in wanted.split(",") if word}
    for value in values:
        if name in CLOSED_SETS and value not in CLOSED_SETS[name]:
            refuse(name, f"“{value}” is not allowed", nearest(value, CLOSED_SETS[name]))
    if name == "sources":
        return [record for record in records if values.intersection(record[name])]
    return [record for record in records if word_of(record[name]) in values]


def word_of(value: object) -> str | None:
    """Write a value as it is asked for."""
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def ordered(record_type: RecordType, records: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    """Sort by a field, `-` first for descending; unknown values come last, equal ones by id."""
    name = sort.removeprefix("-")
    if name not in FIELDS[record_type] or name == "sources":
        allowed = [field for field in FIELDS[record_type] if field != "sources"]
        refuse("sort", f"“{name}” is no field to sort by", nearest(name, allowed))
    if sort == "id":
        return records
    has = [record for record in records if record[name] is not None]
    rest = [record for record in records if record[name] is None]
    has.sort(key=lambda record: record[name], reverse=sort.startswith("-"))
    return [*has, *rest]
