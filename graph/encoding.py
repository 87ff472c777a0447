"""JSON of an answer: as orjson writes it, and no figure is ever −0.0."""

from __future__ import annotations

import re
from typing import Any

import orjson

NEGATIVE_ZERO = re.compile(rb"-0\.0(?![0-9])")


def encoded(value: Any) -> bytes:
    """Encode a value as JSON, with 0.0 for −0.0: the two are equal, but the second reads as less than nothing.

    >>> encoded({"z": -0.0, "said": "-0.0"})
    b'{"z":0.0,"said":"-0.0"}'
    """
    body = orjson.dumps(value)
    # Looked for in the text, for it is rare and a walk through a large answer is not free.
    return orjson.dumps(_unsigned(value)) if NEGATIVE_ZERO.search(body) else body


def _unsigned(value: Any) -> Any:
    if isinstance(value, float):
        return value + 0.0
    if isinstance(value, dict):
        return {key: _unsigned(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_unsigned(member) for member in value]
    return value
