"""Texts from a file system or for a terminal, made printable in any encoding."""

from __future__ import annotations

import codecs
from typing import Any, cast

PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "→": "->", "↔": "<->", "…": "...", "·": ".", "×": "x", "≤": "<="}  # fmt: skip
"""Substitutes for characters that an encoding lacks."""
FALLBACK = "sojae-plain"
"""Name of the error handler that replaces a missing character by `PLAIN` or an escape."""


def legible(value: Any) -> Any:
    r"""Return a value with all texts as valid Unicode; file names in CP949 are decoded.

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
    except UnicodeEncodeError:  # a lone surrogate that does not stand for a byte
        return text.encode(errors="replace").decode()
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode(errors="replace")


def plain(error: UnicodeError) -> tuple[str | bytes, int]:
    """Replace characters that an encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = legible(error.object[error.start : error.end])
    written = "".join(PLAIN.get(sign) or sign.encode("ascii", "backslashreplace").decode() for sign in lost)
    return written, error.end


codecs.register_error(FALLBACK, plain)
