"""The first records of a load as they would be stored, without storing them: names, place, own columns, relations with both ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.attributes import attributes_of
from graph.model import ATTRIBUTES, COLUMNS, NODE_TYPES, Alias, Identifier, Relation
from graph.own_fields import as_written
from graph.vocabulary import RecordType
from ingest.load import load
from ingest.reading.positions import spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.store import Store
    from ingest.origin import Row
    from ingest.session import LoadReport

SHOWN = 10
MOST = 1000
BESIDE = frozenset(
    {
        "id",
        "name_ko",
        "name_en",
        "name_en_is_official",
        "sources",
        "subject",
        "predicate",
        "object",
        ATTRIBUTES,
    }
)
"""Columns that are shown elsewhere, or not at all."""
LONGEST = 120


@dataclass(slots=True)
class Preview:
    """The first records of each type: nodes with their aliases and register numbers, relations with the names of their ends."""

    most: int = SHOWN
    shown: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    counts: dict[RecordType, int] = field(default_factory=dict[RecordType, int])
    names: dict[str, str] = field(default_factory=dict[str, str])

    def see(self, row: Row) -> None:
        """Take a record into account."""
        record = row.record
        if record.type in NODE_TYPES:
            self.names[record.key] = str(getattr(record, "name_ko", ""))
        if isinstance(record, Alias | Identifier):
            self._beside(record)
            return
        if record.type not in {*NODE_TYPES, RecordType.RELATION}:
            return
        self.counts[record.type] = self.counts.get(record.type, 0) + 1
        if self.counts[record.type] <= self.most:
            self.shown[record.key] = self._of(row)

    def _beside(self, record: Alias | Identifier) -> None:
        node = self.shown.get(record.node)
        if node is None:
            return
        if isinstance(record, Alias):
            node["aliases"].append(record.name)
        else:
            node["identifiers"][record.scheme] = record.value

    def _of(self, row: Row) -> dict[str, Any]:
        record = row.record
        found: dict[str, Any] = {
            "type": str(record.type),
            "id": record.key,
            "file": row.file,
            "line": int(row.line),
            "at": spot(row.line),
        }
        if isinstance(record, Relation):
            found |= {"subject": record.subject, "predicate": record.predicate, "object": record.object}
        else:
            english = getattr(record, "name_en", "")
            found |= {"name": self.names[record.key], "name_en": english, "aliases": [], "identifiers": {}}
        fields = {name: getattr(record, name) for name in COLUMNS[record.type] if name not in BESIDE}
        found["fields"] = {
            name: value
            for name, value in fields.items()
            if value is not None and (name, value) != ("weight", 1.0)
        }
        found[ATTRIBUTES] = dict(attributes_of(getattr(record, ATTRIBUTES)))
        return found

    def records(self, store: Store | None = None) -> list[dict[str, Any]]:
        """Return the first records of each type; names of nodes of other origins are looked up in the store."""
        ties = [one for one in self.shown.values() if "predicate" in one]
        missing = {one[end] for one in ties for end in ("subject", "object")} - self.names.keys()
        if store is not None and missing:
            self.names |= dict(names_in(store, missing))
        for one in ties:
            one |= {f"{end}_name": self.names.get(one[end], one[end]) for end in ("subject", "object")}
        return list(self.shown.values())


def names_in(store: Store, ids: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of these nodes in a store."""
    for kind in NODE_TYPES:
        for rows in store.rows(kind):
            yield from ((str(row[0]), str(row[1])) for row in rows if row[0] in ids)


def previewed(
    store: Store,
    origin: str,
    paths: Sequence[Path] = (),
    *,
    options: Mapping[str, str] | None = None,
    most: int = SHOWN,
    dry_run: bool = True,
) -> tuple[LoadReport, list[dict[str, Any]]]:
    """Read an origin and return the report, by default of a dry run, with the first records of each type.

    Args:
        store: a prepared store.
        origin: the name of an adapter.
        paths: its input.
        options: options that the adapter declares.
        most: records of each type.
        dry_run: write nothing.

    Raises:
        OriginError, TookNothing: as `ingest.load.load`.
    """
    preview = Preview(min(max(most, 0), MOST))
    report = load(store, origin, paths, options=options, dry_run=dry_run, seen=preview.see)
    return report, preview.records(store)


def lines_of(records: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield previewed records as lines of text."""
    for one in records:
        english = f" ({one['name_en']})" if one.get("name_en") not in {None, "", one.get("name")} else ""
        what = (
            f"{one['subject_name']} —{one['predicate']}→ {one['object_name']}"
            if "predicate" in one
            else f"{one['name']}{english}"
        )
        fields = ", ".join(f"{name} {as_written(value)}" for name, value in one["fields"].items())
        yield cut(
            f"{one['type']}: {what}{f': {fields}' if fields else ''} [{one['file']}, {one['at']}]",
            2 * LONGEST,
        )
        if one[ATTRIBUTES]:
            yield cut(
                f"    attributes: {'; '.join(f'{name} = {as_written(value)}' for name, value in one[ATTRIBUTES].items())}"
            )
        if one.get("identifiers"):
            yield cut(
                f"    numbers: {', '.join(f'{scheme} {value}' for scheme, value in one['identifiers'].items())}"
            )
        if one.get("aliases"):
            yield cut(f"    aliases: {', '.join(one['aliases'])}")


def cut(line: str, longest: int = LONGEST * 2) -> str:
    """Shorten a line."""
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
