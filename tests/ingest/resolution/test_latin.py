"""Sound is evidence between scripts, never between two names in Latin letters; one shared partner proves nothing."""

from __future__ import annotations

import pytest

from ingest.resolution import Name, settle
from ingest.resolution.batch import between
from ingest.resolution.index import Index
from ingest.resolution.organisations import OrganisationRecord

FACTS = (
    {"city": "Daegu", "sector": "metals", "kind": "company"},
    {"neighbours": frozenset({"hub", "other"})},
    {"neighbours": frozenset({"hub"}), "city": "Daegu"},
)
TWO = [
    ("KIST", "GIST"), ("KIMS", "GIMS"), ("Plant B", "Plant F"), ("Ford", "Port"), ("GE", "KE"), ("LG", "RG"), ("Posco", "Bosco"),
    ("Fine Steel", "Pine Steel"), ("Zeta Chemical", "Jeta Chemical"),
]  # fmt: skip
ONE = [
    ("KYUNGPOOK National University", "Gyeongbuk National Univ."), ("Kijeon College", "Gijeon College"), ("KIJEON COLLEGE", "Gijeon College"),
    ("Kumoh Precision Steel", "Geumo Precision Steel"), ("DS Tech Korea", "DS Tec Korea"),
]  # fmt: skip


def pair(one: str, other: str, **facts: object) -> tuple[OrganisationRecord, OrganisationRecord]:
    return OrganisationRecord("a:1", "a", (Name(one),), **facts), OrganisationRecord(
        "b:1", "b", (Name(other),), **facts
    )


@pytest.mark.parametrize("facts", FACTS, ids=["place and sector", "two partners", "one partner"])
@pytest.mark.parametrize("names", TWO, ids=" / ".join)
def test_latin_names_that_only_sound_alike_are_two_in_every_way_of_asking(names, facts):
    one, other = pair(*names, **facts)
    assert [said.decision for said in settle([one, other], [])] in ([], ["review"])
    for scorer in (None, between):
        assert Index([one]).resolve([other], scorer=scorer)[0].decision in {"new", "review"}


@pytest.mark.parametrize("names", ONE, ids=" / ".join)
def test_spellings_of_one_korean_word_are_one(names):
    one, other = pair(*names, **FACTS[0])
    assert [said.decision for said in settle([one, other], [])] == ["merge"]
    for scorer in (None, between):
        assert Index([one]).resolve([other], scorer=scorer)[0].decision == "merge"


def test_a_latin_name_still_sounds_like_a_korean_one():
    korean = OrganisationRecord(
        "a:1", "a", (Name("한빛나노텍"),), city="Gumi", website="https://hanbit.example"
    )
    latin = OrganisationRecord(
        "b:1", "b", (Name("Hanbit Nanotec"),), city="Gumi", website="https://hanbit.example"
    )
    assert [said.decision for said in settle([korean, latin], [])] == ["merge"]


def test_one_shared_partner_is_no_proof_of_likeness_and_two_are_something():
    near = pair(
        "Advanced Composite Materials", "Advanced Composite Material A", neighbours=frozenset({"hub"})
    )
    assert "merge" not in [said.decision for said in settle(list(near), [])]
