"""Features of untied pairs: common partners, programmes, technologies, place, activity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.evidence import predicate_mask, shared_mask
from graph.model import COLUMNS
from graph.snapshot import KINDS
from graph.vocabulary import DIRECT_PREDICATES, Kind, Layer, RecordType

if TYPE_CHECKING:
    import numpy.typing as npt
    from scipy import sparse

    from graph.snapshot import Snapshot

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

FEATURES = ("common partner", "shared programme", "shared technology", "same district", "both active")
DISTRICT = COLUMNS[RecordType.ORGANISATION].index("district")
BLOCK = 20_000


@dataclass(frozen=True, slots=True)
class Past:
    """The features of organisations from part of the relations: one matrix per kind of shared item.

    Attributes:
        nodes: int64, snapshot numbers of all organisations; positions here are the row numbers.
        partners: n × n, 1 for a direct tie.
        programmes, technologies: n × items, 1 for taking part in one.
        district: int64, number of the district; −1 where unknown.
    """

    nodes: Ints
    partners: sparse.csr_array
    programmes: sparse.csr_array
    technologies: sparse.csr_array
    district: Ints

    @property
    def degrees(self) -> Floats:
        """Number of direct partners (float64, shape n)."""
        return np.asarray(self.partners.sum(axis=1), np.float64).ravel()


def past_of(snapshot: Snapshot, keep: Bools) -> Past:
    """Build the features from these relations only.

    Args:
        snapshot: the records.
        keep: bool mask over the relations of the snapshot.
    """
    nodes = np.flatnonzero(snapshot.kinds == KINDS.index(Kind.ORGANISATION))
    place = np.full(len(snapshot.ids), -1, np.int64)
    place[nodes] = np.arange(len(nodes))
    relations = snapshot.relations
    ties = np.flatnonzero(keep & predicate_mask(snapshot, DIRECT_PREDICATES))
    a, b = place[relations.subject[ties]], place[relations.object[ties]]
    partners = ones(np.concatenate((a, b)), np.concatenate((b, a)), (len(nodes), len(nodes)))
    parts = [
        ones(
            place[relations.subject[found]],
            relations.object[found].astype(np.int64),
            (len(nodes), len(place)),
        )
        for found in (
            np.flatnonzero(shared_mask(snapshot, layer, keep))
            for layer in (Layer.AFFILIATION, Layer.TECHNOLOGY)
        )
    ]
    return Past(nodes, partners, parts[0], parts[1], districts(snapshot, nodes))


def ones(rows: Ints, columns: Ints, shape: tuple[int, int]) -> sparse.csr_array:
    """Build a matrix of zeros and ones; duplicates count once."""
    from scipy import sparse

    matrix = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix


def districts(snapshot: Snapshot, nodes: Ints) -> Ints:
    """Number the districts, ignoring text in brackets (an estate); several districts count as unknown."""
    names: dict[str, int] = {}
    found: list[int] = []
    for node in nodes.tolist():
        text = snapshot.rows[node][DISTRICT]
        name = None if text is None or ";" in text else text.partition("(")[0].strip() or None
        found.append(-1 if name is None else names.setdefault(name, len(names)))
    return np.array(found, np.int64)


def rarity(matrix: sparse.csr_array) -> Floats:
    """Return the weight of each column: 1 over the number of its members, as in resource allocation."""
    members = np.asarray(matrix.sum(axis=0), np.float64).ravel()
    return np.divide(1.0, members, out=np.zeros_like(members), where=members > 0)


def features(past: Past, first: Ints, second: Ints) -> Floats:
    """Compute the features of each pair.

    Returns:
        float64, pairs × `FEATURES`, all ≥ 0: resource allocation Σ 1/k_w over common partners (Zhou, Lü & Zhang 2009,
        doi:10.1140/epjb/e2009-00335-8); the same over common programmes; weighted Jaccard of technologies, rare ones
        counting more; 1 for the same district; log(1 + k_i) + log(1 + k_j).
    """
    table = np.zeros((len(first), len(FEATURES)))
    rare = rarity(past.technologies)
    load = past.technologies @ rare
    by_partner, by_programme = rarity(past.partners), rarity(past.programmes)
    active = np.log1p(past.degrees)
    for start in range(0, len(first), BLOCK):
        part = slice(start, start + BLOCK)
        i, j = first[part], second[part]
        table[part, 0] = common(past.partners, i, j, by_partner)
        table[part, 1] = common(past.programmes, i, j, by_programme)
        shared = common(past.technologies, i, j, rare)
        either = load[i] + load[j] - shared
        table[part, 2] = np.divide(shared, either, out=np.zeros_like(shared), where=either > 0)
        table[part, 3] = (past.district[i] == past.district[j]) & (past.district[i] >= 0)
        table[part, 4] = active[i] + active[j]
    return table


def common(matrix: sparse.csr_array, first: Ints, second: Ints, weight: Floats) -> Floats:
    """Sum the weights of the columns shared by the two rows of each pair."""
    both: Any = matrix[first].multiply(matrix[second])
    return np.asarray(both @ weight, np.float64)
