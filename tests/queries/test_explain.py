"""Why two records are one organisation: the parts add up, and what is computed is what a load stores."""

from __future__ import annotations

from dataclasses import replace
from math import log2

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.model import Alias, Identifier, Organisation, Relation, Source
from graph.stores import open_store
from graph.vocabulary import MatchComparison, MatchLevel, MatchRule
from ingest.identity import settle_identities
from ingest.resolution.comparison_levels import COMPARISONS, NameLevel, weights
from ingest.review import decide
from queries.ecosystem import Ecosystem
from queries.explain import computed
from queries.explanation import MatchPrior, prior_in_words
from tests import forks
from tests.saying import say

EXCHANGE = Source("krx:list", "상장법인목록", "한국거래소", "2026-01-02", "https://example.org/krx")
REGISTER = Source("dart:list", "고유번호", "금융감독원", "2026-01-02", "https://example.org/dart")
LIST = Source("table-hall:list", "회원 명부", "협회", "2026-01-02", "https://example.org/hall")


def firm(key, name, *, kind="company", sector=None, city=None, district=None, source="krx:list"):
    return Organisation(key, name, key, False, kind, sector, None, city, district, None, None, (source,))


LISTED = [
    EXCHANGE,
    firm("krx:1", "가나다라산업", sector="metals", city="Daegu", district="Dalseo-gu"),
    firm("krx:2", "마바사아정밀", sector="textiles", city="Daegu"),
    firm("krx:3", "대성", sector="textiles", city="Busan"),
    firm("krx:4", "자차카타", sector="metals", city="Gumi"),
    firm("krx:5", "파하거너", sector="metals", city="Gumi"),
    Identifier("krx:5", "stock_code", "000050", None, None, ("krx:list",)),
    firm("krx:hub", "중심연구원", kind="research_institute", city="Daegu"),
    firm("krx:hub2", "둘째연구원", kind="research_institute", city="Daegu"),
    Relation("k1", "krx:2", "COLLABORATES_WITH", "krx:hub", None, None, None, ("krx:list",)),
    Relation("k2", "krx:4", "COLLABORATES_WITH", "krx:hub", None, None, None, ("krx:list",)),
    Relation("k3", "krx:4", "COLLABORATES_WITH", "krx:hub2", None, None, None, ("krx:list",)),
]
REGISTERED = [
    REGISTER,
    firm("dart:1", "가나다라산업", sector="metals", city="Daegu", district="Dalseo-gu", source="dart:list"),
    firm("dart:2", "마바사아정밀", sector="automotive", city="Daegu", source="dart:list"),
    firm("dart:3", "대성", sector="metals", city="Daegu", source="dart:list"),
    firm("dart:4", "자차카타", sector="metals", city="Daegu", source="dart:list"),
    firm("dart:5", "파하거너", sector="metals", city="Gumi", source="dart:list"),
    Identifier("dart:5", "stock_code", "000060", None, None, ("dart:list",)),
    firm("dart:hub", "중심연구원", kind="research_institute", city="Daegu", source="dart:list"),
    firm("dart:hub3", "셋째연구원", kind="research_institute", city="Busan", source="dart:list"),
    Relation("d1", "dart:2", "COLLABORATES_WITH", "dart:hub3", None, None, None, ("dart:list",)),
    Relation("d2", "dart:4", "COLLABORATES_WITH", "dart:hub", None, None, None, ("dart:list",)),
]
HALL = [
    LIST,
    firm("table-hall:1", "가나다라산업", sector="metals", city="Daegu", district="Dalseo-gu", source="table-hall:list"),
    firm("table-hall:2", "너더러", source="table-hall:list"),
    Alias("table-hall:1", "가나다라", "abbreviation", None, None, ("table-hall:list",)),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('explain') / 'three.sqlite'}")
    store.prepare()
    say(store, LISTED, origin="krx")
    say(store, REGISTERED, origin="dart")
    say(store, HALL, origin="table-hall")
    settle_identities(store)
    return store


@pytest.fixture(scope="module")
def eco(store):
    return Ecosystem(store)


def bits(explanation):
    return {(factor.comparison, factor.level): factor.bits for factor in explanation.factors}


def test_every_level_of_every_comparison_has_words():
    told = {f"{name}|{level.name.lower()}" for name, levels in COMPARISONS.items() for level in levels}
    bands = ("any", "latin_common", "latin_usual", "latin_rare", "several", "common", "usual", "rare")
    assert set(map(str, MatchLevel)) == told | {f"prior|{band}" for band in bands}
    assert set(map(str, MatchComparison)) == {"prior", *COMPARISONS}


def test_a_merge_is_told_with_its_parts_which_add_up(eco):
    found = eco.explain("table-hall:1", "krx:1")
    assert (found.stored, found.decision, found.by, found.rule) == (True, "merge", "rules", "name and facts")
    assert (found.a, found.b) == ("table-hall:1", "krx:1"), "in the order asked"
    assert found.node_a == found.node_b
    assert bits(found)["name", "rare"] == round(log2(0.75 / 4.3e-7), 1)
    assert [factor.comparison for factor in found.factors] == ["prior", "name", "place", "sector", "kind"]
    assert sum(factor.bits for factor in found.factors) == pytest.approx(found.weight)
    rounding = 0.05 * len(found.factors)
    least, most = (1 / (1 + 2 ** -(found.weight + by)) for by in (-rounding, rounding))
    assert least - 5e-5 <= found.probability <= most + 5e-5
    for factor in found.factors[1:]:
        assert log2(factor.m / factor.u) == pytest.approx(factor.bits, abs=0.06)
    assert not any(piece.startswith(("match weight", "rule")) for piece in found.evidence)
    assert found.prior.one_in == pytest.approx(2**-found.prior.bits, rel=0.08)


@pytest.mark.parametrize(
    ("pair", "rule", "ties"), [(("dart:2", "krx:2"), "contradiction", "none"), (("dart:4", "krx:4"), "two cities", "one")]
)  # fmt: skip
def test_a_stored_review_is_computed_anew_to_the_same(eco, pair, rule, ties):
    found, again = eco.explain(*pair), computed(eco.view, *pair)
    assert (found.stored, found.decision, found.rule, again.rule) == (True, "review", rule, rule)
    assert ("ties", ties) in bits(found)
    assert bits(found) == pytest.approx(bits(again), abs=0.06)
    assert again.probability == pytest.approx(found.probability, abs=1e-4)
    assert again.prior.pairs == found.prior.pairs
    assert set(again.evidence) == set(found.evidence)


def test_two_nodes_say_why_they_are_two(eco):
    found = eco.explain("dart:3", "krx:3")
    assert (found.stored, found.decision, found.rule) == (False, None, MatchRule.TWO_CITIES)
    assert sum(factor.bits for factor in found.factors) == pytest.approx(found.weight, abs=0.05)
    assert found.probability == pytest.approx(1 / (1 + 2**-found.weight), rel=0.02)
    assert found.reason.ko == "소재 도시가 다름"


def test_two_of_one_register_and_two_numbers_are_told_as_obstacles(eco):
    found = eco.explain("krx:2", "krx:4")
    assert found.rule == MatchRule.OBSTACLE
    assert "would join bodies that are two|two bodies of krx" in found.evidence
    found = eco.explain("dart:5", "krx:5")
    assert found.rule == MatchRule.OBSTACLE
    assert "other identifier|stock_code" in found.evidence
    assert found.weight > 0, "the names alone would not keep them apart"


def test_a_pair_without_prior_of_its_origins_gets_the_first_guess(eco):
    found = eco.explain("krx:4", "table-hall:2")
    assert found.rule == MatchRule.TOO_LITTLE_WEIGHT
    assert (found.prior.band, found.prior.one_in, found.prior.pairs) == ("any", 20_000, 0)
    assert bits(found)["name", "other"] == pytest.approx(log2(0.111), abs=0.01)


def test_records_that_are_one_through_others_say_through_which(eco):
    pairs = [{"krx:1", "dart:1"}, {"krx:1", "table-hall:1"}, {"dart:1", "table-hall:1"}]
    told = {frozenset(pair): eco.explain(*sorted(pair)) for pair in pairs}
    through = [found for found in told.values() if found.through]
    assert len(through) == 1, "two merges join three records"
    assert through[0].decision == "merge"
    assert {*through[0].through, through[0].a, through[0].b} == {"krx:1", "dart:1", "table-hall:1"}
    assert through[0]._repr_html_().startswith("<p>")


def test_a_persons_decision_is_told_with_the_weights_of_the_rules(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'person.sqlite'}")
    store.prepare()
    say(store, LISTED, origin="krx")
    say(store, REGISTERED, origin="dart")
    settle_identities(store)
    decide(store, [("dart:2", "krx:2", "split")])
    found = Ecosystem(store).explain("dart:2", "krx:2")
    assert (found.stored, found.decision, found.by) == (True, "split", "person")
    assert found.reason.en == "somebody who reviewed the pair"
    assert bits(found)["sector", "far"] < 0 < bits(found)["name", "rare"]


def test_a_name_known_to_be_shared_weighs_as_little_as_in_a_load(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'shared.sqlite'}")
    store.prepare()
    twin = replace(LISTED[2], id="krx:9", city="Ulsan")
    say(store, [*LISTED, twin], origin="krx")
    say(store, REGISTERED, origin="dart")
    settle_identities(store)
    eco = Ecosystem(store)
    found = eco.explain("dart:2", "krx:2")
    again = computed(eco.view, "dart:2", "krx:2")
    assert bits(again)["name", "several"] == pytest.approx(log2(0.75 / 2.4e-5), abs=0.01)
    assert {factor.level for factor in found.factors if factor.comparison == "name"} == {"several"}


def test_a_notebook_draws_the_sum(eco):
    drawn = eco.explain("krx:2", "dart:2")._repr_html_()
    assert drawn.count("<rect") == len(eco.explain("krx:2", "dart:2").factors) + 1
    assert "same city" in drawn
    assert "from 5 equal names (rare names)" in drawn, (
        "1, 2, 4, 5 and the institute, each with a place on both sides"
    )


def test_priors_in_words_say_where_they_are_from():
    prior = MatchPrior(band="rare", bits=-12.6, one_in=6100, pairs=1)
    assert prior_in_words(prior) == "1 in 6,100, from 1 equal name (rare names)"
    first = MatchPrior(band="usual", bits=-14.3, one_in=20_000, pairs=0)
    assert prior_in_words(first) == "1 in 20,000, first guess (usual names)"


def test_three_doors_give_one_answer(store, eco):
    with TestClient(create_app(store)) as client:
        over_http = client.get("/api/v1/resolve/explain", params={"a": "krx:2", "b": "dart:2"})
        unknown = client.get("/api/v1/resolve/explain", params={"a": "krx:2", "b": "dart:02"})
        same = client.get("/api/v1/resolve/explain", params={"a": "krx:2", "b": "krx:2"})
    assert over_http.json() == eco.explain("krx:2", "dart:2").to_dict()
    assert (unknown.status_code, same.status_code) == (404, 422)
    assert "“dart:2”" in unknown.json()["detail"]
    done = forks.run("explain", "krx:2", "dart:2", "--store", store.address, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.encode() == over_http.content + b"\n"


def test_a_kept_fit_gives_the_weights_that_it_came_from(store):
    from ingest.resolution.explaining import kept_fit

    kept = store.loads(1, "identity")[0].report["priors"]
    fit = kept_fit(next(one for one in kept if one["populations"] == ["dart", "krx"]))
    assert fit.as_dict() in kept
    assert fit.probabilities["name"] == weights().probabilities["name"]
    assert fit.priors[NameLevel.RARE] == pytest.approx(log2(1 / (2 ** -fit.bands[NameLevel.RARE].prior - 1)))
