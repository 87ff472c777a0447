"""JSON encoding with orjson that never writes −0.0."""

from __future__ import annotations

import re
from typing import Any

import orjson

NEGATIVE_ZERO = re.compile(rb"-0\.0(?![0-9])")


def encoded(value: Any) -> bytes:
    """Encode a value as JSON, with 0.0 for −0.0, which reads like a negative number.

    >>> encoded({"z": -0.0, "said": "-0.0"})
    b'{"z":0.0,"said":"-0.0"}'
    """
    body = orjson.dumps(value)
    # Searched in the text, since it is rare and walking a large answer is expensive.
    return orjson.dumps(_unsigned(value)) if NEGATIVE_ZERO.search(body) else body


def _unsigned(value: Any) -> Any:
    if isinstance(value, float):
        return value + 0.0
    if isinstance(value, dict):
        return {key: _unsigned(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_unsigned(member) for member in value]
    return value
