"""A proposed mapping as a structure: how each table of a file was recognised, its columns, and the records they may give."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """A column: its name, first values, number of filled cells seen, type, and what becomes of it.

    `fields` are the fields that it fills, each with the number of its record; a column without any is an own column of the
    record `attribute_of`, or `dropped` tells why it is left out. Personal data have no samples.
    """

    name: str
    samples: tuple[str, ...]
    filled: int
    type: str
    fields: tuple[tuple[int, str], ...] = ()
    attribute_of: int | None = None
    dropped: str | None = None


@dataclass(frozen=True, slots=True)
class ProposedRecord:
    """One kind of record that each row may give, as in a mapping (`ingest.mapped_records`)."""

    record: str
    name: str | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    constants: Mapping[str, str] = field(default_factory=dict[str, str])
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, "Mapping[str, str]"])
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    split: str = ""
    ends: Mapping[str, str] = field(default_factory=dict[str, str])

    def as_mapping(self, sheet: str | None = None, mark: str = "") -> dict[str, Any]:
        """Return it as it stands in a mapping; the mark keeps the names of records of several tables apart."""
        columns = {
            name: several[0] if len(several) == 1 else list(several) for name, several in self.columns.items()
        }
        values = {name: dict(table) for name, table in self.values.items()}
        found: dict[str, Any] = {
            "record": self.record, "as": self.name and f"{self.name}{mark}", "sheet": sheet, "columns": columns, "split": self.split,
            "ends": {end: f"{name}{mark}" for end, name in self.ends.items()}, "constants": dict(self.constants), "values": values, "attributes": dict(self.attributes),
        }  # fmt: skip
        return {key: value for key, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class ProposedTable:
    """A table of the file: how it was read, its columns, and the records of its rows.

    `header` is the line of the header (0: there is none; None: the columns are names of fields), `rows` the number of rows seen,
    `named` whether a column names the rows; `same` counts tables of the file with the same columns; `asked` is what a person
    should check; `given` holds encoding and header if a person gave them; `first_rows` are the first rows, without
    personal data, and `first_lines` their lines.
    """

    label: str
    form: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header: int | None
    rows: int
    columns: tuple[ProposedColumn, ...]
    records: tuple[ProposedRecord, ...]
    named: bool
    same: int = 1
    asked: tuple[str, ...] = ()
    given: Mapping[str, str | int] = field(default_factory=dict[str, "str | int"])
    first_rows: tuple[tuple[str, ...], ...] = ()
    first_lines: tuple[int, ...] = ()

    @property
    def likely(self) -> tuple[bool, int]:
        """Sort key of tables: those with names first, then by number of fields."""
        return self.named, sum(bool(column.fields) for column in self.columns)

    @property
    def how(self) -> str:
        """How the table was read, for a message."""
        header = f"header in row {self.header}" if self.header else ""
        sheet = f"sheet {self.sheet}" if self.sheet else ""
        return ", ".join(filter(None, (self.form, self.encoding, self.delimiter, sheet, header)))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed mapping for a file: its tables, the likeliest first, and a name for the list."""

    file: str
    title: str
    origin: str
    tables: tuple[ProposedTable, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it as a dict for JSON, with the mapping of the likeliest table."""
        return {**asdict(self), "mapping": self.mapping()}

    def mapping(self, tables: Sequence[int] = (0,), *, publisher: str = "", url: str = "") -> dict[str, Any]:
        """Return the mapping of one or several tables as a dict, which `ingest.mapping.checked` takes.

        Args:
            tables: places in `tables`; several give one mapping with their sheets.
            publisher: publisher of the list.
            url: web page of the list.
        """
        found: dict[str, Any] = {
            "origin": self.origin,
            "source": {"title": self.title, "publisher": publisher, "url": url},
        }
        chosen = [self.tables[number] for number in tables]
        several = len(chosen) > 1 or len(chosen[0].records) > 1
        listed = [
            one.as_mapping(table.sheet if len(chosen) > 1 else None, str(number) if number > 1 else "")
            for number, table in enumerate(chosen, 1)
            for one in table.records
        ]
        sheet = (
            chosen[0].sheet if len(chosen) == 1 and len(self.tables) > 1 and chosen[0].same < MANY else None
        )
        drop = [column.name for table in chosen for column in table.columns if column.dropped]
        found |= {"sheet": sheet} if sheet else {}
        found |= {name: str(value) for table in chosen for name, value in table.given.items()}
        found |= {"records": listed} if several else listed[0]
        return found | ({"drop": list(dict.fromkeys(drop))} if drop else {})


MANY = 3
"""So many sheets with the same columns are parts of one list, of which none is chosen."""
