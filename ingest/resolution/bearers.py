"""Who has a name: organisations with an equal name that are not merged are named in the reason, never ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.place_names import place_name
from ingest.resolution.reasons import Reason

if TYPE_CHECKING:
    from graph.place_names import Language
    from ingest.resolution.organisations import OrganisationRecord
    from ingest.resolution.profiles import Profiles

LANGUAGES: tuple[Language, Language] = ("en", "ko")
MOST_ASKED = 3
"""Largest number of organisations with one name for which a pair is asked about if only the name is equal."""
MOST_LISTED = 1_000
"""Largest number of records with one name that are looked at."""


class Namesakes(NamedTuple):
    """Other organisations with an equal name: the first by id, and how many there are, up to `MOST_LISTED`."""

    first: OrganisationRecord
    many: int


class Bearers:
    """The records of a table by their names, in Hangul or Latin letters as written."""

    def __init__(self, profiles: Profiles) -> None:
        owners = np.repeat(np.arange(len(profiles)), np.diff(profiles.starts))
        kept = np.flatnonzero(profiles.written)
        order = kept[np.argsort(profiles.text[kept], kind="stable")]
        self.texts, self.owners = profiles.text[order], owners[order]

    def named(self, text: int) -> list[int]:
        """Return the records with a name, in order."""
        first, last = np.searchsorted(self.texts, text, "left"), np.searchsorted(self.texts, text, "right")
        return sorted(set(self.owners[first : min(last, first + MOST_LISTED)].tolist()))

    def namesakes(self) -> list[int]:
        """Return the records of which another one has a name, in order."""
        _, counts = np.unique(self.texts, return_counts=True)
        return sorted(set(self.owners[np.repeat(counts, counts) > 1].tolist()))

    def of(self, profiles: Profiles, record: int) -> list[int]:
        """Return the records with a name of a record, which may be of another table."""
        return sorted({found for text in texts_of(profiles, record) for found in self.named(text)})


def texts_of(profiles: Profiles, record: int) -> list[int]:
    """Return the codes of the names of a record as written."""
    here = slice(int(profiles.starts[record]), int(profiles.starts[record + 1]))
    return [int(text) for text in profiles.text[here][profiles.written[here]]]


def of_namesakes(found: Namesakes | None) -> Reason:
    """Say who else has the name of a record that is merged with none of them; empty if nobody has.

    >>> from ingest.resolution.organisations import Name, OrganisationRecord
    >>> found = of_namesakes(Namesakes(OrganisationRecord("a", "list", (Name("가나"),), city="Gumi"), 2))
    >>> found.en, found.ko
    ('same name as 가나 (a, Gumi) and 1 more; not enough agrees to merge', '가나 (a, 구미시) 외 1건과 이름 일치; 병합하기에는 일치하는 정보가 부족')
    """
    if found is None:
        return Reason("", "")
    first = found.first
    label = first.names[0].text if first.names else first.id
    place = first.district or first.city
    en, ko = (f", {place_name(place, None, language) or place}" if place else "" for language in LANGUAGES)
    more, others = (
        (f" and {found.many - 1:,} more", f" 외 {found.many - 1:,}건") if found.many > 1 else ("", "")
    )
    return Reason(
        f"same name as {label} ({first.id}{en}){more}; not enough agrees to merge",
        f"{label} ({first.id}{ko}){others}{'과' if others else '와(과)'} 이름 일치; 병합하기에는 일치하는 정보가 부족",
    )
