"""The settings in which answers from a lake are compared with those in memory."""

from __future__ import annotations

from graph.evidence import Period
from graph.vocabulary import Undated

EIGHT = [
    ("direct", "outward", Period()),
    ("direct", "any", Period()),
    ("direct", "outward", Period(as_of="2020")),
    ("direct", "any", Period(as_of="2018-06", undated=Undated.DROP)),
    ("direct", "outward", Period(since="2019-03")),
    ("direct", "outward", Period(as_of="1990", undated=Undated.DROP)),
    ("all", "outward", Period(as_of="2018-06", undated=Undated.DROP)),
    ("all", "any", Period(since="2015", as_of="2019-12-31")),
]
"""Layer, baseline, and period: partial dates, periods that select nothing, undated relations dropped."""
EMPTY = ("direct", "outward", Period(since="2030", undated=Undated.DROP))
