"""Predicates of edges by the words that name them."""

from __future__ import annotations

from graph.vocabulary import Predicate

PREDICATES = {str(predicate): predicate for predicate in Predicate}
SAYING = ("kind", "interaction", "label", "label_e")
"""Attributes other than `predicate` that may hold the type of an edge."""


def predicate_of(text: str) -> Predicate | None:
    """Return the predicate that a word names, in any spelling: “supplies”, “collaborates with”."""
    return PREDICATES.get("_".join(text.replace("-", " ").upper().split()))
