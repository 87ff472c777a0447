"""Enrichment of a set of organisations: what its members have more often than a background, and whether they are tied more often."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.attributes import PREFIX
from graph.evidence import predicate_mask
from graph.grouping import NoGrouping, groups_of
from graph.inheritable import inheritable
from graph.measures.gaps.counts import Classes
from graph.measures.gaps.maxent import Fit, fit, fit_classes, pair_moments
from graph.measures.gaps.sampling import draw, live_plan
from graph.measures.gaps.swaps import Wiring
from graph.measures.gaps.tails import false_discovery_rate, tails
from graph.measures.hypergeometric import upper_tails
from graph.snapshot import KINDS
from graph.vocabulary import AFFILIATION_PREDICATES, TECHNOLOGY_PREDICATES, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from graph.evidence import Period
    from graph.measures.gaps.sampling import Count
    from graph.measures.gaps.swaps import Rewiring
    from graph.network import Network
    from graph.snapshot import Snapshot

    Bools = npt.NDArray[np.bool_]
    Codes = npt.NDArray[np.uint32]
    Ints = npt.NDArray[np.int64]

BY = ("sector", "technology", "programme", "district", "kind")
"""What is compared by default; `attributes.NAME` too."""
OF_RELATIONS = {
    "technology": (TECHNOLOGY_PREDICATES, Kind.TECHNOLOGY),
    "programme": (AFFILIATION_PREDICATES, Kind.PROGRAMME),
}
RAREST = 2
"""Terms of fewer organisations in the background are not tested: they give little evidence, and every test weakens the others."""
SAMPLES = 999
MOST_SAMPLED = 5_000
"""Ties up to which networks are sampled; beyond, the maximum-entropy model gives mean and variance (`graph.measures.gaps.maxent`)."""


@inheritable
class TermFigures:
    """How often members of a set have one thing, beside the background.

    Attributes:
        by: `sector`, `technology`, … or `attributes.NAME`.
        id: the sector, node, place or value.
        in_set, in_background: how many organisations have it.
        expected: mean of `in_set` for sets of the same size drawn from the background.
        p: probability of as many or more (hypergeometric).
        q: false discovery rate over all tests (Benjamini & Hochberg).
    """

    by: str
    id: str
    in_set: int
    in_background: int
    expected: float
    p: float
    q: float


@inheritable
class Term(TermFigures):
    """One thing that members have in common; `members` are the numbers of the nodes that have it."""

    members: list[int]


@inheritable
class SetTies:
    """The direct ties among the members, beside networks in which every organisation keeps its number of ties.

    `p` is the probability of as many or more; `samples` is None where the model was computed instead of sampled; z and p are
    None where the number of ties follows from the degrees alone.
    """

    observed: int
    expected: float
    z: float | None
    p: float | None
    samples: int | None


def terms(
    snapshot: Snapshot, chosen: Ints, background: Ints, by: Sequence[str], period: Period
) -> list[Term]:
    """Find what a set has more often than its background, most significant first; all terms that a member has.

    Args:
        snapshot: the records.
        chosen: numbers of the nodes of the set, which are in the background too.
        background: numbers of the nodes with which it is compared.
        by: what is compared (`BY`, `attributes.NAME`).
        period: which relations to technologies and programmes count.

    Raises:
        NoGrouping: the data have no such attribute.

    References: Rivals et al. (2007), doi:10.1093/bioinformatics/btl633 (hypergeometric test); Benjamini & Hochberg (1995),
    doi:10.1111/j.2517-6161.1995.tb02031.x.
    """
    inside, around = (marked(snapshot, nodes) for nodes in (chosen, background))
    found: list[Term] = []
    tests = 0
    for name in by:
        nodes, codes, ids = entries(snapshot, name, period)
        kept = around[nodes]
        nodes, codes = nodes[kept], codes[kept]
        carriers = np.bincount(codes, minlength=len(ids))
        tests += int(np.count_nonzero(carriers >= RAREST))
        own = inside[nodes]
        order = np.lexsort((nodes[own], codes[own]))
        nodes, codes = nodes[own][order], codes[own][order]
        held, starts, counts = np.unique(codes, return_index=True, return_counts=True)
        common = carriers[held]
        chances = upper_tails(counts, common, draws=len(chosen), total=len(background))
        found += [
            Term(
                name,
                ids[code],
                k,
                of,
                len(chosen) * of / len(background),
                p,
                1.0,
                nodes[at : at + k].tolist(),
            )
            for code, at, k, of, p in zip(
                *(column.tolist() for column in (held, starts, counts, common, chances)), strict=True
            )
            if of >= RAREST
        ]
    # terms that no member has count as tests (p = 1), so that the rate holds over all of them
    rated = np.array([one.p for one in found] + [1.0] * (tests - len(found)))
    q = false_discovery_rate(rated, np.ones(len(rated), np.bool_))
    found = [replace(one, q=rate) for one, rate in zip(found, q.tolist(), strict=False)]
    return sorted(found, key=lambda one: (one.q, one.p, one.by, one.id))


def marked(snapshot: Snapshot, nodes: Ints) -> Bools:
    """Return a mask of nodes."""
    mask = np.zeros(len(snapshot.ids), bool)
    mask[nodes] = True
    return mask


def entries(snapshot: Snapshot, name: str, period: Period) -> tuple[Ints, Ints, list[str]]:
    """Return (organisation, term) entries, each once: numbers of the nodes, positions of the terms, and ids of the terms."""
    return snapshot.memo(("enrichment", name, period), lambda: make_entries(snapshot, name, period))


def make_entries(snapshot: Snapshot, name: str, period: Period) -> tuple[Ints, Ints, list[str]]:
    """Make what `entries` caches."""
    organisation = KINDS.index(Kind.ORGANISATION)
    if name in OF_RELATIONS:
        predicates, kind = OF_RELATIONS[name]
        relations = snapshot.relations
        keep = period.mask(snapshot) & predicate_mask(snapshot, predicates)
        keep &= (snapshot.kinds[relations.object] == KINDS.index(kind)) & (
            snapshot.kinds[relations.subject] == organisation
        )
        pairs = np.unique(
            np.column_stack((relations.subject[keep], relations.object[keep])).astype(np.int64), axis=0
        )
        things, codes = np.unique(pairs[:, 1], return_inverse=True)
        return pairs[:, 0], codes.astype(np.int64), [snapshot.ids[node] for node in things.tolist()]
    if name not in BY and not name.startswith(PREFIX):
        raise NoGrouping(f"unknown kind of term “{name[:80]}”", f"use {', '.join(BY)} or attributes.NAME")
    groups, _ = groups_of(snapshot, "organisation_kind" if name == "kind" else name)
    own = [
        (node, group)
        for node, group in enumerate(groups)
        if group is not None and snapshot.kinds[node] == organisation
    ]
    ids = sorted({group for _, group in own})
    place = {key: code for code, key in enumerate(ids)}
    nodes = np.array([node for node, _ in own], np.int64)
    return nodes, np.array([place[group] for _, group in own], np.int64), ids


@dataclass(frozen=True, slots=True, eq=False)
class Chance:
    """Networks in which every organisation keeps its number of ties, for any set of them: samples, or the model.

    Attributes:
        samples: number of samples; None where the model is used.
        seed: for them.
        drawn: both ends of the ties of each sample, two arrays samples × ties; None where they are many and drawn for each set.
        model: the solved model; None where there are samples.
    """

    samples: int | None
    seed: int
    drawn: tuple[Codes, Codes] | None = None
    model: Fit | None = None


def chance_of(network: Network, *, samples: int = SAMPLES, seed: int = 0) -> Chance:
    """Rewire a small network at random (`graph.measures.gaps.swaps`), or solve the model of a large one."""
    if network.ties > MOST_SAMPLED:
        together = np.zeros(len(network.nodes), np.int64)
        return Chance(None, seed, model=fit(together, network.degrees, np.ones((1, 1), np.bool_)))
    if samples > SAMPLES or not network.ties:
        return Chance(samples, seed)
    kept: list[tuple[Codes, Codes]] = []

    def keep(first: Ints, second: Ints) -> Ints:
        kept.append((first.astype(np.uint32), second.astype(np.uint32)))
        return np.zeros(len(first), np.int64)

    draw_anew(network, keep, samples, seed)
    first, second = (np.concatenate(ends)[:samples] for ends in zip(*kept, strict=True))
    return Chance(samples, seed, (first, second))


def draw_anew(network: Network, look: Callable[[Ints, Ints], Ints], samples: int, seed: int) -> Ints:
    """Sample networks and look at the ends of their ties, chains × ties; return what each look counts, one after the other."""
    together, anywhere = np.zeros(len(network.nodes), np.int64), np.ones((1, 1), np.bool_)
    one, other = network.source.astype(np.int64), network.target.astype(np.int64)
    wiring = Wiring(one, other, together, anywhere, two_mode=False)

    def count(chains: Sequence[Rewiring]) -> Ints:
        return look(*chains[0].ends())[:, None]

    def counter() -> Count:
        return count

    plan = live_plan(samples, network.ties)
    return draw([wiring], plan, counter, seed=[seed], progress=None).counts[:, 0]


def ties_among(network: Network, chosen: Ints, chance: Chance) -> SetTies:
    """Compare the ties among the members of a set with networks in which every organisation keeps its number of ties.

    Beside the model, the tail follows from mean and variance given the degrees.

    Args:
        network: the ties.
        chosen: numbers of the set's nodes in the snapshot; those outside of the network have no ties.
        chance: what it is compared with (`chance_of`).
    """
    inside = positions_in(network, chosen)

    def among(first: Codes | Ints, second: Codes | Ints) -> Ints:
        return np.asarray(np.count_nonzero(inside.take(first) & inside.take(second), axis=-1), np.int64)

    observed = int(among(network.source.astype(np.int64), network.target.astype(np.int64)))
    if not network.ties or np.count_nonzero(inside) < 2:  # a tie has two ends
        return SetTies(observed, 0.0, None, None, None)
    if chance.model is not None:
        return modelled(network, inside, observed, chance.model)
    samples = chance.samples or SAMPLES
    counts = among(*chance.drawn) if chance.drawn else draw_anew(network, among, samples, chance.seed)
    beyond = (1 + int(np.count_nonzero(counts >= observed))) / (1 + len(counts))
    return judged(observed, float(counts.mean()), float(counts.var(ddof=1)), beyond, len(counts))


def positions_in(network: Network, chosen: Ints) -> Bools:
    """Return a mask of the network's nodes: those of a set."""
    mask = np.zeros(1 + max(network.nodes.max(initial=0), chosen.max(initial=0)), np.bool_)
    mask[chosen] = True
    inside: Bools = mask[network.nodes]
    return inside


def members_and_others(inside: Bools, degrees: Ints) -> Classes:
    """Count the others (group 0) and the members (group 1) by their number of ties; `classes_of` sorts all of them."""
    sizes = [np.bincount(degrees[who]) for who in (~inside, inside)]
    found = [np.flatnonzero(size[1:]) + 1 for size in sizes]
    return Classes(
        np.repeat(np.arange(2), [len(one) for one in found]),
        np.concatenate(found),
        np.concatenate([size[one] for size, one in zip(sizes, found, strict=True)]).astype(np.float64),
    )


def modelled(network: Network, inside: Bools, observed: int, model: Fit) -> SetTies:
    """Compare with the model, which is solved for the whole network: only the classes are divided into members and others."""
    classes = members_and_others(inside, network.degrees)
    by_degree = model.theta[np.searchsorted(model.degree, classes.degree)]
    near = replace(model, group=classes.group, degree=classes.degree, size=classes.size, theta=by_degree)
    solved = fit_classes(classes, np.ones((2, 2), np.bool_), near)
    moments = pair_moments(solved, np.array([1]), np.array([1]))
    return judged(observed, float(moments.mean[0]), float(moments.variance[0]), None, None)


def judged(observed: int, mean: float, variance: float, p: float | None, samples: int | None) -> SetTies:
    """Return the figures; without a spread there is neither z nor p."""
    if variance <= 0.0:
        return SetTies(observed, mean, None, None, samples)
    if p is None:
        p = float(tails(np.array([observed], float), np.array([mean]), np.array([variance]))[1][0])
    return SetTies(observed, mean, (observed - mean) / variance**0.5, p, samples)
