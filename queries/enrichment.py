"""Enrichment: what a set of organisations has more often than its background, and whether it is tied more often than chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import numpy as np
from pydantic import BeforeValidator, Field, WithJsonSchema

from graph.grouping import NoGrouping, groups_of
from graph.inheritable import members_of
from graph.measures.enrichment import BY, SAMPLES, SetTies, TermFigures
from graph.snapshot import KINDS
from graph.vocabulary import COUNTED_SECTORS, Kind, Layer
from queries.chosen_nodes import nodes_named
from queries.errors import NotFound, near_to, refuse
from queries.limits import LIMITS
from queries.networks import network_of
from queries.node_set import SetParameters
from queries.parameters import Seed, without_default
from queries.registry import question
from queries.result import Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from graph.measures.enrichment import Chance, Term
    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]

FEWEST = 2
ALL = "all"
SECTOR = "sector"


def a_background(value: object) -> object:
    """Accept `all`, a sector (`{"sector": "metals"}` or `sector:metals`), or ids."""
    if isinstance(value, str):
        head, colon, key = value.partition(":")
        if value == ALL:
            return value
        return {SECTOR: key} if colon and head == SECTOR else [one for one in value.split(",") if one]
    given: Any = value
    texts = list(given.values()) if isinstance(given, dict) and list(given) == [SECTOR] else given
    if not isinstance(texts, list) or not texts or not all(isinstance(one, str) for one in texts):
        raise ValueError('neither “all”, a sector nor ids | use all, {"sector": "metals"} or a list of ids')
    return given


Background = Annotated[
    Any,
    BeforeValidator(a_background),
    WithJsonSchema({"description": "all, an object with a sector, or a list of ids"}),
]


class EnrichmentParameters(SetParameters):
    """Parameters of an enrichment."""

    background: Background = Field(
        default=ALL,
        json_schema_extra=without_default,
        description='with which organisations the set is compared: `all`, `{"sector": "metals"}`, or ids; the set is always in it',
    )
    by: list[str] | None = Field(
        default=None,
        min_length=1,
        max_length=20,
        description=f"what is compared: {', '.join(BY)} (default: these), own columns as `attributes.NAME`",
    )
    samples: int = Field(
        default=SAMPLES,
        ge=20,
        le=LIMITS["gap_samples"],
        description="random networks for the ties among the set",
    )
    seed: Seed = Field(default=0, description="random seed for them")


class EnrichedTerm(Shape, TermFigures):
    """Something that members have in common: how many have it, in the background too, and how many would be expected."""

    name_ko: str
    name_en: str
    ratio: float
    members: list[str]


class TiesOfSet(Shape, SetTies):
    """Direct ties among the members, observed and in random networks with the same numbers of ties.

    `samples` is null where the network is so large that a model replaces the samples; `z` and `p` (as many or more) are null
    where the number of ties follows from the degrees alone.
    """

    seed: int


class Enrichment(Result):
    """What a set has more often than its background, most significant first."""

    table: ClassVar[str] = "terms"
    set: int
    background: int
    missing: list[str]
    ambiguous: dict[str, list[str]]
    terms: list[EnrichedTerm]
    ties: TiesOfSet
    graph_version: str

    def caption(self) -> str:
        """Return the sizes and the number of significant terms."""
        significant = sum(one.q <= LEVEL for one in self.terms)
        return f"{self.set:,} of {self.background:,} organisations; {significant} of {len(self.terms)} terms with q ≤ {LEVEL}"


LEVEL = 0.05
EXAMPLE = Enrichment(
    set=12, background=989, missing=[], ambiguous={},
    terms=[
        EnrichedTerm(
            by="technology", id="melt-blown", name_ko="멜트블로운", name_en="Melt blowing", in_set=4, in_background=6, expected=0.07,
            ratio=54.9, p=1.2e-6, q=0.0001, members=["dyetec", "ktdi", "aju-textile", "ekor"],
        )
    ],
    ties=TiesOfSet(observed=9, expected=2.1, z=4.8, p=0.001, samples=999, seed=0), graph_version="f2bd416c30119016",
)  # fmt: skip


@question(
    "enrichment",
    topic="neighbourhoods",
    path="enrichment",
    parameters=EnrichmentParameters,
    positional=("ids",),
    example=EXAMPLE,
)
def enrichment(view: View, parameters: EnrichmentParameters) -> Enrichment:
    """Find what a set of organisations has more often than its background, and whether it is tied more often than chance.

    Sectors, technologies, programmes, districts, kinds and own attributes, by the hypergeometric test with false discovery rates; the
    direct ties among the set beside random networks in which every organisation keeps its number of ties.

    Raises:
        Invalid: fewer than two organisations are found, or something cannot be compared.
        NotFound: the background names an unknown sector or id.
    """
    from graph.measures.enrichment import chance_of, terms, ties_among

    snapshot, period = view.snapshot, parameters.period
    found = nodes_named(view, parameters.ids or (), parameters.names or ())
    organisation = KINDS.index(Kind.ORGANISATION)
    chosen = np.array([node for node in found.numbers if snapshot.kinds[node] == organisation], np.int64)
    if len(chosen) < FEWEST:
        rule = f"{len(chosen)} organisations are found, and a comparison needs at least {FEWEST}"
        refuse("ids", rule, f"check {', '.join(found.missing[:5]) or 'the kinds of the nodes'}")
    counted = np.zeros(len(snapshot.ids), np.bool_)
    counted[background_of(view, parameters.background)] = True
    counted[chosen] = True
    around = np.flatnonzero(counted)
    try:
        list_of_terms = terms(snapshot, chosen, around, parameters.by or BY, period)
    except NoGrouping as error:
        refuse("by", error.rule, error.remedy)
    network = network_of(view, Layer.DIRECT, period)
    kept: dict[Any, Chance] = snapshot.memo(
        "chance of ties among a set", dict
    )  # the last one: it may be large
    key = (period, parameters.samples, parameters.seed)
    chance = kept.get(key)
    if chance is None:
        chance = chance_of(network, samples=parameters.samples, seed=parameters.seed)
        kept.clear()
        kept[key] = chance
    ties = ties_among(network, chosen, chance)
    return Enrichment(
        set=len(chosen),
        background=len(around),
        missing=found.missing,
        ambiguous=found.ambiguous,
        terms=enriched(snapshot, list_of_terms),
        ties=TiesOfSet(**members_of(ties, SetTies), seed=parameters.seed),
        graph_version=snapshot.graph_version,
    )


def background_of(view: View, asked: Any) -> Ints:
    """Return the organisations of a background.

    Raises:
        NotFound: it names an unknown sector or id.
    """
    snapshot = view.snapshot
    organisations = np.flatnonzero(snapshot.kinds == KINDS.index(Kind.ORGANISATION))
    if asked == ALL:
        return organisations.astype(np.int64)
    if isinstance(asked, dict):
        key = str(asked[SECTOR])
        if key not in COUNTED_SECTORS:
            raise NotFound(
                "sector", key, near_to(key, COUNTED_SECTORS), parameter="background", known=COUNTED_SECTORS
            )
        return np.array([node for node in organisations.tolist() if snapshot.sectors[node] == key], np.int64)
    named = nodes_named(view, [str(one) for one in asked], ())
    if named.missing:
        from queries.records import node_number

        node_number(view, named.missing[0], parameter="background")
    return np.intersect1d(np.array(named.numbers, np.int64), organisations)


def enriched(snapshot: Snapshot, found: Sequence[Term]) -> list[EnrichedTerm]:
    """Describe terms with their names."""
    names = {by: names_of(snapshot, by) for by in {one.by for one in found}}
    ids = snapshot.ids
    return [
        EnrichedTerm.model_construct(  # thousands of them, and every value is typed already
            by=one.by, id=one.id, in_set=one.in_set, in_background=one.in_background, expected=one.expected, p=one.p, q=one.q,
            name_ko=names[one.by](one.id)[0], name_en=names[one.by](one.id)[1],
            ratio=one.in_set / one.expected, members=[ids[node] for node in one.members],
        )
        for one in found
    ]  # fmt: skip


def names_of(snapshot: Snapshot, by: str) -> Callable[[str], tuple[str, str]]:
    """Return the function that gives the names of a node, or of a group."""
    if by in {"technology", "programme"}:
        rows, index = snapshot.rows, snapshot.index
        return lambda key: (str(rows[index[key]][1]), str(rows[index[key]][2]))
    if by == SECTOR:
        known = snapshot.grouping.names
    else:
        of = "organisation_kind" if by == "kind" else by
        known = snapshot.memo(("groups", of), lambda: groups_of(snapshot, of))[1]
    return lambda key: known.get(key, (key, key))
