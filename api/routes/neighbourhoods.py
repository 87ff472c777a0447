"""`GET /nodes/{id}/neighbourhood` and `POST /neighbourhoods`: who surrounds whom, without ever blowing up."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Body, Query
from pydantic import AfterValidator, Field
from starlette.responses import Response, StreamingResponse

from api.answers.exports import negotiated, sent, walk_contents, with_files
from api.answers.ranked_walks import DEGREE, ranked_neighbourhood_answer
from api.answers.records import node_number
from api.answers.walks import joined, neighbourhood_answer, quoted
from api.deps import LIMITS, WITH_BODY, Accept, Current, described, json_bytes
from api.errors import refuse
from api.fast_routes import DirectRoute
from api.negotiation import JSON_WILL_DO, preferred
from api.schemas.walks import Neighbourhood, Neighbourhoods
from api.words import WalkWords, one_of
from graph.measures import measures
from graph.schema import nearest
from graph.walks.ranked_walks import TieRank

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from api.serving import View

router = APIRouter(tags=["neighbourhoods"])
direct = APIRouter(tags=["neighbourhoods"], route_class=DirectRoute)
EXAMPLE = {
    "root": "dmi",
    "depth": 1,
    "nodes": [
        {"id": "dmi", "kind": "organisation", "name_ko": "대구기계부품연구원", "distance": 0, "degree": 141}
    ],
    "relations": [],
    "totals": {"nodes": 131, "relations": 141},
    "truncated": True,
    "next": "ZjZjMTdhNjMzMjM2MGM0ZTox",
    "graph_version": "f6c17a6332360c4e",
}


JSON, NDJSON = "application/json", "application/x-ndjson"


def a_rank(name: str) -> str:
    """Let what neighbours can be ranked by pass."""
    known = [DEGREE, *TieRank, *measures()]
    if name not in known:
        raise ValueError(f"“{name[:60]}” is nothing to rank by | {nearest(name[:60], known)}")
    return name


class NeighbourhoodWords(WalkWords):
    """Parameters of a neighbourhood."""

    depth: int = Field(default=1, ge=1, le=LIMITS["neighbourhood_depth"], description="steps from the root")
    limit: int = Field(
        default=100, ge=1, le=LIMITS["neighbourhood_nodes"], description="nodes to give, nearest first"
    )
    limit_per_node: int | None = Field(
        default=None,
        ge=1,
        le=LIMITS["neighbourhood_nodes"],
        description="new neighbours to take of each node, best ranked first; without it all",
    )
    rank_by: Annotated[str, AfterValidator(a_rank)] = Field(
        default=DEGREE,
        description="which neighbours come first: degree, recency (of the latest tie that leads there), sources (behind "
        "the ties that lead there), or a measure of the registry on the direct layer",
        json_schema_extra=one_of(dict.fromkeys([DEGREE, *TieRank, *measures()])),
    )
    via: Literal["programme"] | None = Field(
        default=None,
        description="programme: members of one project, agreement, alliance, union or division stand one step apart, "
        "joined by one tie with its evidence; memberships themselves are not walked",
    )
    cursor: str | None = Field(default=None, description="`next` of the answer before")

    @cached_property
    def plain(self) -> bool:
        """Whether nothing is chosen or folded: the ordinary question."""
        return self.limit_per_node is None and self.rank_by == DEGREE and self.via is None


class BatchWords(NeighbourhoodWords):
    """Body of a batch."""

    ids: list[str] = Field(min_length=1, max_length=LIMITS["neighbourhoods_per_call"], description="roots")


def answer_of(view: View, key: str, words: NeighbourhoodWords) -> bytes:
    """Answer about one root."""
    if words.plain:
        return neighbourhood_answer(
            view, key, depth=words.depth, chosen=words.filter, limit=words.limit, after=words.cursor
        )
    return ranked_neighbourhood_answer(
        view,
        key,
        depth=words.depth,
        chosen=words.filter,
        limit=words.limit,
        after=words.cursor,
        rank_by=words.rank_by,
        limit_per_node=words.limit_per_node,
        fold=words.via is not None,
    )


@direct.get(
    "/nodes/{id}/neighbourhood",
    responses=with_files(described(Neighbourhood, EXAMPLE, 404, 406, 410)),
    summary="The nodes around a node and the relations that lead to them",
)
async def neighbourhood(
    view: Current, id: str, words: Annotated[NeighbourhoodWords, Query()], accept: Accept = ""
) -> Response:
    """Nearest first, then by number of relations; `totals` are true whatever the limit; `next` continues.

    With `rank_by`, `limit_per_node` or `via` a walk chooses: `totals` are those without the choice, `next` continues to
    the end of what was chosen.
    """
    name, part = ("json", None) if accept in JSON_WILL_DO else negotiated(accept)
    if name != "json":
        refuse_choice(words)
        contents = walk_contents(
            view,
            id,
            depth=words.depth,
            chosen=words.filter,
            limit=words.limit,
            after=words.cursor,
            part=part,
        )
        return sent(contents, name, id)
    if words.plain:
        return json_bytes(answer_of(view, id, words))
    return json_bytes(await asyncio.to_thread(answer_of, view, id, words))


def refuse_choice(words: NeighbourhoodWords) -> None:
    """Refuse a walk that chooses where it has no file format."""
    for name in ("limit_per_node", "rank_by", "via"):
        if not words.plain and name in words.model_fields_set:
            refuse(name, "files hold the whole walk", "leave it out, or accept application/json")


def batch_described() -> dict[int | str, dict[str, object]]:
    """Describe the answers of a batch: one JSON, or a line for each root."""
    example = {"results": [EXAMPLE], "graph_version": EXAMPLE["graph_version"]}
    answers = described(Neighbourhoods, example, 404, 406, 410, *WITH_BODY)
    answers[200]["content"][NDJSON] = {"example": EXAMPLE}
    return answers


@router.post("/neighbourhoods", responses=batch_described(), summary="The same for up to 1,000 ids")
async def neighbourhoods(
    view: Current, words: Annotated[BatchWords, Body()], accept: Accept = ""
) -> Response:
    """One neighbourhood an id, in the order asked for; an unknown id refuses the whole call.

    `Accept: application/x-ndjson` sends each neighbourhood as a line as soon as it is known.
    """
    chosen = JSON if accept in JSON_WILL_DO else preferred(accept, (JSON, NDJSON))
    for key in words.ids:
        node_number(view, key, parameter="ids")
    if chosen == NDJSON:
        first = await asyncio.to_thread(answer_of, view, words.ids[0], words)
        return StreamingResponse(lines(view, words, first), media_type=NDJSON)
    results = await asyncio.to_thread(lambda: [answer_of(view, key, words) for key in words.ids])
    version = quoted(view.snapshot.graph_version)
    return json_bytes(b'{"results":%b,"graph_version":%b}' % (joined(results), version))


async def lines(view: View, words: BatchWords, first: bytes) -> AsyncGenerator[bytes]:
    """Send one neighbourhood a line; the first is known before the answer begins, so that what is wrong is a problem."""
    yield first + b"\n"
    for key in words.ids[1:]:
        yield await asyncio.to_thread(answer_of, view, key, words) + b"\n"
