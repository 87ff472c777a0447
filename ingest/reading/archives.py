"""The files of a path: the file itself, or each file of a zip or gzip, unpacked defensively."""

from __future__ import annotations

import tempfile
import zlib
from contextlib import contextmanager
from gzip import BadGzipFile, GzipFile
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from ingest.origin import OriginError
from ingest.reading.forms import Form, form_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from zipfile import ZipInfo

MOST_FILES = 1000
MOST_BYTES = 8 << 30
"""Largest unpacked size of an archive."""
MOST_RATIO, FREE = 200, 16 << 20
"""Largest compression ratio once more than FREE bytes are unpacked."""
CHUNK = 1 << 20


class Part(NamedTuple):
    """One file to read: its label in messages, path and form, and its encoding if a person gave it."""

    label: str
    path: Path
    form: Form
    encoding: str | None = None


def parts(path: Path, label: str | None = None) -> Generator[Part]:
    """Yield a file, or each file of a zip or gzip in the order of their names; unpacked copies are removed afterwards.

    Raises:
        OriginError: it is broken, encrypted, expands too much, or contains another archive.
    """
    label = label or path.name
    form = form_of(path, label)
    if form is Form.ZIP:
        yield from members(path, label)
    elif form is Form.GZIP:
        with unpacked(GzipFile(path), label, path.stat().st_size) as plain:
            yield no_archive(Part(label, plain, form_of(plain, label)))
    else:
        yield Part(label, path, form)


def members(path: Path, label: str) -> Iterator[Part]:
    """Yield each file of a zip; one that itself is an archive is refused."""
    try:
        with ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if counts(entry)]
            if not entries:
                raise OriginError(f"{label}: the zip is empty: fetch it again")
            if len(entries) > MOST_FILES:
                raise OriginError(
                    f"{label}: the zip contains {len(entries)} files, more than {MOST_FILES}: unpack the file you need"
                )
            left = MOST_BYTES
            for entry in sorted(entries, key=lambda entry: entry.filename):
                name = f"{label}/{entry.filename}" if len(entries) > 1 else label
                with (
                    archive.open(entry) as packed,
                    unpacked(packed, name, entry.compress_size, left) as plain,
                ):
                    left -= plain.stat().st_size
                    if left < 0:
                        raise too_large(label)
                    yield no_archive(Part(name, plain, form_of(plain, name)))
    except (BadZipFile, NotImplementedError, RuntimeError) as error:
        locked = "password" in str(error)
        remedy = (
            "unpack it and load its content" if locked else "the download may be incomplete: fetch it again"
        )
        raise OriginError(f"{label}: the zip cannot be unpacked ({error}): {remedy}") from error


def counts(entry: ZipInfo) -> bool:
    """Return whether an entry counts: not a folder or a system file."""
    last = entry.filename.rpartition("/")[2]
    return not entry.is_dir() and not last.startswith(".") and not entry.filename.startswith("__MACOSX/")


def no_archive(part: Part) -> Part:
    if part.form in {Form.ZIP, Form.GZIP}:
        raise OriginError(f"{part.label}: an archive inside an archive: unpack it and load its content")
    return part


@contextmanager
def unpacked(packed: IO[bytes] | GzipFile, label: str, size: int, most: int = MOST_BYTES) -> Generator[Path]:
    """Unpack into a temporary file; sizes are counted, since those in the archive may be wrong."""
    with tempfile.TemporaryDirectory() as folder:
        target, out_size = Path(folder) / "part", 0
        try:
            with packed, target.open("wb") as out:
                while chunk := packed.read(CHUNK):
                    out_size += len(chunk)
                    if out_size > most or (out_size > FREE and out_size > MOST_RATIO * size):
                        raise too_large(label)
                    out.write(chunk)
        except (BadGzipFile, EOFError, zlib.error) as error:
            raise OriginError(
                f"{label}: cannot be unpacked ({error}): the download may be incomplete: fetch it again"
            ) from error
        yield target


def too_large(label: str) -> OriginError:
    return OriginError(
        f"{label}: expands to more than {MOST_RATIO} times its size or {MOST_BYTES >> 30} GiB when unpacked: refused;"
        " unpack it yourself if you trust it"
    )
