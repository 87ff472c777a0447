"""Explanations of single pairs of a table: two rows grouped with each other, or a row matched with a known organisation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.vocabulary import Identity, MatchRule
from ingest.resolution.comparing import best_names
from ingest.resolution.edges import comparable_pairs
from ingest.resolution.evidence import evidence, of_numbers
from ingest.resolution.explaining import explained, from_evidence, without_weights
from ingest.resolution.fitting import Fits
from ingest.resolution.merges import chain
from ingest.resolution.organisations import different
from ingest.resolution.scoring import scored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.resolution.explaining import Explanation
    from ingest.resolution.index import Index, Matches
    from ingest.resolution.organisations import OrganisationRecord
    from ingest.resolution.profiles import Profiles
    from ingest.resolution.scoring import Scored
    from ingest.resolution.settling import Settlement


@dataclass(frozen=True, slots=True)
class ExplainedPair:
    """A pair with its decision: merge, review, or None where nothing joins them."""

    explanation: Explanation
    decision: str | None
    evidence: tuple[str, ...]


def pair_of_rows(settled: Settlement, a: str, b: str) -> ExplainedPair:
    """Explain two rows of a table that were grouped with each other."""
    profiles, found = settled.compared.profiles, settled.compared.scored
    place = {organisation.id: i for i, organisation in enumerate(profiles.organisations)}
    i, j = sorted((place[a], place[b]))
    one, where = located(found, i, j)
    if where is None:
        fits = Fits(profiles)
        fits.found += found.fits
        fits.number |= {fits.keys_of(*fit.populations): n for n, fit in enumerate(found.fits)}
        one, where = scored(profiles, np.array([i]), profiles, np.array([j]), fits), 0
    explanation = explained(one, profiles, profiles, where)
    first, second = profiles.organisations[i].id, profiles.organisations[j].id
    same = next((s for s in settled.statements if {s.a, s.b} == {first, second}), None)
    if same is not None:
        _, rule = from_evidence(same.evidence)
        kept = tuple(without_weights(same.evidence))
        return ExplainedPair(replace(explanation, rule=rule or explanation.rule), same.decision, kept)
    mine, theirs = profiles.organisations[i], profiles.organisations[j]
    decision = str(Identity.MERGE) if are_joined(settled, first, second) else None
    if different(mine.strong, theirs.strong):
        explanation = replace(explanation, rule=MatchRule.OBSTACLE)
    elif not comparable_pairs(profiles, np.array([i]), np.array([j]))[0]:
        explanation = replace(explanation, rule=MatchRule.ONE_LIST)
    return ExplainedPair(explanation, decision, evidence_of(one, where, profiles, profiles, (i, j)))


def are_joined(settled: Settlement, one: str, other: str) -> bool:
    """Return whether merges with others join two rows."""
    merges = ((same.a, same.b) for same in settled.statements if same.decision == Identity.MERGE)
    return chain(merges, one, other) is not None


def pair_with_node(matches: Matches, index: Index, row: int, node: int) -> ExplainedPair:
    """Explain a row and a known organisation, by the fit of the whole table."""
    profiles = matches.profiles
    found, where = located(matches.scored, row, node)
    if where is None:
        one, other = np.array([row]), np.array([node])
        found, where = scored(profiles, one, index.profiles, other, matches.fit), 0
    explanation = explained(found, profiles, index.profiles, where)
    mine, theirs = profiles.organisations[row], index.organisations[node]
    if any(values & theirs.strong.get(scheme, frozenset()) for scheme, values in mine.strong.items()):
        explanation = replace(explanation, rule=MatchRule.IDENTIFIER)
    if different(mine.strong, theirs.strong):
        explanation = replace(explanation, rule=MatchRule.OBSTACLE)
    verdict = matches.verdicts[row]
    first = verdict.candidates[0].organisation if verdict.candidates else None
    beside = node in {candidate.organisation for candidate in verdict.candidates}
    decision = verdict.decision if node == first else str(Identity.REVIEW) if beside else None
    return ExplainedPair(
        explanation, decision, evidence_of(found, where, profiles, index.profiles, (row, node))
    )


def located(found: Scored, i: int, j: int) -> tuple[Scored, int | None]:
    """Return the position of a pair among compared ones; None if it was not compared."""
    here = np.flatnonzero((found.i == i) & (found.j == j))
    return found, int(here[0]) if len(here) else None


def evidence_of(
    found: Scored, where: int, one: Profiles, other: Profiles, pair: tuple[int, int]
) -> tuple[str, ...]:
    """Return the evidence of a pair, shared and different register numbers first."""
    mine, theirs = one.organisations[pair[0]], other.organisations[pair[1]]
    return (
        *of_numbers(numbers_shared(mine, theirs), different(mine.strong, theirs.strong)),
        *evidence(found.at(where), best_names(one, pair[0], other, pair[1]), mine, theirs),
    )


def numbers_shared(one: OrganisationRecord, other: OrganisationRecord) -> Sequence[tuple[str, str]]:
    """Return the register numbers that two records share, as scheme and value."""
    return [
        (scheme, value)
        for scheme, values in one.strong.items()
        for value in sorted(values & other.strong.get(scheme, frozenset()))
    ]
