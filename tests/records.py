"""Hand-drawn records: a union with two divisions, an institute, two firms, a technology and where it was read."""

from __future__ import annotations

from graph.model import Alias, Conflict, Organisation, Programme, Record, Relation, Source, Technology

PAPER = Source("s1", "유니언 출범", "매일신문", "2017-06-20", "https://example.org/1")
REPORT = Source("s2", "Institute's report", "Institute", None, "https://example.org/2")
INSTITUTE = Organisation(
    "institute", "대구기계부품연구원", "Daegu Mechatronics & Materials Institute", True, "research_institute", "machinery",
    "moulds; tests", "Daegu", "Dalseo-gu", "2001-10", "https://example.org/institute", ("s1", "s2"),
)  # fmt: skip
FIRM = Organisation(
    "firm", "금속회사", "Metal Firm", False, "company", None, None, None, None, None, None, ("s1",)
)
MILL = Organisation(
    "mill", "섬유회사", "Textile Mill", False, "company", "textiles", None, "Daegu", None, None, None, ("s2",)
)
MOULDING = Technology("moulding", "금형", "Moulding", False, "machinery", None, ("s2",))
UNION = Programme(
    "union",
    "소재 유니언",
    "Materials Union",
    False,
    "union",
    "2017-06-20",
    "2019",
    700_000_000,
    "two divisions",
    ("s1",),
)
DIVISION = Programme(
    "division", "금속 분과", "Metals Division", False, "division", None, None, None, None, ("s1",)
)
DMI = Alias("institute", "DMI", "abbreviation", None, None, ("s1",))
FORMER = Alias("institute", "기계부품연구소", "former_name", "2001", "2009-12-31", ("s2",))
SPECIALIST = Relation(
    "r1", "institute", "SPECIALIST_FOR", "division", "2017-06-20", None, "specialist institute", ("s1",)
)
PART = Relation("r2", "division", "PART_OF", "union", None, None, None, ("s1",))
PARTNERS = Relation("r3", "firm", "COLLABORATES_WITH", "institute", "2018-03", "2019", None, ("s1", "s2"))
DEVELOPS = Relation("r4", "institute", "DEVELOPS", "moulding", None, None, None, ("s2",))
FOUNDED = Conflict(
    "institute", "founded", "2001", ("s1",), "2002", ("s2",), "2001", "the institute's own word"
)

RECORDS: tuple[Record, ...] = (
    PAPER, REPORT, INSTITUTE, FIRM, MILL, MOULDING, UNION, DIVISION, DMI, FORMER, SPECIALIST, PART, PARTNERS, DEVELOPS,
    FOUNDED,
)  # fmt: skip
