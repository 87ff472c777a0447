"""A decision of a person is settled on the comparison that is known, with the result of a whole settlement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import SameAs
from graph.vocabulary import Decider, Identity
from ingest.resolution.compared import LATEST, compared_once
from ingest.resolution.settling import settlement
from tests.ingest.resolution.corpus import corpus


@pytest.fixture(scope="module")
def records():
    made = corpus(3, firms=250, listed=150)
    return [*made.register, *made.lists]


def verdict(same: SameAs, decision: str) -> SameAs:
    return SameAs(same.a, same.b, Decider.PERSON, decision, None, (), ())


def test_each_verdict_leads_to_what_a_whole_settlement_leads_to(records):
    known = compared_once(records)
    before = settlement(records, [], known).statements
    merges = [same for same in before if same.decision == Identity.MERGE][:3]
    reviews = [same for same in before if same.decision == Identity.REVIEW][:3]
    assert len(merges) == len(reviews) == 3
    held: list[SameAs] = []
    for same, decision in [
        *((one, Identity.SPLIT) for one in merges), *((one, Identity.MERGE) for one in reviews),
    ]:  # fmt: skip
        held.append(verdict(same, str(decision)))
        again, whole = settlement(records, held, compared_once(records)), settlement(records, held)
        assert compared_once(records) is known
        assert again.statements == whole.statements != before
        assert again.namesakes == whole.namesakes
    assert settlement(records, [], compared_once(records)).statements == before  # all are withdrawn


def test_the_order_of_records_does_not_compare_them_again(records):
    assert compared_once(records[::-1]) is compared_once(records)


def test_a_record_that_changed_is_compared_again(records):
    known = compared_once(records)
    changed = [replace(records[0], city="Seoul", district=None), *records[1:]]
    again = compared_once(changed)
    assert again is not known
    assert list(LATEST) == [again]
    assert settlement(changed, [], again).statements == settlement(changed, []).statements
