"""Under-connected sectors: pairs with fewer ties than expected by chance, with significance, power and coverage."""

from graph.measures.gaps.gaps import find_gaps
from graph.measures.gaps.result import GapTable, PairGap, Verdict
from graph.measures.gaps.sentences import say_pair
from graph.measures.gaps.table import SectorGaps, sector_gaps
from graph.measures.gaps.ties import Baseline, Ecosystem, Method, ecosystem, gap_layer

__all__ = [
    "Baseline",
    "Ecosystem",
    "GapTable",
    "Method",
    "PairGap",
    "SectorGaps",
    "Verdict",
    "ecosystem",
    "find_gaps",
    "gap_layer",
    "say_pair",
    "sector_gaps",
]
