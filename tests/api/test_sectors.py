"""Gaps over the API: the two baselines tell their two stories about Daegu, and bad input is refused."""

from __future__ import annotations

import pytest


def pair(table, a, b):
    return next(p for p in table["pairs"] if (p["a"], p["b"]) == (a, b))


def test_the_two_baselines_tell_their_two_stories(client):
    outward = client.get("/api/v1/sectors/gaps").json()
    anyone = client.get("/api/v1/sectors/gaps?baseline=any").json()
    assert pair(outward, "automotive", "textiles")["verdict"] == "as expected"
    assert pair(anyone, "automotive", "textiles")["verdict"] == "under-connected"
    for a, b in (("metals", "textiles"), ("it-electronics", "textiles")):
        assert pair(outward, a, b)["verdict"] == pair(anyone, a, b)["verdict"] == "under-connected"


@pytest.mark.parametrize("layer", ["direct", "affiliation", "all"])
@pytest.mark.parametrize(
    "words", ["", "&baseline=any", "&as_of=2018", "&since=2018&undated=drop", "&as_of=1900"]
)
def test_every_table_is_whole_and_repeats(client, layer, words):
    path = f"/api/v1/sectors/gaps?layer={layer}{words}"
    answer = client.get(path)
    assert answer.status_code == 200
    table = answer.json()
    assert len(table["sectors"]) == 13
    assert len(table["pairs"]) == (91 if "any" in words else 78)
    keys = [
        (p["q"] is None, p["q"], p["ratio"] is None, p["ratio"]) for p in table["pairs"] if p["q"] is not None
    ]
    assert keys == sorted(keys)
    assert all(p["sentence"]["ko"] and p["sentence"]["en"] for p in table["pairs"])
    assert client.get(path).content == answer.content


def test_a_sector_card_has_its_pairs(client):
    card = client.get("/api/v1/sectors/metals").json()
    assert card["organisations"] == 80
    assert len(card["pairs"]) == 12
    assert [c["id"] for c in client.get("/api/v1/sectors").json()["results"]] == sorted(
        c["id"] for c in client.get("/api/v1/sectors").json()["results"]
    )


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/sectors/steel", 404, "Unknown sector"),
        ("/sectors/other", 404, "Unknown sector"),
        ("/sectors/gaps?layer=technology", 422, "layer"),
        ("/sectors/gaps?baseline=none", 422, "baseline"),
        ("/sectors/gaps?method=quick", 422, "method"),
        ("/sectors/gaps?samples=5", 422, "samples"),
        ("/sectors/gaps?method=certified&samples=1000000", 413, "samples"),
    ],
)
def test_bad_input_is_refused(client, path, status, told):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status
    assert told in answer.text


def test_bridges_name_pairs_brokers_and_how_far_to_trust_them(client):
    answer = client.get("/api/v1/sectors/textiles/metals/bridges?limit=5").json()
    assert (answer["a"], answer["b"], len(answer["pairs"])) == ("metals", "textiles", 5)
    assert answer["evidence"]["baselines"].keys() == {
        "resource_allocation",
        "preferential_attachment",
        "random",
    }
    assert client.get("/api/v1/sectors/metals/metals/bridges").status_code == 422
    assert client.get("/api/v1/sectors/metals/steel/bridges").status_code == 404


def test_sector_cards_tell_how_outward_looking_a_sector_is_and_how_near_the_alliances_are(client):
    answer = client.get("/api/v1/sectors").json()
    assert len(answer["results"]) == 13
    assert 0 < answer["assortativity"] < 1
    for card in answer["results"]:
        assert {alliance["id"] for alliance in card["alliances"]} >= {
            "alliance-ceramics-electronics",
            "alliance-chemicals",
            "alliance-machinery-automotive",
            "alliance-metals",
            "alliance-textiles",
        }
        assert card["e_i_index"] is None or -1 <= card["e_i_index"] <= 1
        assert card["with_ties_low"] <= card["with_ties_share"] <= card["with_ties_high"]
        assert card["ties_low"] <= card["ties_per_organisation"] <= card["ties_high"]
        assert -1 <= card["e_i_low"] <= card["e_i_high"] <= 1
        assert card["gaps"]["called"] <= card["gaps"]["testable"] <= card["gaps"]["all"] == 12
    textiles = next(card for card in answer["results"] if card["id"] == "textiles")
    assert textiles["gaps"] == {"called": 2, "testable": 5, "all": 12}
    assert textiles["single_points"]["points"][0] == {"id": "ktdi", "lost": 41}
    assert textiles["e_i_index"] < textiles["e_i_expected"]
    assert textiles["e_i_p"] < 0.01
