"""Ten questions of an analyst, answered through MCP tools alone, within three calls each, each with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.api.agents import agent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.api.agents import Agent
    from tests.served import Served

UNION = "daegu-materials-convergence-union"


@pytest.fixture(scope="module")
def connected(server: Served) -> Iterator[Agent]:
    with agent(f"{server.base}/mcp") as found:
        yield found


@pytest.fixture
def analyst(connected: Agent) -> Iterator[Agent]:
    before = connected.calls
    yield connected
    assert 1 <= connected.calls - before <= 3


def cited(*answers: dict[str, Any]) -> bool:
    """Return whether the answers cite publications by title."""
    return all(one["id"] and one["title"] for answer in answers for one in answer["sources"]) and any(
        answer["sources"] for answer in answers
    )


def test_who_has_most_ties(analyst):
    found = analyst.learns("measure", name="degree")
    first = found["answer"]["values"][0]
    assert (first["id"], first["value"]) == ("dmi", 71)
    assert "대구기계부품연구원" in found["names"]["dmi"]
    assert {"member": "values", "shown": 10, "of": 989} in found["cut"]
    assert cited(found)


def test_which_sector_pairs_are_under_connected_and_why(analyst):
    gaps = analyst.learns("gaps")
    under = [(one["a"], one["b"]) for one in gaps["answer"]["pairs"] if one["verdict"] == "under-connected"]
    assert under == [("metals", "textiles"), ("it-electronics", "textiles")]
    why = analyst.learns("gap", sector_a="metals", sector_b="textiles")
    assert (why["answer"]["pair"]["observed"], why["answer"]["drivers"][0]["id"]) == (0, "dyetec")
    assert "Without DYETEC Institute" in why["answer"]["sentence"]
    assert cited(why)


def test_who_could_bridge_metals_and_textiles(analyst):
    found = analyst.learns("bridges", sector_a="metals", sector_b="textiles")
    best = found["answer"]["pairs"][0]
    assert (best["a"], best["b"]) == ("kims", "dyetec")
    assert "한국재료연구원" in found["names"]["kims"]
    assert "does not predict better" in found["answer"]["evidence"]["sentence"]
    assert cited(found)


def test_what_an_institute_works_on_and_with_whom(analyst):
    [first, *_] = analyst.learns("search", q="DMI")["answer"]["results"]
    with_whom = analyst.learns("neighbourhood", id=first["node"]["id"], predicates=["COLLABORATES_WITH"])
    on_what = analyst.learns("neighbourhood", id="dmi", kinds=["technology"])
    assert {one["predicate"] for one in with_whom["answer"]["relations"]} == {"COLLABORATES_WITH"}
    assert {one["kind"] for one in on_what["answer"]["nodes"][1:]} == {"technology"}
    assert on_what["answer"]["totals"]["nodes"] == 1 + 14  # 11 it develops, 3 it uses
    assert cited(with_whom, on_what)


def test_how_two_institutes_are_connected(analyst):
    found = analyst.learns("paths", source="dmi", target="dyetec")
    shortest = found["answer"]["paths"][0]
    assert (shortest["length"], shortest["nodes"][0], shortest["nodes"][-1]) == (2, "dmi", "dyetec")
    assert shortest["relations"][0] in found["answer"]["relations"]
    statement = analyst.learns("node", id=shortest["relations"][0])
    assert "dmi" in {statement["answer"]["subject"], statement["answer"]["object"]}
    assert cited(found, statement)


def test_what_has_changed_since_2020(analyst):
    found = analyst.learns("changes", since="2020", until="2026", limit=5)
    assert found["answer"]["totals"]["relations_added"] == 1252
    assert found["answer"]["totals"]["relations_ended"] == 184
    assert "cursor=" in found["more"]
    further = analyst.learns("changes", since="2020", until="2026", limit=5, cursor=found["answer"]["next"])
    told = [one["relation"]["id"] for answer in (found, further) for one in answer["answer"]["results"]]
    assert len(set(told)) == 10
    assert cited(found, further)


def test_what_an_alliance_would_change(analyst):
    alliance = {"add": "alliance", "name": "bridge", "members": ["kims", "pomia", "dyetec", "ktdi"]}
    found = analyst.learns("whatif", changes=[alliance])
    assert found["answer"]["open_pairs"] == 5  # of six, DYETEC and KTDI are tied already
    assert found["again"]["body"]["changes"] == [alliance]
    assert "rate observed, not an effect" in str(found["answer"]["conversions"])
    members = analyst.learns("network_of_set", ids=alliance["members"])
    assert {frozenset({one["subject"], one["object"]}) for one in members["answer"]["relations"]} == {
        frozenset({"dyetec", "ktdi"})
    }
    assert cited(members)


def test_whether_the_effect_of_the_union_is_known(analyst):
    found = analyst.learns("evaluate", id=UNION)
    assert "cannot be estimated" in found["answer"]["sentence"]
    assert "7 of about 200 members are named" in found["answer"]["sentence"]
    assert cited(found)


def test_which_organisations_three_messy_names_mean(analyst):
    rows = [
        {"name": "(재)대구기계부품연구원"},
        {"name": "다이텍", "website": "http://dyetec.or.kr"},
        {"name": "가나다라소재"},
    ]
    found = analyst.learns("resolve", records=rows)
    decided = [(one["decision"], one.get("entity_id")) for one in found["answer"]["results"]]
    assert decided[2] == ("new", None)
    assert [one["candidates"][0]["node"]["id"] for one in found["answer"]["results"][:2]] == ["dmi", "dyetec"]
    assert cited(found)


def test_what_a_set_has_in_common_beyond_chance(analyst):
    found = analyst.learns("enrichment", ids=["dmi", "dyetec", "ktdi", "daegu-technopark"], samples=99)
    best = found["answer"]["terms"][0]
    assert (best["by"], best["in_set"], best["in_background"]) == ("programme", 3, 5)
    assert best["q"] < 0.001
    assert {"member": "terms", "shown": 10, "of": 117} in found["cut"]
    assert cited(found)
