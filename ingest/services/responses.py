"""Parsing of service responses: XML without document types, JSON, and the errors in either."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from graph.texts import tidied
from ingest.origin import OriginError
from ingest.services.client import AGAIN, ServiceStop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MARK = re.compile(r"</?span\b[^>]*>")
DATE = re.compile(r"(\d{4})[-./]?(\d{2})[-./]?(\d{2})(?:\D.*)?")
QUOTA, KEYS = frozenset({"22", "020"}), frozenset({"20", "30", "31", "32"})


def labelled(files: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Yield responses, each with a numbered label used as file name of its rows."""
    for number, path in enumerate(files, 1):
        yield f"{number:04d} {path.name}", path


def xml_of(body: bytes, name: str) -> Element:
    """Parse XML; document types are refused, since they may expand or fetch something.

    Raises:
        OriginError: it is invalid or declares a document type.
    """
    try:
        root = fromstring(body, forbid_dtd=True)
    except DefusedXmlException as error:
        raise OriginError(f"{name}: the XML declares a document type or entities: refused") from error
    except (ParseError, ValueError) as error:
        raise OriginError(f"{name}: broken XML: the response may be incomplete: {AGAIN}") from error
    refuse_error(root, name)
    return root


def refuse_error(root: Element, name: str) -> None:
    """Raise the error in a response with HTTP 200.

    Raises:
        ServiceStop: the call limit is reached.
        OriginError: the key or the request is refused.
    """
    if root.tag == "error" or (root.find("error") is not None and root.find("TOTALHITS") is None):
        raise OriginError(
            f"{name}: “{text_of(root)[:200]}”: check the key and that it is valid for this address"
        )
    code = text(root, ".//returnReasonCode")
    if code:
        data = text(root, ".//returnAuthMsg") or text(root, ".//errMsg")
        refuse_code(code, data, name)


def refuse_code(code: str, data: str, name: str) -> None:
    """Raise the error for a code of a public service."""
    if code in QUOTA:
        raise ServiceStop(f"{name}: the call limit is reached ({code} {data}): {AGAIN} tomorrow")
    if code in KEYS:
        raise OriginError(
            f"{name}: the key is refused ({code} {data}): check the key and the service it was issued for"
        )
    raise OriginError(f"{name}: error {code} ({data}): see the documentation of the service")


def json_of(body: bytes, name: str) -> Any:
    """Read JSON.

    Raises:
        OriginError: it is not valid.
    """
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise OriginError(f"{name}: neither JSON nor XML: the response may be incomplete: {AGAIN}") from error


def text_of(element: Element) -> str:
    """Return all text in an element without search highlighting (`<span class="search_word">`)."""
    return " ".join(MARK.sub("", tidied("".join(element.itertext()))).split())


def text(element: Element, path: str) -> str:
    """Return the text at a path; empty if there is none."""
    found = element.find(path)
    return "" if found is None else text_of(found)


def texts(element: Element, path: str) -> Iterator[str]:
    """Yield every text at a path."""
    for found in element.findall(path):
        if data := text_of(found):
            yield data


def whole(data: str) -> int:
    """Parse an integer; an empty text is 0."""
    digits = data.replace(",", "").strip().partition(".")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 16 else 0


def day(data: str) -> str | None:
    """Read `YYYYMMDD` or `YYYY-MM-DD 00:00:00.0` as a date.

    >>> day("20150401"), day("2015-04-01 00:00:00.0"), day("00000000")
    ('2015-04-01', '2015-04-01', None)
    """
    from graph.dates import span

    found = DATE.fullmatch(data.strip())
    if found is None:
        return None
    written = "-".join(found.groups())
    try:
        span(written)
    except ValueError:
        return None
    return written
