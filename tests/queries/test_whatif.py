"""What-if in a notebook and at the command line: past conversion without echo, and the values of the Daegu data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.queries.doors import called

if TYPE_CHECKING:
    from pathlib import Path

    from queries.ecosystem import Ecosystem
    from queries.scenario_shapes import Scenario, ScenarioPair


def twenty(eco: Ecosystem) -> list[str]:
    """The ten best-tied organisations of metals and of textiles."""
    ranked = eco.measure("degree", limit=1000).values
    sector = {
        one["id"]: one["sector"]
        for one in eco.organisations(limit=1000, fields="id,sector").to_dict()["results"]
    }
    found: list[str] = []
    for wanted in ("metals", "textiles"):
        found += [one.id for one in ranked if sector[one.id] == wanted][:10]
    return found


def alliance(eco: Ecosystem, **given: Any) -> dict[str, Any]:
    return {"add": "alliance", "name": "금속–섬유", "members": twenty(eco), **given}


def pair_of(found: Scenario, a: str, b: str) -> ScenarioPair:
    return next(pair for pair in found.pairs if (pair.a, pair.b) == (a, b))


def test_an_alliance_of_twenty_by_the_rate_of_past_ones(eco: Ecosystem) -> None:
    found = eco.whatif([alliance(eco)], draws=200)
    (rate,) = found.conversions
    assert (rate.pairs, rate.converted, rate.open_pairs, rate.members) == (433, 4, 177, 20)
    assert rate.rate == pytest.approx(0.0104, abs=0.0001)
    assert rate.low < 0.004
    assert rate.high == pytest.approx(0.024, abs=0.004)
    pair = pair_of(found, "metals", "textiles")
    assert (pair.open_pairs, pair.gained, pair.lost) == (100, 0, 0)
    assert pair.expected_new == pytest.approx(1.0, abs=0.1)
    assert (pair.low, pair.high) in {(0.0, 3.0), (0.0, 4.0)}
    assert pair.still_called == pytest.approx(0.90, abs=0.05)
    assert pair.ties_to_leave_verdict == 3
    assert pair.sentence is not None
    assert "회원 20곳이 이 얼라이언스에 참여하면 3년 안에 금속–섬유 연결이 1건(0–" in pair.sentence.ko
    assert "회원 쌍 433개 중 4개만 새로 연결된 비율" in pair.sentence.ko
    assert "공백 판정에서 벗어나려면 연결 3건이 필요합니다." in pair.sentence.ko
    assert found.whole is None, "nothing changes by definition"


def test_a_clique_is_labelled_mechanical(eco: Ecosystem) -> None:
    found = eco.whatif([alliance(eco)], conversion=1.0)
    pair = pair_of(found, "metals", "textiles")
    assert (pair.after.observed, round(pair.after.expected, 2)) == (100, 52.69)
    assert "assumption, not a prediction" in found.mechanical[0].en


@pytest.mark.parametrize(
    ("kind", "pairs", "converted"), [("mou", 268, 10), ("project", 985, 7), ("union", 1702, 23)]
)
def test_rates_of_other_kinds(eco: Ecosystem, kind: str, pairs: int, converted: int) -> None:
    (rate,) = eco.whatif([alliance(eco, kind=kind)], draws=1).conversions
    assert (rate.pairs, rate.converted) == (pairs, converted)
    assert ("all kinds" in rate.basis.en) == (kind == "union"), "one past union is too few"


def test_a_removal(eco: Ecosystem) -> None:
    found = eco.whatif([{"remove": "organisation", "id": "dyetec"}])
    assert found.whole is not None
    assert found.whole.largest_component == [535, 493]
    assert found.whole.change == pytest.approx(-0.168, abs=0.0006)
    assert [(one.id, one.ties) for one in found.removed] == [("dyetec", 62)]
    for a, b in (("metals", "textiles"), ("it-electronics", "textiles")):
        pair = pair_of(found, a, b)
        assert (pair.before.verdict, pair.after.verdict) == ("under-connected", "not enough data")
    assert "업종 쌍 2개의 공백 판정이 유지되지 않습니다." in found.mechanical[0].ko


def test_a_tie_that_exists_changes_nothing(eco: Ecosystem) -> None:
    tie = eco.network().ids
    network = eco.network()
    a, b = tie[int(network.source[0])], tie[int(network.target[0])]
    found = eco.whatif([{"add": "tie", "a": a, "b": b}])
    assert (found.gained, found.lost) == (0, 0)
    assert "1 of them existed already" in found.mechanical[0].en
    assert all(pair.sentence is None for pair in found.pairs)


def test_the_seed_gives_the_same_answer(eco: Ecosystem) -> None:
    assert eco.whatif([alliance(eco)], draws=5, seed=4) == eco.whatif([alliance(eco)], draws=5, seed=4)


def test_the_command_takes_changes_as_options_and_from_a_file(daegu_store: Any, tmp_path: Path) -> None:
    address = daegu_store.address
    code, said, _ = called(address, "whatif", "--remove", "dyetec", "--language", "ko")
    assert code == 0
    assert "다이텍연구원 제외 시" in said
    file = tmp_path / "scenario.json"
    file.write_text(
        json.dumps({"changes": [{"add": "tie", "a": "kims", "b": "dyetec"}], "draws": 3}), encoding="utf-8"
    )
    code, said, _ = called(
        address, "whatif", "--from", str(file), "--alliance", "one:kims,ktdi", "--kind", "mou", "--json"
    )
    found = json.loads(said)
    assert (found["gained"], found["draws"], found["conversions"][0]["kind"]) == (1, 3, "mou")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "give --alliance, --tie, --remove or --from"),
        (["--tie", "kims"], "“kims” is not ID,ID"),
        (["--alliance", "kims,dyetec"], "is not NAME:ID,ID,…"),
        (["--remove", "dmi", "--kind", "mou"], "it is the kind of an --alliance"),
        (["--remove", "dmi", "--language", "fr"], "use one of ko, en"),
        (["--from", "missing.json"], "missing.json: No such file or directory"),
    ],
)
def test_wrong_options_are_refused(daegu_store: Any, words: list[str], said: str) -> None:
    code, _, told = called(daegu_store.address, "whatif", *words)
    assert code in {1, 2}
    assert said.lower() in told.lower()
