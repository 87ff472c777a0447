"""Who has a name: organisations with an equal name that are not merged are named in the reason, never passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ingest.resolution.name_forms import Derived, Script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from ingest.resolution.organisations import OrganisationRecord
    from ingest.resolution.profiles import Profiles

    Numbers = npt.NDArray[np.int64]

MOST_ASKED = 3
"""Largest number of organisations with one name for which a pair is asked about if only the name is equal."""
MOST_LISTED = 1_000


class Bearers:
    """The records of a table by their names, in Hangul or Latin letters as written."""

    def __init__(self, profiles: Profiles) -> None:
        owners = np.repeat(np.arange(len(profiles)), np.diff(profiles.starts))
        kept = np.flatnonzero(written(profiles))
        order = kept[np.argsort(profiles.text[kept], kind="stable")]
        self.texts, self.owners = profiles.text[order], owners[order]

    def named(self, text: int) -> list[int]:
        """Return the records with a name, in order."""
        first, last = np.searchsorted(self.texts, text, "left"), np.searchsorted(self.texts, text, "right")
        return sorted(set(self.owners[first : min(last, first + MOST_LISTED)].tolist()))

    def of(self, profiles: Profiles, record: int) -> list[int]:
        """Return the records with a name of a record, which may be of another table."""
        return sorted({found for text in texts_of(profiles, record) for found in self.named(text)})


def written(profiles: Profiles) -> npt.NDArray[np.bool_]:
    """Return a mask of names as written, not by sound, read out or shortened."""
    found: npt.NDArray[np.bool_] = np.isin(profiles.script, (Script.HANGUL, Script.LATIN)) & (
        profiles.derived == Derived.WRITTEN
    )
    return found


def texts_of(profiles: Profiles, record: int) -> Iterator[int]:
    """Yield the codes of the names of a record as written."""
    begin, end = int(profiles.starts[record]), int(profiles.starts[record + 1])
    here = written_at(profiles, begin, end)
    yield from (int(profiles.text[begin + place]) for place in np.flatnonzero(here).tolist())


def written_at(profiles: Profiles, begin: int, end: int) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = np.isin(profiles.script[begin:end], (Script.HANGUL, Script.LATIN)) & (
        profiles.derived[begin:end] == Derived.WRITTEN
    )
    return found


def of_namesakes(others: Sequence[OrganisationRecord]) -> str:
    """Say who else has the name of a record that is merged with none of them; empty if nobody has.

    >>> from ingest.resolution.organisations import Name, OrganisationRecord
    >>> of_namesakes([OrganisationRecord("a", "list", (Name("가나"),), city="Gumi"), OrganisationRecord("b", "list", (Name("가나"),))])
    'same name as 가나 (a, Gumi) and 1 more'
    """
    if not others:
        return ""
    first = others[0]
    label = first.names[0].text if first.names else first.id
    where = f", {first.district or first.city}" if first.district or first.city else ""
    more = f" and {len(others) - 1:,} more" if len(others) > 1 else ""
    return f"same name as {label} ({first.id}{where}){more}"
