"""The network as a whole: how dense, near, clustered, robust and clubbish it is, and how that changes from year to year.

Isolates have no say in any figure: how many are listed is the collectors' choice.
"""

from graph.measures.whole.efficiency import Efficiency, global_efficiency
from graph.measures.whole.rich_club import Club, RichClub, rich_club
from graph.measures.whole.robustness import Robustness, robustness
from graph.measures.whole.shape import Shape, shape
from graph.measures.whole.years import MOST_YEARS, beyond, by_year, ties_by_year, years_shown

__all__ = [
    "MOST_YEARS",
    "Club",
    "Efficiency",
    "RichClub",
    "Robustness",
    "Shape",
    "beyond",
    "by_year",
    "global_efficiency",
    "rich_club",
    "robustness",
    "shape",
    "ties_by_year",
    "years_shown",
]
