"""Candidate pairs: by equal register number, or by match weight."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.vocabulary import Identity, MatchRule
from ingest.resolution.comparing import best_names
from ingest.resolution.comparison_levels import NameLevel, weights
from ingest.resolution.evidence import of_numbers
from ingest.resolution.index import CERTAIN, numbers_of
from ingest.resolution.name_forms import Derived
from ingest.resolution.organisations import different
from ingest.resolution.renamed import possible_renames
from ingest.resolution.rules import bare, doubtful, may_merge, name_only, telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from ingest.resolution.clusters import Clusters
    from ingest.resolution.organisations import OrganisationRecord
    from ingest.resolution.profiles import Profiles
    from ingest.resolution.scoring import Scored

    Numbers = npt.NDArray[np.int64]

FEW = 20
"""Largest group of which all pairs are examined; in larger groups only consecutive ones."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair of records (the smaller position first), its match weight in bits, and the decision.

    `place` is its position among the scored pairs; None for a pair by number, whose evidence is `why`. `rare_fact`: whether they
    agree in a rare fact. `name_only`: whether nothing but their names is
    equal. `in_one_list`: whether both are of one origin that tells its records apart, and one names the other. `rule`: what
    decides instead of the rules on its weight.
    """

    a: int
    b: int
    weight: float
    decision: Identity
    why: tuple[str, ...] = ()
    place: int | None = None
    rare_fact: bool = False
    name_only: bool = False
    in_one_list: bool = False
    rule: MatchRule | None = None

    @property
    def by_number(self) -> bool:
        """Whether both have the same register number."""
        return self.place is None


def owners(organisations: Sequence[OrganisationRecord]) -> Numbers:
    """Number the origins with own ids; a record of any other origin gets a number of its own."""
    origins = sorted({organisation.origin for organisation in organisations if organisation.own_ids})
    number = {origin: place for place, origin in enumerate(origins)}
    return np.array(
        [
            number[organisation.origin] if organisation.own_ids else len(number) + place
            for place, organisation in enumerate(organisations)
        ],
        np.int64,
    )


def comparable_pairs(profiles: Profiles, i: Numbers, j: Numbers) -> npt.NDArray[np.bool_]:
    """Return a mask of pairs that may be one organisation: of two origins, or of one that does not tell its records apart.

    Two rows of one list are two organisations, unless one names the other in brackets.
    """
    owner = owners(profiles.organisations)
    kept: npt.NDArray[np.bool_] = owner[i] != owner[j]
    for k in np.flatnonzero(~kept & (profiles.listed[i] != 0)).tolist():
        kept[k] = names_the_other(profiles, int(i[k]), int(j[k]))
    return kept


def names_the_other(profiles: Profiles, a: int, b: int) -> bool:
    """Return whether one record has the other's name in brackets beside its own."""
    own, beside = zip(*(names_of(profiles, record) for record in (a, b)), strict=True)
    return bool(own[0] & beside[1] or own[1] & beside[0])


def names_of(profiles: Profiles, record: int) -> tuple[set[str], set[str]]:
    """Return a record's own names, and those in brackets that are not its own."""
    forms = profiles.name_forms[profiles.starts[record] : profiles.starts[record + 1]]
    own = {form.text for form in forms if not form.beside and form.derived is Derived.WRITTEN}
    return own, {form.text for form in forms if form.beside} - own


def by_number(strong: Sequence[Mapping[str, frozenset[str]]]) -> list[Edge]:
    """Return pairs with the same valid number of an identifying register."""
    bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, key in numbers_of(strong):
        bearers[key].append(place)
    shared: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for key, who in bearers.items():
        for pair in combinations(who, 2) if len(who) <= FEW else pairwise(who):
            shared[pair].append(key)
    edges = []
    for (a, b), keys in sorted(shared.items()):
        other = different(strong[a], strong[b])
        decision = Identity.REVIEW if other else Identity.MERGE
        edges.append(Edge(a, b, CERTAIN, decision, tuple(of_numbers(keys, other)), rule=MatchRule.IDENTIFIER))
    return edges


def by_weight(
    scored: Scored, profiles: Profiles, strong: Sequence[Mapping[str, frozenset[str]]]
) -> list[Edge]:
    """Return pairs whose weight is enough to merge or to review."""
    enough = may_merge(scored, profiles, profiles)
    renames = possible_renames(scored, profiles)
    rare_fact, nothing_else = telling(scored.levels), name_only(scored)
    edges = []
    owner = owners(profiles.organisations)
    one_list = owner[scored.i] == owner[scored.j]
    asked = (doubtful(scored, profiles, profiles) & ~bare(scored)) | renames
    for k in np.flatnonzero(asked).tolist():
        a, b = int(scored.i[k]), int(scored.j[k])
        if different(strong[a], strong[b]) is None:
            decision = Identity.MERGE if enough[k] else Identity.REVIEW
            rename = bool(renames[k]) and decision is Identity.REVIEW
            edges.append(
                Edge(
                    a, b, float(scored.weight[k]), decision, place=k, rare_fact=bool(rare_fact[k]),
                    name_only=bool(nothing_else[k]), in_one_list=bool(one_list[k]),
                    rule=MatchRule.POSSIBLE_RENAME if rename else None,
                )
            )  # fmt: skip
    return edges


class Rivals:
    """Which two matches of one record may both be right.

    Two records that were never compared, since their names differ, count as different unless the record between them agrees with
    each of them in a rare fact, or has the name of either of them: it then has both names. Two matches by one former name support each
    other only if the two merge by something else: after a division both parts have that name.
    """

    def __init__(
        self, scored: Scored, profiles: Profiles, clusters: Clusters, edges: Sequence[Edge] = ()
    ) -> None:
        self.profiles, self.clusters = profiles, clusters
        fitting = scored.weight >= 0
        self.one = set(zip(scored.i[fitting].tolist(), scored.j[fitting].tolist(), strict=True))
        former = np.isin(scored.levels["name"], (NameLevel.FORMER, NameLevel.FORMER_OF_SEVERAL))
        self.former = set(zip(scored.i[former].tolist(), scored.j[former].tolist(), strict=True))
        merges = {(edge.a, edge.b) for edge in edges if edge.decision is Identity.MERGE}
        self.merges = merges - self.former

    def agree(self, first: Edge, second: Edge, record: int) -> bool:
        """Return whether two matches of a record may both be right."""
        a, b = sorted((other(first, record), other(second, record)))
        if self.clusters.obstacle(a, b) is not None:
            return False
        if self.clusters.root(a) == self.clusters.root(b):
            return True
        if self.by_one_former_name(first, second, record):
            return (a, b) in self.merges
        if (a, b) in self.one:
            return True
        return (first.rare_fact and second.rare_fact) or self.by_two_names(first, second, record)

    def by_one_former_name(self, first: Edge, second: Edge, record: int) -> bool:
        """Return whether both matches rest on one former name."""
        by_former = all((edge.a, edge.b) in self.former for edge in (first, second))
        return by_former and not self.by_two_names(first, second, record)

    def by_two_names(self, first: Edge, second: Edge, record: int) -> bool:
        """Return whether the matches rest on two different names of the record."""
        names = []
        for edge in (first, second):
            found = best_names(self.profiles, record, self.profiles, other(edge, record))
            if found is None:
                return False
            names.append(found[0].text)
        return names[0] != names[1]


def without_guesses(edges: Sequence[Edge], rivals: Rivals) -> list[Edge]:
    """Turn guesses into reviews: a record that matches two different organisations about equally well.

    Args:
        edges: pairs by weight.
        rivals: which two matches may both be right.
    """
    beside: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.decision is Identity.MERGE:
            beside[edge.a].append(edge)
            beside[edge.b].append(edge)
    doubtful: set[tuple[int, int]] = set()
    for organisation, fitting in beside.items():
        fitting.sort(key=lambda edge: (-edge.weight, edge.a, edge.b))
        for first, second in combinations(fitting[:FEW], 2):
            if rivals.agree(first, second, organisation):
                continue
            doubtful.add((second.a, second.b))
            if first.weight - second.weight < weights().margin:
                doubtful.add((first.a, first.b))
    return [
        replace(e, decision=Identity.REVIEW, rule=MatchRule.RIVALS) if (e.a, e.b) in doubtful else e
        for e in edges
    ]


def other(edge: Edge, organisation: int) -> int:
    return edge.b if edge.a == organisation else edge.a


def strongest_first(edges: Iterable[Edge]) -> list[Edge]:
    """Sort pairs: equal numbers first, then by weight."""
    return sorted(edges, key=lambda edge: (-edge.weight, edge.a, edge.b))
