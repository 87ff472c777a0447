"""Zips that are the same whenever they are written."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""


def same_zip(content: bytes) -> bytes:
    """Write a zip again without the times at which its files were added; their order stays."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in given.namelist():
            info = ZipInfo(name, FIRST_DAY)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, given.read(name))
    return out.getvalue()
