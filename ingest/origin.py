"""The results of reading an origin (rows, rejects, skips, remarks) and its options, shared by services, readers and adapters."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from graph.errors import SojaeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from graph.near import Near
    from graph.vocabulary import RecordType


class OriginError(SojaeError):
    """An origin that cannot be read; the message gives place and remedy."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A rejected row, with its place, the broken rule and the remedy.

    `type` and `key` are those of the record it would have been, which this load then does not close. Without a key, no
    record of the type is closed. `near` computes a better remedy when shown. `follows` marks a consequence of another
    reject.
    """

    file: str
    line: int
    field: str
    rule: str
    remedy: str
    type: RecordType
    key: str | None = None
    near: Near | None = dataclasses.field(default=None, compare=False)
    follows: bool = False

    def with_remedy(self) -> Reject:
        """Return it with the better remedy."""
        return self if self.near is None else replace(self, remedy=str(self.near), near=None)


class Row(NamedTuple):
    """One record as read, with its place."""

    file: str
    line: int
    record: Record


class Skip(NamedTuple):
    """A skipped row without data, with its place and the reason: an empty line, a sum, a note."""

    file: str
    line: int
    reason: str


class Remark(NamedTuple):
    """A remark on a loaded row: the field, what is odd about it, and the remedy."""

    file: str
    line: int
    field: str
    rule: str
    remedy: str


class MergedRows(NamedTuple):
    """Rows of a file merged into one record, by number or by name and place; and its name."""

    file: str
    lines: tuple[int, ...]
    key: str
    name: str = ""


class Working(NamedTuple):
    """A sign of life while rows wait to be merged: the stage, and the rows done in it."""

    stage: str
    done: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """How a file, or one sheet of it, was read; given once all of it is read.

    `file` is the name used in rows, rejects and skips; `rows` counts all rows except the header, each loaded, rejected or
    skipped. `unread` lists skipped columns, including those with personal data; `attributes` the own attributes that columns became.
    """

    file: str
    format: str
    rows: int
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()


Read = Row | Reject | Skip | Remark | MergedRows | Recognised | Working
"""The items that an adapter yields."""


class Option(NamedTuple):
    """An option of an adapter with its description.

    `file`: whether its value is an input file; `aside`: whether it does not affect the content, such as a key or a folder for
    responses.
    """

    about: str
    file: bool = False
    aside: bool = False


class Reader(Protocol):
    """Reads files and yields their records in the order of `RecordType`, without side effects."""

    def __call__(self, files: Sequence[Path], options: Mapping[str, str], /) -> Iterator[Read]:
        """Yield the content of the files."""
        ...
