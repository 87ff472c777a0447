"""The shapes of the answer to a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from graph.members import NamedMembers
from graph.scenario_figures import Side, Spread
from queries.gaps import Sentence
from queries.result import Named, Result, Shape


class ScenarioConversion(Shape):
    """The share of an alliance's open pairs that become tied: `estimated` from past programmes, or given (`pairs` is then 0)."""

    name: str | None
    kind: str
    members: int
    open_pairs: int
    estimated: bool
    rate: float
    low: float
    high: float
    pairs: int
    converted: int
    programmes: int
    basis: Sentence


class ScenarioSpread(Shape, Spread):
    """Mean and 95 % interval over the draws."""


class ScenarioSide(Shape, Side):
    """A pair before or after: with draws, means, the commonest verdict and its share; the ratio's median and 95 % interval."""


class ScenarioPair(Shape):
    """A pair of sectors before and after.

    `gained` and `lost`: tied pairs by definition of the scenario; `open_pairs`: untied pairs of members across it; `expected_new`
    (`low`, `high`): ties that become of them; `still_called`: chance that a called gap stays called; `ties_to_leave_verdict`: new ties
    that end it in most draws; `sentence`: null where nothing changes.
    """

    ids: ClassVar[Mapping[str, Named]] = {"a": "sector", "b": "sector"}
    a: str
    b: str
    before: ScenarioSide
    after: ScenarioSide
    gained: int
    lost: int
    open_pairs: int
    expected_new: float | None
    low: float | None
    high: float | None
    still_called: float | None
    ties_to_leave_verdict: int | None
    sentence: Sentence | None


class ScenarioOrganisation(Shape, NamedMembers):
    """An organisation with its names."""


class ScenarioWhole(Shape):
    """The whole network: figures before and after, over all organisations, tied or not."""

    ties: list[int]
    largest_component: list[int]
    efficiency: list[float]
    robustness: list[float]
    single_points: list[int]


class ScenarioNetwork(ScenarioWhole):
    """The whole network before and after (lists of two), `change` of efficiency with its standard error, and single points that change.

    Efficiency from `sources` organisations, the same ones before and after; its error is 0 if all tied ones are sources.
    """

    sources: int
    efficiency_error: float
    change: float | None
    change_error: float
    new_single_points: list[ScenarioOrganisation]
    former_single_points: list[ScenarioOrganisation]


class ScenarioRemoved(ScenarioOrganisation):
    """A removed organisation and its number of ties."""

    ties: int


class Scenario(Result):
    """What a scenario changes; nothing is stored.

    `mechanical` says what follows from the definition of the scenario and is not a result; `whole` is null if the direct ties
    change by chance only, `new_ties` is null if nothing is drawn.
    """

    table: ClassVar[str] = "pairs"
    layer: str
    baseline: str
    years: int
    draws: int
    seed: int
    graph_version: str
    notes: list[Sentence]
    conversions: list[ScenarioConversion]
    open_pairs: int
    new_ties: ScenarioSpread | None
    gained: int
    lost: int
    mechanical: list[Sentence]
    removed: list[ScenarioRemoved]
    pairs: list[ScenarioPair]
    whole: ScenarioNetwork | None

    def caption(self) -> str:
        """Return the layer, and how many pairs of sectors change."""
        changed = sum(pair.sentence is not None for pair in self.pairs)
        return f"{self.layer}, {self.baseline}; {changed} of {len(self.pairs)} pairs of sectors change"

    def __repr__(self) -> str:
        return f"<Scenario: {self.caption()}>"


SIDE = ScenarioSide(
    observed=0, expected=7.2, ratio=0.0, ratio_low=None, ratio_high=None, q=0.002, verdict="under-connected", verdict_share=1.0
)  # fmt: skip
EXAMPLE = Scenario(
    layer="direct", baseline="outward", years=3, draws=40, seed=0, graph_version="f6c17a6332360c4e", notes=[],
    conversions=[
        ScenarioConversion(
            name="metals–textiles", kind="alliance", members=20, open_pairs=177, estimated=True, rate=0.0104, low=0.001, high=0.024,
            pairs=433, converted=4, programmes=11, basis=Sentence(ko="과거 얼라이언스 11건에서 …", en="In 11 past alliances, …"),
        )
    ],
    open_pairs=177, new_ties=ScenarioSpread(mean=1.8, low=0.0, high=5.0), gained=0, lost=0, mechanical=[], removed=[],
    pairs=[
        ScenarioPair(
            a="metals", b="textiles", before=SIDE,
            after=ScenarioSide(
                observed=1.0, expected=7.5, ratio=0.13, ratio_low=0.0, ratio_high=0.38, q=None, verdict="under-connected",
                verdict_share=0.9,
            ),
            gained=0, lost=0, open_pairs=100, expected_new=1.0, low=0.0, high=3.0, still_called=0.9, ties_to_leave_verdict=3,
            sentence=Sentence(ko="회원 20곳이 이 얼라이언스에 참여하면 …", en="If 20 members join this alliance, …"),
        )
    ],
    whole=None,
)  # fmt: skip
