"""The `jsonld` origin: a Sojae export as JSON-LD, loaded back in full; other linked data is refused."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import orjson

from graph.vocabulary import Kind
from ingest.adapters import adapter
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.origin import OriginError, Recognised
from ingest.own_exports import OPTIONS, Rows, origin_of
from ingest.own_records import node_of, record_of, relation_of
from ingest.reading.forms import Form
from ingest.reading.positions import Element, FieldFault
from ingest.row_reading import given, joined, labelled_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read
    from ingest.reading import Part

WANTED = "a JSON-LD export of Sojae"
MOST_BYTES = 1 << 30
"""A file is parsed as one value, which takes about ten times its size in memory."""
KINDS = {"Organization": Kind.ORGANISATION, "DefinedTerm": Kind.TECHNOLOGY, "Project": Kind.PROGRAMME}
TERM = "sojae:"


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given exports."""
    return given(paths, "jsonld", WANTED)


@adapter(
    "jsonld", about="our own export as JSON-LD, with its own sources", files=files, options=OPTIONS, named=partial(origin_of, "jsonld"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read the members of `@graph`."""
    yield from joined(rows_of(files))


def rows_of(files: Sequence[Path]) -> Iterator[Read]:
    for part in labelled_parts(files):
        members = graph_of(part)
        rows = Rows(part.label)
        yield from rows.records(
            ((Element(n), one) for n, one in enumerate(filter(is_record, members), 1)), records_of
        )
        yield Recognised(part.label, "jsonld", rows.count, notes=("ids and sources kept",))


def graph_of(part: Part) -> list[Any]:
    """Return the members of a Sojae export."""
    if part.form is not Form.JSON:
        raise of_another_sort(part.label, WANTED, *sort_of(part))
    if (size := part.path.stat().st_size) > MOST_BYTES:
        raise OriginError(
            f"{part.label}: {size >> 20:,} MiB exceed the limit of {MOST_BYTES >> 20:,}: export and load NDJSON instead"
        )
    try:
        data: Any = orjson.loads(part.path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise OriginError(
            f"{part.label}: invalid JSON ({error}): the download may be incomplete: fetch it again"
        ) from error
    context = data.get("@context") if isinstance(data, dict) else None
    if not isinstance(context, dict) or "sojae" not in context or not isinstance(data.get("@graph"), list):
        if context:
            raise OriginError(
                f"{part.label}: JSON-LD that Sojae did not write: load it with `sojae load rdf`"
            )
        raise of_another_sort(part.label, WANTED, *sort_of(part))
    members: list[Any] = data["@graph"]
    return members


def is_record(data: Any) -> bool:
    """Return whether a member is a record, not metadata or a triple that repeats a relation."""
    return not isinstance(data, dict) or data.get("@type", "Dataset") != "Dataset"


def records_of(data: Any) -> Iterator[Record]:
    """Yield the record of a member."""
    if not isinstance(data, dict):
        raise FieldFault("@graph", "this is not an object", "export it again")
    sort, cited = data.get("@type"), [plain(one) for one in listed(data.get("citation"))]
    if sort in KINDS:
        yield node_of(node_fields(data, KINDS[sort], cited))
    elif sort == "Article":
        names = {"id": "identifier", "published": "datePublished"}
        yield record_of(
            {
                "type": "source",
                "published": None,
                **{n: data.get(names.get(n, n)) for n in ("id", "title", "publisher", "url", "published")},
            }
        )
    elif sort == "Statement":
        names = {
            "id": "identifier",
            "start": "startDate",
            "end": "endDate",
            "detail": "description",
            "detail_ko": "description_ko",
            "weight": "weight",
        }
        ends = {name: plain(data.get(name)) for name in ("subject", "predicate", "object")}
        yield relation_of(
            {
                **{name: data.get(term) for name, term in names.items()},
                **ends,
                "attributes": own(data),
                "sources": cited,
            }
        )
    elif sort == "Record":
        fields = {name.removeprefix(TERM): value for name, value in data.items() if name.startswith(TERM)}
        yield record_of({**defaults(str(fields.get("type"))), **fields, "sources": cited})
    else:
        raise FieldFault("@type", f"“{sort}” is not a record type of a Sojae export", "export it again")


def node_fields(data: Mapping[str, Any], kind: Kind, cited: list[str]) -> dict[str, Any]:
    """Return a node in the columns of a node table."""
    name = data.get("name") if isinstance(data.get("name"), dict) else {}
    same = (
        "subkind",
        "sector",
        "city",
        "district",
        "budget_krw",
        "members_told",
        "website",
        "name_en_is_official",
    )
    assert isinstance(name, dict)
    return {
        **{field: data[field] for field in same if field in data},
        "id": data.get("identifier"), "kind": str(kind), "name_ko": name.get("ko"), "name_en": name.get("en"),
        "start": data.get("foundingDate") or data.get("startDate"), "end": data.get("endDate"), "detail": data.get("description"),
        "detail_ko": data.get("description_ko"), "attributes": own(data), "sources": cited,
    }  # fmt: skip


def own(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the own attributes of a node or statement."""
    found = [one for one in listed(data.get("additionalProperty")) if isinstance(one, dict)]
    return {str(one.get("attribute")): one.get("value") for one in found}


def defaults(record_type: str) -> dict[str, Any]:
    """Return the defaults of fields that an export omits."""
    empty: dict[str, dict[str, Any]] = {
        "alias": {"valid_from": None, "valid_until": None},
        "identifier": {"valid_from": None, "valid_until": None},
        "conflict": {"sources_a": [], "sources_b": []},
        "same_as": {"score": None, "evidence": []},
    }
    return empty.get(record_type, {})


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def plain(value: Any) -> str:
    """Return a value without its prefix: `node:dmi` is dmi."""
    return str(value).partition(":")[2]
