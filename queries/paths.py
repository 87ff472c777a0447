"""Paths between two nodes, with the evidence for each step."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from graph.choices import Weight
from graph.vocabulary import Kind, Predicate
from queries.errors import refuse
from queries.limits import LIMITS
from queries.parameters import WalkParameters, parts_of
from queries.records import DMI, Node, Relation, node_number, node_of, relation_of
from queries.registry import question
from queries.result import Number, Result, Shape
from queries.view import View

HUBS = "hubs"


def read_avoid(value: object) -> object:
    """Read comma-separated ids, or a list of ids."""
    ids = frozenset(parts_of(value))
    if len(ids) > LIMITS["avoided_nodes"]:
        raise ValueError(f"{len(ids)} ids are too many | use at most {LIMITS['avoided_nodes']}")
    return ids


Avoided = Annotated[
    frozenset[str],
    BeforeValidator(read_avoid),
    Field(
        description="comma-separated ids of nodes to avoid; `hubs`: the 1 % of nodes with most relations",
    ),
]


class PathParameters(WalkParameters):
    """Parameters of paths."""

    source: str = Field(description="id of the first node")
    target: str = Field(description="id of the last node")
    k: int = Field(
        default=3, ge=1, le=LIMITS["paths"], description="largest number of paths, lowest cost first"
    )
    weight: Weight = Field(
        default=Weight.HOPS,
        description="cost of a path: `hops`: 1 per step; `rarity`: log2(1 + neighbours) per node, so that hubs cost most",
    )
    avoid: Avoided = frozenset()


class Path(Shape):
    """A path: `relations` has the best relation of each step, `steps` has all relations."""

    length: int
    cost: Number
    nodes: list[str]
    relations: list[str]
    steps: list[list[str]]


class Paths(Result):
    """The paths of lowest cost between two nodes; the list may be empty. `avoided` counts the nodes to avoid."""

    table: ClassVar[str] = "paths"
    source: str
    target: str
    weight: Literal["hops", "rarity"]
    avoided: int
    paths: list[Path]
    nodes: dict[str, Node]
    relations: dict[str, Relation]
    graph_version: str

    def caption(self) -> str:
        """Return the number of paths and the length of the first."""
        steps = f", the first has {self.paths[0].length} steps" if self.paths else ""
        return f"{len(self.paths)} from {self.source} to {self.target}{steps}"


EXAMPLE = Paths(
    source="dmi",
    target="union-metals",
    weight="hops",
    avoided=0,
    paths=[Path(length=1, cost=1.0, nodes=["dmi", "union-metals"], relations=["r00837"], steps=[["r00837"]])],
    nodes={
        "dmi": DMI,
        "union-metals": Node(
            id="union-metals", kind=Kind.PROGRAMME, name_ko="금속소재융합연합", name_en="Metals Convergence Union",
            name_en_is_official=False, programme_kind="union", start="2017-06-20", end=None, budget_krw=None, members_told=None, detail=None, detail_ko=None, attributes={},
            sources=["s0290"],
        ),
    },
    relations={
        "r00837": Relation(
            id="r00837", subject="dmi", predicate=Predicate.SPECIALIST_FOR, object="union-metals", start="2017-06-20",
            end=None, detail="specialist institute", detail_ko="전문기관", sources=["s0290"], weight=1.0, attributes={},
        )
    },
    graph_version="f2bd416c30119016",
)  # fmt: skip


@question(
    "paths",
    topic="paths",
    path="paths",
    parameters=PathParameters,
    positional=("source", "target"),
    example=EXAMPLE,
)
def paths(view: View, parameters: PathParameters) -> Paths:
    """Find the k shortest paths between two nodes.

    Paths without repeated nodes, with the relations of each step; the list is empty if there is no path.

    `kinds`, `sectors` and `avoid` restrict the nodes between the two ends. Paths of equal cost are sorted by length, then by
    ids.

    Raises:
        NotFound: an id is unknown.
        Invalid: `avoid` names one of the two ends.
    """
    from graph.walks.paths import shortest_paths

    snapshot, avoid = view.snapshot, parameters.avoid
    named = {"source": parameters.source, "target": parameters.target}
    ends = {name: node_number(view, key, parameter=name) for name, key in named.items()}
    avoided = avoided_nodes(view, avoid)
    for name, key in named.items():
        if key in avoid:
            refuse("avoid", f"“{key}” is one of the two ends", "leave it out")
        avoided.discard(ends[name])
    found = shortest_paths(
        snapshot,
        *ends.values(),
        k=parameters.k,
        chosen=parameters.filter,
        weight=parameters.weight,
        avoid=avoided,
    )
    ids = snapshot.relations.ids
    nodes = sorted({node for path in found for node in path.nodes})
    relations = sorted({relation for path in found for step in path.steps for relation in step})
    return Paths(
        **named,
        weight=parameters.weight.value,
        avoided=len(avoided),
        paths=[
            Path(
                length=len(path.steps),
                cost=path.cost,
                nodes=[snapshot.ids[node] for node in path.nodes],
                relations=[ids[step[0]] for step in path.steps],
                steps=[[ids[relation] for relation in step] for step in path.steps],
            )
            for path in found
        ],
        nodes={snapshot.ids[node]: node_of(snapshot, node) for node in nodes},
        relations={ids[relation]: relation_of(snapshot, relation) for relation in relations},
        graph_version=snapshot.graph_version,
    )


def avoided_nodes(view: View, avoid: Collection[str]) -> set[int]:
    """Find the nodes to avoid: ids, and `hubs` for those with most relations."""
    from graph.walks.paths import hubs

    found = set(hubs(view.snapshot)) if HUBS in avoid else set[int]()
    return found | {node_number(view, key, parameter="avoid") for key in sorted(avoid) if key != HUBS}
