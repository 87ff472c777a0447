"""What to do about a gap: named pairs who could bridge two sectors, and who already does, with the evidence."""

from graph.measures.bridges.answer import Bridges, bridges
from graph.measures.bridges.holdout import Holdout, holdout
from graph.measures.bridges.quality import Quality

__all__ = ["Bridges", "Holdout", "Quality", "bridges", "holdout"]
