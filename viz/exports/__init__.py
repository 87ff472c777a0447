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
    """A file format: its names, what it holds, and the function that writes it chunk by chunk.

    Attributes:
        name, media_type, extension: of the whole.
        summary, summary_ko: what a file holds.
        picture: whether nodes and ties are written as they are drawn; otherwise records are.
        table: media type and extension of one table on its own, where the format has tables.
        begins: how a file (one table, where there are tables) begins.
        write: gives the bytes of a file.
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
        """Give media type and extension of the whole, or of one table."""
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
    """Register the function below as a format; the first line of its docstring says what the file holds."""

    def register(write: Write) -> Write:
        summary = (write.__doc__ or "").partition("\n")[0]
        REGISTERED[name] = Format(
            name, media_type, extension, summary, summary_ko, picture, table, begins, write
        )
        return write

    return register


def formats() -> Mapping[str, Format]:
    """Give all formats by name, in the order of names."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(REGISTERED.items()))
