"""The labelled names of the repository: the aliases of the Daegu data, held out, and the organisations without them."""

from __future__ import annotations

import csv
from collections import defaultdict
from zlib import crc32

from graph.vocabulary import DATA
from ingest.resolution import Name, OrganisationRecord

FACTS = ("kind", "sector", "city")


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / "daegu" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def half_of(alias: dict[str, str]) -> int:
    """Tell in which half an alias is: 0 (A) for parameters and thresholds, 1 (B) for figures."""
    return crc32(f"{alias['org_id']}|{alias['alias']}".encode()) % 2


def organisations(aliases: dict[str, list[Name]]) -> list[OrganisationRecord]:
    """Give every organisation with its own names and the aliases given."""
    return [
        OrganisationRecord(
            row["org_id"], "daegu", (Name(row["name_ko"]), Name(row["name_en"]), *aliases.get(row["org_id"], ())), own_ids=True,
            **{field: row[field] or None for field in ("kind", "sector", "products", "city", "district", "website", "founded")},
        )
        for row in rows("organisations")
    ]  # fmt: skip


def aliases_held_out(
    *, half: int, facts: tuple[str, ...] = FACTS
) -> tuple[list[OrganisationRecord], list[OrganisationRecord], dict[str, str | None]]:
    """Take half of the aliases away: records that bear one each with facts beside it, the organisations, and who is who."""
    away = [row for row in rows("aliases") if half_of(row) == half]
    kept: dict[str, list[Name]] = defaultdict(list)
    for row in rows("aliases"):
        if half_of(row) != half:
            kept[row["org_id"]].append(Name(row["alias"], row["kind"]))
    known = organisations(kept)
    by_id = {body.id: body for body in known}
    records = [
        OrganisationRecord(
            str(n),
            "list",
            (Name(row["alias"]),),
            **{fact: getattr(by_id[row["org_id"]], fact) for fact in facts},
        )
        for n, row in enumerate(away)
    ]
    return records, known, {str(n): row["org_id"] for n, row in enumerate(away)}


def own_names(
    *, facts: tuple[str, ...] = FACTS
) -> tuple[list[OrganisationRecord], list[OrganisationRecord], dict[str, str | None]]:
    """Ask for every organisation by its own Korean name, with facts beside it, among all of them."""
    kept: dict[str, list[Name]] = defaultdict(list)
    for row in rows("aliases"):
        kept[row["org_id"]].append(Name(row["alias"], row["kind"]))
    known = organisations(kept)
    records = [
        OrganisationRecord(body.id, "list", body.names[:1], **{fact: getattr(body, fact) for fact in facts})
        for body in known
    ]
    return records, known, {body.id: body.id for body in known}
