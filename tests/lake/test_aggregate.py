"""Counts by one or two fields are those of the snapshot, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import sojae
from queries.errors import Invalid

if TYPE_CHECKING:
    from pathlib import Path

    from queries.ecosystem import Ecosystem

ASKED: list[dict[str, Any]] = [
    {"group_by": "sector,other_sector"},
    {"group_by": "sector,other_sector", "predicates": "SUPPLIES", "as_of": "2018-06"},
    {"group_by": "predicate,year", "undated": "drop", "since": "2010"},
    {"group_by": "subject_organisation_kind,object_programme_kind"},
    {"group_by": "sphere,city", "kinds": "organisation"},
    {"group_by": "kind", "sectors": "metals,textiles"},
    {"group_by": "other_sphere,sector", "limit": 7},
    {"group_by": "kind,year", "metric": "nodes"},
    {"group_by": "sector,city", "metric": "nodes", "kinds": "organisation"},
]


@pytest.mark.parametrize("given", ASKED, ids=lambda given: "-".join(map(str, given.values())))
def test_the_counts_are_those_of_the_snapshot(
    lake_folder: Path, eco: Ecosystem, given: dict[str, Any]
) -> None:
    with sojae.lake(lake_folder) as lake:
        found, expected = lake.aggregate(**given), eco.aggregate(**given)
        assert found.to_dict() == expected.to_dict()
        assert found.records > 0
        if found.next:
            more = {**given, "cursor": found.next}
            assert lake.aggregate(**more).to_dict() == eco.aggregate(**more).to_dict()


def test_what_needs_the_graph_in_memory_is_refused(lake_folder: Path) -> None:
    with sojae.lake(lake_folder) as lake:
        with pytest.raises(Invalid, match="“publisher” is not a field of relations"):
            lake.aggregate("publisher")
        with pytest.raises(Invalid, match="nodes have no predicate or period"):
            lake.aggregate("sector", metric="nodes", as_of="2020")
