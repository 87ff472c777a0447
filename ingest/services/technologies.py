"""Science and patent classes as technologies, by the tables in `data/`; other classes are ignored."""

from __future__ import annotations

import csv
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from graph.identifiers import SUBCLASS, IdentifierError, identify
from graph.model import Technology
from graph.vocabulary import DATA, IdentifierScheme
from ingest.organisations import made_id
from ingest.romanisation import romanised

if TYPE_CHECKING:
    from collections.abc import Mapping


class Patent(NamedTuple):
    """The name and sector of a patent class."""

    sector: str
    name_ko: str
    name_en: str


def read_science() -> Mapping[str, str]:
    """Read the sectors of main science classes."""
    with (DATA / "science_sectors.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["large"]: row["sector"] for row in csv.DictReader(file)})


def read_patents() -> Mapping[str, Patent]:
    """Read the sectors of patent classes, by their first three or four characters."""
    with (DATA / "ipc_sectors.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                row["ipc"]: Patent(row["sector"], row["name_ko"], row["name_en"])
                for row in csv.DictReader(file)
            }
        )


SCIENCE, PATENTS = read_science(), read_patents()


def of_science(large: str, medium: str, sources: tuple[str, ...]) -> Technology | None:
    """Make a technology of a class of science (과학기술표준분류): its subclass; None if the main class has no sector."""
    sector = SCIENCE.get("".join(large.split()))
    if sector is None or not medium:
        return None
    return Technology(
        made_id("science", medium), medium, romanised(medium), False, sector, "과학기술표준분류", sources
    )


def of_patents(symbol: str, sources: tuple[str, ...]) -> Technology | None:
    """Make a technology from a patent symbol: its subclass; None if invalid or not in the table."""
    try:
        subclass = identify(IdentifierScheme.IPC, symbol).value[:SUBCLASS]
    except IdentifierError:
        return None
    known = PATENTS.get(subclass) or PATENTS.get(subclass[:3])
    if known is None or len(subclass) < SUBCLASS:
        return None
    named = f"{known.name_ko} ({subclass})", f"{known.name_en} ({subclass})"
    return Technology(f"ipc:{subclass}", *named, False, known.sector, f"IPC {subclass}", sources)
