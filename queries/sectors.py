"""Sectors: their organisations, and their ties to other sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.gaps import METALS, PAIR, GapParameters
from queries.grouping import known_group, view_by
from queries.registry import question
from queries.scorecard import cards, mixing_of
from queries.sector_shapes import (
    AllianceReach,
    GapCount,
    Mixed,
    Outside,
    SectorCard,
    SectorCards,
    SectorFigures,
    SinglePoint,
    SinglePointsOfSector,
)
from queries.view import View

if TYPE_CHECKING:
    from queries.gaps import GapsShape

FIGURES: dict[str, Any] = {
    **METALS.to_dict(), "colour": "#556677", "isolated_share": 0.45, "with_ties_share": 0.55, "with_ties_low": 0.44,
    "with_ties_high": 0.65, "ties_low": 0.6, "ties_high": 1.2, "e_i_index": 0.9, "e_i_expected": 0.82, "e_i_low": 0.7, "e_i_high": 0.92,
    "e_i_p": 0.1, "outside": Outside(observed=30, expected=33.1, ratio=0.91, ratio_low=0.61, ratio_high=1.29),
    "gaps": GapCount(called=1, testable=5, all=12),
    "single_points": SinglePointsOfSector(inside=46, points=[SinglePoint(id="dmi", lost=7)]),
    "alliances": [
        AllianceReach(
            id="alliance-metals", share_within_2=0.2, share_low=0.13, share_high=0.3, rewired_share=0.11, share_without_a_tie=0.15,
            anchors=["kims"], anchor_ties=12, reason=None,
        )
    ],
}  # fmt: skip
GIVEN: dict[str, Any] = {
    "group_by": "sector", "layer": "direct", "baseline": "any", "as_of": None, "since": None, "undated": "keep", "graph_version": "f2bd416c30119016",
}  # fmt: skip
CARDS = SectorCards(
    **GIVEN,
    results=[SectorFigures(**FIGURES)],
    assortativity=0.24,
    mixing=Mixed(sectors=["metals", "textiles"], ties=[[2, 0], [0, 51]]),
)
CARD = SectorCard(**FIGURES, **GIVEN, warnings=[], pairs=[PAIR])


@question("sectors", topic="sectors", path="sectors", parameters=GapParameters, example=CARDS, kept=True)
def sectors(view: View, parameters: GapParameters) -> SectorCards:
    """Describe all counted sectors.

    For each sector: organisations, ties, sources, and the distribution of its ties.
    """
    view = view_by(view, parameters.group_by)
    found, table = cards(view, parameters)
    mixed = mixing_of(view, parameters)
    return SectorCards(
        **parameters_of(table),
        results=found,
        assortativity=mixed.assortativity,
        mixing=Mixed(sectors=list(view.snapshot.grouping.ids), ties=mixed.ties.tolist()),
    )


@question(
    "sector",
    topic="sectors",
    path="sectors/{id}",
    subject={"id": "id of a counted sector"},
    parameters=GapParameters,
    example=CARD,
    kept=True,
)
def sector(view: View, id: str, parameters: GapParameters) -> SectorCard:
    """Describe one sector.

    The figures of a sector, and of its pairs with each other sector.

    Raises:
        NotFound: no counted sector has the id.
    """
    view = view_by(view, parameters.group_by)
    known_group(view, id)
    found, table = cards(view, parameters)
    card = next(card for card in found if card.id == id)
    pairs = [pair for pair in table.pairs if id in {pair.a, pair.b}]
    members = {name: getattr(card, name) for name in SectorFigures.model_fields}
    return SectorCard(**members, **parameters_of(table), warnings=table.warnings, pairs=pairs)


def parameters_of(table: GapsShape) -> dict[str, Any]:
    """Return the parameters of a table."""
    return {name: getattr(table, name) for name in GIVEN}
