"""Training and test pairs: untied pairs across sectors at a cut-off, their features, and whether they were tied later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.measures.bridges.likeness import Past, features, past_of

if TYPE_CHECKING:
    from graph.measures.bridges.likeness import Bools, Floats, Ints
    from graph.snapshot import Snapshot

MOST_PAIRS = 1_000_000  # with more, pairs without a later tie are sampled
FEWEST_TIES = 10  # fewest later ties for fitting or validation


def pairs_after(
    snapshot: Snapshot, before: Bools, after: Bools, seed: int
) -> tuple[Floats, Bools, Floats] | None:
    """Return untied pairs across sectors: their features, and whether they were tied later.

    Returns:
        features, whether tied later, and how many pairs each one represents; None with too few later ties.
    """
    past = past_of(snapshot, before)
    sector = sector_codes(snapshot, past)
    future = past_of(snapshot, after).partners
    active = np.flatnonzero(
        (sector >= 0) & (past.degrees + np.asarray(past.programmes.sum(axis=1)).ravel() > 0)
    )
    first, second, copies = candidates(active, past, future, seed)
    open_ = (sector[first] != sector[second]) & (np.asarray(past.partners[first, second]).ravel() == 0)
    first, second, copies = first[open_], second[open_], copies[open_]
    tied = np.asarray(future[first, second]).ravel() > 0
    if np.count_nonzero(tied) < FEWEST_TIES:
        return None
    return features(past, first, second), tied, copies


def candidates(active: Ints, past: Past, future: Any, seed: int) -> tuple[Ints, Ints, Floats]:
    """List all pairs of active organisations, or the later ties and a weighted sample of the others."""
    count = len(active)
    every = count * (count - 1) // 2
    if every <= MOST_PAIRS:
        one, other = np.triu_indices(count, 1)
        return active[one], active[other], np.ones(every)
    is_active = np.zeros(len(past.nodes), bool)
    is_active[active] = True
    later = future.tocoo()
    kept = (later.row < later.col) & is_active[later.row] & is_active[later.col]
    random = np.random.default_rng(seed)
    one, other = random.choice(active, MOST_PAIRS), random.choice(active, MOST_PAIRS)
    apart = (one != other) & (np.asarray(future[one, other]).ravel() == 0)
    first = np.concatenate((later.row[kept], one[apart])).astype(np.int64)
    second = np.concatenate((later.col[kept], other[apart])).astype(np.int64)
    ties, sampled = int(kept.sum()), int(apart.sum())
    return first, second, np.concatenate((np.ones(ties), np.full(sampled, (every - ties) / sampled)))


def sector_codes(snapshot: Snapshot, past: Past) -> Ints:
    """Return each organisation's counted sector as a number, −1 for none."""
    codes = snapshot.grouping.codes()
    return np.array([codes.get(snapshot.sectors[node], -1) for node in past.nodes.tolist()], np.int64)
