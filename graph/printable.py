"""Texts that come from a file system or go to a terminal: any of them can be written, whatever their encoding."""

from __future__ import annotations

import codecs
from typing import Any, cast

PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "→": "->", "↔": "<->", "…": "...", "·": ".", "×": "x", "≤": "<="}  # fmt: skip
"""Signs that we print, as an encoding without them has them."""
FALLBACK = "sojae-plain"
"""Name of the error handler that writes a character as `PLAIN` or as an escape where the encoding does not have it."""


def legible(value: Any) -> Any:
    r"""Give a value whose texts are whole Unicode: a name that the file system keeps in CP949 is read as that.

    >>> legible({"file": "\udcc7\udcd1\udcb1\udcdb.csv"})
    {'file': '한글.csv'}
    """
    if isinstance(value, str):
        return value if value.isascii() else decoded(value)
    if isinstance(value, dict):
        entries: dict[Any, Any] = value
        return {legible(key): legible(one) for key, one in entries.items()}
    if isinstance(value, list | tuple):
        return type(value)(legible(one) for one in cast("list[Any]", value))
    return value


def decoded(text: str) -> str:
    try:
        raw = text.encode(errors="surrogateescape")
    except UnicodeEncodeError:  # a lone surrogate that is no byte of a name
        return text.encode(errors="replace").decode()
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode(errors="replace")


def plain(error: UnicodeError) -> tuple[str | bytes, int]:
    """Write what an encoding does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = legible(error.object[error.start : error.end])
    written = "".join(PLAIN.get(sign) or sign.encode("ascii", "backslashreplace").decode() for sign in lost)
    return written, error.end


codecs.register_error(FALLBACK, plain)
