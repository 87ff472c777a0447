"""One change of a name, as a row tells it, and the form in which names are equal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ingest.names import split_name

Number = tuple[str, str]
Place = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One row: an organisation changed its name.

    Attributes:
        before: the name given up.
        after: the name taken; None where the table has only the present name.
        present: the present name, where the table has a column for it.
        day: a partial date.
        numbers: scheme and value of its register numbers.
        place: city and district.
        english: official English name of the present organisation, or of the name taken.
        sources: what the row cites.
        file, line: where it is.
    """

    before: str
    after: str | None
    present: str | None
    day: str
    numbers: tuple[Number, ...]
    place: Place
    english: str
    sources: tuple[str, ...]
    file: str
    line: int

    @property
    def name(self) -> str:
        """The last name that the row knows."""
        return self.present or self.after or ""

    @property
    def content(self) -> tuple[str, ...]:
        """What orders the rows, whatever file they come from."""
        texts = (self.day, self.before, self.after or "", self.present or "", *map(str, self.numbers))
        return (*texts, str(self.place), self.english, *self.sources)


@lru_cache(maxsize=200_000)
def key_of(name: str) -> str:
    """Return a name in the form in which names are equal, without legal form."""
    return split_name(name).bare
