"""Uploaded zips of an origin's files: unpacked defensively, then loaded like a folder."""

from __future__ import annotations

import errno
import lzma
import struct
import tempfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Generator

MOST_FILES = 100
MOST_BYTES = 4 << 30
CHUNK = 1 << 20
LONGEST_NAME = 200
"""Longest file name in UTF-8 bytes; file systems allow 255."""
UNREADABLE = (BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error, ValueError, OverflowError)
"""Errors of unpacking libraries on broken data; bz2 and offsets outside the file give an OSError."""
ROOM = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EMFILE, errno.EIO}
)


@contextmanager
def unpacked(archive: Path, *, most_bytes: int = MOST_BYTES) -> Generator[Path]:
    """Unpack an archive into a temporary folder.

    Only plain files are extracted, by the last part of their names; sizes are counted while unpacking, since those in the
    zip may be wrong.

    Raises:
        OriginError: it is not a zip, is broken, encrypted or too large, or has duplicate or invalid file names.
        OSError: there is no space for it.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            with ZipFile(archive) as opened:
                unpack(opened, Path(folder), most_bytes)
        except UNREADABLE as error:
            raise OriginError(
                "the upload is not a readable zip or is incomplete: send a zip of the origin's files"
            ) from error
        except OSError as error:
            if error.errno in ROOM:
                raise
            raise OriginError(
                "the upload is not a readable zip or is incomplete: send a zip of the origin's files"
            ) from error
        except (RuntimeError, NotImplementedError) as error:
            raise OriginError(
                f"the upload cannot be unpacked ({error}): send a plain zip without a password"
            ) from error
        yield Path(folder)


def unpack(opened: ZipFile, folder: Path, most_bytes: int) -> None:
    """Write the files of an archive into a folder."""
    entries = [entry for entry in opened.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise OriginError(
            f"the upload contains {len(entries)} files, more than {MOST_FILES}: send only the origin's files"
        )
    left = most_bytes
    for entry in entries:
        name = PurePosixPath(entry.filename.replace("\\", "/")).name
        target = folder / name
        if not can_be_called(name) or target.exists():
            shown = "".join(letter if letter.isprintable() else "?" for letter in entry.filename[:100])
            raise OriginError(f"the upload contains “{shown}” twice or with an invalid name: rename it")
        with opened.open(entry) as source, target.open("xb") as out:
            while chunk := source.read(min(CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    raise OriginError(f"the upload unpacks to more than {most_bytes} bytes: send it in parts")
                out.write(chunk)


def can_be_called(name: str) -> bool:
    """Return whether a file name is valid on all systems."""
    return (
        name.isprintable()
        and not name.startswith((".", " "))
        and not name.endswith((".", " "))
        and not set(name) & set('<>:"|?*')
        and len(name.encode("utf-8", "replace")) <= LONGEST_NAME
    )
