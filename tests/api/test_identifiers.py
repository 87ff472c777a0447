"""Numbers of registers stand in answers and exports and are searched by; those of persons do neither."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx2
import pandas as pd
import pytest

from graph.model import Identifier
from graph.stores import open_store
from tests.records import RECORDS
from tests.saying import say
from tests.served import Served, served

if TYPE_CHECKING:
    from collections.abc import Iterator

SOLE_TRADER = "1230100993"
NUMBERS = [
    Identifier("firm", "brn", SOLE_TRADER, None, None, ("s1",)),
    Identifier("firm", "stock_code", "005930", "1975-06-11", None, ("s1", "s2")),
    Identifier("institute", "crn", "1301110006246", None, None, ("s1",)),
    Identifier("institute", "ksic", "10:70113", None, None, ("s2",)),
    Identifier("mill", "brn", SOLE_TRADER, None, None, ("s2",)),
    Identifier("institute", "ror", "040c17130", None, None, ("s2",)),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    address = f"sqlite:///{folder / 'graph.sqlite'}"
    with closing(open_store(address)) as store:
        store.prepare()
        say(store, [*RECORDS, *NUMBERS])
    with served(address, folder) as running:
        yield running


def get(server: Served, path: str) -> httpx2.Response:
    return httpx2.get(f"{server.base}/api/v1{path}")


def test_an_organisation_says_its_numbers_with_their_sources(server):
    found = get(server, "/organisations/institute").json()["identifiers"]
    assert [(one["scheme"], one["value"], one["sources"]) for one in found] == [
        ("crn", "1301110006246", ["s1"]),
        ("ksic", "10:70113", ["s2"]),
        ("ror", "040c17130", ["s2"]),
    ]


def test_the_number_of_a_sole_trader_is_in_no_answer(server):
    firm = get(server, "/organisations/firm").json()
    assert [one["scheme"] for one in firm["identifiers"]] == ["stock_code"]
    assert "identifiers" not in get(server, "/organisations/mill").json()
    assert get(server, f"/search?q={SOLE_TRADER}").json()["total"] == 0


@pytest.mark.parametrize("form", ["csv&part=nodes", "ndjson", "jsonld"])
def test_the_number_of_a_sole_trader_is_in_no_export(server, form):
    body = get(server, f"/export?format={form}&layer=facts").text
    assert "005930" in body
    assert SOLE_TRADER not in body


def test_a_column_of_a_parquet_table_has_the_numbers(server):
    body = get(server, "/export?format=parquet&part=nodes&layer=facts").content
    firm = pd.read_parquet(io.BytesIO(body)).set_index("id").loc["firm"]
    assert list(firm["identifiers"]) == ["stock_code:005930"]


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("130111-0006246", "institute"),
        ("1301110006246", "institute"),
        ("https://ror.org/040c17130", "institute"),
        ("005930", "firm"),
        ("A005930", "firm"),
    ],
)
def test_a_node_is_found_by_its_number_however_it_is_written(server, text, node):
    first = get(server, f"/search?q={quote(text)}").json()["results"][0]
    assert (first["node"]["id"], first["match"], first["score"]) == (node, "identifier", 1.0)


def test_a_class_is_no_number_of_a_body(server):
    hits = get(server, "/search?q=10:70113").json()["results"]
    assert "identifier" not in [hit["match"] for hit in hits]


def test_exports_of_records_say_the_numbers(server):
    lines = get(server, "/export?format=ndjson&layer=facts").text.splitlines()
    assert '"identifiers":[{"scheme":"crn","value":"1301110006246"' in next(
        line for line in lines if '"id":"institute"' in line
    )
    table = get(server, "/export?format=csv&part=nodes&layer=facts").text
    assert "crn:1301110006246;ksic:10:70113;ror:040c17130" in table
    linked = get(server, "/export?format=jsonld&layer=facts").json()["@graph"]
    institute = next(entry for entry in linked if entry["@id"] == "node:institute")
    assert {"@type": "PropertyValue", "scheme": "ror", "value": "040c17130"} in institute["registered"]


def test_identifiers_are_a_list_and_an_export_without_those_of_sole_traders(server):
    found = get(server, "/identifiers").json()
    listed = [(one["node"], one["scheme"], one["value"], one["sources"]) for one in found["results"]]
    assert listed == [
        ("firm", "stock_code", "005930", ["s1", "s2"]),
        ("institute", "crn", "1301110006246", ["s1"]),
        ("institute", "ksic", "10:70113", ["s2"]),
        ("institute", "ror", "040c17130", ["s2"]),
    ]
    assert get(server, "/identifiers?scheme=!crn,ksic&node.kind=organisation").json()["total"] == 2
    assert get(server, f"/identifiers?value={SOLE_TRADER}").json()["total"] == 0
    assert get(server, f"/identifiers?q={SOLE_TRADER}").json()["total"] == 0
    lines = get(server, "/export?format=csv&part=identifiers").text.splitlines()
    assert lines[0].removeprefix("\ufeff") == "node,scheme,value,valid_from,valid_until,sources"
    assert lines[1] == "firm,stock_code,005930,1975-06-11,,s1;s2"
    assert len(lines) == 5
    table = pd.read_parquet(io.BytesIO(get(server, "/export?format=parquet&part=identifiers").content))
    assert list(table["value"]) == [value for _, _, value, _ in listed]
