"""The network as a whole: density, efficiency, transitivity, robustness and rich club, and their change over the years.

Isolates are ignored in all figures, since their number depends on the data collection.
"""

from graph.measures.whole.efficiency import Efficiency, global_efficiency
from graph.measures.whole.rich_club import RichClub, rich_club
from graph.measures.whole.robustness import Robustness, robustness
from graph.measures.whole.shape import shape
from graph.measures.whole.years import MOST_YEARS, beyond, by_year, ties_by_year, years_shown

__all__ = [
    "MOST_YEARS",
    "Efficiency",
    "RichClub",
    "Robustness",
    "beyond",
    "by_year",
    "global_efficiency",
    "rich_club",
    "robustness",
    "shape",
    "ties_by_year",
    "years_shown",
]
