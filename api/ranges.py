"""Parts of a file by `Range` (RFC 9110 §14): columnar readers fetch the end of a Parquet file, then the columns that they need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
PARTIAL, UNSATISFIABLE = 206, 416


def ranged(body: bytes, media_type: str, headers: Mapping[str, str], asked: str | None) -> Response:
    """Answer with a file, or with the part that is asked for; several ranges at once give the whole file."""
    size = len(body)
    given = {**headers, "Accept-Ranges": "bytes"}
    bounds = None if asked is None else bounds_of(asked, size)
    if bounds is None:
        return Response(body, media_type=media_type, headers=given)
    first, last = bounds
    if first > last:
        return Response(b"", UNSATISFIABLE, {"Accept-Ranges": "bytes", "Content-Range": f"bytes */{size}"})
    given["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Response(body[first : last + 1], PARTIAL, given, media_type)


def bounds_of(asked: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte of a range; the first is after the last if the file has none of it, None if it is not a single range.

    >>> bounds_of("bytes=0-3", 10), bounds_of("bytes=4-", 10), bounds_of("bytes=-3", 10), bounds_of("bytes=0-1,4-5", 10)
    ((0, 3), (4, 9), (7, 9), None)
    """
    found = ONE_RANGE.fullmatch(asked.replace(" ", ""))
    if found is None or found[0] == "bytes=-":
        return None
    if not found[1]:
        length = int(found[2])
        return (max(size - length, 0), size - 1) if length else (size, size - 1)
    first, last = int(found[1]), int(found[2]) if found[2] else size - 1
    return None if first > last and found[2] else (first, min(last, size - 1))
