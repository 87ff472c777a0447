"""Lists and single records of each collection."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.answers.paging import linked
from api.answers.records import is_served, record_answer
from api.choice import read_fields
from api.deps import LIMITS, Current, described, json_bytes, view_of
from api.errors import refuse
from api.fast_routes import read_pairs, validated
from api.filters import ENDINGS, words_of
from api.lists import Query as ListQuery
from api.lists import is_kept, list_page
from api.schemas.records import NodePage, NodeRecord, Relation, RelationPage, Source, SourcePage
from api.schemas.wire import Wire
from api.words import DATE, WalkWords, one_of, some_of
from graph.fields import PATHS, Shape
from graph.vocabulary import RecordType, Undated

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from api.serving import Serving
    from graph.fields import Field as RecordField


class PageWords(BaseModel):
    """Parameters of every list."""

    sort: str = Field(
        default="id",
        description="fields with commas between, each with - before it for descending; unknown values come last",
    )
    fields: str | None = Field(
        default=None,
        description="comma-separated fields to give; dotted ones reach further: subject.name_ko, sources.publisher",
    )
    limit: int = Field(default=100, ge=1, le=LIMITS["list_page"], description="records on a page")
    cursor: str | None = Field(default=None, description="`next` of the page before")


@lru_cache(maxsize=8192)
def read_query(record_type: RecordType, query: bytes) -> ListQuery:
    """Read a query string as what a list is asked for: what is not about the page is a filter.

    Raises:
        Problem: a word is given twice, or no field is called so (422).
        RequestValidationError: a value cannot be (422).
    """
    shared: dict[str, str] = {}
    filters: dict[str, str] = {}
    for name, value in read_pairs(query):
        if name in shared or name in filters:
            refuse(name, "given twice", "write several values with commas between them")
        (shared if name in PageWords.model_fields else filters)[name] = value
    words = validated(PageWords, shared)
    chosen = read_fields(record_type, words.fields)
    return ListQuery(tuple(sorted(filters.items())), words.sort, chosen, words.limit, words.cursor)


class ListRoute(APIRoute):
    """A list: its words are read once for each query string, as in `api.fast_routes`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give the function that answers a request."""
        endpoint = self.endpoint

        async def answer(request: Request) -> Response:
            found: Response = await endpoint(request, await view_of(request), DEFAULTS)
            return found

        return answer


router = APIRouter(tags=["records"])
lists = APIRouter(tags=["records"], route_class=ListRoute)
COLLECTIONS: dict[str, tuple[RecordType, type[Wire], type[Wire], str]] = {
    "organisations": (RecordType.ORGANISATION, NodePage, NodeRecord, "dmi"),
    "technologies": (RecordType.TECHNOLOGY, NodePage, NodeRecord, "3d-fibre-snow-chain"),
    "programmes": (RecordType.PROGRAMME, NodePage, NodeRecord, "daegu-materials-convergence-union"),
    "relations": (RecordType.RELATION, RelationPage, Relation, "r00837"),
    "sources": (RecordType.SOURCE, SourcePage, Source, "s0290"),
}
EXAMPLES: dict[RecordType, dict[str, Any]] = {
    RecordType.ORGANISATION: {
        "id": "dmi",
        "kind": "organisation",
        "name_ko": "대구기계부품연구원",
        "sector": "machinery",
    },
    RecordType.TECHNOLOGY: {"id": "3d-fibre-snow-chain", "kind": "technology", "field": "textiles"},
    RecordType.PROGRAMME: {
        "id": "daegu-materials-convergence-union",
        "kind": "programme",
        "programme_kind": "union",
    },
    RecordType.RELATION: {
        "id": "r00837",
        "subject": "dmi",
        "predicate": "SPECIALIST_FOR",
        "object": "union-metals",
    },
    RecordType.SOURCE: {"id": "s0290", "published": "2017-06-20"},
}


WHOLE = {"type": "integer", "minimum": 1 - 10**18, "maximum": 10**18 - 1}
WALKING: dict[str, dict[str, Any]] = {
    name: one_of(Undated) if name == "undated" else shape["anyOf"][0]
    for name, shape in WalkWords.model_json_schema()["properties"].items()
}
"""What the words that choose relations look like here, where a word may come but once."""


def openapi_filters(record_type: RecordType) -> dict[str, Any]:
    """Describe the filters of a list for the OpenAPI document: every form of own fields, dotted ones by value."""
    words = [word for word in words_of(record_type) if "." not in word or word in PATHS[record_type]]
    return {"parameters": [openapi_filter(word, PATHS[record_type]) for word in words]}


def openapi_filter(word: str, known: Mapping[str, RecordField]) -> dict[str, Any]:
    """Describe one filter."""
    path, ending = next(
        ((word.removesuffix(ending), ending) for ending in ENDINGS if word.endswith(ending)), (word, "")
    )
    if word in WALKING:
        schema, told = WALKING[word], WalkWords.model_fields[word].description or ""
    elif word in known:
        allowed = known[word].allowed
        schema = {"type": "string"} if allowed is None else some_of(allowed)
        told = f"records whose {word} is one of these comma-separated values"
    elif word.startswith("has_"):
        schema, told = {"type": "boolean"}, f"whether {word.removeprefix('has_')} is known"
    elif ending == "_prefix":
        schema, told = {"type": "string"}, f"records whose {path} begins so, in capitals or not"
    else:
        bound = "later (or more)" if ending == "_from" else "earlier (or less)"
        schema = {"type": "string", "pattern": DATE} if known[path].shape is Shape.DATE else WHOLE
        told = f"records whose {path} is this or {bound}"
    return {"in": "query", "required": False, "schema": schema, "name": word, "description": told}


def add(name: str, record_type: RecordType, page_shape: type[Wire], shape: type[Wire], key: str) -> None:
    """Mount the list and the single record of one collection."""

    async def many(request: Request, view: Current, words: Annotated[PageWords, Query()]) -> Response:
        del words  # declared for the OpenAPI document; `read_query` reads them together with the filters
        asked = read_query(record_type, request.scope["query_string"])
        if is_kept(view.snapshot, record_type, asked):
            page = list_page(view, record_type, asked)
        else:
            page = await asyncio.to_thread(list_page, view, record_type, asked)
        return linked(json_bytes(page.body), request.scope, page.following)

    async def one(request: Request, view: Current, id: str) -> Response:
        if is_served(view, record_type, id):
            return json_bytes(record_answer(view, record_type, id))
        # the store is asked, and may be slow or away: those who ask for what is served must not wait for it
        serving: Serving = request.app.state.serving
        return json_bytes(await serving.ask(lambda _: record_answer(view, record_type, id)))

    example = EXAMPLES[record_type]
    page_example = {"results": [example], "total": 1, "next": None, "graph_version": "f6c17a6332360c4e"}
    lists.add_api_route(
        f"/{name}",
        many,
        methods=["GET"],
        name=f"list_{name}",
        summary=f"List {name}",
        responses=described(page_shape, page_example, 410),
        openapi_extra=openapi_filters(record_type),
    )
    router.add_api_route(
        f"/{name}/{{id}}",
        one,
        methods=["GET"],
        name=f"get_{record_type}",
        summary=f"One {record_type} by id, for instance {key}",
        responses=described(shape, example, 404),
    )


DEFAULTS = PageWords()
for collection, described_as in COLLECTIONS.items():
    add(collection, *described_as)
