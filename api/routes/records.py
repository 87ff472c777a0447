"""Lists and single records of each collection."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from api.deps import Current, described, json_bytes, view_of
from api.fast_routes import read_pairs
from api.links import linked
from graph.fields import PATHS
from graph.fields import Shape as FieldShape
from graph.vocabulary import RecordType, Undated
from queries.errors import refuse
from queries.filters import ENDINGS, filters_of
from queries.lists import PAGES, ListParameters, Page, example_of, is_kept, list_bytes
from queries.lists import Query as ListQuery
from queries.parameters import DATE, WalkParameters, one_of, some_of
from queries.record import COLLECTIONS as OF_COLLECTIONS
from queries.record import is_served, record_of
from queries.record_shapes import EXAMPLES, NodeRecord
from queries.records import Relation, Source
from queries.result import Shape
from queries.validation import read

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from api.serving import Serving
    from graph.fields import Field as RecordField


@lru_cache(maxsize=8192)
def read_query(record_type: RecordType, query: bytes) -> ListQuery:
    """Read a query string as what a list is asked for: what is not about the page is a filter.

    Raises:
        Invalid: a parameter is given twice, no field is called so, or a value cannot be.
    """
    given: dict[str, str] = {}
    for name, value in read_pairs(query):
        if name in given:
            refuse(name, "given twice", "write several values with commas between them")
        given[name] = value
    return read(ListParameters, given).query(record_type)


class ListRoute(APIRoute):
    """A list: its parameters are read once for each query string, as in `api.fast_routes`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give the function that answers a request."""
        endpoint = self.endpoint

        async def answer(request: Request) -> Response:
            found: Response = await endpoint(request, await view_of(request), DEFAULTS)
            return found

        return answer


router = APIRouter(tags=["records"])
lists = APIRouter(tags=["records"], route_class=ListRoute)
SHAPES: dict[RecordType, type[Shape]] = {RecordType.RELATION: Relation, RecordType.SOURCE: Source}
COLLECTIONS: dict[str, tuple[RecordType, type[Page], type[Shape], str]] = {
    name: (of, PAGES[of], SHAPES.get(of, NodeRecord), str(EXAMPLES[of]["id"]))
    for name, of in OF_COLLECTIONS.items()
}
WHOLE = {"type": "integer", "minimum": 1 - 10**18, "maximum": 10**18 - 1}
WALKING: dict[str, dict[str, Any]] = {
    name: one_of(Undated) if name == "undated" else shape["anyOf"][0]
    for name, shape in WalkParameters.model_json_schema()["properties"].items()
}
"""What the parameters that choose relations look like here, where each may come but once."""


def openapi_filters(record_type: RecordType) -> dict[str, Any]:
    """Describe the filters of a list for the OpenAPI document: every form of own fields, dotted ones by value."""
    names = [name for name in filters_of(record_type) if "." not in name or name in PATHS[record_type]]
    return {"parameters": [openapi_filter(name, PATHS[record_type]) for name in names]}


def openapi_filter(name: str, known: Mapping[str, RecordField]) -> dict[str, Any]:
    """Describe one filter."""
    path, ending = next(
        ((name.removesuffix(ending), ending) for ending in ENDINGS if name.endswith(ending)), (name, "")
    )
    if name in WALKING:
        schema, told = WALKING[name], WalkParameters.model_fields[name].description or ""
    elif name in known:
        allowed = known[name].allowed
        schema = {"type": "string"} if allowed is None else some_of(allowed)
        told = f"records whose {name} is one of these comma-separated values"
    elif name.startswith("has_"):
        schema, told = {"type": "boolean"}, f"whether {name.removeprefix('has_')} is known"
    elif ending == "_prefix":
        schema, told = {"type": "string"}, f"records whose {path} begins so, in capitals or not"
    else:
        bound = "later (or more)" if ending == "_from" else "earlier (or less)"
        schema = {"type": "string", "pattern": DATE} if known[path].shape is FieldShape.DATE else WHOLE
        told = f"records whose {path} is this or {bound}"
    return {"in": "query", "required": False, "schema": schema, "name": name, "description": told}


def add(name: str, record_type: RecordType, page_shape: type[Page], shape: type[Shape], key: str) -> None:
    """Mount the list and the single record of one collection."""

    async def many(
        request: Request, view: Current, parameters: Annotated[ListParameters, Query()]
    ) -> Response:
        del parameters  # declared for the OpenAPI document; `read_query` reads them together with the filters
        asked = read_query(record_type, request.scope["query_string"])
        if is_kept(view.snapshot, record_type, asked):
            page = list_bytes(view, record_type, asked)
        else:
            page = await asyncio.to_thread(list_bytes, view, record_type, asked)
        return linked(json_bytes(page.body), request.scope, page.following)

    async def one(request: Request, view: Current, id: str) -> Response:
        if is_served(view, record_type, id):
            return json_bytes(record_of(view, record_type, id).encoded())
        # the store is asked, and may be slow or away: those who ask for what is served must not wait for it
        serving: Serving = request.app.state.serving
        return json_bytes(await serving.ask(lambda _: record_of(view, record_type, id).encoded()))

    example = EXAMPLES[record_type]
    lists.add_api_route(
        f"/{name}",
        many,
        methods=["GET"],
        name=f"list_{name}",
        summary=f"List {name}",
        responses=described(page_shape, example_of(record_type), 410),
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


DEFAULTS = ListParameters()
for collection, described_as in COLLECTIONS.items():
    add(collection, *described_as)
