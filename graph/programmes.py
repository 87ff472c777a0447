"""Programmes: their members with roles, their divisions, and the number of members that sources report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.model import COLUMNS
from graph.relations import PREDICATES
from graph.snapshot import KINDS
from graph.vocabulary import Kind, OrganisationKind, Predicate, ProgrammeKind, RecordType

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int32]

PROGRAMME = COLUMNS[RecordType.PROGRAMME]
PROGRAMME_KIND, START = PROGRAMME.index("programme_kind"), PROGRAMME.index("start")
MEMBERS_TOLD = PROGRAMME.index("members_told")
ORGANISATION_KIND = COLUMNS[RecordType.ORGANISATION].index("organisation_kind")
LEADING = (Predicate.LEADS, Predicate.OPERATES)
JOINING = (Predicate.PARTICIPATES_IN, Predicate.MEMBER_OF)


def members_told(snapshot: Snapshot, programme: int) -> int | None:
    """Return how many members the sources report, whoever of them is named here; None where none does."""
    value = snapshot.rows[programme][MEMBERS_TOLD]
    return None if value is None else int(value)


def programmes_of(snapshot: Snapshot, kinds: Collection[str] | None = None) -> Ints:
    """Return the node numbers of the programmes (of these kinds) with a known start, ascending."""
    known = np.flatnonzero(snapshot.kinds == KINDS.index(Kind.PROGRAMME)).tolist()
    rows = snapshot.rows
    chosen = [
        node
        for node in known
        if rows[node][START] is not None and (kinds is None or rows[node][PROGRAMME_KIND] in kinds)
    ]
    return np.array(chosen, np.int32)


def divisions_of(snapshot: Snapshot, programme: int) -> Ints:
    """Return the node numbers of the divisions that are part of a programme, ascending."""
    relations = snapshot.relations
    part = (relations.predicate == PREDICATES.index(Predicate.PART_OF)) & (relations.object == programme)
    division = [
        node
        for node in np.unique(relations.subject[part]).tolist()
        if snapshot.kind(node) is Kind.PROGRAMME
        and snapshot.rows[node][PROGRAMME_KIND] == ProgrammeKind.DIVISION
    ]
    return np.array(division, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """The organisations of a programme and of its divisions.

    Attributes:
        programme: node number; divisions: those of its divisions.
        nodes: int32, node numbers of the members, ascending and distinct.
        roles: the predicate of each member, the leading role first.
        relations: numbers of the relations that make each one a member.
        division: int32, position in `divisions` of the first division of each member; −1 for none.
    """

    programme: int
    divisions: Ints
    nodes: Ints
    roles: tuple[Predicate, ...]
    relations: tuple[tuple[int, ...], ...]
    division: Ints

    def __len__(self) -> int:
        return len(self.nodes)

    def companies(self, snapshot: Snapshot) -> int:
        """Count the companies among the members."""
        rows = snapshot.rows
        return sum(rows[node][ORGANISATION_KIND] == OrganisationKind.COMPANY for node in self.nodes.tolist())


def members_of(snapshot: Snapshot, programme: int, *, leading: bool = True) -> Members:
    """Find the members of a programme and of its divisions.

    Members LEAD, OPERATE, PARTICIPATE_IN or are a MEMBER_OF the programme or one of its parts of kind `division`; parts of
    other kinds (events, funds) do not count.

    Args:
        snapshot: the records.
        programme: node number.
        leading: whether LEADS and OPERATES make a member.
    """
    relations = snapshot.relations
    divisions = divisions_of(snapshot, programme)
    wanted = (*LEADING, *JOINING) if leading else JOINING
    rank = np.full(len(PREDICATES), len(wanted))
    for order, predicate in enumerate(wanted):
        rank[PREDICATES.index(predicate)] = order
    whole = np.isin(relations.object, np.append(divisions, programme))
    organisation = snapshot.kinds[relations.subject] == KINDS.index(Kind.ORGANISATION)
    numbers = np.flatnonzero(whole & organisation & (rank[relations.predicate] < len(wanted)))
    subject, role = relations.subject[numbers], rank[relations.predicate[numbers]]
    place = np.full(len(snapshot.ids), -1, np.int32)
    place[divisions] = np.arange(len(divisions), dtype=np.int32)
    within = place[relations.object[numbers]]
    nodes = np.unique(subject)
    roles: list[Predicate] = []
    proofs: list[tuple[int, ...]] = []
    division: list[int] = []
    for node in nodes.tolist():
        own = subject == node
        roles.append(wanted[int(role[own].min())])
        proofs.append(tuple(numbers[own].tolist()))
        inside = within[own]
        division.append(int(inside[inside >= 0].min(initial=len(divisions))))
    joined = np.array(division, np.int32)
    joined[joined == len(divisions)] = -1
    return Members(programme, divisions, nodes, tuple(roles), tuple(proofs), joined)
