"""What-if: alliances, ties and removals applied to a copy of the network's arrays; nothing is stored."""

from graph.measures.scenario.changes import Alliance, Changes, changed, open_pairs, tied_pairs
from graph.measures.scenario.draws import Outcome, draw_outcomes, ties_to_leave
from graph.measures.scenario.rates import Rate, fixed_rate, past_rate
from graph.measures.scenario.whole import WholeChange, whole_change

__all__ = [
    "Alliance",
    "Changes",
    "Outcome",
    "Rate",
    "WholeChange",
    "changed",
    "draw_outcomes",
    "fixed_rate",
    "open_pairs",
    "past_rate",
    "tied_pairs",
    "ties_to_leave",
    "whole_change",
]
