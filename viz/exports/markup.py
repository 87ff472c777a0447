"""Text for XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_PLAIN = re.compile('[&<>"\t\n\r\x00-\x1f\ud800-\udfff\ufffe\uffff]')
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WRITTEN = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def escaped(value: object) -> str:
    """Write a value as text or attribute; control characters that XML cannot hold are left out."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return NOT_XML.sub("", text).translate(WRITTEN) if NOT_PLAIN.search(text) else text


def instruction(record: Mapping[str, object]) -> str:
    """Write data for Sojae as a processing instruction (`<?sojae …?>`), which other readers ignore."""
    text = orjson.dumps(record).decode().replace("?>", "?\\u003e")
    return f"<?sojae {NOT_XML.sub('', text)}?>\n"
