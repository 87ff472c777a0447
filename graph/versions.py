"""The graph version: a hash of the content that a load keeps up to date record by record.

Each record has a digest (BLAKE2b, 16 bytes, over type and fields). The version is taken from the sum of the
entries modulo 2^128 (AdHash: Bellare & Micciancio 1997, doi:10.1007/3-540-69053-0_13), so it does not depend on
order or history, and a change costs one subtraction and one addition.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import orjson

from graph.model import COLUMNS, LIST_COLUMNS
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.model import Record
    from graph.store import Claim, Write
MODULUS = 1 << 128
PLAIN_WEIGHT = b',"weight":1.0}'
"""Left out of a digest: a relation without a weight of its own keeps the digest that it had before there were weights."""


def digest(record: Record) -> bytes:
    """Give the 16 bytes that stand for a record's content.

    Raises:
        TypeError: a text holds a lone surrogate, that is, broken UTF-8.
    """
    content = told(record.type, orjson.dumps(record))
    return blake2b(content, digest_size=16, person=record.type.encode()).digest()


def told(record_type: RecordType, content: bytes) -> bytes:
    """Leave out of a record's content what says nothing."""
    if record_type is RecordType.RELATION and content.endswith(PLAIN_WEIGHT):
        return content[: -len(PLAIN_WEIGHT)] + b"}"
    return content


def row_digests(record_type: RecordType, rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Give the digests of the records that rows in column order stand for, without making these: a third of the time.

    A row that no record can be written as has the digest `b""`.
    """
    columns = COLUMNS[record_type]
    lists = [column for column in columns if column in LIST_COLUMNS]
    truth = [column for column in columns if column == "name_en_is_official"]
    begun = blake2b(digest_size=16, person=record_type.encode())
    for row in rows:
        fields: dict[str, object] = dict(zip(columns, row, strict=False))
        try:
            for column in lists:
                fields[column] = orjson.Fragment(fields[column])  # type: ignore[arg-type]  # JSON text
            for column in truth:
                fields[column] = bool(fields[column])
            state = begun.copy()
            state.update(told(record_type, orjson.dumps(fields)))
        except TypeError:  # broken UTF-8, or bytes where a text stands
            yield b""
        else:
            yield state.digest()


def entry(content: bytes, closed: str | None) -> int:
    """Give what a record adds to the sum: its digest, and the day on which it was closed."""
    if closed is None:
        return int.from_bytes(content)
    return int.from_bytes(blake2b(content + closed.encode(), digest_size=16, person=b"closed").digest())


def claim_entry(record_type: RecordType, key: str, origin: str, content: bytes) -> int:
    """Give what a further origin's word on a record adds to the sum."""
    text = "\0".join((record_type, key, origin)).encode() + content
    return int.from_bytes(blake2b(text, digest_size=16, person=b"claim").digest())


def graph_version(total: int) -> str:
    """Name the content whose entries have this sum (16 hexadecimal digits)."""
    return blake2b((total % MODULUS).to_bytes(16), digest_size=8, person=b"graph").hexdigest()


def change(writes: Iterable[Write]) -> int:
    """Give what these writes do to the sum."""
    return sum(
        entry(write.held.digest, write.held.closed)
        - (entry(write.was.digest, write.was.closed) if write.was is not None else 0)
        for write in writes
    )


def claims_sum(claims: Iterable[Claim]) -> int:
    """Give what these claims add to the sum."""
    return sum(claim_entry(claim.type, claim.key, claim.origin, claim.digest) for claim in claims)
