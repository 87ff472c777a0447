"""The contract's answer from a snapshot: its shape, its coverage, and what dates do to it."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from graph.evidence import Period
from graph.measures.gaps.table import ecosystem_of, sector_gaps
from graph.vocabulary import COUNTED_SECTORS, Undated
from queries.gaps import shaped
from tests.measures.gaps import worlds

if TYPE_CHECKING:
    from graph.snapshot import Snapshot

TOP = ["group_by", "layer", "baseline", "method", "samples", "seed", "as_of", "since", "undated", "graph_version", "ties",
       "undated_ties", "tested", "spread_factor", "warnings", "sectors", "pairs"]  # fmt: skip
SECTOR = ["id", "name_ko", "name_en", "organisations", "with_ties", "ties_per_organisation", "single_source_share",
          "youngest_source"]  # fmt: skip
PAIR = ["a", "b", "observed", "expected", "ratio", "ratio_low", "ratio_high", "z", "p", "q", "step", "detectable", "power",
        "verdict",        "sentence"]  # fmt: skip


def plain(answer: dict[str, Any]) -> str:
    return json.dumps(answer, allow_nan=False, ensure_ascii=False)


def test_the_arrays_are_those_of_the_csv_files(daegu: Snapshot) -> None:
    here, there = ecosystem_of(daegu, Period()), worlds.daegu()
    assert (here.sector == there.sector).all()
    assert here.organisations == there.organisations == 989
    for name in ("first", "second"):
        assert (getattr(here, name) == getattr(there, name)).all()
    # Programmes are numbered among those with a member here, among all in the files.
    order = np.unique(there.programme, return_inverse=True)[1]
    mine = sorted(zip(here.member.tolist(), here.programme.tolist(), here.lead.tolist(), strict=True))
    theirs = sorted(zip(there.member.tolist(), order.tolist(), there.lead.tolist(), strict=True))
    assert mine == theirs


@pytest.mark.parametrize("layer", ["direct", "affiliation", "all"])
@pytest.mark.parametrize("baseline", ["outward", "any"])
def test_the_answer_has_exactly_the_shape_of_the_contract(daegu: Snapshot, layer: str, baseline: str) -> None:
    answer = shaped(sector_gaps(daegu, layer=layer, baseline=baseline, samples=40, seed=7)).to_dict()
    assert list(answer) == TOP
    assert all(list(sector) == SECTOR for sector in answer["sectors"])
    assert all(list(pair) == PAIR for pair in answer["pairs"])
    assert [sector["id"] for sector in answer["sectors"]] == list(COUNTED_SECTORS)
    assert (answer["layer"], answer["baseline"], answer["method"]) == (layer, baseline, "live")
    assert answer["samples"] == (None if layer == "direct" else 40)
    assert answer["seed"] == 7
    assert answer["graph_version"] == daegu.graph_version
    for pair in answer["pairs"]:
        assert pair["a"] <= pair["b"] if baseline == "any" else pair["a"] < pair["b"]
        assert pair["sentence"]["ko"] and pair["sentence"]["en"]
    assert all(set(warning) == {"ko", "en"} for warning in answer["warnings"])
    assert json.loads(plain(answer)) == answer


def test_ties_are_those_of_the_layer(daegu: Snapshot) -> None:
    assert shaped(sector_gaps(daegu)).to_dict()["ties"] == 748


def test_coverage_is_that_of_the_files(daegu: Snapshot) -> None:
    answer = shaped(sector_gaps(daegu)).to_dict()
    with (worlds.DATA / "organisations.csv").open(encoding="utf-8", newline="") as file:
        sector = {row["org_id"]: row["sector"] for row in csv.DictReader(file)}
    partners: dict[str, set[str]] = {}
    textiles: list[list[str]] = []
    for row in worlds.read("relations"):
        a, b = row["subject_id"], row["object_id"]
        if row["predicate"] in {"COLLABORATES_WITH", "SUPPLIES", "SUPPORTS"} and a in sector and b in sector:
            partners.setdefault(a, set()).add(b)
            partners.setdefault(b, set()).add(a)
            if "textiles" in (sector[a], sector[b]):
                textiles.append(row["source_ids"].split(";"))
    dates = {row["source_id"]: row["published"] for row in worlds.read("sources")}
    bodies = [key for key, value in sector.items() if value == "textiles"]
    found = next(s for s in answer["sectors"] if s["id"] == "textiles")
    assert found["organisations"] == len(bodies)
    assert found["with_ties"] == sum(1 for key in bodies if key in partners)
    assert found["ties_per_organisation"] == pytest.approx(
        sum(len(partners.get(key, ())) for key in bodies) / len(bodies)
    )
    assert found["single_source_share"] == pytest.approx(np.mean([len(s) == 1 for s in textiles]))
    assert found["youngest_source"] == max(dates[s] for sources in textiles for s in sources)


@pytest.mark.parametrize("layer", ["direct", "affiliation", "all"])
def test_a_period_without_ties_gives_no_verdict_and_the_reason(daegu: Snapshot, layer: str) -> None:
    for method in ("live", "certified"):
        period = Period(since="2100", undated=Undated.DROP)
        answer = shaped(sector_gaps(daegu, layer=layer, method=method, period=period, samples=20)).to_dict()
        plain(answer)
        assert answer["ties"] == answer["undated_ties"] == answer["tested"] == 0
        assert {pair["verdict"] for pair in answer["pairs"]} == {"not enough data"}
        assert any("outside the given period" in warning["en"] for warning in answer["warnings"])
        assert all(sector["single_source_share"] is None for sector in answer["sectors"])


@pytest.mark.parametrize("layer", ["direct", "affiliation", "all"])
def test_before_the_first_tie_there_is_no_verdict_and_a_reason(daegu: Snapshot, layer: str) -> None:
    # A relation with an end and no start may have held in 1800; it is too little for a verdict.
    for undated in Undated:
        answer = shaped(
            sector_gaps(daegu, layer=layer, period=Period(as_of="1800", undated=undated), samples=20)
        ).to_dict()
        plain(answer)
        if undated is Undated.DROP:
            assert answer["ties"] < 5
            assert {pair["verdict"] for pair in answer["pairs"]} == {"not enough data"}
        else:
            assert answer["undated_ties"] >= answer["ties"] - 5
        assert answer["warnings"]


def test_a_period_takes_ties_away_and_is_named_in_the_answer(daegu: Snapshot) -> None:
    whole = shaped(sector_gaps(daegu)).to_dict()
    part = shaped(
        sector_gaps(daegu, period=Period(as_of="2024", since="2015", undated=Undated.DROP))
    ).to_dict()
    assert 0 < part["ties"] < whole["ties"]
    assert part["undated_ties"] == 0 < whole["undated_ties"]
    assert (part["as_of"], part["since"], part["undated"]) == ("2024", "2015", "drop")


def test_the_same_question_has_the_same_bytes(daegu: Snapshot) -> None:
    for layer in ("direct", "all"):
        for method in ("live", "certified"):
            one, two = (
                plain(shaped(sector_gaps(daegu, layer=layer, method=method, samples=40, seed=3)).to_dict())
                for _ in range(2)
            )
            assert one == two
