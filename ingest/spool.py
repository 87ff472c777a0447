"""Rows of a load kept in temporary files and found by the keys of their records, so that merging them needs little memory."""

from __future__ import annotations

import pickle
from array import array
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.model import MODELS
from graph.rows import TAKE
from graph.vocabulary import RecordType
from ingest.origin import Row
from ingest.reading.positions import Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.model import Record

IN_MEMORY = 4 << 20
"""Bytes per type of record that are kept in memory; more go to a temporary file."""
AT_ONCE = 256
"""Rows that are read together when all are read in order."""
BITS = (1 << 64) - 1


class Spool:
    """Rows with records of one type, in order; a row takes 16 bytes of memory."""

    def __init__(self, record_type: RecordType) -> None:
        self.take, self.model = TAKE[record_type], MODELS[record_type]
        self.file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed by `Spools`
        self.keys, self.begins, self.size = array("Q"), array("Q"), 0
        self.files: dict[str, int] = {}

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.keys)

    def add(self, row: Row) -> None:
        """Keep a row."""
        file = self.files.setdefault(row.file, len(self.files))
        line = row.line
        kept = (
            -line - 1 if type(line) is Element else line
        )  # pickle writes a class of ours for each row otherwise
        data = pickle.dumps((file, kept, self.take(row.record)), pickle.HIGHEST_PROTOCOL)
        self.keys.append(hash(row.record.key) & BITS)
        self.begins.append(self.size)
        self.size += self.file.write(data)

    def rows(self) -> Iterator[Row]:
        """Yield the rows in order; reading may not be mixed with adding."""
        names, ends = list(self.files), array("Q", self.begins[1:])
        ends.append(self.size)
        for first in range(0, len(self.keys), AT_ONCE):
            begins = self.begins[first : first + AT_ONCE]
            self.file.seek(begins[0])
            block = memoryview(self.file.read(ends[first + len(begins) - 1] - begins[0]))
            for begin, end in zip(begins, ends[first : first + len(begins)], strict=True):
                yield self.of_bytes(block[begin - begins[0] : end - begins[0]], names)

    def row(self, number: int, names: list[str]) -> Row:
        """Read one row."""
        begin = self.begins[number]
        end = self.begins[number + 1] if number + 1 < len(self.begins) else self.size
        self.file.seek(begin)
        return self.of_bytes(self.file.read(end - begin), names)

    def of_bytes(self, data: bytes | memoryview, names: list[str]) -> Row:
        """Return the row that was kept as these bytes."""
        file, line, values = pickle.loads(data)  # noqa: S301  # written by this process
        record: Record = self.model(*values)
        return Row(names[file], line if line >= 0 else Element(-line - 1), record)

    def groups(self, *, repeated: bool = False) -> Iterator[list[Row]]:
        """Yield the rows of each key, in the order of their first rows; `repeated`: only keys with several rows."""
        if not self.keys:
            return
        hashes, names = np.frombuffer(self.keys, dtype=np.uint64), list(self.files)
        order = np.argsort(hashes, kind="stable")
        new = np.ones(len(order), dtype=bool)
        new[1:] = hashes[order][1:] != hashes[order][:-1]
        if new.all():  # no key has two rows: their own order, without more memory
            del hashes, order, new
            if not repeated:
                yield from ([row] for row in self.rows())
            return
        begins = np.flatnonzero(new)
        ends = np.append(begins[1:], len(order))
        del hashes  # an array that is exported cannot grow
        for place in np.argsort(order[begins], kind="stable").tolist():
            members = order[begins[place] : ends[place]].tolist()
            if len(members) == 1:
                if not repeated:
                    yield [self.row(members[0], names)]
                continue
            same: dict[str, list[Row]] = {}
            for row in (self.row(number, names) for number in members):
                same.setdefault(row.record.key, []).append(row)  # two keys may have one hash
            yield from (rows for rows in same.values() if len(rows) > 1 or not repeated)


class Kept:
    """Values in a temporary file, in order, with keys of which those that several values have are found; 8 bytes of memory each."""

    def __init__(self) -> None:
        self.file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed with its owner
        self.keys = array("Q")

    def __del__(self) -> None:
        """Remove the temporary file."""
        self.file.close()

    def add(self, key: object, value: tuple[object, ...]) -> None:
        """Keep a value."""
        self.keys.append(hash(key) & BITS)
        pickle.dump(value, self.file, pickle.HIGHEST_PROTOCOL)

    def sole_keys(self) -> Keys:
        """Return the keys that one value has."""
        return Keys(self._keys_by_times(several=False))

    def repeated(self) -> Iterator[tuple[Any, ...]]:
        """Yield the values whose key others have too."""
        several = Keys(self._keys_by_times(several=True))
        if not len(several.keys):
            return
        self.file.seek(0)
        for key in self.keys:
            value = pickle.load(self.file)  # noqa: S301  # written by this process
            if several.has(key):
                yield value
        self.file.seek(0, 2)

    def _keys_by_times(self, *, several: bool) -> np.ndarray[Any, np.dtype[np.uint64]]:
        keys, times = np.unique(np.array(self.keys, dtype=np.uint64), return_counts=True)
        chosen: np.ndarray[Any, np.dtype[np.uint64]] = keys[(times > 1) == several]
        return chosen


class Keys:
    """A set of keys in 8 bytes each."""

    def __init__(self, keys: np.ndarray[Any, np.dtype[np.uint64]]) -> None:
        self.keys = keys

    def __contains__(self, value: object) -> bool:
        """Return whether the key of a value is among them."""
        return self.has(hash(value) & BITS)

    def has(self, key: int) -> bool:
        """Return whether a key is among them."""
        wanted = np.uint64(key)
        place = int(np.searchsorted(self.keys, wanted))
        return place < len(self.keys) and bool(self.keys[place] == wanted)


class Spools:
    """A spool for each type of record; use it as a context, which removes the files."""

    def __init__(self) -> None:
        self.of_type = {record_type: Spool(record_type) for record_type in RecordType}

    def __enter__(self) -> Spools:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the temporary files."""
        self.close()

    def close(self) -> None:
        """Remove the temporary files, and free the memory of the places of rows."""
        for spool in self.of_type.values():
            spool.file.close()
            spool.keys, spool.begins = array("Q"), array("Q")

    def add(self, row: Row) -> None:
        """Keep a row with those of its type."""
        self.of_type[row.record.type].add(row)

    def __getitem__(self, record_type: RecordType) -> Spool:
        """Return the rows of one type."""
        return self.of_type[record_type]
