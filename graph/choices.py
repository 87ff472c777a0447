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


class CapabilityRows(StrEnum):
    """What organisations are grouped by in the table of capabilities."""

    SECTOR = "sector"
    DISTRICT = "district"
    CITY = "city"
    ORGANISATION = "organisation"


class CapabilityColumns(StrEnum):
    """What they develop or use: the field of a technology, the technology, or its patent subclass (IPC)."""

    FIELD = "field"
    TECHNOLOGY = "technology"
    IPC = "ipc"


class CapabilityMeasure(StrEnum):
    """What is computed for the cells of the table of capabilities, and what orders them."""

    LQ = "lq"
    DENSITY = "density"
    FITNESS = "fitness"


class OwnCell(StrEnum):
    """Whether the relatedness density of a cell counts the cell itself."""

    LEAVE_OUT = "drop"
    KEEP = "keep"
