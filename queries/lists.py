"""Lists of records: filters, sorting, chosen fields, stable pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import orjson
from pydantic import ConfigDict, Field

from graph.columns import table_of
from graph.fields import BESIDE, FIELDS, OWNED, Listed
from graph.vocabulary import RecordType
from graph.wire import record_dict
from queries.choice import picked, read_fields
from queries.filters import decisive, written_filters
from queries.limits import LIMITS
from queries.list_pages import (
    BESIDE_SHAPES,
    LISTS,
    NAMES,
    PAGES,
    TITLES,
    NodePage,
    Page,
    columns_of,
    example_of,
)
from queries.list_selection import selected
from queries.marks import marks
from queries.paging import Asked, following, read_cursor
from queries.parameters import Parameters, Seed, Several
from queries.records import (
    Node,
    node_of,
    relation_of,
    source_of,
)
from queries.registry import question
from queries.result import Shape
from queries.tables import kinds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from graph.columns import Table
    from graph.snapshot import Snapshot
    from queries.view import View

    Ints = npt.NDArray[np.int64]


class ListParameters(Parameters):
    """Parameters of lists; any other parameter is a filter."""

    model_config = ConfigDict(extra="allow", frozen=True)
    q: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="search inside the list, as `/search` does; relations by their ends, sources by title and publisher. Best "
        "matches come first unless `sort` is given",
    )
    sort: Annotated[str, Several()] = Field(
        default="id",
        description="comma-separated fields; a leading - sorts in descending order; unknown values come last",
    )
    fields: Annotated[str | None, Several()] = Field(
        default=None,
        description="comma-separated fields to return; a dot reaches related records: subject.name_ko, sources.publisher",
    )
    sample: int | None = Field(
        default=None,
        ge=1,
        le=LIMITS["list_sample"],
        description="a random sample of so many of the records that pass; the same seed and content give the same",
    )
    seed: Seed = Field(default=0, description="random seed of the sample")
    limit: int = Field(default=100, ge=1, le=LIMITS["list_page"], description="records per page")
    cursor: str | None = Field(default=None, description="`next` of the previous page")

    def query(self, record_type: Listed) -> Query:
        """Return the query for a list.

        Raises:
            Invalid: a field is unknown.
        """
        filters = written_filters(record_type, self.__pydantic_extra__ or {})
        chosen = read_fields(record_type, self.fields)
        sort = "" if self.q is not None and "sort" not in self.model_fields_set else self.sort
        sample = None if self.sample is None else (self.sample, self.seed)
        return Query(filters, sort, chosen, self.limit, self.cursor, self.q, sample)


@dataclass(frozen=True, slots=True)
class Query:
    """The query for a list; filters are pairs of name and text, an empty `sort` keeps the order of matches of `text`, a sample is its size
    and seed.
    """

    filters: tuple[tuple[str, str], ...] = ()
    sort: str = "id"
    fields: tuple[str, ...] | None = None
    limit: int = 100
    after: str | None = None
    text: str | None = None
    sample: tuple[int, int] | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What decides on the records and their order."""
        return self.filters, self.sort, self.text, self.sample

    @property
    def marks(self) -> dict[str, str]:
        """Marks of the same, by parameter."""
        beside = {"sort": self.sort, "q": self.text, "sample": self.sample}
        return marks(
            {name: decisive(name, text) for name, text in self.filters}
            | {name: value for name, value in beside.items() if value is not None}
        )


@dataclass(frozen=True, slots=True)
class Written:
    """An encoded page, and the cursor of the next page."""

    body: bytes
    following: str | None


def list_page(view: View, record_type: Listed, query: Query) -> Page:
    """Return a page of a list.

    Raises:
        Invalid: a filter or a field to sort by is unknown.
        Expired: the content has changed since the cursor was issued.
    """
    records, page, goes_on = paged(view, record_type, query)
    snapshot = view.snapshot
    about: dict[str, Any] = {"total": len(records), "next": goes_on, "graph_version": snapshot.graph_version}
    table = table_of(snapshot, record_type)
    if query.fields is not None:
        chosen = Page(results=[Shape(**row) for row in picked(table, query.fields, page)], **about)
        return chosen.with_columns(columns_of(record_type, query.fields))
    numbers = table.numbers[page].tolist() if page else []
    if record_type in BESIDE:
        results = [
            BESIDE_SHAPES[record_type](**beside_dict(table, number, orjson.loads)) for number in numbers
        ]
        return PAGES[record_type](results=results, **about)
    make: dict[Listed, Callable[[Snapshot, int], Shape]] = {
        RecordType.RELATION: relation_of,
        RecordType.SOURCE: source_of,
    }
    one = make.get(record_type, node_of)
    found = PAGES[record_type](results=[one(snapshot, number) for number in numbers], **about)
    if isinstance(found, NodePage):
        kinds = kinds_of(Node, named=False)
        found.with_columns({name: kinds[name] for name in FIELDS[record_type] if name in kinds})
    return found


def list_bytes(view: View, record_type: Listed, query: Query) -> Written:
    """Return the same as JSON, from records that are encoded once.

    Raises:
        Invalid: a filter or a field to sort by is unknown.
        Expired: the content has changed since the cursor was issued.
    """
    records, page, goes_on = paged(view, record_type, query)
    snapshot = view.snapshot
    table = table_of(snapshot, record_type)
    results = b"[%b]" % b",".join(records_json(table, query, page))
    body = b'{"results":%b,"total":%d,"next":%b,"graph_version":%b}' % (
        results,
        len(records),
        orjson.dumps(goes_on),
        orjson.dumps(snapshot.graph_version),
    )
    return Written(body, goes_on)


def records_json(table: Table, query: Query, page: list[int]) -> list[bytes]:
    """Return the records of a page as JSON, whole or with the chosen fields."""
    if query.fields is None:
        return encoded(table, page)
    return [orjson.dumps(row) for row in picked(table, query.fields, page)]


def paged(view: View, record_type: Listed, query: Query) -> tuple[Ints, list[int], str | None]:
    """Return all records that pass, those of the page, and the next cursor."""
    snapshot = view.snapshot
    records = selected(view, record_type, query)
    asked = Asked(NAMES[record_type], query)
    offset = read_cursor(snapshot, asked, query.after)
    page = records[offset : offset + query.limit].tolist()
    return records, page, following(snapshot, asked, offset + query.limit, len(records))


def encoded(table: Table, records: list[int]) -> list[bytes]:
    """Return records as JSON; each is encoded once."""
    snapshot = table.snapshot
    numbers = table.numbers[records].tolist() if records else []
    if table.record_type is RecordType.RELATION:
        return snapshot.relations_json(numbers)
    if table.record_type in BESIDE:
        return [orjson.dumps(beside_dict(table, number)) for number in numbers]
    if table.record_type is RecordType.SOURCE:
        return [snapshot.source_json(number) for number in numbers]
    return [snapshot.node_json(number) for number in numbers]


def beside_dict(
    table: Table, number: int, citations: Callable[[str], Any] = orjson.Fragment
) -> dict[str, Any]:
    """Return a record without an id as a dict for JSON, after the id of its node if it has one."""
    assert table.record_type is not None
    owner = (
        {"node": table.snapshot.ids[table.snapshot.index[table.rows[number][0]]]}
        if table.record_type in OWNED
        else {}
    )
    return {**owner, **record_dict(table.record_type, table.rows[number], citations)}


def asking(collection: str, record_type: Listed) -> tuple[Callable[..., Page], Callable[..., bytes]]:
    """Make the question for one record type, and the function that encodes its answer."""

    def ask(view: View, parameters: ListParameters) -> Page:
        return list_page(view, record_type, parameters.query(record_type))

    def written(view: View, parameters: ListParameters) -> bytes:
        return list_bytes(view, record_type, parameters.query(record_type)).body

    ask.__doc__ = f"""List {TITLES.get(collection, collection)}.

    Any field is a filter: `sector=metals`, `sector=!metals` (all but these, also those without a value), `start_from=2018`,
    `name_ko_prefix=대구`, `name_ko_contains=소재`, `has_website=true`. Own columns of an origin are fields too:
    `attributes.grade=A`, `attributes.employees_from=50`.
    """
    return ask, written


for _collection, _type in LISTS.items():
    _ask, _written = asking(_collection, _type)
    question(
        _collection,
        topic="records",
        path=_collection,
        parameters=ListParameters,
        example=example_of(_type),
        written=_written,
    )(_ask)
