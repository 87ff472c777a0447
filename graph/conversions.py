"""Conversions: how many pairs of members without a tie became tied after a programme started, with and without echo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.dates import span
from graph.echo import Scope, echo_of
from graph.evidence import Period, memberships
from graph.model import COLUMNS
from graph.programmes import PROGRAMME_KIND, START, programmes_of
from graph.snapshot import KINDS
from graph.tie_starts import TieStarts
from graph.vocabulary import AFFILIATION_PROGRAMMES, Kind, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

PUBLISHED = COLUMNS[RecordType.SOURCE].index("published")


@dataclass(frozen=True, slots=True, eq=False)
class Conversions:
    """Pairs of members that were open (not yet tied) when their programme started, and what became of them.

    Attributes:
        programme: int64, node number of each programme with at least two members, ascending.
        kind: programme kind of each.
        members: int64, number of its members.
        a, b: int64, node numbers (a < b) of each open pair.
        of: int64, position of the pair's programme in `programme`.
        tied: bool, whether a direct relation of the pair begins in the window.
        echo: bool, whether it is tied and all these relations share a source with a membership of the programme.
    """

    programme: Ints
    kind: tuple[str, ...]
    members: Ints
    a: Ints
    b: Ints
    of: Ints
    tied: Bools
    echo: Bools

    @property
    def open_pairs(self) -> Ints:
        """Open pairs of each programme."""
        return np.bincount(self.of, minlength=len(self.programme))

    @property
    def tied_pairs(self) -> Ints:
        """Open pairs of each programme that became tied, echo included."""
        return np.bincount(self.of[self.tied], minlength=len(self.programme))

    @property
    def echo_pairs(self) -> Ints:
        """Those that became tied by echo alone."""
        return np.bincount(self.of[self.echo], minlength=len(self.programme))

    @property
    def at_risk(self) -> Ints:
        """Open pairs of each programme without echo: the denominator of a rate."""
        return self.open_pairs - self.echo_pairs

    @property
    def converted(self) -> Ints:
        """Open pairs of each programme that became tied without echo: the numerator of a rate."""
        return self.tied_pairs - self.echo_pairs


def conversions(snapshot: Snapshot, kind: str | None = None, years: int = 3) -> Conversions:
    """Follow the open pairs of members of past programmes, by calendar years, since many dates are years only.

    Programmes: project, MOU, alliance, union or division; at least two organisations that LEAD, PARTICIPATE_IN or are a
    MEMBER_OF it; start known, and the window complete (see `last_complete_year`). A pair is open if its first dated direct
    relation (COLLABORATES_WITH, SUPPLIES, SUPPORTS) does not begin before the year of the start; pairs with undated direct
    relations only are left out. It becomes tied if a direct relation begins in the year of the start or the `years` − 1 after
    it; this is echo if every such relation shares a source with a membership of the programme.

    Args:
        snapshot: the records.
        kind: only programmes of this kind; None takes all five.
        years: calendar years of the window, the year of the start included.

    Raises:
        ValueError: there are no such affiliations by this kind of programme, or `years` is less than 1.
    """
    if kind is not None and kind not in AFFILIATION_PROGRAMMES:
        raise ValueError(
            f"“{kind}” is not a kind with members: use one of {', '.join(sorted(AFFILIATION_PROGRAMMES))}"
        )
    if years < 1:
        raise ValueError(f"years is {years}: use 1 or more")
    return snapshot.memo(("conversions", kind, years), lambda: followed(snapshot, kind, years))


def followed(snapshot: Snapshot, kind: str | None, years: int) -> Conversions:
    """Follow the open pairs; see `conversions`, which caches the answer."""
    last = last_complete_year(snapshot)
    starts = TieStarts.of(snapshot)
    nodes: list[int] = []
    sizes: list[int] = []
    parts: list[tuple[Ints, Ints, Bools, Bools]] = []
    for programme, members in teams(snapshot, None if kind is None else frozenset({kind})):
        year = start_year(snapshot, programme)
        if last is None or year + years > last or len(members) < 2:
            continue
        one, other = np.triu_indices(len(members), 1)
        a, b = members[one], members[other]
        place = starts.places(a, b)
        first = starts.first_of(place)
        is_open = (place < 0) | (first >= year)
        a, b, place = a[is_open], b[is_open], place[is_open]
        echo = echo_of(snapshot, [programme], Scope.MEMBERSHIP)
        tied, fresh = starts.begun(place, year, year + years, ~echo)
        nodes.append(programme)
        sizes.append(len(members))
        parts.append((a, b, tied, tied & ~fresh))
    of = np.repeat(np.arange(len(parts)), [len(part[0]) for part in parts])
    none: tuple[Ints, Ints, Bools, Bools] = (
        np.zeros(0, np.int64),
        np.zeros(0, np.int64),
        np.zeros(0, bool),
        np.zeros(0, bool),
    )
    a, b, tied, echoed = (np.concatenate(column) for column in zip(none, *parts, strict=True))
    kinds = tuple(str(snapshot.rows[node][PROGRAMME_KIND]) for node in nodes)
    return Conversions(
        np.array(nodes, np.int64), kinds, np.array(sizes, np.int64), a, b, of.astype(np.int64), tied, echoed
    )


def start_year(snapshot: Snapshot, programme: int) -> int:
    """Return the year in which a programme with a known start begins."""
    return int(snapshot.rows[programme][START][:4])


def last_complete_year(snapshot: Snapshot) -> int | None:
    """Return the year before that of the youngest source: later years are not reported in full. None without dated sources."""
    youngest = youngest_source(snapshot)
    return None if youngest is None else date.fromordinal(youngest).year - 1


def youngest_source(snapshot: Snapshot) -> int | None:
    """Return the first possible day of the youngest source's publication, as a proleptic ordinal; None without dated sources."""

    def found() -> int | None:
        known = {row[PUBLISHED] for row in snapshot.source_rows if row[PUBLISHED]}
        return max((span(day)[0] for day in known), default=None)

    return snapshot.memo(("youngest source",), found)


def teams(snapshot: Snapshot, kinds: frozenset[str] | None = None) -> Iterator[tuple[int, Ints]]:
    """Yield the programmes with a start (of these affiliation kinds), each with its members in ascending order."""
    seats = memberships(snapshot, Period())
    organisation = snapshot.kinds[seats["organisation"]] == KINDS.index(Kind.ORGANISATION)
    programme, member = (seats[name][organisation].astype(np.int64) for name in ("programme", "organisation"))
    count = max(len(snapshot.ids), 1)
    keys = np.unique(programme * count + member)
    programme, member = np.divmod(keys, count)
    wanted = np.isin(programme, programmes_of(snapshot, kinds))
    programme, member = programme[wanted], member[wanted]
    nodes, begins = np.unique(programme, return_index=True)
    yield from zip(nodes.tolist(), np.split(member, begins[1:]) if len(nodes) else [], strict=True)
