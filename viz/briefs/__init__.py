"""The registry of formats of briefs: a dict and a decorator; a new format is one file in this folder under `@brief_format(...)`."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import SojaeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viz.briefs.model import Brief, Language

    Write = Callable[[Brief, Language], bytes]


class BriefError(SojaeError):
    """A brief cannot be written in this format; the message has the reason and the remedy."""


@dataclass(frozen=True, slots=True)
class BriefFormat:
    """A format of briefs.

    Attributes:
        name: also the ending of its files.
        media_type: the type of its files.
        summary, summary_ko: what it is good for.
        begins: the beginning of a file.
        write: returns the bytes of a file.
    """

    name: str
    media_type: str
    summary: str
    summary_ko: str
    begins: str
    write: Write


REGISTERED: dict[str, BriefFormat] = {}


def brief_format(name: str, *, summary_ko: str, media_type: str, begins: str) -> Callable[[Write], Write]:
    """Register the decorated function as a format; the first line of its docstring says what the format is good for."""

    def register(write: Write) -> Write:
        summary = (write.__doc__ or "").partition("\n")[0]
        REGISTERED[name] = BriefFormat(name, media_type, summary, summary_ko, begins, write)
        return write

    return register


def brief_formats() -> Mapping[str, BriefFormat]:
    """Return all formats, sorted by name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(REGISTERED.items()))
