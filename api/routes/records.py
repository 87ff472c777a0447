"""Lists and single records of each collection."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from api.deps import Current, described, json_bytes, view_of
from api.errors import Problem
from api.fast_routes import read_pairs
from api.files import licence
from api.links import linked
from api.negotiation import JSON_WILL_DO, preferred
from api.ranges import ranged
from graph.extras import NotInstalled
from graph.fields import PATHS
from graph.fields import Shape as FieldShape
from graph.texts import TRUTHS
from graph.vocabulary import RecordType, Undated
from queries.errors import refuse
from queries.filters import EITHER_END, ENDINGS, filters_of
from queries.list_files import CSV, NDJSON, PARQUET, list_file
from queries.list_files import ENDINGS as ENDINGS_OF
from queries.list_pages import LISTS, PAGES, example_of
from queries.list_selection import is_kept
from queries.lists import ListParameters, list_bytes
from queries.lists import Query as ListQuery
from queries.parameters import DATE, WalkParameters, one_of, some_of
from queries.record import SINGLE, is_served, record_of
from queries.record_shapes import EXAMPLES, NodeRecord
from queries.records import Relation, Source
from queries.registry import questions
from queries.result import Shape
from queries.validation import read

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from api.serving import Serving
    from graph.fields import Field as RecordField
    from graph.fields import Listed
    from queries.view import View


@lru_cache(maxsize=8192)
def read_query(record_type: Listed, query: bytes) -> ListQuery:
    """Read a query string as the query of a list; all parameters except those of the page are filters.

    Raises:
        Invalid: a parameter is repeated, a field is unknown, or a value is invalid.
    """
    given: dict[str, str] = {}
    for name, value in read_pairs(query):
        if name in given:
            refuse(name, "given twice", "use comma-separated values")
        given[name] = value
    return read(ListParameters, given).query(record_type)


class ListRoute(APIRoute):
    """A list; its parameters are cached for each query string, as in `api.fast_routes`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the function that answers a request."""
        endpoint = self.endpoint

        async def answer(request: Request) -> Response:
            found: Response = await endpoint(request, await view_of(request), DEFAULTS)
            return found

        return answer


router = APIRouter(tags=["records"])
lists = APIRouter(tags=["records"], route_class=ListRoute)
SHAPES: dict[Listed, type[Shape]] = {RecordType.RELATION: Relation, RecordType.SOURCE: Source}
OFFERED = ("application/json", *ENDINGS_OF)
AS_FILES = "`Accept` chooses CSV, NDJSON or Parquet for the page that is asked for; `Link: rel=next` leads to the next one."
WHOLE = {"type": "integer", "minimum": 1 - 10**18, "maximum": 10**18 - 1}
WALKING: dict[str, dict[str, Any]] = {
    name: one_of(Undated) if name == "undated" else shape["anyOf"][0]
    for name, shape in WalkParameters.model_json_schema()["properties"].items()
}
"""Schemas of the parameters that choose relations; here each may be given only once."""


def openapi_filters(record_type: Listed) -> dict[str, Any]:
    """Document the filters of a list: all forms for its own fields, by value only for dotted ones."""
    names = [name for name in filters_of(record_type) if "." not in name or name in PATHS[record_type]]
    return {"parameters": [openapi_filter(name, PATHS[record_type]) for name in names]}


def openapi_filter(name: str, known: Mapping[str, RecordField]) -> dict[str, Any]:
    """Describe one filter."""
    path, ending = next(
        ((name.removesuffix(ending), ending) for ending in ENDINGS if name.endswith(ending)), (name, "")
    )
    if name in WALKING:
        schema, text = WALKING[name], WalkParameters.model_fields[name].description or ""
    elif name in known:
        allowed = known[name].allowed
        if known[name].shape is FieldShape.TRUTH:
            allowed = tuple(map(in_any_case, TRUTHS))
        schema = {"type": "string"} if allowed is None else some_of(allowed, negated=True)
        text = f"records whose {name} is one of these comma-separated values; after a leading ! none of them"
    elif name == EITHER_END:
        schema, text = {"type": "string"}, "relations with one of these comma-separated nodes at either end"
    elif name.startswith("has_"):
        schema, text = {"type": "boolean"}, f"whether {name.removeprefix('has_')} is known"
    elif ending == "_prefix":
        schema, text = {"type": "string"}, f"records whose {path} begins with this text, ignoring case"
    elif ending == "_contains":
        schema, text = {"type": "string"}, f"records whose {path} contains this text, ignoring case"
    else:
        bound = "later (or more)" if ending == "_from" else "earlier (or less)"
        schema = {"type": "string", "pattern": DATE} if known[path].shape is FieldShape.DATE else WHOLE
        text = f"records whose {path} is this or {bound}"
    return {"in": "query", "required": False, "schema": schema, "name": name, "description": text}


def in_any_case(word: str) -> str:
    """Give the pattern of a word in upper or lower case."""
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in word)


async def as_file(
    request: Request, view: View, media_type: str, name: str, record_type: Listed, query: ListQuery
) -> Response:
    """Answer with a page as a file."""
    try:
        file = await asyncio.to_thread(list_file, view, record_type, query, media_type)
    except NotInstalled as error:
        raise Problem("not-installed", "Not installed here", 501, str(error)) from error
    headers = {
        "Content-Disposition": f'attachment; filename="sojae-{name}.{ENDINGS_OF[media_type]}"',
        **licence(),
    }
    if media_type == PARQUET:
        answer = ranged(file.body, media_type, headers, request.headers.get("range"))
    else:
        answer = Response(file.body, media_type=media_type, headers=headers)
    return linked(answer, request.scope, file.following)


def with_list_files(responses: dict[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """Document the files that a list offers besides JSON."""
    binary = {"type": "string", "format": "binary"}
    begins = {CSV: "id,name_ko,name_en", NDJSON: '{"id":', PARQUET: "PAR1"}
    files = {kind: {"schema": binary, "example": f"{begins[kind]}…"} for kind in OFFERED[1:]}
    return {**responses, 200: {**responses[200], "content": {**responses[200]["content"], **files}}}


def add_list(name: str, record_type: Listed) -> None:
    """Mount one list."""

    async def many(
        request: Request, view: Current, parameters: Annotated[ListParameters, Query()]
    ) -> Response:
        del parameters  # declared for the OpenAPI document; `read_query` reads them together with the filters
        query = read_query(record_type, request.scope["query_string"])
        accept = dict(request.scope["headers"]).get(b"accept", b"").decode("latin-1")
        if accept not in JSON_WILL_DO and (chosen := preferred(accept, OFFERED)) != OFFERED[0]:
            return await as_file(request, view, chosen, name, record_type, query)
        if is_kept(view.snapshot, record_type, query):
            page = list_bytes(view, record_type, query)
        else:
            page = await asyncio.to_thread(list_bytes, view, record_type, query)
        return linked(json_bytes(page.body), request.scope, page.following)

    lists.add_api_route(
        f"/{name}",
        many,
        methods=["GET"],
        name=f"list_{name}",
        summary=questions()[name].summary,
        description=f"{questions()[name].description}\n\n{AS_FILES}",
        responses=with_list_files(described(PAGES[record_type], example_of(record_type), 404, 406, 410)),
        openapi_extra=openapi_filters(record_type),
    )


def add_single(name: str, record_type: RecordType | None) -> None:
    """Mount the single records of one collection."""

    async def one(request: Request, view: Current, id: str) -> Response:
        if is_served(view, record_type, id):
            return json_bytes(record_of(view, record_type, id).encoded())
        # the store may be slow or unavailable: requests for records in memory must not wait for it
        serving: Serving = request.scope["serving"]
        return json_bytes(await serving.ask(lambda _: record_of(view, record_type, id).encoded()))

    example, what = EXAMPLES[record_type or RecordType.ORGANISATION], str(record_type or "node")
    router.add_api_route(
        f"/{name}/{{id}}",
        one,
        methods=["GET"],
        name=f"get_{what}",
        summary=f"Get one {what} by id, for instance {example['id']}",
        responses=described(SHAPES.get(record_type, NodeRecord), example, 404),
    )


DEFAULTS = ListParameters()
for collection, listed in LISTS.items():
    add_list(collection, listed)
for collection, single in SINGLE.items():
    add_single(collection, single)
