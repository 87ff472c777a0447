"""The registry of file formats: a dict and a decorator; a new format is one file in this folder under `@file_format(...)`."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from viz.exports.contents import Contents

    Write = Callable[[Contents], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its names, content, and the function that writes it in chunks.

    Attributes:
        name, media_type, extension: those of the whole file.
        summary, summary_ko: content of a file.
        picture: whether it contains nodes and ties as drawn; otherwise records.
        table: media type and extension of a single table, if the format has tables.
        begins: the beginning of a file (or of a single table).
        write: yields the bytes of a file.
    """

    name: str
    media_type: str
    extension: str
    summary: str
    summary_ko: str
    picture: bool
    table: tuple[str, str] | None
    begins: str
    write: Write

    def kind_of(self, part: str | None) -> tuple[str, str]:
        """Return media type and extension of the whole file, or of one table."""
        return (self.media_type, self.extension) if part is None or self.table is None else self.table


REGISTERED: dict[str, Format] = {}


def file_format(
    name: str,
    *,
    summary_ko: str,
    media_type: str,
    extension: str,
    picture: bool,
    begins: str,
    table: tuple[str, str] | None = None,
) -> Callable[[Write], Write]:
    """Register the decorated function as a format; the first line of its docstring describes the content."""

    def register(write: Write) -> Write:
        summary = (write.__doc__ or "").partition("\n")[0]
        REGISTERED[name] = Format(
            name, media_type, extension, summary, summary_ko, picture, table, begins, write
        )
        return write

    return register


def formats() -> Mapping[str, Format]:
    """Return all formats, sorted by name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(REGISTERED.items()))
