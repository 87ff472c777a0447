"""Gaps counted by DuckDB are those of the snapshot, to the last digit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import pytest

import sojae
from graph.measures.gaps.table import sector_gaps
from queries.errors import Invalid
from queries.gaps import shaped
from tests.lake.settings import EIGHT, EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.evidence import Period
    from graph.snapshot import Snapshot
    from queries.ecosystem import Ecosystem
    from queries.lake import Lake


@pytest.fixture(scope="module")
def lake(lake_folder: Path) -> Iterator[Lake]:
    with sojae.lake(lake_folder) as opened:
        yield opened


@pytest.mark.parametrize(("layer", "baseline", "period"), [*EIGHT, EMPTY])
def test_the_answer_is_that_of_the_snapshot(
    lake: Lake, daegu: Snapshot, layer: str, baseline: str, period: Period
) -> None:
    expected = shaped(sector_gaps(daegu, layer=layer, baseline=baseline, period=period)).to_dict()
    found = lake.gaps(
        layer=layer, baseline=baseline, as_of=period.as_of, since=period.since, undated=str(period.undated)
    )
    assert found.to_dict() == expected
    assert expected["ties"] or period is EMPTY[2]


def test_the_figures_are_those_that_were_counted_by_hand(lake: Lake) -> None:
    found = lake.gaps()
    assert (found.ties, found.undated_ties, found.tested) == (748, 71, 15)
    [pair] = [one for one in found.pairs if (one.a, one.b) == ("metals", "textiles")]
    assert (pair.observed, round(pair.expected, 1), pair.verdict) == (0, 7.2, "under-connected")
    assert lake.gaps(as_of="2020").ties == 486


def test_certified_samples_are_drawn_from_the_same_ties(lake: Lake, eco: Ecosystem) -> None:
    given: dict[str, Any] = {"method": "certified", "samples": 40, "seed": 3, "as_of": "2016"}
    assert lake.gaps(**given).to_dict() == eco.gaps(**given).to_dict()


def test_parameters_are_checked_as_everywhere(lake: Lake) -> None:
    with pytest.raises(Invalid, match="as_of"):
        lake.gaps(as_of="2018-13")
    with pytest.raises(Invalid, match="group_by: a lake compares sectors only"):
        lake.gaps(group_by="city")
    with pytest.raises(Invalid, match="basline"):
        lake.gaps(basline="any")


def test_the_json_is_that_of_the_command(lake: Lake, eco: Ecosystem) -> None:
    assert lake.gaps().encoded() == eco.gaps().encoded()
    assert orjson.loads(lake.gaps().encoded())["graph_version"] == "f2bd416c30119016"
