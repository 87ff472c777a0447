"""Evaluation of programmes: ties among members before and after the start, without echo, with guards."""

from graph.measures.evaluation.pooled import Pooled, pooled
from graph.measures.evaluation.programme import evaluate
from graph.measures.evaluation.result import Evaluation
from graph.measures.evaluation.sentences import LIMITS
from graph.measures.evaluation.setting import NotEvaluable

__all__ = ["LIMITS", "Evaluation", "NotEvaluable", "Pooled", "evaluate", "pooled"]
