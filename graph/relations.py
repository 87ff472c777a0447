"""The open relations of a snapshot in columns: lists for display, arrays for computation."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from graph.attributes import joined_attributes
from graph.dates import earliest, latest
from graph.lock_sharing import empty, mapped, pause
from graph.model import COLUMNS
from graph.store import StoreDamaged
from graph.vocabulary import Predicate, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    Row = tuple[Any, ...]

PREDICATES = tuple(Predicate)
PREDICATE_CODES = {str(predicate): code for code, predicate in enumerate(PREDICATES)}
SYMMETRIC = PREDICATE_CODES[str(Predicate.COLLABORATES_WITH)]


def frozen(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Make an array read-only."""
    array.flags.writeable = False
    return array


class Relations:
    """The open relations in the order of ids: lists for display, arrays for computation.

    Attributes:
        ids, start, end, detail, detail_ko, attributes, sources: lists, `None` where unknown; `attributes` and `sources` are JSON
            text.
        subject, object: int32, positions in `Snapshot.ids`.
        predicate: int8, positions in `PREDICATES`.
        weight: float64, positive; 1 by default.
        first, last: int32, the first and last day on which the relation can hold (proleptic ordinals).
        started: int32, the earliest day of `start` (NEVER without one).
        dated: bool, False where neither start nor end is known.
        folded: id of a duplicate relation of a merged node → id of the one kept.
    """

    def __init__(
        self, batches: Iterable[Sequence[Row]], index: dict[str, int], merged: Iterable[int] = ()
    ) -> None:
        """Take in relations.

        Args:
            batches: rows in column order, in the order of ids.
            index: node id → number; the ids of one merged node have one number.
            merged: numbers of nodes merged from several records.

        Raises:
            StoreDamaged: a relation has a missing end or an unknown predicate.
        """
        columns: list[list[Any]] = [[] for _ in COLUMNS[RecordType.RELATION]]
        for batch in batches:
            for column, values in zip(columns, zip(*batch, strict=True), strict=True):
                column.extend(values)
            pause()
        ids, subjects, predicates, objects, starts, ends, details, sources, weights, korean, own = columns
        self.ids: list[str] = ids
        self.start: list[str | None] = starts
        self.end: list[str | None] = ends
        self.detail: list[str | None] = details
        self.detail_ko: list[str | None] = korean
        self.attributes: list[str | None] = own
        self.sources: list[str] = sources
        self.subject, self.object = (numbers(ids, ends, index, np.int32) for ends in (subjects, objects))
        self.predicate = numbers(ids, predicates, PREDICATE_CODES, np.int8)
        self.weight: npt.NDArray[np.float64] = np.array(weights, np.float64)
        self.folded: dict[str, str] = {}
        if touched := sorted(merged):
            self._fold(np.array(touched, np.int32))
        for array in (self.subject, self.object, self.predicate, self.weight):
            frozen(array)
        self.first = frozen(mapped(earliest, self.start, np.int32))
        self.last = frozen(mapped(latest, self.end, np.int32))
        known = [mapped(lambda date: date is not None, dates, bool) for dates in (self.start, self.end)]
        self.dated = frozen(known[0] | known[1])
        for column in (subjects, predicates, objects, weights):
            empty(column)

    def __len__(self) -> int:
        return len(self.ids)

    def _fold(self, merged: npt.NDArray[np.int32]) -> None:
        """Merge duplicate relations of merged nodes and drop loops."""
        subject, obj = self.subject, self.object
        turned = (self.predicate == SYMMETRIC) & (subject > obj)
        subject[turned], obj[turned] = obj[turned], subject[turned]
        touched = np.isin(subject, merged) | np.isin(obj, merged)
        kept = ~(touched & (subject == obj))
        first: dict[tuple[Any, ...], int] = {}
        for place in np.flatnonzero(touched & kept).tolist():
            relation = (int(subject[place]), int(self.predicate[place]), int(obj[place]))
            one = first.setdefault((*relation, self.start[place], self.end[place]), place)
            if one != place:
                kept[place] = False
                self.folded[self.ids[place]] = self.ids[one]
                self.sources[one] = union(self.sources[one], self.sources[place])
                self.detail[one] = both(self.detail[one], self.detail[place])
                self.detail_ko[one] = both(self.detail_ko[one], self.detail_ko[place])
                self.attributes[one] = joined_attributes((self.attributes[one], self.attributes[place]))
                self.weight[one] = max(self.weight[one], self.weight[place])
        chosen = kept.tolist()
        for name in ("ids", "start", "end", "detail", "detail_ko", "attributes", "sources"):
            setattr(self, name, list(compress(getattr(self, name), chosen)))
        self.subject, self.object, self.predicate = subject[kept], obj[kept], self.predicate[kept]
        self.weight = self.weight[kept]


def numbers(ids: list[str], words: list[str], known: dict[str, int], kind: npt.DTypeLike) -> npt.NDArray[Any]:
    """Return the numbers of the ends or predicates of relations."""
    try:
        return mapped(known.__getitem__, words, kind)
    except KeyError as error:
        word = error.args[0]
        place = words.index(word)
        raise StoreDamaged(f"the relation “{ids[place]}” refers to “{word}”, which does not exist") from None


def union(one: str, other: str) -> str:
    """Join two lists of ids, both JSON text."""
    return orjson.dumps(list(dict.fromkeys([*orjson.loads(one), *orjson.loads(other)]))).decode()


def both(one: str | None, other: str | None) -> str | None:
    """Join two texts without repetition."""
    texts = dict.fromkeys(text for text in (one, other) if text)
    return "; ".join(texts) or None
