"""Explain: why two records are one organisation, or are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import Field

from graph.vocabulary import Decider, Identity, Kind, MatchRule
from graph.wire import same_as_dict
from queries.errors import refuse
from queries.explanation import EXAMPLE, Explanation, MatchFactor, MatchPrior, one_in
from queries.gaps import Sentence
from queries.parameters import Parameters
from queries.records import node_number
from queries.registry import question
from queries.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.snapshot import Row, Snapshot
    from ingest.resolution.explaining import Explanation as Explained
    from ingest.resolution.explaining import Factor
    from ingest.resolution.fitting import Fit

IDENTITY = "identity"
"""The origin of the loads of the resolution."""
BARELY = 0.06
"""Bits by which a stored weight, which has one decimal, may differ from the kept fit that it came from."""


class ExplainParameters(Parameters):
    """The two records."""

    a: str = Field(description="id of the first node, or of a record merged into one")
    b: str = Field(description="id of the second")


@question(
    "explain",
    topic="resolve",
    path="resolve/explain",
    parameters=ExplainParameters,
    positional=("a", "b"),
    example=EXAMPLE,
)
def explain(view: View, parameters: ExplainParameters) -> Explanation:
    """Explain why two records are one organisation, or are not.

    The prior, the match weight of each comparison, the probability and the rule: of the stored decision on the two or on two records
    merged into them, or else computed from the nodes as they are.

    Raises:
        NotFound: no organisation has an id.
        Invalid: both ids are the same.
    """
    a, b = parameters.a, parameters.b
    snapshot = view.snapshot
    nodes = [node_number(view, key, Kind.ORGANISATION, parameter=name) for name, key in (("a", a), ("b", b))]
    if a == b:
        refuse("b", f"“{b}” is also a", "give the ids of two different records")
    rows = statements_on(snapshot, a, b, nodes)
    if rows:
        return of_statement(view, rows, a, b)
    if nodes[0] == nodes[1]:
        return of_chain(snapshot, a, b)
    return computed(view, a, b)


def statements_on(snapshot: Snapshot, a: str, b: str, nodes: Sequence[int]) -> list[Row]:
    """Return the statements on two records, or else on records of their two nodes: persons' first, then the likeliest."""
    rows = snapshot.same_as.get(nodes[0], [])
    found = [row for row in rows if {row[0], row[1]} == {a, b}]
    if not found and nodes[0] != nodes[1]:
        found = [
            row for row in rows if {snapshot.index.get(row[0]), snapshot.index.get(row[1])} == set(nodes)
        ]
    told = [(same_as_dict(row), row) for row in found]
    told.sort(key=lambda pair: (pair[0]["by"] != Decider.PERSON, -(pair[0]["score"] or 0), pair[1]))
    return [row for _, row in told]


def of_statement(view: View, rows: Sequence[Row], a: str, b: str) -> Explanation:
    """Describe a stored decision; the weights of a person's are those of the rules, or computed."""
    from ingest.resolution.explaining import from_evidence, without_weights

    snapshot = view.snapshot
    first = same_as_dict(rows[0])
    ends = (first["a"], first["b"])
    told = [same_as_dict(row) for row in rows if {row[0], row[1]} == set(ends)]
    weighed = next((one for one in told if one["by"] == Decider.RULES), first)
    factors, rule = from_evidence(weighed["evidence"])
    swapped = snapshot.index[ends[0]] != snapshot.index[a] or (ends[0] == b)
    evidence = [piece for one in told for piece in without_weights(one["evidence"])]
    if not factors and rule is None and snapshot.index[ends[0]] != snapshot.index[ends[1]]:
        found = computed(view, *(reversed(ends) if swapped else ends))
        decided = {"stored": True, "decision": first["decision"], "by": first["by"], "evidence": evidence}
        if first["by"] == Decider.PERSON:
            decided["reason"] = sentence(None, first["by"])
        return found.model_copy(update=decided)
    fit = fit_kept(view, *ends)
    parts = [with_chances(factor, fit) for factor in factors]
    return Explanation(
        **named(snapshot, *(reversed(ends) if swapped else ends)),
        stored=True,
        decision=first["decision"],
        by=first["by"],
        probability=weighed["score"],
        weight=round(sum(factor.bits for factor in parts), 1) if parts else None,
        prior=prior_of(factors, fit),
        rule=rule and str(rule),
        reason=sentence(rule, first["by"]),
        evidence=evidence,
        through=[],
        factors=parts,
        graph_version=snapshot.graph_version,
    )


def of_chain(snapshot: Snapshot, a: str, b: str) -> Explanation:
    """Describe two records of one node that are one through others."""
    between = chain(snapshot, a, b)
    joined = " = ".join([a, *between, b])
    return Explanation(
        **named(snapshot, a, b), stored=True, decision="merge", by=None, probability=None, weight=None, prior=None, rule=None,
        reason=Sentence(ko=f"다른 레코드를 거쳐 같은 기관: {joined}", en=f"one through other records: {joined}"),
        evidence=[], through=between, factors=[], graph_version=snapshot.graph_version,
    )  # fmt: skip


def chain(snapshot: Snapshot, a: str, b: str) -> list[str]:
    """Return the records between two of one node along the shortest chain of merges."""
    from ingest.resolution.merges import chain as through

    said = (same_as_dict(row) for row in snapshot.same_as.get(snapshot.index[a], []))
    return through(((one["a"], one["b"]) for one in said if one["decision"] == Identity.MERGE), a, b) or []


def computed(view: View, a: str, b: str) -> Explanation:
    """Compare two nodes on which nothing is decided."""
    from ingest.node_pairs import compared_nodes

    found = compared_nodes(view.snapshot, a, b, priors_kept(view))
    return described(view.snapshot, a, b, found.explanation, found.evidence)


def described(
    snapshot: Snapshot, a: str, b: str, explained: Explained, evidence: Sequence[str]
) -> Explanation:
    """Describe a computed explanation of two nodes."""
    return Explanation(
        **named(snapshot, a, b),
        stored=False,
        decision=None,
        by=None,
        **weights_of(explained),
        evidence=list(evidence),
        through=[],
        graph_version=snapshot.graph_version,
    )


def weights_of(explained: Explained) -> dict[str, Any]:
    """Return the members of an answer that describe a computed weight."""
    prior = explained.factors[0]
    return {
        "probability": rounded(explained.probability),
        "weight": round(explained.weight, 2),
        "prior": MatchPrior(
            band=prior.level, bits=round(prior.bits, 2), one_in=one_in(prior.bits), pairs=explained.pairs
        ),
        "rule": str(explained.rule),
        "reason": sentence(explained.rule, None),
        "factors": [factor_of(factor) for factor in explained.factors],
    }


def factor_of(factor: Factor) -> MatchFactor:
    """Describe one part of a weight."""
    m, u = factor.m, factor.u
    chances = {} if m is None or u is None else {"m": rounded(m), "u": rounded(u)}
    return MatchFactor(
        comparison=factor.comparison, level=factor.level, bits=round(factor.bits, 2), **chances
    )


def with_chances(factor: Factor, fit: Fit | None) -> MatchFactor:
    """Describe a stored part of a weight, with m and u where the kept fit gives just this weight."""
    from ingest.resolution.comparison_levels import COMPARISONS

    if fit is None or factor.comparison not in COMPARISONS:
        return factor_of(factor)
    level = COMPARISONS[factor.comparison][factor.level.upper()]
    if abs(float(fit.parts[factor.comparison][level]) - factor.bits) > BARELY:
        return factor_of(factor)
    m, u = fit.probabilities[factor.comparison][level]
    return factor_of(replace(factor, m=m, u=u))


def rounded(probability: float) -> float:
    """Return a probability with four significant digits."""
    return float(f"{probability:.4g}")


def prior_of(factors: Sequence[Factor], fit: Fit | None) -> MatchPrior | None:
    """Describe the prior of a stored decision, by the kept fit if it is the one it came from."""
    from ingest.resolution.comparison_levels import NameLevel, log_odds

    if not factors:
        return None
    first = factors[0]
    level = NameLevel.__members__.get(first.level.upper())
    band = fit.bands.get(level) if fit is not None and level is not None else None
    exact = first.bits
    if band is not None and abs(log_odds(2.0**band.prior) - first.bits) <= BARELY:
        exact = log_odds(2.0**band.prior)
    else:
        band = None
    pairs = band.pairs if band else (0 if first.level == "any" else None)
    return MatchPrior(band=first.level, bits=first.bits, one_in=one_in(exact), pairs=pairs)


def priors_kept(view: View) -> Sequence[Mapping[str, Any]]:
    """Return the priors in the report of the last resolution."""

    def read() -> list[dict[str, Any]]:
        last = next(iter(view.store.loads(1, IDENTITY)), None)
        kept: Any = last.report.get("priors", []) if last else []
        return list(kept)

    return view.snapshot.memo("priors of the resolution", read)


def fit_kept(view: View, a: str, b: str) -> Fit | None:
    """Return the fit of the origins of two records as the last resolution left it; None if it left none."""
    from ingest.node_pairs import kept_between

    return kept_between(a, b, priors_kept(view))


def named(snapshot: Snapshot, a: str, b: str) -> dict[str, str]:
    """Return two records and their nodes."""
    nodes = [snapshot.ids[snapshot.index[key]] for key in (a, b)]
    return {"a": a, "b": b, "node_a": nodes[0], "node_b": nodes[1]}


def sentence(rule: MatchRule | None, by: str | None) -> Sentence:
    """Say what decided."""
    if by == Decider.PERSON:
        return Sentence(ko=Decider.PERSON.ko, en=Decider.PERSON.en)
    term = rule or MatchRule.TOO_LITTLE_WEIGHT
    return Sentence(ko=term.ko, en=term.en)
