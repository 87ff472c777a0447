"""Predicates of edges by the words that name them."""

from __future__ import annotations

from graph.vocabulary import Predicate
from ingest.networks.items import Written

PREDICATES = {str(predicate): predicate for predicate in Predicate}
DIRECTIONS = frozenset({"directed", "undirected", "mutual"})
SAYING = ("kind", "interaction", "label", "label_e", "type", "relation", "relationship")
"""Attributes other than `predicate` that may hold the type of an edge."""


def predicate_of(text: str) -> Predicate | None:
    """Return the predicate that a word names, in any spelling: “supplies”, “collaborates with”."""
    return PREDICATES.get("_".join(text.replace("-", " ").upper().split()))


def relation_data(name: str) -> list[tuple[str, str]]:
    """Return the name of a relation as an attribute of its ties: a predicate, else a detail, which keeps relations apart.

    >>> relation_data("supplies"), relation_data("helps"), relation_data("")
    ([('label', 'supplies')], [('detail', 'helps')], [])
    """
    if not name:
        return []
    return [("label" if predicate_of(name) else "detail", Written(name))]


def says_predicate(word: str) -> bool:
    """Return whether a word in such an attribute needs no further mention: it names a predicate, or a direction.

    >>> says_predicate("supplies"), says_predicate("Undirected"), says_predicate("친구")
    (True, True, False)
    """
    return word.strip().casefold() in DIRECTIONS or predicate_of(word) is not None
