"""One pair of sectors: what its verdict hangs on, and its course over the years, on the Daegu data."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from queries.errors import Invalid, NotFound

if TYPE_CHECKING:
    from queries.ecosystem import Ecosystem

ROOT = Path(__file__).resolve().parents[2]


def test_the_order_of_the_sectors_does_not_matter(eco: Ecosystem) -> None:
    assert eco.gap("textiles", "metals") == eco.gap("metals", "textiles")


def test_metals_and_textiles_hang_on_one_institute(eco: Ecosystem) -> None:
    found = eco.gap("metals", "textiles", limit=3)
    assert found.lost == ["dyetec"]
    assert [(one.id, one.sector, one.lost) for one in found.drivers] == [
        ("dyetec", "textiles", True), ("ktdi", "textiles", False), ("pomia", "metals", False),
    ]  # fmt: skip
    assert found.left_out > len(found.drivers)
    assert found.pair == next(p for p in eco.gaps().pairs if (p.a, p.b) == ("metals", "textiles"))


def test_the_course_of_both_gaps(eco: Ecosystem) -> None:
    course = {
        other: {year.year: year for year in eco.gap(other, "textiles").course}
        for other in ("metals", "it-electronics")
    }
    metals, it = course["metals"], course["it-electronics"]
    assert (round(metals[2022].expected, 1), round(it[2022].expected, 1)) == (4.9, 4.2)
    assert {metals[2022].verdict, it[2022].verdict} == {"not enough data"}
    assert (round(metals[2024].expected, 1), metals[2024].verdict) == (5.2, "under-connected")
    assert (round(it[2024].expected, 1), round(it[2024].q or 0, 2), it[2024].verdict) == (
        6.1,
        0.07,
        "as expected",
    )
    assert {metals[2026].verdict, it[2026].verdict} == {"under-connected"}


def test_a_year_of_the_course_is_the_table_at_its_end(eco: Ecosystem) -> None:
    found = eco.gap("metals", "textiles", as_of="2024", years=1)
    (year,) = found.course
    row = next(p for p in eco.gaps(as_of="2024").pairs if (p.a, p.b) == ("metals", "textiles"))
    assert (year.year, year.observed, year.verdict) == (2024, row.observed, row.verdict)
    assert year.expected == pytest.approx(row.expected, rel=1e-6)


def test_a_sector_with_itself_only_under_any(eco: Ecosystem) -> None:
    with pytest.raises(Invalid, match="two different sectors, or baseline=any"):
        eco.gap("textiles", "textiles")
    assert eco.gap("textiles", "textiles", baseline="any").pair.observed > 0
    with pytest.raises(NotFound, match="metals"):
        eco.gap("metal", "textiles")


def test_programmes_that_join_both_sectors_are_counted_from_the_table(eco: Ecosystem) -> None:
    with (ROOT / "data/daegu/organisations.csv").open(encoding="utf-8") as file:
        sector = {row["org_id"]: row["sector"] for row in csv.DictReader(file)}
    with (ROOT / "data/daegu/programmes.csv").open(encoding="utf-8") as file:
        programmes = {row["prog_id"]: row for row in csv.DictReader(file)}
    seats: dict[str, set[str]] = defaultdict(set)
    with (ROOT / "data/daegu/relations.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["predicate"] in {"LEADS", "PARTICIPATES_IN", "MEMBER_OF"}:
                seats[row["object_id"]].add(row["subject_id"])
    found = eco.gap("metals", "textiles").programmes
    assert found[0].id == "convergence-innovation-support-group"
    assert (found[0].members_a, found[0].members_b) == (3, 4)
    for one in found:
        counted = [sum(sector.get(m) == s for m in seats[one.id]) for s in ("metals", "textiles")]
        assert counted == [one.members_a, one.members_b]
        assert min(counted) > 0
        assert programmes[one.id]["kind"] in {"project", "mou", "alliance", "union", "division"}
        assert programmes[one.id]["end"] == (one.end or "")
    early = {one.id for one in eco.gap("metals", "textiles", as_of="2012").programmes}
    assert "transport-textile-project" in early
    assert "convergence-innovation-support-group" not in early
