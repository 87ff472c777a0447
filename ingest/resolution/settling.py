"""Resolution of all records at once: merges, reviews and their evidence, independent of the order of records."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from graph.model import SameAs
from graph.vocabulary import Decider, EvidenceKind, Identity, MatchRule
from ingest.resolution.bearers import MOST_ASKED, Namesakes, texts_of
from ingest.resolution.clusters import Clusters
from ingest.resolution.compared import Compared
from ingest.resolution.comparing import best_names_of
from ingest.resolution.edges import Rivals, strongest_first, without_guesses
from ingest.resolution.evidence import evidence, piece
from ingest.resolution.explaining import as_evidence, explained
from ingest.resolution.renamed import break_between
from ingest.resolution.rules import deciding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ingest.resolution.edges import Edge
    from ingest.resolution.organisations import OrganisationRecord
    from ingest.resolution.profiles import Profiles


@dataclass(frozen=True, slots=True)
class Settlement:
    """The result of the resolution.

    Attributes:
        statements: the same-as records of the rules (merge, review), sorted by key: merges connect each group directly, reviews
            name each two groups once. Pairs decided by a person get none.
        compared: the records and their compared pairs.
        namesakes: record id → the other organisations with an equal name that it is neither merged with nor asked about.
    """

    statements: list[SameAs]
    compared: Compared
    namesakes: Mapping[str, Namesakes]


def settle(organisations: Sequence[OrganisationRecord], verdicts: Sequence[SameAs]) -> list[SameAs]:
    """Resolve all records; return the same-as records of the rules: see `settlement`."""
    return settlement(organisations, verdicts).statements


def settlement(
    organisations: Sequence[OrganisationRecord], verdicts: Sequence[SameAs], compared: Compared | None = None
) -> Settlement:
    """Resolve all records.

    Args:
        organisations: records of all origins; ids are unique.
        verdicts: decisions of persons (`by` person); those of the rules are ignored.
        compared: the comparison of these records, if it is known.
    """
    compared = compared or Compared(organisations)
    ordered, profiles = compared.organisations, compared.profiles
    statements = of_persons(verdicts, {organisation.id: place for place, organisation in enumerate(ordered)})
    split = (pair for pair, decision in statements.items() if decision is Identity.SPLIT)
    clusters = Clusters(ordered, split, compared.strong)
    for pair in sorted(pair for pair, decision in statements.items() if decision is Identity.MERGE):
        if clusters.obstacle(*pair, same_origin=True) is None:
            clusters.join(*pair)
    edges = [edge for edge in compared.by_number if (edge.a, edge.b) not in statements]
    certain = {(edge.a, edge.b) for edge in edges}
    found = joined(strongest_first(edges), clusters)
    edges = [e for e in compared.by_weight if (e.a, e.b) not in certain and (e.a, e.b) not in statements]
    edges = without_guesses(edges, Rivals(compared.scored, profiles, clusters, edges))
    found += joined(strongest_first(edges), clusters)
    names = NamesOfGroups(compared, clusters)
    kept = merges_and_questions(found, clusters, names)
    return Settlement(statements_of(kept, compared), compared, names.passed_over(kept))


def of_persons(verdicts: Iterable[SameAs], place: Mapping[str, int]) -> dict[tuple[int, int], Identity]:
    """Read persons' decisions on existing records."""
    statements: dict[tuple[int, int], Identity] = {}
    for verdict in verdicts:
        if verdict.by == Decider.PERSON and verdict.a in place and verdict.b in place:
            a, b = sorted((place[verdict.a], place[verdict.b]))
            statements[a, b] = Identity(verdict.decision)
    return statements


def joined(edges: Iterable[Edge], clusters: Clusters) -> list[Edge]:
    """Apply merges, strongest first; those with an obstacle become reviews.

    Returns:
        The merges that joined two groups, and all reviews.
    """
    found: list[Edge] = []
    for edge in edges:
        if clusters.root(edge.a) == clusters.root(edge.b):
            continue
        if edge.decision is Identity.REVIEW:
            found.append(edge)
            continue
        obstacle = clusters.obstacle(edge.a, edge.b, same_origin=edge.by_number or edge.in_one_list)
        if obstacle is None:
            clusters.join(edge.a, edge.b)
            found.append(edge)
        else:
            why = (*edge.why, piece(EvidenceKind.WOULD_JOIN, obstacle))
            found.append(replace(edge, decision=Identity.REVIEW, why=why, rule=MatchRule.OBSTACLE))
    return found


class NamesOfGroups:
    """The names of groups of records, and which groups have equal ones."""

    def __init__(self, compared: Compared, clusters: Clusters) -> None:
        self.profiles, self.clusters, self.bearers = compared.profiles, clusters, compared.bearers
        self._groups: dict[int, Mapping[int, int]] = {}
        self._texts: dict[int, frozenset[int]] = {}

    def texts(self, record: int) -> frozenset[int]:
        """Return the names of a record."""
        if record not in self._texts:
            self._texts[record] = frozenset(texts_of(self.profiles, record))
        return self._texts[record]

    def shared(self, a: int, b: int) -> frozenset[int]:
        """Return the names that two records have in common."""
        return self.texts(a) & self.texts(b)

    def groups(self, text: int) -> Mapping[int, int]:
        """Return the groups with a name, each with its first record that has it; the clusters must be final."""
        if text not in self._groups:
            first: dict[int, int] = {}
            for record in self.bearers.named(text):
                first.setdefault(self.clusters.root(record), record)
            self._groups[text] = first
        return self._groups[text]

    def bearers_known(self, text: int) -> int:
        """Count the organisations that are known to share a name: in one list or origin that tells its records apart.

        Records of different lists may be one organisation; those of no list count each.
        """
        counted: Counter[str] = Counter()
        organisations = self.profiles.organisations
        told = {
            (
                organisations[record].origin if organisations[record].own_ids else "",
                self.clusters.root(record),
            )
            for record in self.bearers.named(text)
        }
        counted.update(origin for origin, _ in told)
        return max(counted.values(), default=0)

    def passed_over(self, kept: Iterable[Edge]) -> Mapping[str, Namesakes]:
        """Return the namesakes of each record in groups that its own is neither merged with nor asked about."""
        root = self.clusters.root
        asked: dict[int, set[int]] = defaultdict(set)
        for edge in kept:
            asked[root(edge.a)].add(root(edge.b))
            asked[root(edge.b)].add(root(edge.a))
        found: dict[str, Namesakes] = {}
        for record in self.bearers.namesakes():
            settled = {root(record), *asked[root(record)]}
            names = [self.groups(text) for text in self.texts(record)]
            others = (
                names[0] if len(names) == 1 else {key: one for name in names for key, one in name.items()}
            )
            count = len(others) - len(settled & others.keys())
            if count:
                first = min(
                    one for group, one in islice(others.items(), len(settled) + 1) if group not in settled
                )
                found[self.profiles.organisations[record].id] = Namesakes(
                    self.profiles.organisations[first], count
                )
        return found


def merges_and_questions(found: Iterable[Edge], clusters: Clusters, names: NamesOfGroups) -> list[Edge]:
    """Drop reviews that are settled: within one group, between groups with an obstacle, or repeated.

    Of several groups that only have a name in common, one pair is asked about, and none if more than `MOST_ASKED` are known to have it.
    """
    kept: list[Edge] = []
    asked: set[tuple[int, int]] = set()
    asked_names: set[int] = set()
    for edge in found:
        if edge.decision is Identity.REVIEW:
            a, b = sorted((clusters.root(edge.a), clusters.root(edge.b)))
            blocked = any(words.startswith(EvidenceKind.WOULD_JOIN) for words in edge.why)
            settled = a == b or (not blocked and not edge.by_number and clusters.obstacle(a, b) is not None)
            if settled or (a, b) in asked:
                continue
            if edge.name_only:
                shared = names.shared(edge.a, edge.b)
                if shared & asked_names or any(names.bearers_known(text) > MOST_ASKED for text in shared):
                    continue
                asked_names |= shared
            asked.add((a, b))
        kept.append(edge)
    return kept


def statements_of(edges: Sequence[Edge], compared: Compared) -> list[SameAs]:
    """Return pairs as same-as records, sorted by key."""
    known = compared.statements
    known.update(new_statements([edge for edge in edges if edge not in known], compared))
    return sorted((known[edge] for edge in edges), key=lambda same: same.key)


def new_statements(edges: Sequence[Edge], compared: Compared) -> Iterator[tuple[Edge, SameAs]]:
    """Yield the same-as record of each pair."""
    profiles, scored = compared.profiles, compared.scored
    places = [edge.place for edge in edges if edge.place is not None]
    pairs = scored.take(np.array(places, np.int64))
    rules = dict(zip(places, deciding(pairs, profiles, profiles), strict=True))
    names = dict(zip(places, best_names_of(profiles, pairs.i, profiles, pairs.j), strict=True))
    for edge in edges:
        if edge.place is None:
            why = edge.why if edge.rule is None else (*edge.why, piece(EvidenceKind.RULE, edge.rule))
            yield edge, same_as(edge, profiles, 1.0, why)
            continue
        mine, theirs = profiles.organisations[edge.a], profiles.organisations[edge.b]
        proposed = edge.rule is MatchRule.POSSIBLE_RENAME
        dates = [piece(EvidenceKind.POSSIBLE_RENAME, break_between(mine, theirs))] if proposed else []
        why = (*dates, *evidence(scored.at(edge.place), names[edge.place], mine, theirs), *edge.why)
        explanation = explained(scored, profiles, profiles, edge.place, edge.rule or rules[edge.place])
        yield edge, same_as(edge, profiles, explanation.probability, (*why, *as_evidence(explanation)))


def same_as(edge: Edge, profiles: Profiles, score: float, why: tuple[str, ...]) -> SameAs:
    """Return a pair as a same-as record."""
    a, b = profiles.organisations[edge.a].id, profiles.organisations[edge.b].id
    return SameAs(a, b, str(Decider.RULES), str(edge.decision), f"{score:.4f}", why, ())
