"""A zip of an origin's files, sent by somebody: unpacked with nothing trusted, then loaded like any folder."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from ingest.adapters import OriginError

if TYPE_CHECKING:
    from collections.abc import Generator

MOST_FILES = 100
MOST_BYTES = 4 << 30
CHUNK = 1 << 20


@contextmanager
def unpacked(archive: Path, *, most_bytes: int = MOST_BYTES) -> Generator[Path]:
    """Unpack an archive into a folder that goes away afterwards.

    Only plain files are taken, by the last part of their names; sizes are counted while unpacking, since what a zip says
    of itself may be a lie.

    Raises:
        OriginError: it is no zip, is broken or encrypted, holds too much, or names one file twice.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            with ZipFile(archive) as opened:
                unpack(opened, Path(folder), most_bytes)
        except BadZipFile as error:
            raise OriginError(
                f"the upload is no readable zip ({error}): send a zip of the origin's files"
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
            f"the upload holds {len(entries)} files, more than {MOST_FILES}: send only the origin's files"
        )
    left = most_bytes
    for entry in entries:
        name = PurePosixPath(entry.filename.replace("\\", "/")).name
        target = folder / name
        if not name or name.startswith(".") or target.exists():
            raise OriginError(
                f"the upload holds “{entry.filename[:100]}” twice or under a name that cannot be: rename it"
            )
        with opened.open(entry) as source, target.open("xb") as out:
            while chunk := source.read(min(CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    raise OriginError(f"the upload unpacks to more than {most_bytes} bytes: send it in parts")
                out.write(chunk)
