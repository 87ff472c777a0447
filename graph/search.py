"""Search as you type over all names of all nodes: Korean, English, aliases, 초성, unfinished syllables, small typos; register numbers; Korean products."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from graph.identifier_index import Numbered
from graph.lock_sharing import order_of, parts
from graph.names import choseong, comparable, consonants_only, jamo
from graph.product_search import Products

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.snapshot import Snapshot
    from graph.vocabulary import Kind

LAST = "\U0010ffff"
TYPO_FLOOR = 72.0  # percentage of equal letters; below, it is another word
TYPO_LENGTH = 4  # letters; shorter words all resemble each other
CAP = 2_000  # hits examined per kind of match


@dataclass(frozen=True, slots=True)
class Hit:
    """One node found: which of its names matched, how, and how well (0 to 1)."""

    node: int
    matched: str
    match: str
    score: float


class Sorted:
    """Sorted keys, so that those with the same prefix are adjacent."""

    def __init__(self, keys: list[str]) -> None:
        order = order_of(keys)
        self.order = np.array(order, np.int64)
        self.keys = [keys[i] for i in order]

    def beginning(self, start: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return the entries whose key has this prefix."""
        return self.order[bisect_left(self.keys, start) : bisect_left(self.keys, start + LAST)]


class Letters:
    """The letters of each key as a 64-bit set, and their number, to exclude most keys from the search for typos."""

    def __init__(self, keys: list[str]) -> None:
        self.lengths = np.array([len(key) for key in keys], np.int64)
        self.sets = np.zeros(len(keys), np.uint64)
        for part in parts(len(keys)):
            self.sets[part] = bits(keys[part])

    def near(self, typed: str, floor: float) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return the entries that may reach this share of equal letters; each letter that only one of the two has costs one."""
        most = (1.0 - floor) * (self.lengths + len(typed))
        fits = np.abs(self.lengths - len(typed)) <= most
        fits &= np.bitwise_count(self.sets ^ bits([typed])[0]) <= most
        return np.flatnonzero(fits)


def bits(keys: list[str]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Return the set of letters of each key; letters may share a bit."""
    letters = np.frombuffer("".join(f"{key}\0" for key in keys).encode("utf-32-le"), np.uint32)
    marks = np.left_shift(np.uint64(1), (letters % 61 + 1).astype(np.uint64))
    marks[letters == 0] = 0
    ends = np.flatnonzero(letters == 0)
    starts = np.concatenate(([0], ends[:-1] + 1))
    found: np.ndarray[tuple[int], np.dtype[np.uint64]] = np.bitwise_or.reduceat(marks, starts)
    return found


def forms_of(label: str) -> tuple[str, str, str]:
    """Return the comparable form of a name, its letters, and its leading consonants."""
    name = comparable(label)
    return name, jamo(name), choseong(name)


class Search:
    """A search index over the names of one snapshot."""

    def __init__(self, snapshot: Snapshot, before: Search | None = None) -> None:
        """Index all names.

        Args:
            snapshot: the records.
            before: index of an earlier snapshot, whose forms of names are reused.
        """
        self.snapshot = snapshot
        entries = list(self._entries())
        self.node = np.array([node for node, _, _ in entries], np.int64)
        self.label = [label for _, label, _ in entries]
        self.alias = [alias for _, _, alias in entries]
        spelt = {} if before is None else before.spelt()
        forms = [spelt.get(label) or forms_of(label) for label in self.label]
        self.name = [name for name, _, _ in forms]
        self.jamo = [letters for _, letters, _ in forms]
        self.choseong = [leads for _, _, leads in forms]
        self.weight = snapshot.degrees[self.node] if entries else np.zeros(0, np.int64)
        self.by_jamo = Sorted(self.jamo)
        self.by_choseong = Sorted(self.choseong)
        self.text = "\n".join(self.name) + "\n"
        self.numbered = Numbered(snapshot)
        self.offsets = np.cumsum([0, *(len(name) + 1 for name in self.name)])
        self.letters = Letters(self.jamo)

    @cached_property
    def products(self) -> Products:
        """The products of organisations, indexed by the first search that names do not fill."""
        return Products(self.snapshot)

    def spelt(self) -> dict[str, tuple[str, str, str]]:
        """Return each name with its search forms."""
        return dict(zip(self.label, zip(self.name, self.jamo, self.choseong, strict=True), strict=True))

    def _entries(self) -> Iterator[tuple[int, str, bool]]:
        for node, row in enumerate(self.snapshot.rows):
            yield node, row[1], False
            if row[2] != row[1]:
                yield node, row[2], False
            yield node, row[0], False
            for alias in self.snapshot.aliases.get(node, ()):
                yield node, alias[1], True

    def find(self, query: str, *, kind: Kind | None = None, limit: int = 10) -> tuple[list[Hit], int]:
        """Find nodes by any of their names, by a complete register number (130111-0006246, a ROR address) or a Korean product.

        Args:
            query: the text typed, in any script.
            kind: only nodes of this kind.
            limit: largest number of hits.

        Returns:
            The hits, best first (equal ones by number of relations, then id), and the number of nodes that matched;
            products and typos are searched for only if the limit is not reached.
        """
        hits = self.found(query, kind=kind, enough=limit)
        return hits[:limit], len(hits)

    def found(self, query: str, *, kind: Kind | None = None, enough: int) -> list[Hit]:
        """Find all nodes as `find` does, best first; products and typos only if fewer than `enough` have such a name."""
        wanted = comparable(query)
        if not wanted:
            return []
        best: dict[int, Hit] = {}
        numbers = (Hit(node, value, "identifier", 1.0) for node, value in self.numbered.find(query))
        self._keep(best, numbers, kind)
        self._keep(best, self._exact(wanted), kind)
        if len(best) < enough:
            made = self.products.find(wanted, CAP)
            self._keep(
                best, (Hit(node, text, "product", round(0.5 + 0.1 * s, 4)) for node, text, s in made), kind
            )
        if len(best) < enough and len(jamo(wanted)) >= TYPO_LENGTH:
            self._keep(best, self._typos(wanted), kind)
        ids, degrees = self.snapshot.ids, self.snapshot.degrees
        return sorted(best.values(), key=lambda hit: (-hit.score, -int(degrees[hit.node]), ids[hit.node]))

    def _keep(self, best: dict[int, Hit], hits: Iterable[Hit], kind: Kind | None) -> None:
        for hit in hits:
            if kind is not None and self.snapshot.kind(hit.node) is not kind:
                continue
            if hit.node not in best or best[hit.node].score < hit.score:
                best[hit.node] = hit

    def _exact(self, wanted: str) -> Iterator[Hit]:
        if consonants_only(wanted):
            for entry in self._heaviest(self.by_choseong.beginning(wanted)):
                yield self._hit(entry, "choseong", 0.8 + 0.1 * len(wanted) / len(self.name[entry]))
            return
        for entry in self._heaviest(self.by_jamo.beginning(jamo(wanted))):
            name = self.name[entry]
            if name == wanted:
                yield self._hit(entry, "exact", 1.0)
            elif name.startswith(wanted):
                yield self._hit(entry, "prefix", 0.9 + 0.09 * len(wanted) / len(name))
            else:
                yield self._hit(entry, "jamo", 0.85 + 0.04 * len(wanted) / len(name))
        for entry in self._inside(wanted):
            yield self._hit(entry, "fuzzy", 0.6 + 0.15 * len(wanted) / len(self.name[entry]))

    def _heaviest(self, entries: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[int]:
        if len(entries) > CAP:
            entries = entries[np.argpartition(-self.weight[entries], CAP)[:CAP]]
        return [int(entry) for entry in entries]

    def _inside(self, wanted: str) -> Iterator[int]:
        """Yield entries that contain the text after their beginning."""
        # names with this prefix are found already; there may be a hundred thousand of them, so the text itself is searched
        within = re.compile(f"{re.escape(wanted)}(?<!^{re.escape(wanted)})", re.MULTILINE)
        last, found = -1, 0
        for match in within.finditer(self.text):
            entry = int(np.searchsorted(self.offsets, match.start(), side="right")) - 1
            if entry != last:
                yield entry
                last, found = entry, found + 1
                if found == CAP:
                    return

    def _typos(self, wanted: str) -> Iterator[Hit]:
        """Yield entries that differ in a few letters; Hangul is compared letter by letter."""
        typed = jamo(wanted)
        near = {entry: self.jamo[entry] for entry in self.letters.near(typed, TYPO_FLOOR / 100.0).tolist()}
        for _, score, entry in process.extract(
            typed, near, scorer=fuzz.ratio, score_cutoff=TYPO_FLOOR, limit=50
        ):
            yield self._hit(entry, "fuzzy", 0.6 * score / 100.0)

    def _hit(self, entry: int, match: str, score: float) -> Hit:
        if self.alias[entry] and match in {"exact", "prefix"}:
            match, score = "alias", score - 0.02
        return Hit(int(self.node[entry]), self.label[entry], match, round(score, 4))


def near_ids(search: Search, wrong: str, limit: int = 3) -> list[str]:
    """Return the ids that a wrong id may be a misspelling of."""
    ids = search.snapshot.ids
    if (same := wrong.casefold()) in search.snapshot.index:
        return [same]
    close = process.extract(wrong, ids, scorer=fuzz.ratio, score_cutoff=60.0, limit=limit)
    return [str(match[0]) for match in close]
