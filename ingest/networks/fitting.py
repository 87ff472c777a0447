"""Whether the ties of a network fit the kind that an option gives its nodes; if none does, the file is refused before it is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.schema import JOINS
from graph.vocabulary import Kind, Predicate
from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

SEVERAL = {Kind.ORGANISATION: "organisations", Kind.PROGRAMME: "programmes", Kind.TECHNOLOGY: "technologies"}


def check_fit(
    label: str, kind: Kind | None, nodes: Collection[str], ties: Iterable[tuple[str, str, str]]
) -> None:
    """Refuse a network of whose ties every one joins two nodes of a kind that its predicate does not join.

    Args:
        label: the file.
        kind: that of nodes without one of their own.
        nodes: ids of these nodes.
        ties: subject, predicate and object of each.

    Raises:
        OriginError: it is so.
    """
    if kind is None:
        return
    predicates: dict[str, None] = {}
    for subject, predicate, target in ties:
        if subject not in nodes or target not in nodes or (kind, kind) in JOINS[Predicate(predicate)]:
            return
        predicates[predicate] = None
    if predicates:
        raise OriginError(f"{label}: items={kind}: {reason(kind, Predicate(next(iter(predicates))))}")


def reason(kind: Kind, predicate: Predicate) -> str:
    """Return why a predicate does not fit nodes of a kind, and what does.

    >>> print(reason(Kind.PROGRAMME, Predicate.SUPPLIES).partition(": ")[0])
    SUPPLIES joins organisation → organisation, and only PART_OF and ALIGNED_WITH join programmes
    >>> reason(Kind.ORGANISATION, Predicate.LEADS)[:73]
    'LEADS joins organisation → programme: choose predicate=COLLABORATES_WITH '
    """
    joins = f"{predicate} joins {' or '.join(sorted(f'{a} → {b}' for a, b in JOINS[predicate]))}"
    fitting = [str(one) for one in Predicate if (kind, kind) in JOINS[one]]
    if not fitting:
        return (
            f"{joins}, and no predicate joins {SEVERAL[kind]}:"
            f" nodes of another domain are best read as organisations (items={Kind.ORGANISATION})"
        )
    others = f" (or {', '.join(fitting[1:])})" if fitting[1:] else ""
    remedy = f"choose predicate={fitting[0]}{others}"
    if kind is Kind.ORGANISATION:
        return f"{joins}: {remedy}"
    return (
        f"{joins}, and only {' and '.join(fitting)} join {SEVERAL[kind]}: {remedy},"
        f" or items={Kind.ORGANISATION} for nodes of another domain"
    )
