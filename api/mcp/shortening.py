"""Short answers: long lists are cut and counted, members without a value left out, sentences given in one language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

INNER = 5
"""Longest list within a row."""
IN_BOTH = frozenset({"name", "label", "title", "place"})
"""What is given in both languages."""
DIGITS = 6
PARTS = frozenset({"nodes", "relations"})
"""Members that hold records by id, of which only those that the rest mentions are kept."""


@dataclass(slots=True)
class Shortening:
    """Shortens one answer.

    Attributes:
        rows: longest list.
        language: language of sentences.
        without: members to leave out.
        cut: where lists were cut → how many of how many are shown; of several lists, the longest counts.
    """

    rows: int
    language: str
    without: Collection[str] = ()
    cut: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    def __call__(self, answer: dict[str, Any]) -> dict[str, Any]:
        """Return the short answer."""
        short: dict[str, Any] = self.part(answer, "", self.rows)
        for name in PARTS & short.keys():
            if isinstance(records := short[name], dict):
                said = set(texts({other: one for other, one in short.items() if other not in PARTS}))
                short[name] = {
                    key: one for key, one in cast("dict[str, Any]", records).items() if key in said
                }
        return short

    def part(self, value: Any, where: str, most: int) -> Any:
        """Shorten one part."""
        if isinstance(value, float):
            return float(f"{value:.{DIGITS}g}")
        if isinstance(value, list):
            every = value
            if len(every) > most:
                self.note(where, most, len(every))
            inner = min(INNER, self.rows)
            return [self.part(one, f"{where}[]", inner) for one in every[:most]]
        if not isinstance(value, dict):
            return value
        given = cast("dict[str, Any]", value)
        if given.keys() == {"ko", "en"}:
            return given[self.language]
        kept: dict[str, Any] = {}
        for name, one in given.items():
            if one is None or one == {} or name in self.without or not self.speaks(name):
                continue
            inside = f"{where}.{name}" if where else name
            if not where and name in PARTS and isinstance(one, dict):
                records, inner = cast("dict[str, Any]", one), min(INNER, self.rows)
                kept[name] = {key: self.part(record, f"{name}[]", inner) for key, record in records.items()}
            else:
                kept[name] = self.part(one, inside, most)
        return kept

    def speaks(self, name: str) -> bool:
        """Return whether a member is in the language, or in both."""
        stem, _, tongue = name.rpartition("_")
        return tongue not in {"ko", "en"} or tongue == self.language or stem in IN_BOTH

    def note(self, where: str, shown: int, total: int) -> None:
        """Note that a list was cut."""
        self.cut[where] = (shown, max(total, self.cut.get(where, (0, 0))[1]))


def texts(value: Any) -> Iterator[str]:
    """Give every text in an answer; of a mapping the values alone."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        for one in cast("dict[str, Any]", value).values():
            yield from texts(one)
