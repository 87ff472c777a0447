"""Bridging a gap: candidate pairs across two sectors, and current brokers, with the evidence."""

from graph.figures import Quality
from graph.measures.bridges.answer import Bridges, bridges
from graph.measures.bridges.holdout import Holdout, holdout

__all__ = ["Bridges", "Holdout", "Quality", "bridges", "holdout"]
