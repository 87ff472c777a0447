"""Made “lists of your own”: about 1,500 rows of 1,000 organisations of one region, kept by four collectors.

`python -m bench.made.lists FOLDER [--seed 1]` writes one table and its gold. How often a name is written otherwise, a sector is
told otherwise and a column is told at all follows what a study of hand-kept lists found (docs/explanation/identity.md): exact names
reach F1 .93 there. Seeds 1 to 3 are for finding parameters, 11 to 15 for figures only.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench.made.bodies import Organisation, Region
from bench.made.collectors import COLLECTORS, COLUMNS, row_of
from bench.made.naming import namesakes, weighted

if TYPE_CHECKING:
    from collections.abc import Iterator

TUNING, HELD_OUT = (1, 2, 3), (11, 12, 13, 14, 15)
ORGANISATIONS = 1_000
IN_LISTS = {1: 0.71, 2: 0.18, 3: 0.085, 4: 0.025}
PUBLIC_IN_LISTS = {1: 0.55, 2: 0.24, 3: 0.155, 4: 0.055}
"""How many lists a firm, and a public body, is in."""
HOMONYMS = 0.006
"""Share of the organisations that bear another's name; lists of one region have few."""
MANY_HOMONYMS = 0.1
OTHER_CHANGES, LAST_CHANGE = 3, 2024
"""Other firms in a table of changed names for each one of the lists, and its last year."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Rows as a table tells them, which organisation each record means, and the changes of names that others publish."""

    rows: list[dict[str, str]]
    truth: dict[str, str]
    changes: tuple[tuple[str, str, str, str], ...] = ()


def lists(seed: int, *, organisations: int = ORGANISATIONS, homonyms: float = HOMONYMS) -> Lists:
    """Make the lists.

    Args:
        seed: the same one, the same lists.
        organisations: number of organisations.
        homonyms: share of them that are another firm with the name of one.
    """
    random = Random(f"lists {seed}")
    region = Region(random)
    many = round(organisations * homonyms)
    own = [region.organisation() for _ in range(organisations - many)]
    every = own + [region.homonym(made, n) for n, made in enumerate(borne_twice(random, own, many))]
    rows: list[tuple[dict[str, str], str]] = []
    for made in every:
        rows += rows_of(random, made, len(rows))
    random.shuffle(rows)
    truth = {row["record_id"]: body for row, body in rows}
    return Lists([row for row, _ in rows], truth, tuple(changes_of(Random(f"renames {seed}"), every)))


def changes_of(random: Random, every: list[Organisation]) -> Iterator[tuple[str, str, str, str]]:
    """Yield day, former name, new name and city of each organisation that changed its name, and of three times as many others."""
    firms = [made for made in every if made.habit == "renamed"]
    region = Region(random)
    for _ in range(OTHER_CHANGES * len(firms)):
        other = region.organisation()
        firms.append(replace(other, other_ko=region.organisation().name.ko))
    for made in firms:
        if made.other_ko:
            year = random.randrange(min(int(made.founded) + 1, LAST_CHANGE), LAST_CHANGE + 1)
            yield f"{year}-{random.randrange(1, 13):02}", made.other_ko, made.name.ko, made.city


def write_changes(path: Path, made: Lists) -> None:
    """Write the changes of names as a table that `sojae load renames` reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [("변경일", "변경전 상호", "변경후 상호", "소재지"), *made.changes]
        )


def borne_twice(random: Random, own: list[Organisation], many: int) -> list[Organisation]:
    """Draw firms whose name another firm bears: short names far oftener than long ones, as in a register of corporations."""
    firms = [made for made in own if made.kind == "company" and not made.habit]
    ranked = sorted(firms, key=lambda made: random.random() ** (1 / namesakes(made.name)), reverse=True)
    return ranked[:many]


def rows_of(random: Random, made: Organisation, begin: int) -> list[tuple[dict[str, str], str]]:
    """Write an organisation into some of the lists, rarely twice into one."""
    left, found = list(COLLECTORS), []
    for _ in range(weighted(random, IN_LISTS if made.kind == "company" else PUBLIC_IN_LISTS)):
        readiness = [one.firms if made.kind == "company" else one.public for one in left]
        collector = random.choices(left, readiness)[0]
        left.remove(collector)
        found.append(row_of(random, collector, made, f"{begin + len(found) + 1:04}"))
        if made.twice and made.habit and len(found) == 1:
            found.append(row_of(random, collector, made, f"{begin + 2:04}", other=True))
    return [(row, made.id) for row in found]


def write(folder: Path, made: Lists) -> None:
    """Write the rows as `lists.csv` and the gold as `gold.csv`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lists.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made.rows)
    with (folder / "gold.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("record_id", "entity_id"), *made.truth.items()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=TUNING[0])
    parser.add_argument("--homonyms", type=float, default=HOMONYMS)
    given = parser.parse_args()
    write(given.folder, lists(given.seed, homonyms=given.homonyms))


if __name__ == "__main__":
    main()
