"""Nodes that a question names, by ids or by names: what was found, what is unknown, what is ambiguous."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from queries.view import View

SURE = frozenset({"identifier", "exact", "alias"})
"""Matches of a name that stand for a node if only one node has them."""


@dataclass(frozen=True, slots=True)
class ChosenNodes:
    """The nodes that a question names.

    Attributes:
        numbers: numbers of the nodes, each once, in the order given.
        missing: ids and names that no node has.
        ambiguous: names that several nodes have → their ids, best first.
    """

    numbers: list[int]
    missing: list[str]
    ambiguous: dict[str, list[str]]


def nodes_named(view: View, ids: Sequence[str], names: Sequence[str]) -> ChosenNodes:
    """Find nodes by ids and names; a name stands for a node only if it is the name or alias of exactly one."""
    index = view.snapshot.index
    numbers = [index[key] for key in ids if key in index]
    missing = [shown(key) for key in ids if key not in index]
    ambiguous: dict[str, list[str]] = {}
    for name in names:
        found = bearers(view, name)
        if len(found) == 1:
            numbers.append(index[found[0]])
        elif found:
            ambiguous[shown(name)] = found
        else:
            missing.append(shown(name))
    return ChosenNodes(list(dict.fromkeys(numbers)), missing, ambiguous)


def shown(key: str) -> str:
    r"""Return an id or name as it can be written: half a character, which JSON lets through, as a question mark.

    >>> shown("dmj\ud800")
    'dmj?'
    """
    return key.encode("utf-8", "replace").decode()


def bearers(view: View, name: str) -> list[str]:
    """Return the ids of the nodes that have a name, best first; an id is its own bearer."""
    if name in view.snapshot.index:
        return [name]
    hits, _ = view.search.find(name, limit=20)
    exact = [hit for hit in hits if hit.match in SURE and same(hit.matched, name)]
    return list(dict.fromkeys(view.snapshot.ids[hit.node] for hit in exact))


def same(one: str, other: str) -> bool:
    """Return whether two names are the same but for case, spaces and legal form."""
    from graph.legal_forms import without_legal_form

    return without_legal_form(one) == without_legal_form(other)
