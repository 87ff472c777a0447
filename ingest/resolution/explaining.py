"""Explanations of pairs: the prior, the match weight of each fact, and the rule, as numbers that add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.vocabulary import EvidenceKind
from graph.vocabulary import MatchRule as Rule
from ingest.resolution.comparison_levels import (
    BANDS,
    COMPARISONS,
    UNKNOWN,
    NameLevel,
    bits,
    log_odds,
    probability,
    weights,
)
from ingest.resolution.fitting import Band, Fit, signed
from ingest.resolution.rules import deciding
from ingest.resolution.scoring import Scored, scored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ingest.resolution.profiles import Profiles

PRIOR = "prior"


@dataclass(frozen=True, slots=True)
class Factor:
    """One part of a match weight.

    Attributes:
        comparison: what was compared; `prior` for the prior.
        level: the result of the comparison; for the prior the band of the name, or `any`.
        bits: match weight: log2 of m/u, or log-odds of the prior.
        m, u: probability of the result among matches and among non-matches; None for the prior.
    """

    comparison: str
    level: str
    bits: float
    m: float | None = None
    u: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The match weight of a pair as a sum, and what decides on it.

    Attributes:
        factors: the prior, then each comparison that says something; their bits add up to `weight`.
        weight: match weight in bits.
        probability: the match probability that follows.
        rule: the rule that allows or forbids the merge, or what is missing.
        pairs: equal names with comparable facts from which the prior was fitted.
    """

    factors: tuple[Factor, ...]
    weight: float
    probability: float
    rule: Rule
    pairs: int


def explained(
    found: Scored, one: Profiles, other: Profiles, pair: int, rule: Rule | None = None
) -> Explanation:
    """Explain one of the scored pairs.

    Args:
        found: the scored pairs.
        one: table of the first records.
        other: table of the second ones.
        pair: position of the pair.
        rule: the rule that decides on it, if it is known.
    """
    fit = found.fits[int(found.group[pair])]
    levels = found.at(pair)
    name = levels["name"]
    band = NameLevel(name) if name in BANDS else None
    factors = [Factor(PRIOR, band.name.lower() if band else "any", float(fit.priors[name]))]
    for comparison, kinds in COMPARISONS.items():
        level = levels[comparison]
        if level != UNKNOWN:
            m, u = fit.probabilities[comparison][level]
            factors.append(
                Factor(comparison, kinds(level).name.lower(), float(fit.parts[comparison][level]), m, u)
            )
    return Explanation(
        tuple(factors),
        float(found.weight[pair]),
        float(probability(found.weight[pair])),
        rule or deciding(found.take(np.array([pair])), one, other)[0],
        fit.bands[band].pairs if band else 0,
    )


def explained_pair(one: Profiles, other: Profiles, fit: Fit) -> Explanation:
    """Explain the first records of two tables by a known fit."""
    first = np.zeros(1, np.int64)
    return explained(scored(one, first, other, first, fit), one, other, 0)


def kept_fit(kept: Mapping[str, Any]) -> Fit:
    """Return a fit from its values in the report of a load: the inverse of `Fit.as_dict`."""
    probabilities = dict(weights().probabilities)
    for fact, counted in kept["u"].items():
        levels = COMPARISONS[fact]
        probabilities[fact] = tuple(
            (m, counted[level.name.lower()])
            for (m, _), level in zip(probabilities[fact], levels, strict=True)
        )
    parts = {name: signed(name, bits(pairs)) for name, pairs in probabilities.items()}
    bands = {band: Band(kept["middle"], 0, raised=False) for band in BANDS}
    for name, band in kept["bands"].items():
        bands[NameLevel[name.upper()]] = Band(band["prior"], band["pairs"], band["raised"])
    priors = np.full(len(NameLevel) + 1, weights().prior)
    for level, found in bands.items():
        priors[level] = log_odds(2.0**found.prior)
    one, other = kept["populations"]
    return Fit(
        (one, other), kept["records"], kept["first"], kept["middle"], bands, probabilities, parts, priors
    )


def as_evidence(explanation: Explanation) -> tuple[str, ...]:
    """Return an explanation as pieces of evidence: `match weight|comparison|level|bits`, and the rule.

    >>> as_evidence(Explanation((Factor("prior", "rare", -13.04), Factor("name", "rare", 20.73)), 7.69, 0.995, Rule.NAME_ALONE, 40))
    ('match weight|prior|rare|-13.0', 'match weight|name|rare|+20.7', 'rule|name alone')
    """
    pieces = [
        f"{EvidenceKind.MATCH_WEIGHT}|{f.comparison}|{f.level}|{f.bits:+.1f}" for f in explanation.factors
    ]
    return (*pieces, f"{EvidenceKind.RULE}|{explanation.rule}")


def from_evidence(evidence: Sequence[str]) -> tuple[tuple[Factor, ...], Rule | None]:
    """Read the factors and the rule back from pieces of evidence; nothing if they hold none.

    >>> from_evidence(("same name|가나", "match weight|prior|rare|-13.0", "rule|name alone"))
    ((Factor(comparison='prior', level='rare', bits=-13.0, m=None, u=None),), <MatchRule.NAME_ALONE: 'name alone'>)
    """
    factors, rule = [], None
    for piece in evidence:
        kind, _, rest = piece.partition("|")
        if kind == EvidenceKind.MATCH_WEIGHT:
            comparison, level, bits = rest.split("|")
            factors.append(Factor(comparison, level, float(bits)))
        elif kind == EvidenceKind.RULE:
            rule = Rule(rest)
    return tuple(factors), rule


def without_weights(evidence: Sequence[str]) -> list[str]:
    """Return the pieces of evidence that are not parts of an explanation.

    >>> without_weights(("same name|가나", "match weight|prior|rare|-13.0", "rule|name alone"))
    ['same name|가나']
    """
    kinds = (EvidenceKind.MATCH_WEIGHT, EvidenceKind.RULE)
    return [piece for piece in evidence if piece.partition("|")[0] not in kinds]
