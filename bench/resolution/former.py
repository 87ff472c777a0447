"""Made lists with a table of changed names beside them: what known former names add, and what they cost in precision."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.made.lists import HELD_OUT, TUNING, lists, write_changes
from bench.resolution.measuring import Answer, measured
from graph.model import Alias, Organisation
from ingest.adapters import adapters
from ingest.identity import tells_apart
from ingest.origin import Row
from ingest.resolution.grouping import grouped, in_lists
from ingest.resolution.lookup import organisation_from
from ingest.resolution.organisations import Name, OrganisationRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.made.lists import Lists
    from bench.resolution.measuring import Measured

CITED = {"title": "made changes of names", "publisher": "Sojae", "url": "https://example.org/renames"}
ORIGIN = "renames"


def changed_names(made: Lists) -> list[OrganisationRecord]:
    """Read the changes of names of made lists with the adapter that loads use."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "renames.csv"
        write_changes(path, made)
        records = [row.record for row in adapters()[ORIGIN].read([path], CITED) if isinstance(row, Row)]
    names: dict[str, list[Name]] = defaultdict(list)
    for record in records:
        if isinstance(record, Alias):
            names[record.node].append(Name(record.name, record.kind, record.valid_from, record.valid_until))
    found = {record.id: record for record in records if isinstance(record, Organisation)}
    return [
        OrganisationRecord(
            firm.id, ORIGIN, tuple(dict.fromkeys((Name(firm.name_ko), *names[firm.id]))), own_ids=tells_apart(ORIGIN),
            kind=firm.organisation_kind, city=firm.city, district=firm.district,
        )
        for firm in found.values()
    ]  # fmt: skip


def measure(seed: int, *, with_changes: bool, organisations: int | None = None) -> Measured:
    """Measure the groups of made lists, with or without the table of changed names.

    Args:
        seed: of the lists.
        with_changes: whether the changes of names are loaded beside them.
        organisations: how many organisations the lists have; None: as many as usual.
    """
    made = lists(seed) if organisations is None else lists(seed, organisations=organisations)
    rows = in_lists([organisation_from(row["record_id"], row)[0] for row in made.rows], made.rows)
    own = {row.id for row in rows}
    beside = [replace(one, id=f"{ORIGIN}/{one.id}") for one in changed_names(made)] if with_changes else []
    found = grouped([*rows, *beside])
    asked = {frozenset((one.record, other)) for one in found for other, _ in one.beside}
    return measured(
        made,
        Answer(
            {one.record: one.group for one in found if one.record in own},
            frozenset(pair for pair in asked if pair <= own),
            frozenset(one.record for one in found if "same name as" in one.reason.en),
        ),
    )


def print_former(seeds: Sequence[int] = (TUNING[0], *HELD_OUT)) -> None:
    """Print precision, recall and F1 of pairs without and with the table, by seed."""
    print(
        "\nmade lists, without and with a table of changed names (three times as many other firms are in it)"
    )
    print(f"{'seed':>6}{'table':>9}{'precision':>11}{'recall':>8}{'F1':>8}{'wrong':>7}{'asked':>8}")
    for seed in seeds:
        for with_changes in (False, True):
            one = measure(seed, with_changes=with_changes)
            print(
                f"{seed:6}{'with' if with_changes else 'without':>9}{one.pairs.precision or 0:11.4f}{one.pairs.recall or 0:8.4f}"
                f"{one.pairs.f1 or 0:8.4f}{one.pairs.wrong:7}{one.asked:8.3f}",
                flush=True,
            )
