"""What reading an origin gives, row by row, and what it may be reported; services, readers and adapters all speak in these."""

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
    """An origin that cannot be read at all; the message names the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that cannot be taken, with its place, the broken rule and the remedy.

    `type` and `key` tell which record it would have been: what is held under that key is not closed by this load.
    Without a key the whole type is kept from closing. `near` gives a better remedy, worked out only where it is reported. `follows`
    tells that it is refused only because another one was, which is reported first.
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

    def told(self) -> Reject:
        """Return it with the better remedy."""
        return self if self.near is None else replace(self, remedy=str(self.near), near=None)


class Row(NamedTuple):
    """One record as read, with its place."""

    file: str
    line: int
    record: Record


class Skip(NamedTuple):
    """A row of a file that says nothing to be loaded, with its place and the reason: an empty line, a sum, a note."""

    file: str
    line: int
    reason: str


class Remark(NamedTuple):
    """Something that is reported of a row that was loaded all the same: the field, what is odd about it, and the remedy."""

    file: str
    line: int
    field: str
    rule: str
    remedy: str


class Together(NamedTuple):
    """Rows of a file that say one record: those of one number, or of one name in one place; and what it is called."""

    file: str
    lines: tuple[int, ...]
    key: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """How a file, or one sheet of it, was read; given once all of it is read.

    `file` names it as rows, rejects and skips do; `rows` counts every row but the header's: each of them is loaded, rejected
    or skipped. `unread` names the columns that were skipped, those that hold persons among them.
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


Read = Row | Reject | Skip | Remark | Together | Recognised
"""What an adapter yields."""


class Option(NamedTuple):
    """Something that an adapter may be reported besides its files: what it is.

    `file` tells whether its value is a file to read; `aside`, whether it changes nothing in what is said: a key, a folder to
    keep answers in.
    """

    about: str
    file: bool = False
    aside: bool = False


class Reader(Protocol):
    """Reads files and yields what they say, records in the order of `RecordType`; nothing else."""

    def __call__(self, files: Sequence[Path], options: Mapping[str, str], /) -> Iterator[Read]:
        """Yield what the files say."""
        ...
