"""What-if: what alliances, ties and removals would change; computed on a copy, nothing is stored."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.vocabulary import COUNTED_SECTORS, SECTORS, Layer
from queries.errors import TooManySamples, refuse
from queries.gap import names_of
from queries.gaps import Sentence, sentence_of
from queries.registry import question
from queries.scenario_changes import changes_of, checked_changes
from queries.scenario_parameters import ScenarioChange, ScenarioParameters
from queries.scenario_shapes import (
    EXAMPLE,
    Scenario,
    ScenarioConversion,
    ScenarioNetwork,
    ScenarioOrganisation,
    ScenarioPair,
    ScenarioRemoved,
    ScenarioSide,
    ScenarioSpread,
)
from queries.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.measures.scenario.answer import Answer, PairChange
    from graph.measures.scenario.changes import Changes
    from graph.measures.scenario.rates import Rate
    from graph.measures.scenario.sentences import Joined
    from graph.measures.scenario.whole import WholeChange
    from graph.snapshot import Snapshot

    Progress = Callable[[int, int], object]

FEW_PROGRAMMES = 5
"""Past programmes of a kind with an open pair from which their own rate is used; below, that of all kinds."""


@question(
    "whatif",
    topic="sectors",
    path="scenarios",
    parameters=ScenarioParameters,
    positional=("changes",),
    example=EXAMPLE,
)
def whatif(view: View, parameters: ScenarioParameters) -> Scenario:
    """Find what alliances, ties and removals would change; nothing is stored.

    Each pair of sectors before and after, and the whole network. Members of an alliance become tied as often as those of past
    programmes of its kind did, ties reported only by the programme's own sources left out; what follows from the definition of the
    scenario alone is labelled `mechanical`.

    Raises:
        NotFound: no organisation has an id.
        Invalid: changes contradict each other.
        TooManySamples: more draws than allowed here.
    """
    admit(view, parameters)
    return answered(view.snapshot, parameters)


def admit(view: View, parameters: ScenarioParameters) -> None:
    """Refuse too many draws, unknown organisations and contradictions."""
    most = view.bounds.draws
    if most is not None and parameters.draws > most:
        rule = f"{parameters.draws} is more than the maximum of {most}"
        raise TooManySamples(f"draws: {rule}.", "draws", rule, f"use {most} or fewer")
    checked_changes(view, parameters)


def answered(
    snapshot: Snapshot, parameters: ScenarioParameters, progress: Progress | None = None
) -> Scenario:
    """Compute the answer to admitted parameters; `progress` receives the draws done and in all."""
    from graph.evidence import Period
    from graph.measures.gaps.table import gaps_network, snapshot_ecosystem
    from graph.measures.scenario.answer import Asked, answer
    from graph.measures.scenario.changes import changed, open_pairs
    from graph.measures.scenario.sentences import Joined, say_version

    changes = changes_of(snapshot, parameters)
    given = [one for one in parameters.changes if one.add == "alliance"]
    rates = [rate_of(snapshot, one.kind, parameters) for one in changes.alliances]
    asked = Asked(
        parameters.layer, parameters.baseline, changes, [rate for rate, _ in rates], parameters.draws, parameters.seed, progress
    )  # fmt: skip
    found = answer(snapshot, asked)
    eco = snapshot_ecosystem(snapshot, Period())
    after = changed(eco, changes)
    nodes = gaps_network(snapshot, Layer.DIRECT, Period()).nodes
    joined = Joined(
        len(given),
        len({int(member) for one in changes.alliances for member in one.members}),
        changes.alliances[0].kind if len(given) == 1 else "alliance",
        rates[0][0] if len(given) == 1 else None,
        rates[0][1] if len(given) == 1 else None,
        parameters.years,
    )
    notes: list[Sentence] = []
    version = parameters.graph_version
    if version is not None and version != snapshot.graph_version:
        notes.append(sentence_of(say_version(version, snapshot.graph_version)))
    degree = np.bincount(np.concatenate([eco.first, eco.second]), minlength=eco.organisations)
    return Scenario(
        layer=str(parameters.layer),
        baseline=str(parameters.baseline),
        years=parameters.years,
        draws=parameters.draws if found.new is not None else 0,
        seed=parameters.seed,
        graph_version=snapshot.graph_version,
        notes=notes,
        conversions=[
            conversion_of(one, alliance.members, rate, past, len(open_pairs(after, alliance.members)), parameters.years)
            for one, alliance, (rate, past) in zip(given, changes.alliances, rates, strict=True)
        ],
        open_pairs=found.open_pairs,
        new_ties=None if found.new is None else ScenarioSpread(**asdict(found.new)),
        gained=found.gained,
        lost=found.lost,
        mechanical=mechanical_of(snapshot, found, changes, nodes, [rate for rate, _ in rates], parameters),
        removed=[
            ScenarioRemoved(**named(snapshot, int(nodes[k])), ties=int(degree[k])) for k in changes.removed.tolist()
        ],
        pairs=pairs_of(found, joined),
        whole=None if found.whole is None else network_of(snapshot, found.whole, nodes),
    )  # fmt: skip


def rate_of(snapshot: Snapshot, kind: str, parameters: ScenarioParameters) -> tuple[Rate, str | None]:
    """Return the rate of an alliance, and the kind of past programmes that it comes from (None: all, or it was given).

    Raises:
        Invalid: it is to be estimated and there is no past programme.
    """
    from graph.conversions import conversions
    from graph.measures.scenario.rates import fixed_rate, past_rate

    if not isinstance(parameters.conversion, str):
        return fixed_rate(parameters.conversion), None
    past: str | None = kind
    found = conversions(snapshot, kind, parameters.years)
    if np.count_nonzero(found.at_risk) < FEW_PROGRAMMES:
        found, past = conversions(snapshot, None, parameters.years), None
    with_pairs = found.at_risk > 0
    if not with_pairs.any():
        rule = "no past programme shows how often members become tied"
        refuse("conversion", rule, "give a rate from 0 to 1")
    return past_rate(found.at_risk[with_pairs], found.converted[with_pairs], parameters.seed), past


def conversion_of(
    given: ScenarioChange, members: Any, rate: Rate, past: str | None, open_pairs: int, years: int
) -> ScenarioConversion:
    """Describe the rate of an alliance."""
    from graph.measures.scenario.sentences import say_basis

    kind = given.kind or "alliance"
    return ScenarioConversion(
        name=given.name,
        kind=kind,
        members=len(members),
        open_pairs=open_pairs,
        estimated=rate.estimated,
        rate=rate.rate,
        low=rate.low,
        high=rate.high,
        pairs=int(rate.pairs.sum()),
        converted=int(rate.converted.sum()),
        programmes=len(rate.pairs),
        basis=sentence_of(say_basis(rate, kind, past, years)),
    )


def mechanical_of(
    snapshot: Snapshot,
    found: Answer,
    changes: Changes,
    nodes: Any,
    rates: list[Rate],
    parameters: ScenarioParameters,
) -> list[Sentence]:
    """Say what follows from the definition of the scenario."""
    from graph.measures.scenario.sentences import say_certain, say_removal, say_seats, say_ties

    said: list[Any] = []
    if changes.alliances and parameters.layer is not Layer.DIRECT:
        said.append(say_seats(found.gained))
    if len(changes.ties) and parameters.layer is not Layer.AFFILIATION:
        known = len(changes.ties) - found.gained if parameters.layer is Layer.DIRECT else 0
        said.append(say_ties(len(changes.ties), known))
    if parameters.layer is Layer.DIRECT and any(rate.rate == 1.0 for rate in rates):
        said.append(say_certain(rates[0]))
    if len(changes.removed) and found.whole is not None:
        names = [names_of(snapshot, int(nodes[k])) for k in changes.removed.tolist()]
        gone = sum(pair.still_called == 0.0 for pair in found.pairs)
        joined = [", ".join(side) for side in zip(*names, strict=True)]
        said.append(say_removal(joined[0], joined[1], found.lost, found.whole, gone))
    return [sentence_of(one) for one in said]


def pairs_of(found: Answer, joined: Joined) -> list[ScenarioPair]:
    """Describe the pairs of sectors: those whose verdict changes first, then those with most new, given or lost ties."""
    from graph.measures.scenario.sentences import say_pair

    def weight(pair: PairChange) -> tuple[bool, float, int, int]:
        new = pair.new.mean if pair.new is not None else 0.0
        same = pair.before.verdict == pair.after.verdict
        return same, -(new + pair.gained + pair.lost), pair.a, pair.b

    rows: list[ScenarioPair] = []
    for pair in sorted(found.pairs, key=weight):
        a, b = SECTORS[COUNTED_SECTORS[pair.a]], SECTORS[COUNTED_SECTORS[pair.b]]
        said = say_pair(pair, joined, f"{a.name_ko}–{b.name_ko}", f"{a.name_en}–{b.name_en}")
        rows.append(
            ScenarioPair(
                a=a.id,
                b=b.id,
                before=ScenarioSide(**asdict(pair.before)),
                after=ScenarioSide(**asdict(pair.after)),
                gained=pair.gained,
                lost=pair.lost,
                open_pairs=pair.open_pairs,
                expected_new=None if pair.new is None else pair.new.mean,
                low=None if pair.new is None else pair.new.low,
                high=None if pair.new is None else pair.new.high,
                still_called=pair.still_called,
                ties_to_leave_verdict=pair.ties_to_leave_verdict,
                sentence=None if said is None else sentence_of(said),
            )
        )
    return rows


def named(snapshot: Snapshot, node: int) -> dict[str, str]:
    """Return the id and names of a node."""
    ko, en = names_of(snapshot, node)
    return {"id": snapshot.ids[node], "name_ko": ko, "name_en": en}


def network_of(snapshot: Snapshot, whole: WholeChange, nodes: Any) -> ScenarioNetwork:
    """Describe the whole network before and after."""
    both = (whole.before, whole.after)
    points = [set(side.single_points) for side in both]

    def organisations(numbers: set[int]) -> list[ScenarioOrganisation]:
        return [ScenarioOrganisation(**named(snapshot, int(nodes[k]))) for k in sorted(numbers)]

    return ScenarioNetwork(
        ties=[side.ties for side in both],
        largest_component=[side.largest_component for side in both],
        efficiency=[side.efficiency for side in both],
        robustness=[side.robustness for side in both],
        single_points=[len(side.single_points) for side in both],
        sources=whole.sources,
        efficiency_error=whole.efficiency_error,
        change=whole.change,
        change_error=whole.change_error,
        new_single_points=organisations(points[1] - points[0]),
        former_single_points=organisations(points[0] - points[1]),
    )
