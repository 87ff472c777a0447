"""Neighbourhoods: the nodes around a node and their relations, within a limit.

Most calls of the API are for neighbourhoods. So `neighbourhood_bytes` joins records that are encoded once, instead of making
shapes; `docs/explanation/decisions/0017-queries.md` says how much time that saves. A test checks that both give the same.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import orjson
from pydantic import AfterValidator, Field

from graph.vocabulary import Layer
from graph.walks.ranked_walks import TieRank
from queries.errors import not_allowed
from queries.limits import LIMITS
from queries.paging import Asked, cursor, following, read_cursor
from queries.parameters import Cursor, WalkParameters
from queries.records import DMI, Node, Relation, node_number, node_of, relation_of
from queries.registry import question
from queries.result import Result, Shape
from queries.view import View

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from graph.evidence import Period
    from graph.snapshot import Snapshot
    from graph.walks.neighbourhoods import Neighbourhood as Walk
    from graph.walks.ranked_walks import RankedNeighbourhood

DEGREE = "degree"


def ranks() -> list[str]:
    """List the rankings of neighbours."""
    from graph.measures import measures

    return list(dict.fromkeys([DEGREE, *map(str, TieRank), *measures()]))


def a_rank(name: str) -> str:
    """Accept the name of a ranking."""
    if name != DEGREE and name not in (known := ranks()):
        fault = not_allowed("", name, known)
        raise ValueError(f"{fault.rule} | {fault.remedy}")
    return name


def described_ranks(schema: dict[str, Any]) -> None:
    """List the rankings in the OpenAPI document; only there, since measures are slow to import."""
    schema |= {"type": "string", "enum": ranks()}


class NeighbourhoodParameters(WalkParameters):
    """Parameters of a neighbourhood."""

    depth: int = Field(
        default=1, ge=1, le=LIMITS["neighbourhood_depth"], description="largest number of steps from the node"
    )
    limit: int = Field(
        default=100,
        ge=1,
        le=LIMITS["neighbourhood_nodes"],
        description="largest number of nodes, nearest first",
    )
    limit_per_node: int | None = Field(
        default=None,
        ge=1,
        le=LIMITS["neighbourhood_nodes"],
        description="largest number of new neighbours per node, best ranked first; default: all",
    )
    rank_by: Annotated[str, AfterValidator(a_rank)] = Field(
        default=DEGREE,
        description="ranking of neighbours: degree, recency (of the latest tie to them), sources (number of sources of "
        "these ties), or a measure on the direct layer",
        json_schema_extra=described_ranks,
    )
    via: Literal["programme"] | None = Field(
        default=None,
        description="programme: members of the same project, agreement, alliance, union or division are one step apart, "
        "joined by one tie with its evidence, instead of two memberships",
    )
    among: bool | None = Field(
        default=None,
        description="include the relations among all nodes given, also between two at the depth itself; default: no in JSON "
        "and in files of records, yes in graph files",
    )
    cursor: Cursor = None

    @cached_property
    def plain(self) -> bool:
        """Whether no parameter ranks, selects or folds neighbours."""
        return self.limit_per_node is None and self.rank_by == DEGREE and self.via is None


class ReachedNode(Node):
    """A node of a neighbourhood."""

    distance: int
    degree: int


class Totals(Shape):
    """Total numbers, regardless of limits: nodes, relations walked, relations among all these nodes; `ties` only with `via`."""

    nodes: int
    relations: int
    among: int
    ties: int | None = None


class FoldedTie(Shape):
    """A tie of two members of one or several programmes; `relations` are the memberships."""

    a: str
    b: str
    programmes: list[str]
    relations: list[Relation]


class Neighbourhood(Result):
    """The nodes around a root and their relations; `among`, `rank_by`, `limit_per_node`, `via` and `ties` only if requested."""

    table: ClassVar[str] = "relations"
    root: str
    depth: int
    rank_by: str | None = None
    limit_per_node: int | None = None
    nodes: list[ReachedNode]
    relations: list[Relation]
    totals: Totals
    truncated: bool
    next: str | None
    graph_version: str
    among: bool | None = None
    via: Literal["programme"] | None = None
    ties: list[FoldedTie] | None = None

    @property
    def rows_in_all(self) -> int:
        """How many relations there are."""
        return self.totals.among if self.among else self.totals.relations

    def caption(self) -> str:
        """Return how many of how many nodes and relations are shown."""
        of = f" of {self.totals.nodes:,} nodes and {self.rows_in_all:,} relations"
        nodes, relations = f"{len(self.nodes):,} nodes", f"{len(self.relations):,} relations"
        return f"{self.root}, depth {self.depth}: {nodes}, {relations}{of if self.truncated else ''}"


EXAMPLE = Neighbourhood(
    root="dmi",
    depth=1,
    nodes=[ReachedNode(**DMI.to_dict(), distance=0, degree=141)],
    relations=[],
    totals=Totals(nodes=131, relations=141, among=372),
    truncated=True,
    next="ZjZjMTdhNjMzMjM2MGM0ZTox",
    graph_version="f2bd416c30119016",
)


def neighbourhood_bytes(view: View, id: str, parameters: NeighbourhoodParameters) -> bytes:
    """Answer in JSON."""
    return neighbourhood_page(view, id, parameters)[0]


def neighbourhood_page(view: View, id: str, parameters: NeighbourhoodParameters) -> tuple[bytes, str | None]:
    """Answer in JSON, with the cursor of the next page; plain questions join records that are encoded once."""
    if not parameters.plain:
        found = neighbourhood(view, id, parameters)
        return found.encoded(), found.next
    snapshot, asked = view.snapshot, Asked("neighbourhood", parameters, id)
    offset = read_cursor(snapshot, asked, parameters.cursor)
    plain = walk(view, id, parameters, offset)
    nodes: list[bytes] = []
    for distance, level in enumerate(plain.levels):
        nodes += snapshot.reached_json(level, distance)
    given = offset + len(nodes)
    goes_on = cursor(snapshot, asked, given) if given < plain.total_nodes else None
    numbers = given_relations(view, id, parameters, plain, offset) if parameters.among else plain.relations
    body = (
        b'{"root":%b,"depth":%d,"nodes":[%b],"relations":[%b],"totals":{"nodes":%d,"relations":%d,"among":%d},'
        b'"truncated":%b,"next":%b,"graph_version":%b%b}'
    ) % (
        orjson.dumps(id),
        parameters.depth,
        b",".join(nodes),
        b",".join(snapshot.relations_json(numbers)),
        plain.total_nodes,
        plain.total_relations,
        plain.total_among,
        b"true" if len(nodes) < plain.total_nodes else b"false",
        orjson.dumps(goes_on),
        orjson.dumps(snapshot.graph_version),
        b',"among":true' if parameters.among else b"",
    )
    return body, goes_on


@question(
    "neighbourhood",
    topic="neighbourhoods",
    path="nodes/{id}/neighbourhood",
    subject={"id": "id of the central node"},
    parameters=NeighbourhoodParameters,
    example=EXAMPLE,
    written=neighbourhood_bytes,
    quick=True,
)
def neighbourhood(view: View, id: str, parameters: NeighbourhoodParameters) -> Neighbourhood:
    """Find the nodes around a node, and their relations.

    Nearest first, then by number of relations; `totals` ignores the limit; `next` leads to the next page. The relations are those that
    lead to the nodes; with `among` also those between two nodes at the depth itself (the induced graph). `totals.among` counts them.

    With `rank_by`, `limit_per_node` or `via` only some neighbours are selected: `totals` counts all of them, `next` leads
    through the selected ones.

    Raises:
        NotFound: no node has the id.
        Invalid: the cursor is invalid.
        Expired: the content has changed since the cursor was issued.
    """
    offset = read_cursor(view.snapshot, Asked("neighbourhood", parameters, id), parameters.cursor)
    among: dict[str, Any] = {"among": True} if parameters.among else {}
    if parameters.plain:
        plain = walk(view, id, parameters, offset)
        return shaped(view, id, parameters, plain, offset, plain.total_nodes, **among)
    chosen = ranked_walk(view, id, parameters, offset)
    further: dict[str, Any] = {
        "rank_by": parameters.rank_by,
        "limit_per_node": parameters.limit_per_node,
        **among,
    }
    if parameters.via is not None:
        further |= {"via": parameters.via, "ties": [folded(view.snapshot, tie) for tie in chosen.ties]}
    return shaped(view, id, parameters, chosen, offset, chosen.chosen_nodes, **further)


def walk(view: View, id: str, parameters: NeighbourhoodParameters, offset: int) -> Walk:
    """Walk from a root, in breadth-first order."""
    from graph.walks.neighbourhoods import neighbourhood as walked

    root = node_number(view, id)
    depth, chosen, limit = parameters.depth, parameters.filter, parameters.limit
    return walked(view.snapshot, root, depth=depth, chosen=chosen, limit=limit, offset=offset)


def ranked_walk(view: View, id: str, parameters: NeighbourhoodParameters, offset: int) -> RankedNeighbourhood:
    """Walk from a root, best ranked neighbours first."""
    from graph.walks.ranked_walks import Choice, ranked_neighbourhood

    root, chosen = node_number(view, id), parameters.filter
    rank = rank_of(view, parameters.rank_by, chosen.period)
    choice = Choice(rank, parameters.limit_per_node, parameters.via is not None)
    limit, depth = parameters.limit, parameters.depth
    return ranked_neighbourhood(
        view.snapshot, root, choice, depth=depth, chosen=chosen, limit=limit, offset=offset
    )


def rank_of(view: View, name: str, period: Period) -> TieRank | npt.NDArray[np.float64]:
    """Return the ranking of neighbours: by their ties, degree, or a measure (direct layer)."""
    import numpy as np

    from queries.measures import ranking

    snapshot = view.snapshot
    if name == DEGREE:
        return snapshot.degrees.astype(np.float64)
    if name in set(TieRank):
        return TieRank(name)
    found = ranking(view, name, Layer.DIRECT, period, {})
    values = np.full(len(snapshot.ids), np.nan)
    values[found.network.nodes] = found.values
    return values


def given_relations(
    view: View,
    id: str,
    parameters: NeighbourhoodParameters,
    found: Walk | RankedNeighbourhood,
    offset: int,
) -> list[int]:
    """Return the relations among the nodes of a page and those given before it."""
    from graph.walks.among import relations_among

    page = [node for level in found.levels for node in level]
    before: list[int] = []
    if offset:
        earlier = parameters.model_copy(update={"limit": offset, "cursor": None})
        walked = walk(view, id, earlier, 0) if parameters.plain else ranked_walk(view, id, earlier, 0)
        before = [node for level in walked.levels for node in level]
    return relations_among(view.snapshot, parameters.filter, node_number(view, id), page, before)


def shaped(
    view: View,
    id: str,
    parameters: NeighbourhoodParameters,
    found: Walk | RankedNeighbourhood,
    offset: int,
    to_give: int,
    **further: Any,
) -> Neighbourhood:
    """Make the result from a walk."""
    snapshot = view.snapshot
    numbers = given_relations(view, id, parameters, found, offset) if parameters.among else found.relations
    nodes = [
        ReachedNode(
            **node_of(snapshot, node).to_dict(), distance=distance, degree=int(snapshot.degrees[node])
        )
        for distance, level in enumerate(found.levels)
        for node in level
    ]
    totals = {
        "nodes": found.total_nodes,
        "relations": found.total_relations,
        "among": found.total_among,
    }
    if "ties" in further:
        totals["ties"] = getattr(found, "total_ties", 0)
    return Neighbourhood(
        root=id,
        depth=parameters.depth,
        nodes=nodes,
        relations=[relation_of(snapshot, number) for number in numbers],
        totals=Totals(**totals),
        truncated=len(nodes) < found.total_nodes,
        next=following(snapshot, Asked("neighbourhood", parameters, id), offset + len(nodes), to_give),
        graph_version=snapshot.graph_version,
        **further,
    )


def folded(snapshot: Snapshot, tie: Any) -> FoldedTie:
    """Describe a folded tie: its ends, the programmes that they share, and the memberships in full."""
    return FoldedTie(
        a=snapshot.ids[tie.a],
        b=snapshot.ids[tie.b],
        programmes=[snapshot.ids[programme] for programme in tie.programmes],
        relations=[relation_of(snapshot, relation) for relation in tie.relations],
    )
