"""Files that are handed on while they are written: a pipe, and a zip in it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

THEN = (1980, 1, 1, 0, 0, 0)  # zip keeps a time of writing: a fixed one makes equal content equal bytes


class Pipe:
    """A write-only file; written bytes are read at the other end."""

    closed = False

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.written = 0

    def write(self, content: bytes) -> int:
        """Put bytes in."""
        self.parts.append(bytes(content))
        self.written += len(content)
        return len(content)

    def tell(self) -> int:
        """Count the bytes written."""
        return self.written

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def close(self) -> None:
        """Do nothing: what was written can still be taken."""

    def taken(self) -> Iterator[bytes]:
        """Take out what was written since."""
        parts, self.parts = self.parts, []
        if parts:
            yield b"".join(parts)


def zipped(
    files: Iterable[tuple[str, Iterable[bytes]]], *, packed: bool, large: bool, comment: str
) -> Iterator[bytes]:
    """Write a zip as a stream.

    Args:
        files: name and content of each.
        packed: whether to compress.
        large: whether a file may exceed 2 GiB; old readers do not know such entries.
        comment: kept with the archive.
    """
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        archive.comment = comment.encode()
        for name, chunks in files:
            entry = zipfile.ZipInfo(name, THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=large) as file:
                for chunk in chunks:
                    file.write(chunk)
                    yield from pipe.taken()
    yield from pipe.taken()
