"""The registry of adapters: a new origin is one file in this folder under `@adapter(...)`."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ingest.origin import Option, Reader


@dataclass(frozen=True, slots=True)
class Adapter:
    """An origin that can be loaded: its name, what it is, the files behind its paths, and how they are read.

    `own_ids` tells whether two ids of this origin are two organisations; where it is false, one firm may stand under several.
    `fetch` asks a service when no paths are given, and gives its answers as files; nothing is written before all are there.
    """

    name: str
    about: str
    files: Callable[[Sequence[Path]], list[Path]]
    read: Reader
    own_ids: bool
    options: Mapping[str, Option]
    named: Callable[[Mapping[str, str]], str] | None = None
    fetch: Callable[[Mapping[str, str]], list[Path]] | None = None

    def origin(self, options: Mapping[str, str]) -> str:
        """Return the name under which a load is kept: of `table`, each mapping is an origin of its own."""
        return self.name if self.named is None else self.named(options)


ADAPTERS: dict[str, Adapter] = {}


def adapter(
    name: str,
    *,
    about: str,
    files: Callable[[Sequence[Path]], list[Path]],
    own_ids: bool = True,
    options: Mapping[str, Option] | None = None,
    named: Callable[[Mapping[str, str]], str] | None = None,
    fetch: Callable[[Mapping[str, str]], list[Path]] | None = None,
) -> Callable[[Reader], Reader]:
    """Register the function below as the reader of an origin.

    Args:
        name: the word after `sojae load`.
        about: one line for help and docs.
        files: turns the paths given (none: the bundled data) into the files to read; raises OriginError if they miss.
        own_ids: whether two ids of this origin are two organisations.
        options: what it may be reported besides its files, by name.
        named: the name under which a load is kept, where that depends on the options.
        fetch: asks a service by the options and gives its answers as files; raises OriginError if it refuses or stops.
    """

    def register(read: Reader) -> Reader:
        ADAPTERS[name] = Adapter(name, about, files, read, own_ids, options or {}, named, fetch)
        return read

    return register


def adapters() -> dict[str, Adapter]:
    """Return every adapter by name, having imported each file of this folder once."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(ADAPTERS.items()))
