"""Own attributes: canonical, hashed, kept by both stores, joined when records are one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.attributes import AttributeFault, attribute_faults, attributes_of, attributes_text
from graph.own_fields import own_fields
from graph.schema import check
from graph.snapshot import Snapshot
from graph.versions import digest
from graph.vocabulary import RecordType
from tests.records import PARTNERS, RECORDS
from tests.saying import say

OWN = attributes_text({"직원 수": 120, "등급": "A", "상장": True, "비율": 0.5, "가입": "2018-06"})
FIRM = next(record for record in RECORDS if record.type is RecordType.ORGANISATION)


def test_equal_attributes_are_equal_text_whatever_their_order_and_form():
    assert attributes_text({"b": 2.0, "a": " x ", "none": None, "blank": ""}) == attributes_text(
        {"a": "x", "b": 2}
    )
    assert attributes_text({"a": None}) is None
    assert attributes_of(attributes_text({"a": True, "b": 1})) == {"a": True, "b": 1}


def test_an_attribute_is_part_of_the_content():
    assert digest(replace(FIRM, attributes=OWN)) != digest(FIRM)
    assert digest(replace(PARTNERS, attributes=OWN)) != digest(
        replace(PARTNERS, attributes=attributes_text({"등급": "B"}))
    )


def test_both_stores_keep_them_and_give_the_same_graph_version(store):
    records = [replace(r, attributes=OWN) if r in {FIRM, PARTNERS} else r for r in RECORDS]
    say(store, records)
    snapshot = Snapshot(store)
    assert snapshot.rows[snapshot.index[FIRM.id]][-1] == OWN
    place = snapshot.relations.ids.index(PARTNERS.id)
    assert snapshot.relation_row(place)[-1] == OWN
    shapes = {
        name: field.shape.value for name, field in own_fields(snapshot, RecordType.ORGANISATION).items()
    }
    assert shapes == {"가입": "date", "등급": "text", "비율": "number", "상장": "truth", "직원 수": "number"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "not a JSON object"),
        ("{", "not a JSON object"),
        ('{"a": 1}', "canonical"),
        ('{"a":null}', "a text, a number or a truth value"),
        ('{"a":[1]}', "a text, a number or a truth value"),
        ('{"a,b":1}', "without commas"),
        ('{" a":1}', "1 to 120"),
        ('{"a":"x\\u001b[31m"}', "U+001B"),
    ],
)
def test_what_cannot_be_kept_is_named(text, told):
    faults = list(attribute_faults(text))
    assert any(told in str(fault) for fault in faults), faults
    assert all(isinstance(fault, AttributeFault) for fault in faults)
    assert check(replace(FIRM, attributes=text))


def test_too_many_attributes_are_a_matrix():
    text = attributes_text({f"c{n:03}": n for n in range(201)})
    assert any("at most 200" in str(fault) for fault in attribute_faults(text or ""))
