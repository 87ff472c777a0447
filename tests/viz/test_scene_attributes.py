"""Own attributes in scenes: values where a picture can show them, names where it cannot, nothing where there are none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import orjson
import pytest

from graph.attributes import Value, attributes_text
from graph.model import Organisation
from graph.snapshot import Snapshot
from tests.records import RECORDS
from tests.saying import say
from viz import scene_attributes
from viz.scene import scene

if TYPE_CHECKING:
    from graph.store import Store

FIRMS = [record for record in RECORDS if isinstance(record, Organisation)]


def told(store: Store, *own: dict[str, Value | None]) -> Snapshot:
    given = {firm.id: attributes_text(values) for firm, values in zip(FIRMS, own, strict=False)}
    say(
        store, [replace(r, attributes=given.get(r.id)) if isinstance(r, Organisation) else r for r in RECORDS]
    )
    return Snapshot(store)


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_each_node_has_the_place_of_its_value_in_the_column(store: Store) -> None:
    snapshot = told(store, {"등급": "B", "직원": 12, "상장": True}, {"등급": "A", "가입": "2018-06"})
    drawn = orjson.loads(scene(snapshot, isolates=True).as_json())
    ids = [node["id"] for node in drawn["nodes"]]
    found = {one["name"]: one for one in drawn["attributes"]}
    assert {name: one["shape"] for name, one in found.items()} == {
        "가입": "date",
        "등급": "text",
        "상장": "truth",
        "직원": "number",
    }
    values = {
        name: {node: one["values"][code] for node, code in zip(ids, one["codes"], strict=True) if code >= 0}
        for name, one in found.items()
    }
    first, second = FIRMS[0].id, FIRMS[1].id
    assert values == {
        "가입": {second: "2018-06"},
        "등급": {first: "B", second: "A"},
        "상장": {first: True},
        "직원": {first: 12},
    }


def test_data_without_own_attributes_have_none(daegu: Snapshot) -> None:
    assert scene(daegu).attributes == ()


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_remarks_and_columns_beyond_the_limit_are_only_named(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene_attributes, "MOST_TEXTS", 1)
    monkeypatch.setattr(scene_attributes, "MOST_ENTRIES", 3 * len(FIRMS) - 1)
    rows: list[dict[str, Value | None]] = [
        {"a": "x", "b": number, "c": number, "remark": f"r{number}"} for number in range(len(FIRMS))
    ]
    found = scene(told(store, *rows), isolates=True).attributes
    listed = {one.name: len(one.codes) for one in found}
    assert listed == {"a": len(FIRMS), "b": len(FIRMS), "c": 0, "remark": 0}
    assert {one.name: one.distinct for one in found}["remark"] == len(FIRMS)
