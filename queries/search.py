"""Search: nodes by any of their names, as you type."""

from __future__ import annotations

from typing import ClassVar, Literal, cast

from pydantic import Field

from graph.vocabulary import Kind
from queries.limits import LIMITS
from queries.parameters import Parameters
from queries.records import Alias, Node, whole_node
from queries.registry import question
from queries.result import Result, Shape
from queries.view import View


class SearchParameters(Parameters):
    """Parameters of a search."""

    text: str = Field(
        alias="q",
        min_length=1,
        max_length=200,
        description="name to search for, in Korean or English: a prefix, 초성 or an alias; or a product in Korean",
    )
    kind: Kind | None = Field(default=None, description="only nodes of this kind")
    limit: int = Field(default=10, ge=1, le=LIMITS["search_results"], description="largest number of results")


Match = Literal["exact", "prefix", "choseong", "jamo", "alias", "identifier", "product", "fuzzy"]


class SearchHit(Shape):
    """A node found, and the name, number or product that matched."""

    node: Node
    matched: str
    match: Match
    score: float


class SearchResults(Result):
    """Nodes found by name."""

    table: ClassVar[str] = "results"
    query: str
    results: list[SearchHit]
    total: int

    def caption(self) -> str:
        """Return how many were found."""
        return f"{len(self.results):,} of {self.total:,} for “{self.query}”"


TECHNOPARK = Node(
    id="daegu-technopark", kind=Kind.ORGANISATION, name_ko="대구테크노파크", name_en="Daegu Technopark",
    name_en_is_official=True, organisation_kind="public_agency", sector=None, sphere="government", city="Daegu", district=None,
    founded=None, website=None, products=None, products_ko=None, attributes={}, aliases=[Alias(name="대구TP", kind="abbreviation", sources=["s0001"])],
    sources=["s0001"],
)  # fmt: skip
EXAMPLE = SearchResults(
    query="ㄷㄱㅌㅋ",
    results=[SearchHit(node=TECHNOPARK, matched="대구테크노파크", match="choseong", score=0.8571)],
    total=8,
)


@question(
    "search",
    topic="search",
    path="search",
    parameters=SearchParameters,
    positional=("text",),
    example=EXAMPLE,
    quick=True,
)
def search(view: View, parameters: SearchParameters) -> SearchResults:
    """Find nodes by name, as you type.

    Finds prefixes, 초성 (ㄷㄱㅌㅋ), aliases, former names and small typos in Korean and English, and organisations by a product in
    Korean (절삭공구); returns the name or product that matched.
    """
    hits, total = view.search.find(parameters.text, kind=parameters.kind, limit=parameters.limit)
    results = [
        SearchHit(
            node=whole_node(view.snapshot, hit.node),
            matched=hit.matched,
            match=cast("Match", hit.match),
            score=hit.score,
        )
        for hit in hits
    ]
    return SearchResults(query=parameters.text, results=results, total=total)
