"""Closed sets that a question lets one choose from; here, so that naming them costs no import of what computes."""

from __future__ import annotations

from enum import StrEnum


class Baseline(StrEnum):
    """The null hypothesis: partners at random, or *other* sectors at random."""

    OUTWARD = "outward"
    ANY = "any"


class Method(StrEnum):
    """`live`: an immediate estimate by a model; `certified`: sampled networks with fixed degrees."""

    LIVE = "live"
    CERTIFIED = "certified"


class Weight(StrEnum):
    """The cost that a path minimises."""

    HOPS = "hops"
    RARITY = "rarity"
