from __future__ import annotations

from itertools import combinations

import pytest

from graph.vocabulary import SECTORS, Kind, Predicate
from viz.palette import (
    GROUP_COLOURS,
    NO_SECTOR,
    PREDICATE_COLOURS,
    PROGRAMME,
    SHAPES,
    SIGHTS,
    ciede2000,
    colour_of,
    contrast,
    difference,
    lab,
    rim,
)

COLOURS = {
    **{sector.id: sector.colour for sector in SECTORS.values()},
    "no sector": NO_SECTOR,
    "programme": PROGRAMME,
}
# measured: 14.3 for normal sight, 9.8 over all; sixteen hues cannot all be farther apart for every eye, so shape,
# label and legend say it too
LEAST = {"normal": 14.0, "protanopia": 9.5, "deuteranopia": 9.5, "tritanopia": 9.5}
PAPERS = {"light": ("#fbfcfd", "#1d2733", "#55616f"), "dark": ("#161b22", "#e8edf3", "#a9b4c0")}


@pytest.mark.parametrize("sight", SIGHTS)
def test_any_two_sectors_are_told_apart_by_every_kind_of_eye(sight: str) -> None:
    least, one, other = min(
        (difference(COLOURS[a], COLOURS[b], sight), a, b) for a, b in combinations(COLOURS, 2)
    )
    assert least >= LEAST[sight], f"{one} and {other}"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_that_of_the_published_pairs(
    one: tuple[float, ...], other: tuple[float, ...], expected: float
) -> None:
    import numpy as np

    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-4)


def test_greys_stay_grey_for_every_eye() -> None:
    for sight in SIGHTS:
        assert abs(lab("#808080", sight)[1:]).max() < 1


@pytest.mark.parametrize("theme", PAPERS)
def test_text_has_the_contrast_of_aa(theme: str) -> None:
    paper, ink, soft = PAPERS[theme]
    assert contrast(paper, ink) >= 7
    assert contrast(paper, soft) >= 4.5


@pytest.mark.parametrize("name", COLOURS)
def test_the_rim_of_a_node_stands_out_from_white_paper(name: str) -> None:
    assert contrast(rim(COLOURS[name]), "#FFFFFF") >= 3


def test_every_kind_has_a_shape_of_its_own_and_every_predicate_a_colour() -> None:
    assert len(set(SHAPES.values())) == len(Kind) == len(SHAPES)
    assert set(PREDICATE_COLOURS) == set(Predicate)
    assert set(PREDICATE_COLOURS.values()) == set(GROUP_COLOURS.values())


def test_an_unknown_sector_is_grey_and_a_programme_is_not() -> None:
    assert colour_of(Kind.ORGANISATION, None) == NO_SECTOR
    assert colour_of(Kind.PROGRAMME, None) == PROGRAMME
    assert colour_of(Kind.TECHNOLOGY, "textiles") == SECTORS["textiles"].colour
