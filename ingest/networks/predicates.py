"""Predicates of edges by the words that name them."""

from __future__ import annotations

from graph.vocabulary import Predicate

PREDICATES = {str(predicate): predicate for predicate in Predicate}
DIRECTIONS = frozenset({"directed", "undirected", "mutual"})
SAYING = ("kind", "interaction", "label", "label_e", "type", "relation", "relationship")
"""Attributes other than `predicate` that may hold the type of an edge."""


def predicate_of(text: str) -> Predicate | None:
    """Return the predicate that a word names, in any spelling: “supplies”, “collaborates with”."""
    return PREDICATES.get("_".join(text.replace("-", " ").upper().split()))


def says_predicate(word: str) -> bool:
    """Return whether a word in such an attribute needs no further mention: it names a predicate, or a direction.

    >>> says_predicate("supplies"), says_predicate("Undirected"), says_predicate("친구")
    (True, True, False)
    """
    return word.strip().casefold() in DIRECTIONS or predicate_of(word) is not None
