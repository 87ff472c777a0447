"""A made-up ecosystem of any size in the format of the `daegu` origin: seeded, power law, written as a stream.

`python -m bench.synthetic FOLDER [--nodes N] [--ties N] [--seed N]`
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.vocabulary import COUNTED_SECTORS, OrganisationKind, Predicate, ProgrammeKind, RecordType
from ingest.adapters.daegu import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    Cells = tuple[object, ...]
    Numbers = npt.NDArray[np.int64]

NODES, TIES = 200_000, 1_000_000
ORGANISATIONS, TECHNOLOGIES = 0.7, 0.15
BLOCK = 50_000
SKEW = 2.5
SYLLABLES = "대구경북금속섬유기계세라믹소재전자의료융합정밀산업기술연구원나노탄소"
MIX: tuple[tuple[Predicate, str, str, float], ...] = (
    (Predicate.COLLABORATES_WITH, "o", "o", 0.25),
    (Predicate.SUPPLIES, "o", "o", 0.15),
    (Predicate.SUPPORTS, "o", "o", 0.10),
    (Predicate.MEMBER_OF, "o", "p", 0.10),
    (Predicate.PARTICIPATES_IN, "o", "p", 0.15),
    (Predicate.LEADS, "o", "p", 0.05),
    (Predicate.DEVELOPS, "o", "t", 0.10),
    (Predicate.USES, "o", "t", 0.05),
    (Predicate.LISTED_IN, "t", "p", 0.05),
)
"""Predicate, kinds of subject and object (first letters of their ids), share of the ties."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each; what follows from the number of nodes."""

    nodes: int = NODES
    ties: int = TIES

    @property
    def of(self) -> dict[str, int]:
        """First letter of ids → how many."""
        organisations, technologies = round(self.nodes * ORGANISATIONS), round(self.nodes * TECHNOLOGIES)
        return {
            "o": organisations,
            "t": technologies,
            "p": self.nodes - organisations - technologies,
            "s": max(self.nodes // 10, 1),
        }


def write_folder(folder: Path, *, nodes: int = NODES, ties: int = TIES, seed: int = 0) -> Path:
    """Write the seven CSV files; the same arguments give the same bytes.

    Args:
        folder: made if it is missing.
        nodes: organisations (70 %), technologies (15 %) and programmes (15 %) together; a tenth as many sources.
        ties: relations; the ends follow a power law, so that a few nodes have most of them.
        seed: of the random numbers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    size, random = Size(nodes, ties), np.random.default_rng(seed)
    tables: dict[RecordType, Iterable[Cells]] = {
        RecordType.SOURCE: sources(size),
        RecordType.ORGANISATION: organisations(size, random),
        RecordType.TECHNOLOGY: technologies(size, random),
        RecordType.PROGRAMME: programmes(size, random),
        RecordType.ALIAS: aliases(size),
        RecordType.RELATION: relations(size, random),
        RecordType.CONFLICT: (),
    }
    for name, record_type, header, _ in TABLES:
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header.split(","))
            writer.writerows(tables[record_type])
    return folder


def name(number: int) -> str:
    """Make a Korean name that belongs to one number."""
    text, rest = "", number
    for _ in range(4):
        text += SYLLABLES[rest % len(SYLLABLES)]
        rest //= len(SYLLABLES)
    return f"{text} {number}"


def cited(size: Size, number: int) -> str:
    """Cite one source, and a second one for every third record."""
    count = size.of["s"]
    first = f"s{number % count:07d}"
    return first if number % 3 or count == 1 else f"{first};s{(number + 1) % count:07d}"


def sources(size: Size) -> Iterator[Cells]:
    for i in range(size.of["s"]):
        day = f"{2000 + i % 25}-{i % 12 + 1:02d}-{i % 28 + 1:02d}"
        yield f"s{i:07d}", f"{name(i)} 기사", "매일신문", day, f"https://example.org/article/{i}"


def organisations(size: Size, random: np.random.Generator) -> Iterator[Cells]:
    kinds = [*map(str, OrganisationKind)]
    for start in range(0, size.of["o"], BLOCK):
        count = min(BLOCK, size.of["o"] - start)
        sectors = random.integers(len(COUNTED_SECTORS), size=count).tolist()
        bodies = random.integers(len(kinds) * 3, size=count).tolist()
        for i, sector, body in zip(range(start, start + count), sectors, bodies, strict=True):
            kind = kinds[body] if body < len(kinds) else "company"
            yield (
                f"o{i:07d}", name(i), f"Organisation {i}", "false", kind, COUNTED_SECTORS[sector],
                f"product {i % 997}" if i % 2 else "", "Daegu", "Dalseo-gu" if i % 4 else "", 1960 + i % 60, "",
                cited(size, i),
            )  # fmt: skip


def technologies(size: Size, random: np.random.Generator) -> Iterator[Cells]:
    sectors = random.integers(len(COUNTED_SECTORS), size=size.of["t"]).tolist()
    for i, sector in enumerate(sectors):
        yield (
            f"t{i:07d}",
            f"{name(i)} 기술",
            f"Technology {i}",
            "false",
            COUNTED_SECTORS[sector],
            "",
            cited(size, i),
        )


def programmes(size: Size, random: np.random.Generator) -> Iterator[Cells]:
    kinds = [*map(str, ProgrammeKind)]
    chosen = random.integers(len(kinds), size=size.of["p"]).tolist()
    for i, kind in enumerate(chosen):
        start = 2000 + i % 20
        yield (
            f"p{i:07d}", f"{name(i)} 사업", f"Programme {i}", "false", kinds[kind], start, start + 3,
            (i % 900 + 100) * 1_000_000, "", cited(size, i),
        )  # fmt: skip


def aliases(size: Size) -> Iterator[Cells]:
    for i in range(0, size.of["o"], 10):
        yield f"o{i:07d}", f"ORG-{i}", "abbreviation", "", "", cited(size, i)


def relations(size: Size, random: np.random.Generator) -> Iterator[Cells]:
    shares = np.array([share for *_, share in MIX])
    for start in range(0, size.ties, BLOCK):
        count = min(BLOCK, size.ties - start)
        chosen = random.choice(len(MIX), size=count, p=shares / shares.sum()).tolist()
        draws = random.random((2, count)) ** SKEW
        years = random.integers(2000, 2025, size=count).tolist()
        ends = zip(chosen, *draws.tolist(), years, strict=True)
        for i, (which, left, right, year) in enumerate(ends, start):
            predicate, a, b, _ = MIX[which]
            subject, object_ = f"{a}{int(left * size.of[a]):07d}", f"{b}{int(right * size.of[b]):07d}"
            if subject == object_:
                object_ = f"{b}{(int(right * size.of[b]) + 1) % size.of[b]:07d}"
            if predicate is Predicate.COLLABORATES_WITH and subject > object_:
                subject, object_ = object_, subject
            begin, end = year if i % 5 else "", year + 2 if i % 7 == 0 and i % 5 else ""
            yield f"r{i:08d}", subject, predicate, object_, begin, end, f"tie {i}", cited(size, i)


def main() -> None:
    """Write a folder from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--nodes", type=int, default=NODES)
    parser.add_argument("--ties", type=int, default=TIES)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    print(write_folder(given.folder, nodes=given.nodes, ties=given.ties, seed=given.seed))


if __name__ == "__main__":
    main()
