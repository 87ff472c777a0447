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
    """An origin that can be loaded: name, description, files and reader.

    `own_ids`: whether two ids of this origin are always two organisations; if not, one firm may have several ids.
    `fetch` queries a service when no paths are given and returns its responses as files; loading starts when all are there.
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
        """Return the origin name of a load: each mapping of `table` is a separate origin."""
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
        files: turns the given paths (none: the bundled data) into files to read; raises OriginError if they are missing.
        own_ids: whether two ids of this origin are always two organisations.
        options: its options by name.
        named: returns the origin name of a load, where it depends on the options.
        fetch: queries a service by the options and returns its responses as files; raises OriginError if it fails.
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
