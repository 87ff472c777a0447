"""Lists of records: filters, sorting, chosen fields, stable pages."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import numpy as np
import orjson
from pydantic import ConfigDict, Field, PrivateAttr

from graph.attributes import PREFIX
from graph.columns import table_of
from graph.fields import BESIDE, FIELDS, OWNED, PATHS, Listed
from graph.fields import Shape as FieldShape
from graph.model import ATTRIBUTES, NODE_TYPES
from graph.own_fields import is_own, paths_in
from graph.vocabulary import RecordType
from graph.wire import record_dict
from queries.choice import picked, read_fields
from queries.errors import did_you_mean, one_of, refuse
from queries.filters import decisive, records_kept, written_filters
from queries.limits import LIMITS
from queries.marks import marks
from queries.matches import records_matching
from queries.paging import Asked, following, read_cursor
from queries.parameters import Parameters, Seed, Several
from queries.record import COLLECTIONS
from queries.record_shapes import BESIDE_EXAMPLES, Conflict
from queries.records import (
    ListedAlias,
    ListedIdentifier,
    Node,
    Relation,
    Source,
    node_of,
    relation_of,
    source_of,
)
from queries.registry import question
from queries.result import Result, Shape
from queries.tables import OTHER, TEXT, kinds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


class Page(Result):
    """A page of a list; the shape of its rows depends on the record type, and on `fields`."""

    table: ClassVar[str] = "results"
    results: list[Any]
    total: int
    next: str | None
    graph_version: str

    _columns: dict[str, str] | None = PrivateAttr(default=None)

    def with_columns(self, columns: dict[str, str]) -> Page:
        """Set the columns of its table, where the shape of its rows does not say them."""
        self._columns = columns
        return self

    def columns(self) -> dict[str, str]:
        """Return the columns of the table, with their types in pandas."""
        return super().columns() if self._columns is None else self._columns

    def caption(self) -> str:
        """Return how many of how many records are on the page."""
        return f"{len(self.results):,} of {self.total:,}"


class NodePage(Page):
    """Nodes of one kind."""

    results: list[Node]


class RelationPage(Page):
    """Relations."""

    results: list[Relation]


class SourcePage(Page):
    """Sources."""

    results: list[Source]


class AliasPage(Page):
    """Further names of nodes."""

    results: list[ListedAlias]


class IdentifierPage(Page):
    """Identifiers of nodes, without those of sole traders."""

    results: list[ListedIdentifier]


class ConflictPage(Page):
    """Conflicts between sources."""

    results: list[Conflict]


@dataclass(frozen=True, slots=True)
class Written:
    """An encoded page, and the cursor of the next page."""

    body: bytes
    following: str | None


LISTS: dict[str, Listed] = {
    **COLLECTIONS,
    "nodes": None,
    "aliases": RecordType.ALIAS,
    "identifiers": RecordType.IDENTIFIER,
    "conflicts": RecordType.CONFLICT,
}
"""Name of a list → what it has."""
NAMES: dict[Listed, str] = {listed: name for name, listed in LISTS.items()}
TITLES = {
    "nodes": "nodes of every kind",
    "aliases": "further names of nodes",
    "identifiers": "identifiers of nodes, without the numbers of sole traders",
    "conflicts": "conflicts between sources or records",
}
BESIDE_SHAPES: dict[Listed, type[Shape]] = {
    RecordType.ALIAS: ListedAlias,
    RecordType.IDENTIFIER: ListedIdentifier,
    RecordType.CONFLICT: Conflict,
}
EXACT = {"degree": "int64", "weight": "float64"}
"""Numbers that every record has."""
PAGES: dict[Listed, type[Page]] = {
    None: NodePage,
    RecordType.ALIAS: AliasPage,
    RecordType.IDENTIFIER: IdentifierPage,
    RecordType.CONFLICT: ConflictPage,
    RecordType.RELATION: RelationPage,
    RecordType.SOURCE: SourcePage,
    **dict.fromkeys(NODE_TYPES, NodePage),
}


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


def columns_of(record_type: Listed, fields: Sequence[str]) -> dict[str, str]:
    """Return the columns of chosen fields, with their types in pandas; parts of one field are one column."""
    of_shape = {
        FieldShape.TEXT: TEXT,
        FieldShape.DATE: TEXT,
        FieldShape.NUMBER: "Int64",
        FieldShape.TRUTH: "bool",
        FieldShape.OBJECT: OTHER,
    }
    columns: dict[str, str] = {}
    for head, _, rest in (field.partition(".") for field in fields):
        known = PATHS[record_type].get(head)
        if head == ATTRIBUTES and rest:
            columns[f"{PREFIX}{rest}"] = OTHER
            continue
        columns[head] = OTHER if rest or known is None or known.many else of_shape[known.shape]
    return columns | {name: kind for name, kind in EXACT.items() if name in columns}


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


def selected(view: View, record_type: Listed, query: Query) -> Ints:
    """Return the records that pass, in order; cached for the following pages."""
    snapshot = view.snapshot

    def make() -> Ints:
        table = table_of(snapshot, record_type)
        kept = records_kept(view, record_type, dict(query.filters))
        records = np.arange(len(table)) if kept is None else np.flatnonzero(kept)
        if query.text is not None:
            matches = records_matching(view, record_type, query.text)
            records = matches[np.isin(matches, records)]
            records = records if query.sort == "" else np.sort(records)
        if query.sample is not None:
            size, seed = query.sample
            drawn = np.random.default_rng(seed).choice(len(records), min(size, len(records)), replace=False)
            records = records[np.sort(drawn)]
        return ordered(table, record_type, records, query.sort)

    return snapshot.memo(("list", record_type, *query.key), make)


def is_kept(snapshot: Snapshot, record_type: Listed, query: Query) -> bool:
    """Return whether a list is cached, so that a page needs no thread of its own."""
    return snapshot.has_memo(("list", record_type, *query.key))


def ordered(table: Table, record_type: Listed, records: Ints, sort: str) -> Ints:
    """Sort by one or several fields, descending after `-`; unknown values come last, equal ones by id."""
    keys_given = [key for key in sort.split(",") if key]
    most = LIMITS["list_sort_keys"]
    if len(keys_given) > most:
        refuse("sort", f"{len(keys_given)} fields are more than the maximum of {most}", f"use at most {most}")
    paths = PATHS[record_type]
    if any(is_own(key.removeprefix("-")) for key in keys_given):
        paths = paths_in(table.snapshot, record_type)
    known = {
        path: field
        for path, field in paths.items()
        if not field.many and field.shape is not FieldShape.OBJECT
    }
    keys: list[npt.NDArray[np.integer[Any]]] = []
    for word in keys_given:
        name = word.removeprefix("-")
        if name not in known and name != "id":
            near = get_close_matches(name, known, n=3, cutoff=0.6)
            remedy = did_you_mean(near) or one_of(sorted(FIELDS[record_type].keys() & known.keys()))
            refuse("sort", f"cannot sort by “{name[:60]}”", remedy)
        if name == "id" and "id" not in known:  # no id: the order of the list, by their content
            break
        if name == "id":
            keys.append(records if word == name else -records)
            break
        codes = table.column(name).codes[records]
        last = len(table.column(name).values)
        keys.append(np.where(codes < 0, last, codes if word == name else last - 1 - codes))
    return records[np.lexsort(keys[::-1])] if keys else records


def example_of(record_type: Listed) -> Page:
    """Return a page of one record."""
    from queries.record_shapes import EXAMPLES

    record = (
        BESIDE_EXAMPLES[record_type]
        if record_type in BESIDE
        else EXAMPLES[record_type or RecordType.ORGANISATION].rows[0]
    )
    return PAGES[record_type](results=[record], total=1, next=None, graph_version="f2bd416c30119016")


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
