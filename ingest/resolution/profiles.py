"""Records as columns for vectorised comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from graph.dates import earliest, is_date, latest
from graph.legal_forms import ENGLISH
from graph.names import comparable
from graph.places import PLACES, may_mean, place_of
from ingest.resolution.comparison_levels import UNKNOWN, PlaceLevel
from ingest.resolution.hashing import hashed
from ingest.resolution.name_forms import Derived, NameStatus, Script, name_forms
from ingest.resolution.public_names import public_kind
from ingest.resolution.regions import country, may_be_one, one_place, own_word, regions_behind, with_place
from ingest.resolution.shapes import Rarity
from ingest.websites import host

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy.typing as npt

    from ingest.resolution.name_forms import NameForm
    from ingest.resolution.organisations import OrganisationRecord

NONE = 0
"""Code of a missing value."""
INSTITUTE, AUTHORITY = 5, 3
"""Numbers of syllables from which the name of an institute, and of an authority or a university, counts as rare."""
AUTHORITIES = frozenset({"government", "university"})
TOLD_BY_NAME = AUTHORITIES | {"research_institute"}
"""Kinds whose organisations are known by their names."""
SHARED_WEIGHT = 0.6
"""Sum of 1 / ln(1 + degree) from which shared neighbours count as several (Adamic & Adar 2003): two of 27 ties, or five hubs of
3,000."""
ENGLISH_FORMS = frozenset(ENGLISH.values())
APART = frozenset({"산학협력단", "학교법인"})
"""Forms of separate organisations with the name of another one: a university and its 산학협력단."""


def tokens(text: str | None) -> frozenset[str]:
    """Return the significant words of a product description."""
    if not text:
        return frozenset()
    return frozenset(word for part in text.replace(",", " ").split() if len(word := comparable(part)) >= 2)


def place_key(organisation: OrganisationRecord) -> str | None:
    """Return the narrowest place of a record; an unknown place as its own text.

    An ambiguous name (고성군) counts as missing, since it may mean places far apart.
    """
    if (not organisation.city and not organisation.district) or may_mean(
        organisation.city, organisation.district
    ):
        return None
    place = place_of(organisation.city, organisation.district)
    return place.id if place else f"?{one_place(organisation.city or organisation.district or '')}"


def bearers(
    organisations: Sequence[OrganisationRecord], names: Sequence[NameForm], starts: Sequence[int]
) -> Mapping[str, int]:
    """Count the organisations known to share a name: the largest number in one origin with own ids."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for organisation, begin, end in zip(organisations, starts, starts[1:], strict=False):
        if organisation.own_ids:
            counted[organisation.origin].update({name.text for name in names[begin:end] if hangul(name)})
    most: dict[str, int] = {}
    for found in counted.values():
        for text, count in found.items():
            if count > most.get(text, 1):
                most[text] = count
    return most


def rarity_of(name: NameForm, *, kind: str | None, several: bool) -> Rarity:
    """Return the rarity of a name: lowest if known to be shared, highest for institutes and authorities."""
    if not hangul(name):
        return name.rarity
    if several:
        return Rarity.SEVERAL
    if is_company(kind):
        return name.rarity
    return Rarity.RARE if len(name.text) >= (AUTHORITY if kind in AUTHORITIES else INSTITUTE) else name.rarity


def kind_of(organisation: OrganisationRecord) -> str | None:
    """Return the kind of a record, or the one that its name ends with; None where neither tells: it may be a company."""
    if organisation.kind is not None:
        return organisation.kind
    return next((kind for name in organisation.names[:2] if (kind := public_kind(name.text))), None)


def is_company(kind: str | None) -> bool:
    """Return whether a record is, or may be, a company."""
    return kind in {None, "company"}


def hangul(name: NameForm) -> bool:
    return name.script is Script.HANGUL


class Profiles:
    """Columns of records and their names.

    Attributes:
        known: names known to be shared, with counts; computed by default.
        starts: organisation → where its names begin (n + 1).
        name_forms: every name; the arrays beside it are its columns.
        text, digits, form: 64-bit codes.
        script, status, rarity, words, derived: see `name_forms`.
        own_word: the code of a name of its own in brackets behind a Latin name (Jeeves), `NONE` without one.
        written: whether a name is as written, in Hangul or Latin letters: not by sound, read out or shortened.
        since, until: the latest day on which a name may have been taken (or else its organisation founded), and the earliest on which
            it may have been given up, as ordinals; `NONE` where unknown.
        former: whether an organisation has a former name.
        kind_told: the code of a kind as given, which may be none of the known ones.
        by_name: whether it is of a kind whose organisations are known by their names.
        hospital: whether it is one, also by its name: hospitals of many cities have one name.
        regions, in_region: the regions in brackets behind the name, and whether there are any.
        site_bearers: how many records of its list have its website; of records in no list together.
        listed, kind, sector, website, place, year: one code or number an organisation, `NONE` where unknown.
        street: whether its list tells its street.
        company, firm: whether it is, or may be, a company; whether it is known to be one. Where no kind is given, the end of the name
            says so; as a fact only a given kind is compared.
    """

    def __init__(
        self, organisations: Sequence[OrganisationRecord], known: Mapping[str, int] | None = None
    ) -> None:
        self.organisations = organisations = [with_place(organisation) for organisation in organisations]
        self.name_forms: list[NameForm] = []
        starts = [0]
        kinds = [kind_of(organisation) for organisation in organisations]
        for organisation, kind in zip(organisations, kinds, strict=True):
            public = not is_company(kind)
            self.name_forms += dict.fromkeys(
                found for name in organisation.names for found in name_forms(name, public=public)
            )
            starts.append(len(self.name_forms))
        self.starts = np.array(starts, np.int64)
        self.listed = codes(
            organisation.origin if organisation.listed else None for organisation in organisations
        )
        self.populations = [organisation.population or organisation.origin for organisation in organisations]
        self.street = np.array([bool(organisation.streets) for organisation in organisations], np.bool_)
        self.company = np.array([is_company(kind) for kind in kinds], np.bool_)
        self.firm = np.array([organisation.kind == "company" for organisation in organisations], np.bool_)
        self.known = bearers(organisations, self.name_forms, starts) if known is None else known
        self._columns_of_names(self.known, kinds)
        self.kind = codes(organisation.kind for organisation in organisations)
        self.kind_told = codes(
            organisation.kind or (f"?{organisation.kind_text}" if organisation.kind_text else None)
            for organisation in organisations
        )
        self.by_name = np.array([kind in TOLD_BY_NAME for kind in kinds], np.bool_)
        self.hospital = np.array([kind == "hospital" for kind in kinds], np.bool_)
        self.regions = [regions_behind(organisation) for organisation in organisations]
        self.in_region = np.array([bool(regions) for regions in self.regions], np.bool_)
        self.sectors = [organisation.sector for organisation in organisations]
        self.sector = codes(self.sectors)
        self.website = codes(host(organisation.website) for organisation in organisations)
        pools = [o.origin if o.listed else "" for o in organisations]
        of_sites = list(zip(pools, self.website.tolist(), strict=True))
        counted = Counter(of_sites)
        self.site_bearers = np.array([counted[key] for key in of_sites], np.int64)
        self.places = [place_key(organisation) for organisation in organisations]
        self.place = codes(self.places)
        self.year = np.array([year(organisation.founded) for organisation in organisations], np.int64)
        self.products = [tokens(organisation.products) for organisation in organisations]
        self.ties = [organisation.neighbours for organisation in organisations]
        self.degree = Counter(neighbour for neighbours in self.ties for neighbour in neighbours)

    def _columns_of_names(self, known: Mapping[str, int], kind_of_each: Sequence[str | None]) -> None:
        names = self.name_forms
        self.text = codes(name.text for name in names)
        self.digits = codes(name.digits for name in names)
        self.form = codes(name.form for name in names)
        self.apart = np.array([name.form in APART for name in names], np.bool_)
        self.english = np.array([name.form in ENGLISH_FORMS for name in names], np.bool_)
        self.own_word = codes(own_word(name.label) if name.label.endswith(")") else None for name in names)
        self.script = np.array([name.script for name in names], np.int8)
        self.status = np.array([name.status for name in names], np.int8)
        self.site = np.array([name.site for name in names], np.bool_)
        self.length = np.array([len(name.text) for name in names], np.int16)
        self.letters = np.array([name.letters for name in names] or [""], object)[: len(names)]
        owners = np.repeat(np.arange(len(self.organisations)), np.diff(self.starts))
        as_written = np.isin(self.script, (Script.HANGUL, Script.LATIN))
        self.words = np.array([name.words for name in names], np.int16)
        self.derived = np.array([name.derived for name in names], np.int8)
        self.written = as_written & (self.derived == Derived.WRITTEN)
        self.official = np.array([name.alias != "romanisation" for name in names], np.bool_)
        kinds = [kind_of_each[owner] for owner in owners.tolist()]
        self.rarity = np.array(
            [
                rarity_of(name, kind=kind, several=known.get(name.text, 1) > 1)
                for name, kind in zip(names, kinds, strict=True)
            ],
            np.int8,
        )
        founded = [dated(organisation.founded, latest) for organisation in self.organisations]
        self.since = np.array(
            [
                dated(name.since, latest) or founded[owner]
                for name, owner in zip(names, owners.tolist(), strict=True)
            ],
            np.int64,
        )
        self.until = np.array([dated(name.until, earliest) for name in names], np.int64)
        self.former = np.zeros(len(self.organisations), np.bool_)
        self.former[owners[self.status == NameStatus.FORMER]] = True
        korean = np.zeros(len(self.organisations), np.bool_)
        own = (self.script == Script.HANGUL) & (self.derived != Derived.READ_OUT)
        korean[owners[own & (self.status != NameStatus.SHORT)]] = True
        self.korean = korean
        plant = np.zeros(len(self.organisations), np.bool_)
        plant[owners[self.site]] = True
        self.plant = plant & self.company

    def __len__(self) -> int:
        return len(self.organisations)


def codes(texts: Iterable[str | None]) -> npt.NDArray[np.int64]:
    """Return the code of each text, `NONE` where missing."""
    return hashed([text or "" for text in texts])


def year(founded: str | None) -> int:
    return int(founded[:4]) if founded and founded[:4].isdigit() else NONE


def dated(text: str | None, day: Callable[[str], int]) -> int:
    """Return a day that a partial date can mean, as an ordinal; `NONE` for a missing date, and one of a row that is none."""
    return day(text) if text and is_date(text) else NONE


@lru_cache(maxsize=500_000)
def place_level(one: str | None, other: str | None) -> int:
    """Compare two places as `PlaceLevel`; unknown if too little is known: a region and a city, or a province."""
    if one is None or other is None:
        return UNKNOWN
    lands = land(one), land(other)
    if all(lands) and lands[0] != lands[1]:
        return PlaceLevel.OTHER
    if one.startswith("?") or other.startswith("?"):
        both = one.startswith("?") and other.startswith("?")
        if not both or country(one) or country(other):
            return UNKNOWN
        return PlaceLevel.CITY if one == other else UNKNOWN if may_be_one(one, other) else PlaceLevel.OTHER
    narrow, wide = above(one), above(other)
    if one == other:
        return {"district": PlaceLevel.DISTRICT, "city": PlaceLevel.CITY}.get(PLACES[one].level, UNKNOWN)
    if one in wide or other in narrow:
        outer = one if one in wide else other
        return PlaceLevel.CITY if PLACES[outer].level == "city" else UNKNOWN
    if covers(one, other) or covers(other, one):
        return UNKNOWN
    if PLACES[one].level == PLACES[other].level == "district" and any(
        PLACES[place].level == "city" for place in narrow & wide
    ):
        return PlaceLevel.OTHER_DISTRICT
    return PlaceLevel.OTHER


@cache
def land(place: str) -> str | None:
    """Return the code of the country that a place is, or is in; None where the table does not know it."""
    if place.startswith("?"):
        return country(place)
    outermost = next((outer for outer in above(place) if PLACES[outer].level == "country"), None)
    return country(PLACES[outermost].name_en) if outermost else None


@cache
def above(place: str) -> frozenset[str]:
    """Return a place and all places that contain, or contained, it."""
    found = {place}
    for outer in (PLACES[place].parent, PLACES[place].formerly):
        if outer:
            found |= above(outer)
    return frozenset(found)


def covers(one: str, other: str) -> bool:
    """Return whether a region may contain a place although the table does not say so: 대구경북 is wider than Daegu."""
    return PLACES[one].level == "region" and PLACES[other].level != "country"


def public_pairs(
    one: Profiles, i: npt.NDArray[np.int64], other: Profiles, j: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Return a mask of pairs of which one is a public organisation and neither is known to be a company."""
    found: npt.NDArray[np.bool_] = ~(one.company[i] & other.company[j]) & ~one.firm[i] & ~other.firm[j]
    return found
