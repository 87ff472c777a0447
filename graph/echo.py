"""Echo: relations between members of a programme that rest on the same sources as the programme itself.

When an article reports that a programme starts and names its members as partners, the ties between them are not a result of
the programme: they are the report of the programme. On the bundled data 164 of the 187 ties that member pairs began within
three years of the start are such an echo (docs/reference/measures/evaluation.md).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import table_of
from graph.evidence import predicate_mask
from graph.vocabulary import AFFILIATION_PREDICATES, RecordType

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Bools = npt.NDArray[np.bool_]


class Scope(StrEnum):
    """Whose sources make an echo: those of the memberships, or those of every relation that touches the programme."""

    MEMBERSHIP = "membership"
    TOUCHING = "touching"


def relations_about(snapshot: Snapshot, programmes: Collection[int], scope: Scope) -> Bools:
    """Return a mask of the relations about these programmes (node numbers).

    `MEMBERSHIP`: LEADS, PARTICIPATES_IN and MEMBER_OF one of them; `TOUCHING`: every relation with one of them at an end, thus also
    PART_OF, FUNDS and others.
    """
    relations = snapshot.relations
    chosen = np.zeros(len(snapshot.ids), bool)
    chosen[list(programmes)] = True
    if scope is Scope.MEMBERSHIP:
        joining: Bools = predicate_mask(snapshot, AFFILIATION_PREDICATES) & chosen[relations.object]
        return joining
    touching: Bools = chosen[relations.subject] | chosen[relations.object]
    return touching


def echo_of(snapshot: Snapshot, programmes: Collection[int], scope: Scope = Scope.TOUCHING) -> Bools:
    """Return a mask of the relations that share a source with a relation about these programmes.

    A relation without sources is not echo. The relations about the programmes are themselves in the mask.

    Args:
        snapshot: the records.
        programmes: node numbers, for instance of a programme and its divisions.
        scope: whose sources count.

    Returns:
        bool, one entry per relation of the snapshot.
    """
    cited = table_of(snapshot, RecordType.RELATION).column("sources")
    about = relations_about(snapshot, programmes, scope)
    shared = np.zeros(len(cited.values), bool)
    shared[cited.codes[about[cited.owners]]] = True
    return cited.having(shared)
