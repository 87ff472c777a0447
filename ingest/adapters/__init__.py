"""The registry of adapters: a new origin is one file in this folder under `@adapter(...)`."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from graph.model import Record
    from graph.vocabulary import RecordType


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that cannot be taken, with its place, the broken rule and the remedy.

    `type` and `key` tell which record it would have been: what is held under that key is not closed by this load.
    Without a key the whole type is kept from closing.
    """

    file: str
    line: int
    field: str
    rule: str
    remedy: str
    type: RecordType
    key: str | None = None


class Row(NamedTuple):
    """One record as read, with its place."""

    file: str
    line: int
    record: Record


class Read(Protocol):
    """Reads files and yields rows and rejects, types in the order of `RecordType`; nothing else."""

    def __call__(self, files: Sequence[Path]) -> Iterator[Row | Reject]:
        """Yield what the files say."""
        ...


@dataclass(frozen=True, slots=True)
class Adapter:
    """An origin that can be loaded: its name, what it is, the files behind its paths, and how they are read."""

    name: str
    about: str
    files: Callable[[Sequence[Path]], list[Path]]
    read: Read


ADAPTERS: dict[str, Adapter] = {}


def adapter(
    name: str, *, about: str, files: Callable[[Sequence[Path]], list[Path]]
) -> Callable[[Read], Read]:
    """Register the function below as the reader of an origin.

    Args:
        name: the word after `sojae load`.
        about: one line for help and docs.
        files: turns the paths given (none: the bundled data) into the files to read; raises OriginError if they miss.
    """

    def register(read: Read) -> Read:
        ADAPTERS[name] = Adapter(name, about, files, read)
        return read

    return register


class OriginError(Exception):
    """An origin that cannot be read at all; the message names the place and the remedy."""


def adapters() -> dict[str, Adapter]:
    """Give every adapter by name, having imported each file of this folder once."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(ADAPTERS.items()))
