"""Mappings: YAML files that map columns of a table to fields of records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from graph.schema import nearest
from graph.vocabulary import (
    SECTORS,
    WHERE,
    AliasKind,
    IdentifierScheme,
    OrganisationKind,
    Predicate,
    ProgrammeKind,
    RecordType,
)
from ingest.origin import OriginError
from ingest.person_columns import PERSONS, holds_persons
from ingest.reading import Layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MOST_BYTES = 1 << 20
ORIGIN = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
BOTH = ("name_ko", "name_en")
NUMBERS = tuple(str(s) for s in IdentifierScheme if s is not IdentifierScheme.KSIC and s not in WHERE)
FIELDS: Mapping[str, tuple[str, ...]] = {
    "organisation": (
        "id", *BOTH, "organisation_kind", "sector", "ksic", "industry", "products", "products_ko", "city", "district", "address", "founded", "website",
        "aliases", *NUMBERS,
    ),
    "technology": ("id", *BOTH, "field", "detail", "detail_ko"),
    "programme": ("id", *BOTH, "programme_kind", "start", "end", "budget_krw", "members_told", "detail", "detail_ko"),
    "relation": (
        "subject", "subject_number", "subject_name", "subject_place", "predicate", "object", "object_number", "object_name",
        "object_place", "start", "end", "detail", "detail_ko", "weight",
    ),
    "alias": ("node", "number", "node_name", "node_place", "name", "kind", "valid_from", "valid_until"),
    "identifier": ("node", "number", "node_name", "node_place", "scheme", "value", "valid_from", "valid_until"),
}  # fmt: skip
NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "organisation": (BOTH,),
    "technology": (BOTH, ("field",)),
    "programme": (BOTH, ("programme_kind",)),
    "relation": (
        ("subject", "subject_number", "subject_name"),
        ("predicate",),
        ("object", "object_number", "object_name"),
    ),
    "alias": (("node", "number", "node_name"), ("name",)),
    "identifier": (("node", "number", "node_name"), ("scheme",), ("value",)),
}
CLOSED: Mapping[str, Sequence[str]] = {
    "organisation_kind": [str(member) for member in OrganisationKind],
    "programme_kind": [str(member) for member in ProgrammeKind],
    "predicate": [str(member) for member in Predicate],
    "kind": [str(member) for member in AliasKind],
    "scheme": [str(member) for member in IdentifierScheme],
    "sector": list(SECTORS),
    "field": list(SECTORS),
}
"""Fields with a closed set of values: a wrong constant is one fault of the mapping, not one per row."""
SOURCE = ("title", "publisher", "url", "published")
KEYS = (
    "origin",
    "record",
    "source",
    "columns",
    "constants",
    "values",
    "nodes",
    "sheet",
    "decimal",
    "ksic_revision",
)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A checked mapping.

    `columns` and `constants` give the fields; `values` translates the texts of a field; the source has columns and constants
    as well; `nodes` is the origin whose numbers the ends of relations use: that of a list of nodes, or its own.
    """

    file: str
    origin: str
    record: RecordType
    columns: Mapping[str, str]
    constants: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    source: Mapping[str, str]
    source_columns: Mapping[str, str]
    sheet: str | None = None
    decimal: str = "."
    ksic_revision: str = "10"
    nodes: str | None = None
    layout: Layout = field(init=False)

    def __post_init__(self) -> None:
        fields = {name: (column,) for name, column in self.columns.items()}
        fields |= {f"source_{name}": (column,) for name, column in self.source_columns.items()}
        object.__setattr__(self, "layout", Layout(fields, tuple(fields), tuple(PERSONS), self.sheet))


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
    """Check the content of a mapping."""
    if not isinstance(content, dict):
        raise OriginError(
            f"{file}: a mapping has the keys {', '.join(KEYS)}: `--propose FILE` writes a draft"
        )
    for key in content:
        known(file, "a mapping has no key", str(key), KEYS)
    record, origin = text_of(file, content, "record"), text_of(file, content, "origin")
    known(file, "record: unknown type", record, FIELDS)
    if not ORIGIN.fullmatch(origin):
        raise OriginError(
            f"{file}: origin: “{origin}” is not a valid origin name: use lower-case letters, digits and hyphens, at most 40"
        )
    columns, constants, values = (table_of(file, content, key) for key in ("columns", "constants", "values"))
    for key, table in (("columns", columns), ("constants", constants), ("values", values)):
        for name in table:
            known(file, f"{key}: {record} has no field", name, FIELDS[record])
    for name, members in CLOSED.items():
        for key, term in (
            ("constants", constants.get(name)),
            *(("values", one) for one in meanings(values, name)),
        ):
            if term is not None and name in FIELDS[record]:
                known(file, f"{key}: {name}: unknown value", str(term), members)
    for needed in NEEDED[record]:
        if not any(name in columns or name in constants for name in needed):
            raise OriginError(
                f"{file}: {record}: {' or '.join(needed)} is required: give its column under `columns`"
            )
    source, source_columns = sources_of(file, table_of(file, content, "source"))
    for name, column in {**columns, **source_columns}.items():
        if holds_persons(column):
            raise OriginError(
                f"{file}: {name}: the column “{column}” holds personal data, which is never loaded: remove it"
            )
    nodes = str(content["nodes"]) if content.get("nodes") else None
    if nodes is not None and not ORIGIN.fullmatch(nodes):
        raise OriginError(
            f"{file}: nodes: “{nodes}” is not an origin name: give the `origin` of the mapping that loaded the nodes"
        )
    decimal = str(content.get("decimal", "."))
    if decimal not in {".", ","}:
        raise OriginError(f"{file}: decimal: “{decimal}” is not a decimal sign: write . or ,")
    return TableMapping(
        file, origin, RecordType(record), {k: str(v) for k, v in columns.items()}, {k: str(v) for k, v in constants.items()},
        {name: {str(k): str(v) for k, v in table_of(file, values, name).items()} for name in values}, source, source_columns,
        str(content["sheet"]) if content.get("sheet") else None, decimal, str(content.get("ksic_revision", "10")),
        nodes,
    )  # fmt: skip


def meanings(values: Mapping[str, Any], name: str) -> list[str]:
    """Return the field values that a mapping translates texts to."""
    table = values.get(name)
    return [str(word) for word in table.values() if word] if isinstance(table, dict) else []


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


def table_of(file: str, content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = content.get(key) or {}
    if not isinstance(found, dict):
        raise OriginError(f"{file}: {key}: expected lines of `name: value`")
    return {str(name): value for name, value in found.items() if value is not None and value != ""}


def text_of(file: str, content: Mapping[str, Any], key: str) -> str:
    if not isinstance(content.get(key), str):
        raise OriginError(f"{file}: {key} is missing: `--propose FILE` writes a draft mapping")
    return str(content[key])


def known(file: str, rule: str, word: str, words: Any) -> None:
    if word not in words:
        raise OriginError(f"{file}: {rule} “{word}”: {nearest(word, words)}")
