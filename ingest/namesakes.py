"""Ids for organisations listed without a number, from their names and what distinguishes namesakes."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from graph.names import composed
from ingest.names import split_name
from ingest.organisations import is_placed, made_id
from ingest.spool import Kept
from ingest.streets import are_two, street_of
from ingest.websites import host, website_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ingest.spool import Keys

    Place = tuple[str | None, str | None]


class Variant(NamedTuple):
    """What distinguishes rows with the same name and place: the street, and the website if the spelling differs."""

    street: str
    spelling: str
    site: str


class Namesakes:
    """Makes ids from names; rows with the same name that differ only in other fields get different ids.

    A unique name gets an id from name and place alone, so that the id is stable when its row is corrected.
    """

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.made, self.placed = Kept(), Kept()

    def id_of(
        self,
        name: str,
        place: Place,
        content: Iterable[str],
        *,
        kind: str = "",
        numbers: Sequence[str] = (),
        address: str = "",
        website: str = "",
    ) -> str:
        """Make the id of an organisation.

        Args:
            name: as written.
            place: city and district.
            content: all fields of its row.
            kind: kind of organisation in its row.
            numbers: register numbers.
            address: location fields of its row.
            website: as written.
        """
        id_ = made_id(self.origin, name, *place, *numbers, *([kind] if kind else []))
        if any(numbers):
            return id_
        if not is_placed(*place):
            own = f"{id_}-{digest(*content)}"
            self.made.add(id_, (own, id_, None))
            return own
        variant = Variant(street_of(address), spelling(name), host(website_in(website).address) or "")
        own = f"{id_}-{digest(*variant)}"
        self.made.add(id_, (own, id_, tuple(variant)))
        return own

    def lies(self, id_: str, name: str, place: Place, address: str) -> None:
        """Record the street of an organisation."""
        if street := street_of(address):
            bare = split_name(name).bare
            self.placed.add((bare, place), (bare, place, id_, street))

    def settled(self) -> Shorter:
        """Return the shorter id of each organisation, with only what distinguishes it from its namesakes."""
        by_name: defaultdict[str, set[str]] = defaultdict(set)
        variants_of: defaultdict[str, dict[str, Variant]] = defaultdict(dict)
        for own, id_, variant in self.made.repeated():
            if variant is None:
                by_name[id_].add(own)
            else:
                variants_of[id_][own] = Variant(*variant)
        shorter = {owns.pop(): id_ for id_, owns in by_name.items() if len(owns) == 1}
        for id_, variants in variants_of.items():
            streets = any_two({variant.street for variant in variants.values()})
            with_site = [variant for variant in variants.values() if variant.site]
            sites = min(len({one.spelling for one in with_site}), len({one.site for one in with_site})) > 1
            for own, variant in variants.items():
                tells = [variant.street if streets else "", variant.site if sites else ""]
                shorter[own] = f"{id_}-{digest(*tells)}" if any(tells) else id_
        return Shorter(shorter, self.made.sole_keys())

    def told_apart(self) -> Mapping[str, str]:
        """Return the street of each organisation that has a namesake in another street of the same place."""
        found: defaultdict[tuple[str, Place], dict[str, str]] = defaultdict(dict)
        for bare, place, id_, street in self.placed.repeated():
            found[bare, place][id_] = street
        return {
            id_: street
            for streets in found.values()
            if any_two(set(streets.values()))
            for id_, street in streets.items()
        }


class Shorter:
    """Ids made from names → shorter ids; of a name that one row has, the id without what distinguishes it."""

    def __init__(self, known: Mapping[str, str], sole: Keys | None = None) -> None:
        self.known, self.sole = known, sole

    def get(self, id_: str) -> str:
        """Return the shorter id, or the id itself."""
        if (found := self.known.get(id_)) is not None:
            return found
        begin, sign, _ = id_.rpartition("-")
        return begin if sign and self.sole is not None and begin in self.sole else id_


def any_two(streets: set[str]) -> bool:
    """Return whether any two of these streets differ."""
    return any(are_two(one, other) for one, other in combinations(sorted(streets), 2))


def spelling(name: str) -> str:
    """Return the spelling of a name without its legal form, in lower case: Farad.ai is not Faradai."""
    return " ".join(composed(split_name(name).plain).casefold().split())


def digest(*texts: str) -> str:
    """Return a short hash of texts."""
    return blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
