"""Whole texts of network files, decoded by their content, with a limit on their size."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any

import orjson

from ingest.networks.sorts import of_another_sort, sort_of
from ingest.origin import OriginError
from ingest.reading.forms import Form

if TYPE_CHECKING:
    from ingest.networks.items import About
    from ingest.reading import Part

MOST_TEXT = 256 << 20
"""Largest text in bytes: a file is held in memory as a whole, with what is made of it."""
MOST_JSON = 1 << 30
"""A file is parsed as one value, which takes about ten times its size in memory."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HANGUL, HANJA = re.compile("[가-힣]"), re.compile("[\u4e00-\u9fff\uf900-\ufaff]")


def check_sort(part: Part, wanted: str, tool: str) -> None:
    """Refuse a file of another format, and name the origin that reads it.

    Raises:
        OriginError: the file has another format.
    """
    found, origin = sort_of(part)
    if origin != tool:
        raise of_another_sort(part.label, wanted, found, origin)


def check_size(part: Part, most: int, remedy: str) -> None:
    """Refuse a file that would not fit into memory.

    Raises:
        OriginError: it is too large.
    """
    if (size := part.path.stat().st_size) > most:
        raise OriginError(f"{part.label}: {size >> 20:,} MiB exceed the limit of {most >> 20:,}: {remedy}")


def whole_text(part: Part, about: About) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its mark, cp949 if that gives Hangul, else Latin-1.

    Raises:
        OriginError: it is too large.
    """
    check_size(part, MOST_TEXT, "load it as GraphML, which is read piece by piece")
    raw = part.path.read_bytes()
    text, encoding = decoded(raw)
    if encoding != "utf-8":
        about.notes.append(f"encoding: {encoding}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(raw: bytes) -> tuple[str, str]:
    """Decode a text and return its encoding.

    >>> decoded("가나".encode("cp949")), decoded("Zürich".encode("latin-1")), decoded("é가".encode())
    (('가나', 'cp949'), ('Zürich', 'windows-1252'), ('é가', 'utf-8'))
    """
    for mark, name in MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace"), name
    for name in ("utf-8", "cp949"):
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if name == "utf-8" or len(HANGUL.findall(text)) > len(HANJA.findall(text)):
            return text, name
    return raw.decode("windows-1252", "replace"), "windows-1252"


def whole_json(part: Part, wanted: str) -> Any:
    """Return the value of a JSON file.

    Raises:
        OriginError: it is too large, broken or not JSON.
    """
    if part.form is not Form.JSON:
        raise of_another_sort(part.label, wanted, *sort_of(part))
    check_size(part, MOST_JSON, "export and load GraphML instead")
    try:
        return orjson.loads(part.path.read_bytes().removeprefix(codecs.BOM_UTF8))
    except orjson.JSONDecodeError as error:
        raise OriginError(
            f"{part.label}: invalid JSON ({error}): the download may be incomplete: fetch it again"
        ) from error
