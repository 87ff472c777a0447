"""Records linked to known organisations: the labelled sets, and the figures of one way on one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.labelled import aliases_held_out, own_names
from bench.resolution import linking_peers as peers
from bench.resolution.measuring import Figures
from bench.resolution.ours import ours_linked
from tests.ingest.resolution.corpus import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.resolution import OrganisationRecord

    Labelled = tuple[list[OrganisationRecord], list[OrganisationRecord], dict[str, str | None]]


def own_and_aliases() -> Labelled:
    """Put own names and the aliases of half B together, over the graph without those aliases."""
    aliases, known, truth = aliases_held_out(half=1)
    names, _, own = own_names()
    return [*names, *aliases], known, {**own, **truth}


def made_corpus() -> Labelled:
    """Return the made corpus of seed 7."""
    made = corpus(7, firms=10_000, listed=3_000)
    return made.lists, made.register, made.truth


SETS = {
    "aliases, half A (rules seen)": lambda: aliases_held_out(half=0),
    "aliases, half B (held out)": lambda: aliases_held_out(half=1),
    "own Korean names": own_names,
    "own names and half B": own_and_aliases,
    "made corpus, seed 7": made_corpus,
}
"""The labelled sets, with kind, sector and city told."""


def plainly(link):
    """Return a way that asks nothing."""
    return lambda records, known, _: (link(records, known), None)


def by_splink(records, known, _):
    return peers.cut(peers.splink_defaults(records, known), 0.95), None


def by_splink_at_best(records, known, truth):
    return peers.at_best(peers.splink_defaults(records, known), truth), None


WAYS = {
    "exact names": plainly(peers.exact),
    "exact, form apart": plainly(peers.exact_bare),
    "rapidfuzz cdist": plainly(peers.fuzzy),
    "recordlinkage": plainly(peers.record_linkage),
    "splink's defaults": by_splink,
    "splink at its best": by_splink_at_best,
    "Sojae": lambda records, known, _: ours_linked(records, known),
}
"""Name of a way → its links, and how many records it asks about (None: it never asks)."""


def figures_of(linked: Mapping[str, str | None], truth: Mapping[str, str | None]) -> Figures:
    """Count the right and wrong links."""
    found = {record: body for record, body in linked.items() if body is not None}
    wrong = sum(truth[record] != body for record, body in found.items())
    return Figures(len(linked), sum(body is not None for body in truth.values()), len(found), wrong)


def measure_labelled(name: str, way: str = "Sojae") -> tuple[Figures, int | None]:
    """Measure a way of linking on a labelled set: its figures, and how many records it asks about."""
    records, known, truth = SETS[name]()
    linked, asked = WAYS[way](records, known, truth)
    return figures_of(linked, truth), asked
