"""A table has the columns and types of its rows even where none was found, or none of them has a value."""

from __future__ import annotations

import pandas as pd
import pytest

from graph.fields import FIELDS
from graph.vocabulary import RecordType
from queries.record import COLLECTIONS
from queries.registry import questions
from tests.queries.doors import REQUIRED, SUBJECTS

pytestmark = pytest.mark.filterwarnings("ignore:.* rows. give limit")

NOWHERE = {"since": "2100", "undated": "drop"}


def same_columns(empty, full):
    assert list(empty.columns) == list(full.columns)
    for column in full.columns:
        here, there = empty[column].dtype, full[column].dtype
        if isinstance(there, pd.CategoricalDtype):
            assert isinstance(here, pd.CategoricalDtype), column
            assert here.categories.dtype == there.categories.dtype, column
        else:
            assert here == there or {str(here), str(there)} <= {"int64", "Int64"}, column


@pytest.mark.parametrize(
    ("empty", "full"),
    [
        (lambda eco: eco.neighbourhood("dmi", **NOWHERE), lambda eco: eco.neighbourhood("dmi")),
        (
            lambda eco: eco.relations(predicate="SUPPLIES", **NOWHERE),
            lambda eco: eco.relations(predicate="SUPPLIES"),
        ),
        (lambda eco: eco.aggregate("sector,year", **NOWHERE), lambda eco: eco.aggregate("sector,year")),
        (lambda eco: eco.changes("1800", "1801"), lambda eco: eco.changes("2017", "2018")),
        (lambda eco: eco.organisations(city="Nowhere"), lambda eco: eco.organisations()),
        (lambda eco: eco.programmes(id="none"), lambda eco: eco.programmes()),
        (lambda eco: eco.technologies(id="none"), lambda eco: eco.technologies()),
        (lambda eco: eco.sources(id="none"), lambda eco: eco.sources()),
        (
            lambda eco: eco.organisations(city="Nowhere", fields="name_ko,founded,degree,sources.publisher"),
            lambda eco: eco.organisations(fields="name_ko,founded,degree,sources.publisher"),
        ),
        (
            lambda eco: eco.relations(id="none", fields="start,weight,subject.name_ko,predicate"),
            lambda eco: eco.relations(fields="start,weight,subject.name_ko,predicate"),
        ),
    ],
)
def test_a_table_without_rows_has_the_columns_of_one_with_rows(eco, empty, full):
    found = empty(eco).to_pandas()
    assert len(found) == 0
    same_columns(found, full(eco).to_pandas())


def test_a_search_without_results_has_the_columns_of_every_kind_of_node(eco):
    found = eco.search("zzzzqqqq").to_pandas()
    assert len(found) == 0
    assert {"id", "kind", "name_ko", "sector", "programme_kind", "matched", "score"} <= set(found.columns)
    assert found["score"].dtype == "float64"


def test_a_path_that_does_not_exist_has_its_columns(eco):
    found = eco.paths("dmi", "dyetec", **NOWHERE).to_pandas()
    assert list(found.columns) == ["length", "cost", "nodes", "relations", "steps"]
    assert found["length"].dtype == "int64"


@pytest.mark.parametrize("name", questions())
def test_an_answer_declares_the_columns_of_its_table(eco, name):
    fields, required = questions()[name].parameters.model_fields, REQUIRED.get(name, {})
    given = {
        next((key for key, f in fields.items() if f.alias == asked), asked): v
        for asked, v in required.items()
    }
    answer = getattr(eco, name)(*SUBJECTS.get(name, ()), **given)
    if answer.table:  # otherwise the one row is the record itself
        assert set(answer.to_pandas().columns) <= set(answer.columns())


@pytest.mark.parametrize(("name", "record_type"), COLLECTIONS.items())
def test_a_page_has_the_fields_of_its_records(eco, name, record_type):
    columns = [column for column in getattr(eco, name)(limit=5).to_pandas().columns if "_name_" not in column]
    assert columns == [name for name in FIELDS[record_type] if name != "attributes"]  # each is a column


def test_a_column_without_values_has_the_type_that_it_would_have_with_them(eco):
    text = eco.relations(limit=1000).to_pandas()["start"].dtype
    undated = eco.relations(has_start="false", has_detail="false", limit=5).to_pandas()
    assert undated["start"].isna().all()
    assert undated["start"].dtype == undated["detail"].dtype == text == pd.Series(["2018"]).dtype
    unfunded = eco.programmes(has_budget_krw="false", limit=5)
    assert unfunded.to_pandas()["budget_krw"].dtype == "Int64"
    chosen = eco.programmes(has_budget_krw="false", fields="budget_krw,start", limit=5).to_pandas()
    assert chosen["budget_krw"].dtype == "Int64"
    assert str(RecordType.PROGRAMME) == unfunded[0].kind


RECORDS = pd.DataFrame(
    {
        "name": ["다이텍연구원", "대구기계부품연구원", None],
        "name_en": [None, float("nan"), "Daegu Technopark"],
        "founded": [1994, float("nan"), 1998],
        "city": pd.array(["Daegu", pd.NA, "Daegu"], dtype="string"),
    }
)


def test_blank_cells_of_a_table_are_blank(eco):
    rows = RECORDS.to_dict("records")
    found = eco.resolve(rows)
    plain = [
        {"name": "다이텍연구원", "founded": "1994", "city": "Daegu"},
        {"name": "대구기계부품연구원"},
        {"name_en": "Daegu Technopark", "founded": "1998", "city": "Daegu"},
    ]
    assert found == eco.resolve(plain)
    assert found[1].entity_id == "dmi"
    assert found[0].entity_id == "dyetec"
    assert eco.resolve(row for row in rows) == found
    assert (
        eco.resolve([{"name": "다이텍연구원", "website": pd.NaT, "founded": pd.Timestamp("1994-01-01")}])[
            0
        ].entity_id
        == "dyetec"
    )
