"""Mappings: YAML files that map columns of a table to fields of records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from graph.near import nearest
from ingest.mapped_records import RECORD_KEYS, RecordMapping, record_of
from ingest.mapping_parts import (
    check_no_persons,
    encoding_in,
    header_in,
    known,
    names_of,
    only_of,
    table_of,
    text_of,
)
from ingest.origin import OriginError
from ingest.person_columns import PERSONS
from ingest.reading import Layout

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_BYTES = 1 << 20
MOST_RECORDS = 40
ORIGIN = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
SOURCE = ("title", "publisher", "url", "published")
COMMON = (
    "origin",
    "source",
    "nodes",
    "encoding",
    "sheet",
    "header",
    "decimal",
    "ksic_revision",
    "only",
    "drop",
)
"""Keys for the whole file."""
KEYS = tuple(dict.fromkeys((*COMMON[:2], "records", *RECORD_KEYS, *COMMON[2:])))


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A checked mapping.

    `records` are the kinds of records that a row gives; the source has columns and constants as well; `nodes` is the origin whose
    numbers the ends of relations use: that of a list of nodes, or its own; `only` filters rows; `drop` are columns that are left
    out; `several` tells whether the mapping lists its records under `records`; `encoding` and `header` (a line, 0 for none) are
    given where they are not detected rightly.
    """

    file: str
    origin: str
    records: tuple[RecordMapping, ...]
    source: Mapping[str, str]
    source_columns: Mapping[str, str]
    sheet: str | None = None
    decimal: str = "."
    ksic_revision: str = "10"
    nodes: str | None = None
    only: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    drop: frozenset[str] = frozenset()
    several: bool = False
    encoding: str | None = None
    header: int | None = None

    def sheets(self) -> list[tuple[str | None, tuple[RecordMapping, ...]]]:
        """Return the records of each sheet; without sheets, all of them belong to every table."""
        groups: dict[str | None, list[RecordMapping]] = {}
        for one in self.records:
            groups.setdefault(one.sheet or self.sheet, []).append(one)
        return [(sheet, tuple(found)) for sheet, found in groups.items()]

    def layout(self, sheet: str | None, records: tuple[RecordMapping, ...]) -> Layout:
        """Return the columns that a table must have for these records."""
        fields = {key: (column,) for one in records for key, column in one.named_columns()}
        fields |= {f"source_{name}": (column,) for name, column in self.source_columns.items()}
        fields |= {f"only:{column}": (column,) for column in self.only}
        return Layout(fields, tuple(fields), tuple(PERSONS), sheet, self.header)


def read_mapping(path: Path) -> TableMapping:
    """Read a mapping file.

    Raises:
        OriginError: it is not a mapping, or has unknown names; the message gives place and remedy.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise OriginError(f"{path}: a mapping has at most {MOST_BYTES >> 20} MiB: check the file")
        content = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=PlainLoader)  # noqa: S506  # a SafeLoader, less aliases
    except OSError as error:
        raise OriginError(f"{path}: {error.strerror}: give a mapping with --map FILE") from error
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise OriginError(
            f"{path}: invalid YAML ({' '.join(str(error).split())[:200]}): `--propose FILE` writes a draft"
        ) from error
    return checked(path.name, content)


class PlainLoader(yaml.SafeLoader):
    """A loader that reads plain values as text and refuses aliases, which may expand without limit."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse aliases."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not allowed")
        return super().compose_node(parent, index)


PlainLoader.yaml_implicit_resolvers = {}
"""A code that looks like a number stays text: 013 is not eleven."""


def checked(file: str, content: Any) -> TableMapping:
    """Check the content of a mapping: of a YAML file, or a dict from elsewhere.

    Raises:
        OriginError: it is not a mapping, or has unknown names; the message gives place and remedy.
    """
    if not isinstance(content, dict):
        raise OriginError(
            f"{file}: a mapping has the keys {', '.join(KEYS)}: `--propose FILE` writes a draft"
        )
    for key in content:
        known(file, "a mapping has no key", str(key), KEYS)
    records = records_in(file, content)
    origin = text_of(file, content, "origin")
    if not ORIGIN.fullmatch(origin):
        raise OriginError(
            f"{file}: origin: “{origin}” is not a valid origin name: use lower-case letters, digits and hyphens, at most 40"
        )
    source, source_columns = sources_of(file, table_of(file, content, "source"))
    check_no_persons(file, source_columns.items())
    nodes = str(content["nodes"]) if content.get("nodes") else None
    if nodes is not None and not ORIGIN.fullmatch(nodes):
        raise OriginError(
            f"{file}: nodes: “{nodes}” is not an origin name: give the `origin` of the mapping that loaded the nodes"
        )
    decimal = str(content.get("decimal", "."))
    if decimal not in {".", ","}:
        raise OriginError(f"{file}: decimal: “{decimal}” is not a decimal sign: write . or ,")
    several = "records" in content
    return TableMapping(
        file, origin, records, source, source_columns, str(content["sheet"]) if content.get("sheet") else None, decimal,
        str(content.get("ksic_revision", "10")), nodes, only_of(file, content) if several else {},
        frozenset(names_of(file, content, "drop")), several, encoding_in(file, content), header_in(file, content),
    )  # fmt: skip


def records_in(file: str, content: Mapping[str, Any]) -> tuple[RecordMapping, ...]:
    """Check the kinds of records: one, or those listed under `records`."""
    if "records" not in content:
        return (record_of(file, "", content),)
    if extra := [key for key in content if key in RECORD_KEYS and key not in COMMON]:
        raise OriginError(
            f"{file}: {extra[0]}: a mapping with `records` gives it in each of them: move it there"
        )
    listed = content["records"]
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_RECORDS:
        raise OriginError(
            f"{file}: records: expected a list of 1 to {MOST_RECORDS} mappings: start each with `- record: …`"
        )
    records: list[RecordMapping] = []
    for number, one in enumerate(listed, 1):
        where = f"{file}: records {number}"
        if not isinstance(one, dict):
            raise OriginError(f"{where}: expected lines of `name: value`: start it with `- record: …`")
        for key in one:
            known(where, "a record has no key", str(key), RECORD_KEYS)
        records.append(record_of(where, f"{number}:", one))
    check_references(file, records)
    return tuple(records)


def check_references(file: str, records: list[RecordMapping]) -> None:
    """Refuse a reference to a record that the row does not give."""
    names = [one.name for one in records if one.name]
    for number, one in enumerate(records, 1):
        if one.name and names.count(one.name) > 1:
            raise OriginError(f"{file}: as: two records are named “{one.name}”: give each its own name")
        for end, name in one.ends.items():
            there = [other.name for other in records if other.name and (other.sheet == one.sheet)]
            if name not in there:
                raise OriginError(
                    f"{file}: records {number}: ends: {end}: no record of the same row is named “{name}” (`as: {name}`):"
                    f" {nearest(name, there)}"
                )


def sources_of(file: str, content: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Split the source into constants and columns."""
    for name in content:
        known(file, "source: a source has no", name, SOURCE)
    columns = {
        name: str(value["column"])
        for name, value in content.items()
        if isinstance(value, dict) and "column" in value
    }
    constants = {name: str(value) for name, value in content.items() if name not in columns}
    for name in SOURCE[:3]:
        if name not in columns and not constants.get(name):
            raise OriginError(
                f"{file}: source: {name} is missing: every statement cites its publisher and address"
            )
    return constants, columns
