"""Closed sets that a question lets one choose from; here, so that naming them costs no import of what computes."""

from __future__ import annotations

from enum import StrEnum


class Layer(StrEnum):
    """Which ties between organisations are looked at."""

    DIRECT = "direct"
    AFFILIATION = "affiliation"
    ALL = "all"


class Baseline(StrEnum):
    """Which question chance answers: any partner at random, or any *other* sector at random."""

    OUTWARD = "outward"
    ANY = "any"


class Method(StrEnum):
    """`live` answers at once by a model; `certified` by sampling networks that keep every degree."""

    LIVE = "live"
    CERTIFIED = "certified"


class Weight(StrEnum):
    """By what a way is short."""

    HOPS = "hops"
    RARITY = "rarity"
