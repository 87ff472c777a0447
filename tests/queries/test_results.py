"""One declaration of a result gives its JSON, its shape in the OpenAPI document, its example and its table."""

from __future__ import annotations

import subprocess
import sys

import orjson
import pandas as pd
import pytest
from pydantic import BaseModel

import sojae
from api.openapi import document
from queries.registry import questions
from tests.queries.doors import REQUIRED, SUBJECTS, called

pytestmark = pytest.mark.filterwarnings("ignore:.* rows. give limit")  # tests of tables do not need all rows

QUESTIONS = questions()
VARIED = [
    ("neighbourhood", ("dmi",), {"depth": 2, "limit": 30}),
    ("neighbourhood", ("dmi",), {"via": "programme", "rank_by": "recency", "limit_per_node": 4}),
    ("neighbourhood", ("dyetec",), {"depth": 3, "limit": 1000, "predicates": "SUPPLIES,COLLABORATES_WITH"}),
    ("relations", (), {"predicate": "SUPPLIES", "limit": 20, "sort": "-start,id"}),
    ("organisations", (), {"fields": "id,name_ko,sources.publisher", "limit": 5}),
    ("scene", (), {"around": "dmi"}),
    ("structure", (), {"quick": True}),
    ("places", (), {"members": True}),
]
NOTHING_TO_REVIEW = {"review", "identifiers"}
"""The Daegu data are one origin, which tells its organisations apart."""
ASKED = [*((name, SUBJECTS.get(name, ()), REQUIRED.get(name, {})) for name in QUESTIONS), *VARIED]


def named(question, given):
    fields = question.parameters.model_fields
    return {next((name for name, f in fields.items() if f.alias == key), key): v for key, v in given.items()}


def told_of(part):
    """Name a part of a case; an id of a load is another one in each process."""
    return "" if isinstance(part, tuple) and "-daegu-" in str(part) else str(part)[:40]


POSTED = frozenset({"resolve", "whatif", "network_of_set", "enrichment"})
"""Questions whose parameters are a body."""


@pytest.mark.parametrize(("name", "subject", "given"), ASKED, ids=told_of)
def test_a_notebook_is_answered_with_what_http_answers(client, eco, name, subject, given):
    question = QUESTIONS[name]
    path = f"/api/v1/{question.path.format(**dict(zip(question.subject, subject, strict=True)))}"
    answer = client.post(path, json=given) if name in POSTED else client.get(path, params=given)
    found = getattr(eco, name)(*subject, **named(question, given))
    assert found.encoded() == answer.content
    assert found.to_dict() == orjson.loads(answer.content)


@pytest.mark.parametrize(
    "name", ["search", "neighbourhood", "gaps", "measure", "sectors", "relations", "changes"]
)
def test_the_command_line_prints_the_same_json(client, daegu_store, name):
    from tests.queries.doors import words_of

    question, subject, given = QUESTIONS[name], SUBJECTS.get(name, ()), REQUIRED.get(name, {})
    path = f"/api/v1/{question.path.format(**dict(zip(question.subject, subject, strict=True)))}"
    code, said, _ = called(daegu_store.address, *words_of(question, subject, given), "--json")
    assert code == 0
    assert said.encode() == client.get(path, params=given).content + b"\n"


@pytest.fixture(scope="module")
def described():
    """The OpenAPI document; made once, since that takes as long as many answers."""
    return document()


def untold(part, place=""):
    """Name every member that a shape does not declare."""
    if isinstance(part, BaseModel):
        yield from (f"{place}.{name}" for name in part.__pydantic_extra__ or {})
        for name in type(part).model_fields:
            yield from untold(getattr(part, name), f"{place}.{name}")
    elif isinstance(part, list):
        for one in part:
            yield from untold(one, f"{place}[]")
    elif isinstance(part, dict):
        for one in part.values():
            yield from untold(one, f"{place}{{}}")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_shape_declares_every_member_of_its_answers_and_of_its_example(eco, name):
    question = QUESTIONS[name]
    answer = getattr(eco, name)(*SUBJECTS.get(name, ()), **named(question, REQUIRED.get(name, {})))
    for told in (answer, question.example):
        assert type(told).model_validate(orjson.loads(told.encoded())).to_dict() == told.to_dict()
        assert list(untold(told)) == []


@pytest.mark.parametrize("name", [name for name, one in QUESTIONS.items() if one.topic != "records"])
def test_the_openapi_document_has_the_shape_and_the_example_of_the_result(described, name):
    question = QUESTIONS[name]
    method = "post" if name in POSTED else "get"
    content = described["paths"][f"/api/v1/{question.path}"][method]["responses"]["200"]["content"][
        "application/json"
    ]
    assert content["schema"]["$ref"].rpartition("/")[2] == question.result.__name__
    assert content["example"] == question.example.to_dict()


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_answer_shows_itself(eco, name):
    answer = getattr(eco, name)(*SUBJECTS.get(name, ()), **named(QUESTIONS[name], REQUIRED.get(name, {})))
    assert repr(answer).startswith("<")
    assert len(repr(answer)) < 150
    assert ": " in repr(answer)
    assert answer._repr_html_().startswith(("<table><caption>", '<svg class="waterfall"'))
    table = answer.to_pandas()
    assert len(table) == len(answer)
    assert len(answer) > 0 or name in NOTHING_TO_REVIEW
    assert ">None<" not in answer._repr_html_()


def test_a_table_has_names_beside_ids_and_sensible_kinds(eco):
    ranked = eco.measure("degree", limit=3).to_pandas()
    assert list(ranked.columns) == ["id", "name_ko", "name_en", "value", "rank"]
    assert list(ranked["id"]) == ["dmi", "daegu-city", "dyetec"]
    assert ranked["name_ko"][0] == "대구기계부품연구원"
    assert ranked["value"].dtype == "float64"
    assert ranked["rank"].dtype == "int64"
    pairs = eco.gaps().to_pandas()
    assert list(pairs.columns[:6]) == ["a", "a_name_ko", "a_name_en", "b", "b_name_ko", "b_name_en"]
    assert isinstance(pairs["verdict"].dtype, pd.CategoricalDtype)
    assert pairs["q"].isna().any()
    assert pairs["q"].dtype == "float64"
    assert pairs["step"].dtype == "int64"
    changes = eco.changes("2017", "2018").to_pandas()
    assert isinstance(changes["relation_predicate"].dtype, pd.CategoricalDtype)
    assert changes["relation_start"].dropna().map(type).eq(str).all()
    assert "relation_subject_name_ko" in changes.columns
    assert eco.aggregate("sector,year").to_pandas()["year"].dtype == "Int64"


def test_what_was_asked_goes_with_a_table(eco):
    assert eco.measure("betweenness", samples=50).to_pandas().attrs["parameters"]["samples"] == 50


def test_a_notebook_says_what_an_ecosystem_holds(eco):
    assert repr(eco) == (
        "<Ecosystem: 989 organisations, 3,227 relations, 913 sources; graph version f2bd416c30119016>"
    )
    assert repr(eco.gaps()) == "<Gaps: 78 pairs, direct, outward; 2 under-connected, 0 over-connected>"


def test_files_are_written_from_a_notebook(eco, tmp_path):
    out = tmp_path / "ties.csv.zip"
    assert eco.export("csv", out, layer="direct") == out
    assert out.read_bytes() == eco.export("csv", layer="direct")


def test_nodes_are_listed_by_kind(eco):
    assert eco.nodes(kind="technology").total == 355
    assert [one.id for one in eco.nodes(kind="organisation", sector="metals", sort="name_ko", limit=2)] == [
        one["id"] for one in eco.organisations(sector="metals", sort="name_ko", limit=2)
    ]
    with pytest.raises(sojae.SojaeError, match="Use one of organisation, technology, programme"):
        eco.nodes(kind="firm")


def test_naming_the_questions_imports_nothing_that_computes():
    heavy = "scipy", "pandas", "igraph", "networkx", "fastapi", "starlette", "pyarrow", "matplotlib"
    code = f"import sys; from queries.registry import questions; questions(); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
