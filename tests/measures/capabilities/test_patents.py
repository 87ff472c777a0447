"""Patents of KIPRIS by subclass, beside what other origins say of the applicants."""

from __future__ import annotations

from contextlib import closing

import pytest

from graph.model import Identifier, Organisation, Relation, Source, Technology
from graph.stores import open_store
from queries.ecosystem import Ecosystem
from tests.saying import say

CITED = ("kipris:patents",)


def technology(subclass, name_ko, name_en):
    return Technology(
        f"ipc:{subclass}", f"{name_ko} ({subclass})", f"{name_en} ({subclass})", False, "metals", None, CITED
    )


@pytest.fixture(scope="module")
def patents(tmp_path_factory):
    """Two applicants in Daegu, one in Gumi, one without a place; two subclasses as KIPRIS gives them, one group of a third origin."""
    firms = [
        Organisation(key, key, key, False, "company", sector, None, city, district, None, None, CITED)
        for key, sector, city, district in (
            ("a", "metals", "Daegu", "Dalseo-gu"), ("b", "metals", "Daegu", None), ("c", "textiles", "Gumi", None), ("d", None, None, None),
        )
    ]  # fmt: skip
    classes = [technology("C22C", "합금", "Alloys"), technology("D06M", "섬유 처리", "Treatment of fibres")]
    group = Technology("battery", "전지", "Battery", False, "energy", None, CITED)
    symbols = [Identifier(key, "ipc", value, None, None, CITED) for key, value in (
        ("ipc:C22C", "C22C"), ("ipc:D06M", "D06M"), ("battery", "H01M 10/05"), ("battery", "H01M 4/13"),
    )]  # fmt: skip
    does = [("a", "ipc:C22C"), ("b", "ipc:C22C"), ("b", "battery"), ("c", "ipc:D06M"), ("d", "ipc:D06M")]
    relations = [
        Relation(f"r{number}", firm, "DEVELOPS", of, "2020", None, None, CITED)
        for number, (firm, of) in enumerate(does)
    ]
    file = tmp_path_factory.mktemp("patents") / "patents.sqlite"
    with closing(open_store(f"sqlite:///{file}")) as store:
        store.prepare()
        source = Source("kipris:patents", "t", "p", None, "https://example.org/")
        say(store, [source, *firms, *classes, group, *symbols, *relations])
        yield Ecosystem(store)


def held(found):
    return {(cell.row, cell.column): cell.count for cell in found.cells if cell.count}


def test_subclasses_are_counted_by_the_sector_of_the_applicant(patents):
    found = patents.capabilities(columns="ipc")
    assert held(found) == {("metals", "C22C"): 2, ("metals", "H01M"): 1, ("textiles", "D06M"): 1}
    assert found.unplaced == 1


def test_and_by_its_city_and_district(patents):
    assert held(patents.capabilities(columns="ipc", rows="city")) == {
        ("daegu", "C22C"): 2, ("daegu", "H01M"): 1, ("gumi", "D06M"): 1,
    }  # fmt: skip
    assert held(patents.capabilities(columns="ipc", rows="district")) == {("daegu-dalseo", "C22C"): 1}


def test_a_subclass_has_the_name_of_its_technology_or_its_symbol(patents):
    found = patents.capabilities(columns="ipc")
    assert [(one.id, one.name_ko) for one in found.column_list] == [
        ("C22C", "합금 (C22C)"), ("D06M", "섬유 처리 (D06M)"), ("H01M", "H01M"),
    ]  # fmt: skip
