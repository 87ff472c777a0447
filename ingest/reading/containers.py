"""The container of old Office files (OLE): extracts a stream and puts it into a clean container."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Sequence

END, FREE, FAT_ITSELF, LAST = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFA
ENTRY, SMALL, SMALL_SECTOR, IN_HEADER = 128, 4096, 64, 109
SECTOR = 4096


class Container:
    """A container by its header, sector table and directory; loops are refused."""

    def __init__(self, content: bytes, label: str) -> None:
        self.content, self.label = content, label
        if len(content) < 512:
            raise broken(self.label, "it ends in its header")
        power = int.from_bytes(content[30:32], "little")
        if power not in {9, 12}:
            raise broken(self.label, "unknown sector size")
        self.sector = 1 << power
        self.most = len(content) // self.sector + 1
        (self.folder_at,) = struct.unpack_from("<I", content, 48)
        self.small_table_at, _, self.further_at = struct.unpack_from("<III", content, 60)
        self.table = self._table()

    def at(self, sector: int) -> bytes:
        """Return one sector; the last one may be short."""
        begin = (sector + 1) * self.sector
        if sector >= LAST or begin >= len(self.content):
            raise broken(self.label, "a sector is beyond the end of the file")
        return self.content[begin : begin + self.sector]

    def _table(self) -> Sequence[int]:
        """Read the sector chains."""
        listed = list(struct.unpack_from(f"<{IN_HEADER}I", self.content, 76))
        further = self.further_at
        for _ in range(self.most):
            if further >= LAST:
                break
            *more, further = numbers(self.at(further))
            listed += more
        else:
            raise broken(self.label, "its sector tables form a loop")
        parts = [self.at(sector) for sector in listed if sector < LAST]
        if len(parts) > self.most:
            raise broken(self.label, "more tables than sectors")
        return numbers(b"".join(parts))

    def chain(self, first: int) -> bytes:
        """Return the content of a chain of sectors."""
        return b"".join(map(self.at, self.followed(first, self.table)))

    def followed(self, first: int, table: Sequence[int]) -> list[int]:
        """Return the sector numbers of a chain."""
        found: list[int] = []
        while first < LAST:
            if first >= len(table) or len(found) > len(table):
                raise broken(self.label, "its sector chain is broken or forms a loop")
            found.append(first)
            first = table[first]
        return found

    def stream(self, *names: str) -> tuple[str, bytes]:
        """Return the first stream that has one of the names, in the order of these.

        Raises:
            OriginError: there is none, or the container is broken.
        """
        folder = self.chain(self.folder_at)
        entries = [folder[at : at + ENTRY] for at in range(0, len(folder) - ENTRY + 1, ENTRY)]
        known = {name_of(entry): entry for entry in reversed(entries)}
        for name in names:
            if name in known:
                first, size = struct.unpack_from("<II", known[name], 116)
                if size >= SMALL:
                    return name, self.chain(first)[:size]
                return name, self._small(first, struct.unpack_from("<I", entries[0], 116)[0])[:size]
        raise OriginError(
            f"{self.label}: an old Office file that contains no workbook: save its table as CSV or XLSX"
        )

    def _small(self, first: int, held_at: int) -> bytes:
        """Return a stream from the mini sectors."""
        held, table = self.chain(held_at), numbers(self.chain(self.small_table_at))
        pieces = self.followed(first, table)
        return b"".join(held[piece * SMALL_SECTOR : (piece + 1) * SMALL_SECTOR] for piece in pieces)


def broken(label: str, why: str) -> OriginError:
    return OriginError(f"{label}: a broken workbook ({why}): open it and save it as .xlsx or CSV")


def numbers(content: bytes) -> tuple[int, ...]:
    """Decode sectors as integers."""
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def name_of(entry: bytes) -> str:
    """Return the name of a directory entry."""
    length = int.from_bytes(entry[64:66], "little")
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")


def alone(name: str, stream: bytes) -> bytes:
    """Put one stream into a new container, in consecutive sectors of 4 KiB."""
    size = max(len(stream), SMALL)
    held = -(-size // SECTOR)
    tables = 1
    while tables * (SECTOR // 4) < held + 2 + tables:
        tables += 1
    assert tables <= IN_HEADER, "callers bound the stream"
    table = [*range(1, held), END, END, END, *[FAT_ITSELF] * tables]
    header = bytearray(SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 4, 0xFFFE, 12, 6)
    struct.pack_into("<IIIIIIIIII", header, 40, 1, tables, held, 0, SMALL, END, 0, END, 0, 0)
    listed = [*range(held + 2, held + 2 + tables), *[FREE] * (IN_HEADER - tables)]
    struct.pack_into(f"<{IN_HEADER}I", header, 76, *listed)
    # readers need a sector for the root, even an empty one
    folder = entry_of("Root Entry", 5, 1, held + 1, 0) + entry_of(name, 2, FREE, 0, size)
    return b"".join(
        (
            bytes(header),
            stream.ljust(held * SECTOR, b"\0"),
            folder.ljust(SECTOR, b"\0"),
            bytes(SECTOR),
            struct.pack(f"<{len(table)}I", *table).ljust(tables * SECTOR, b"\xff"),
        )
    )


def entry_of(name: str, kind: int, child: int, at: int, size: int) -> bytes:
    """Return a directory entry."""
    data = name.encode("utf-16-le")
    begin = data.ljust(64, b"\0") + struct.pack("<HBBIII", len(data) + 2, kind, 1, FREE, FREE, child)
    return begin.ljust(116, b"\0") + struct.pack("<IQ", at, size)
