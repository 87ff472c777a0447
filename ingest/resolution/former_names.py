"""Equal names of which one was given up: when they do not mean one organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.dates import earliest, is_date, latest
from ingest.resolution.comparing import compare_names
from ingest.resolution.comparison_levels import NameLevel
from ingest.resolution.name_forms import NameStatus
from ingest.resolution.profiles import NONE

if TYPE_CHECKING:
    import numpy.typing as npt

    from ingest.resolution.comparing import NamePairs
    from ingest.resolution.name_forms import NameForm
    from ingest.resolution.organisations import OrganisationRecord
    from ingest.resolution.profiles import Profiles
    from ingest.resolution.scoring import Scored

    Numbers = npt.NDArray[np.int64]
    Truths = npt.NDArray[np.bool_]


class OnlyFormer(NamedTuple):
    """Masks of pairs whose names are equal only because one was given up.

    Attributes:
        both: both gave it up: after a division two organisations have one former name.
        taken_later: one has it since a day on which the other had, or may have, given it up.
    """

    both: Truths
    taken_later: Truths


def only_former(found: Scored, one: Profiles, other: Profiles) -> OnlyFormer:
    """Find the pairs that only have a former name in common.

    A pair is in a mask if every equal name of its level says so and no present name is equal. Two records founded in one year are in
    neither: such an organisation may have changed its name in the year of its founding.
    """
    level = found.levels["name"]
    masks = OnlyFormer(np.zeros(len(level), np.bool_), np.zeros(len(level), np.bool_))
    gave_up = one.former[found.i] | other.former[found.j]
    rows = np.flatnonzero(gave_up & np.isin(level, (NameLevel.FORMER, NameLevel.SHORT)))
    if not len(rows):
        return masks
    names = compare_names(one, found.i[rows], other, found.j[rows])
    here = names.level == level[rows][names.pair]
    present = np.zeros(len(rows), np.bool_)
    present[names.pair[~here & (names.level >= NameLevel.ENGLISH)]] = True
    both, later = given_up(names, one, other)
    years = one.year[found.i[rows]], other.year[found.j[rows]]
    one_year = (years[0] != NONE) & (years[0] == years[1])
    for mask, says in ((masks.both, both), (masks.taken_later, later)):
        every = np.ones(len(rows), np.bool_)
        np.logical_and.at(every, names.pair[here], says[here])
        mask[rows] = every & ~present & ~one_year
    masks.both[rows] &= level[rows] == NameLevel.FORMER
    return masks


def given_up(names: NamePairs, one: Profiles, other: Profiles) -> tuple[Truths, Truths]:
    """Return masks of pairs of names that both gave up, and that one took after the other had given it up."""
    a, b = names.a, names.b
    mine, theirs = one.status[a] == NameStatus.FORMER, other.status[b] == NameStatus.FORMER
    later = mine & ~theirs & after(other.since[b], one.until[a])
    later |= theirs & ~mine & after(one.since[a], other.until[b])
    return mine & theirs, later


def after(since: Numbers, until: Numbers) -> Truths:
    """Return a mask of names known to be used only since another may have been given up; days as ordinals."""
    found: Truths = (since != NONE) & (until != NONE) & (since >= until)
    return found


def taken_later(a: NameForm, mine: OrganisationRecord, b: NameForm, theirs: OrganisationRecord) -> str | None:
    """Return the two dates of an equal name that one record took when the other had given it up; None if that is not known.

    >>> from ingest.resolution.name_forms import name_forms
    >>> from ingest.resolution.organisations import Name, OrganisationRecord
    >>> former, own = Name("가나소재", "former_name", None, "2010"), Name("가나소재")
    >>> one, other = OrganisationRecord("1", "a", (former,)), OrganisationRecord("2", "b", (own,), founded="2015-03")
    >>> taken_later(name_forms(former)[0], one, name_forms(own)[0], other)
    '2010 / 2015-03'
    """
    ends = [(a, mine), (b, theirs)] if a.status is NameStatus.FORMER else [(b, theirs), (a, mine)]
    (gone, before), (kept, later) = ends
    since = kept.since or later.founded
    if (
        gone.status is not NameStatus.FORMER
        or kept.status is NameStatus.FORMER
        or not gone.until
        or not since
    ):
        return None
    if not is_date(gone.until) or not is_date(since) or latest(since) < earliest(gone.until):
        return None
    one_year = before.founded and later.founded and before.founded[:4] == later.founded[:4]
    return None if one_year else f"{gone.until} / {since}"
