"""A value of the wrong type is refused with a plain sentence, never with an error of Python; what can be meant is taken."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sojae
from graph.store import StoreError
from queries.errors import Invalid, NotFound, QueryError
from queries.registry import questions
from tests.queries.doors import REQUIRED, SUBJECTS

QUESTIONS = questions()
ODD = {
    "None": None, "int": 5, "float": 0.5, "nan": float("nan"), "NA": pd.NA, "NaT": pd.NaT, "bytes": b"dmi", "object": object(),
    "type": str, "empty list": [], "list of None": [None], "list of lists": [["a"], 5], "dict": {"a": 1}, "set": {1, "a"},
    "date": datetime.date(2018, 1, 1), "array": np.array([1, 2]), "empty array": np.array([]), "zero-dimensional": np.array(5),
    "frame": pd.DataFrame({"a": [1]}), "true": True, "surrogate": "\ud800", "function": len, "empty text": "", "huge": 10**400,
}  # fmt: skip
QUICK = {
    "structure": {"quick": True},
    "scene": {"around": "dmi"},
    "evaluate_all": {"samples": 99, "first": 2022},
}
"""What is given besides, so that a value that can be meant is answered soon: the answer is not looked at."""


def named(name):
    fields, given = QUESTIONS[name].parameters.model_fields, REQUIRED.get(name, QUICK.get(name, {}))
    return {
        next((key for key, f in fields.items() if f.alias == asked), asked): v for asked, v in given.items()
    }


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_refuses_a_value_of_the_wrong_type_with_a_sentence(eco, name, odd):
    method, subject, given = getattr(eco, name), SUBJECTS.get(name, ()), named(name)
    asked = [((*subject[:place], odd, *subject[place + 1 :]), given) for place in range(len(subject))]
    asked += [(subject, {**given, key: odd}) for key in QUESTIONS[name].parameters.model_fields]
    if QUESTIONS[name].parameters.model_config.get("extra") == "allow":
        asked += [
            (subject, {**given, key: odd}) for key in ("city", "predicates", "as_of", "founded_from", "zzz")
        ]
    for by_place, by_name in asked:
        try:
            method(*by_place, **by_name)
        except QueryError as error:
            assert len(str(error).split()) > 2


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_is_no_question_does_so_too(eco, odd):
    for ask in (
        eco.node,
        eco.nodes,
        eco.ask,
        lambda value: eco.nodes(kind="organisation", sector=value),
        lambda value: eco.ask("neighbourhood", value),
        eco.network,
        lambda value: eco.network(as_of=value),
        lambda value: eco.network(undated=value),
        lambda value: eco.export("csv", as_of=value, part="nodes", limit=1),
        lambda value: eco.export("csv", sectors=value, part="nodes", limit=1),
        lambda value: eco.export("csv", around=value, part="nodes", limit=1),
    ):
        try:
            ask(odd)
        except QueryError as error:
            assert len(str(error).split()) > 2


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda eco: eco.node(None), "id: “None” is not a text. Give the id of the node."),
        (lambda eco: eco.node(5), "id: “5” is not a text. Give the id of the node."),
        (lambda eco: eco.neighbourhood(None), "id: “None” is not a text. Give the id of the central node."),
        (lambda eco: eco.relation(None), "id: “None” is not a text. Give the id of the relation."),
        (
            lambda eco: eco.measure(None),
            "name: “None” is not a text. Give the name of a measure, as listed by `measures`.",
        ),
        (lambda eco: eco.sector(None), "id: “None” is not a text. Give the id of a counted sector."),
        (
            lambda eco: eco.bridges(None, "metals"),
            "sector_a: “None” is not a text. Give the id of a counted sector.",
        ),
        (
            lambda eco: eco.paths("dmi", "dyetec", avoid=None),
            "avoid: neither text nor a list of texts. Use comma-separated values.",
        ),
        (lambda eco: eco.ask("neighbourhood"), "id: a value is required. Give the id of the central node."),
        (
            lambda eco: eco.ask("gaps", "dmi"),
            "question: 1 value given by position, where 0 can be. Name the parameters.",
        ),
    ],
)
def test_the_sentence_says_what_to_give(eco, ask, told):
    with pytest.raises(Invalid) as refused:
        ask(eco)
    assert str(refused.value) == told


def test_an_unknown_question_suggests_a_known_one(eco):
    with pytest.raises(NotFound) as refused:
        eco.ask("gapz")
    assert str(refused.value) == "Unknown question “gapz”. Did you mean “gap” or “gaps”?"


def test_a_node_of_an_answer_stands_for_its_id(eco):
    found = eco.search("dmi")
    node = found.results[0].node
    expected = eco.neighbourhood("dmi").to_dict()
    for given in (node, found[0], eco.node("dmi"), eco.measure("degree")[0], np.str_("dmi")):
        assert eco.neighbourhood(given).to_dict() == expected
        assert eco.node(given).id == "dmi"
    assert eco.paths(node, "dyetec", avoid=[eco.node("dgist")]).to_dict() == (
        eco.paths("dmi", "dyetec", avoid="dgist").to_dict()
    )
    assert eco.scene(around=node, depth=1).to_dict() == eco.scene(around="dmi", depth=1).to_dict()


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (2018, "2018"),
        (np.int64(2018), "2018"),
        (datetime.date(2018, 6, 20), "2018-06-20"),
        (datetime.datetime(2018, 6, 20, 23, 59), "2018-06-20"),
        (pd.Timestamp("2018-06-20 12:00", tz="Asia/Seoul"), "2018-06-20"),
        (np.datetime64("2018-06-20T12:00:00"), "2018-06-20"),
        (np.datetime64("2018-06"), "2018-06"),
    ],
)
def test_a_year_and_any_date_are_dates(eco, given, text):
    assert eco.gaps(as_of=given).as_of == text
    assert eco.network(as_of=given).ties == eco.network(as_of=text).ties
    assert eco.relations(start_from=given).total == eco.relations(start_from=text).total > 0
    assert eco.relations(as_of=given).total == eco.relations(as_of=text).total
    assert eco.changes(given, given).to_dict() == eco.changes(text, text).to_dict()
    part = {"part": "relations", "limit": 50}
    assert eco.export("csv", as_of=given, **part) == eco.export("csv", as_of=text, **part)


def test_a_path_is_the_file_of_a_store_and_anything_else_is_refused(daegu_store, tmp_path, monkeypatch):
    file = Path(daegu_store.address.removeprefix("sqlite:///"))
    assert sojae.open(file).graph_version == "f2bd416c30119016"
    monkeypatch.chdir(file.parent)
    assert sojae.open(Path(file.name)).graph_version == "f2bd416c30119016"
    with pytest.raises(StoreError, match=r"^“3” is not the address of a store: give sqlite:///PATH"):
        sojae.open(3)
    with pytest.raises(StoreError):
        sojae.open(tmp_path / "nothing.sqlite")
