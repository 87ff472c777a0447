"""Groupings: which organisations are compared with which – by sector, or by any other attribute of at most 60 values.

A regrouped snapshot is the same snapshot with other groups in the place of sectors, so that every measure of sectors (gaps,
bridges, mixing, scorecards) is one of groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.attributes import PREFIX
from graph.vocabulary import COUNTED_SECTORS, SECTORS, Kind, OrganisationKind, Predicate, Sphere

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.figures import Sentence
    from graph.snapshot import Snapshot

    Named = Mapping[str, tuple[str, str]]

SECTOR = "sector"
OF_ORGANISATIONS = (SECTOR, "city", "district", "organisation_kind", "sphere")
"""Attributes of ours by which organisations can be grouped; own ones are `attributes.NAME`."""
DIVISION = "division:"
"""Begins the grouping by the parts of a programme: `division:daegu-materials-convergence-union`."""
MOST = 60
SLASH, DIVIDED = "/", "∕"
"""Group ids stand in addresses, where a slash would separate."""
COLOURS = (
    "#4e79a7", "#f28e2b", "#59a14f", "#b07aa1", "#e15759", "#76b7b2", "#edc948", "#9c755f", "#ff9da7", "#79706e", "#86bcb6", "#d37295",
)  # fmt: skip


class NoGrouping(ValueError):
    """A grouping that the data do not have: rule and remedy."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(f"{rule}: {remedy}")
        self.rule, self.remedy = rule, remedy


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of organisations.

    Attributes:
        name: `sector`, another attribute of ours, `attributes.NAME`, or `division:PROGRAMME`.
        ids: ids of the groups in alphabetical order; a position here is a group's number everywhere else.
        names: Korean and English names by id.
        colours: by id.
    """

    name: str
    ids: tuple[str, ...]
    names: Named
    colours: Mapping[str, str]

    @property
    def is_sectors(self) -> bool:
        """Whether the groups are sectors."""
        return self.name == SECTOR

    def codes(self) -> dict[str | None, int]:
        """Return the number of each group by its id."""
        return {key: code for code, key in enumerate(self.ids)}

    def told(self, sentence: Sentence) -> Sentence:
        """Return a sentence about sectors as one about groups; names of groups must not be in it yet."""
        if self.is_sectors:
            return sentence
        from graph.figures import Sentence as Told

        ko = sentence.ko.replace("업종", "집단")
        en = sentence.en
        for one, other in (
            ("sectors", "groups"),
            ("sector", "group"),
            ("Sectors", "Groups"),
            ("Sector", "Group"),
        ):
            en = en.replace(one, other)
        return Told(ko, en)


BY_SECTOR = Grouping(
    SECTOR,
    COUNTED_SECTORS,
    {key: (SECTORS[key].name_ko, SECTORS[key].name_en) for key in COUNTED_SECTORS},
    {key: SECTORS[key].colour for key in COUNTED_SECTORS},
)


def regrouped(snapshot: Snapshot, name: str) -> Snapshot:
    """Return the snapshot with other groups in the place of sectors, cached with it.

    Raises:
        NoGrouping: the data have no such attribute, or it has too many values or none.
    """
    if name == SECTOR:
        return snapshot
    return snapshot.memo(("regrouped", name), lambda: made(snapshot, name))


def made(snapshot: Snapshot, name: str) -> Snapshot:
    """Make what `regrouped` caches."""
    groups, named = groups_of(snapshot, name)
    ids = tuple(sorted({group for group in groups if group is not None}))
    if len(ids) > MOST:
        raise NoGrouping(
            f"{name} has {len(ids):,} values, more than the {MOST} that can be compared",
            "group by an attribute with fewer values",
        )
    if not ids:
        raise NoGrouping(f"no organisation has a value of {name}", "group by another attribute")
    grouping = Grouping(
        name,
        ids,
        {key: named.get(key, (key, key)) for key in ids},
        {key: COLOURS[number % len(COLOURS)] for number, key in enumerate(ids)},
    )
    return snapshot.regrouped(grouping, groups)


def groups_of(snapshot: Snapshot, name: str) -> tuple[list[str | None], Named]:
    """Return the group of every node (None for none, and for technologies and programmes), and the names of groups.

    Raises:
        NoGrouping: the data have no such attribute.
    """
    if name == SECTOR:
        counted = frozenset(BY_SECTOR.ids)
        return [one if one in counted else None for one in snapshot.sectors], BY_SECTOR.names
    if name.startswith(DIVISION):
        return divisions(snapshot, name.removeprefix(DIVISION))
    if name in {"city", "district"}:
        return places(snapshot, name)
    from graph.columns import table_of
    from graph.own_fields import as_written, own_fields

    if name.startswith(PREFIX):
        if name.removeprefix(PREFIX) not in own_fields(snapshot, None):
            raise NoGrouping(f"no node has the attribute “{name[:80]}”", one_of(possible(snapshot)))
    elif name not in OF_ORGANISATIONS:
        raise NoGrouping(f"unknown grouping “{name[:80]}”", one_of(possible(snapshot)))
    column = table_of(snapshot, None).column(name)
    values = [as_written(value).replace(SLASH, DIVIDED) for value in column.values]
    organisation = tuple(Kind).index(Kind.ORGANISATION)
    groups = [
        values[code] if code >= 0 and kind == organisation else None
        for code, kind in zip(column.codes.tolist(), snapshot.kinds.tolist(), strict=True)
    ]
    return groups, names_of(name, values)


def names_of(name: str, values: Iterable[str]) -> Named:
    """Return the names of groups by id: our words and places in both languages, own values as they are."""
    if name in {"organisation_kind", "sphere"}:
        known: Any = OrganisationKind if name == "organisation_kind" else Sphere
        return {value: (known(value).ko, known(value).en) for value in values}
    return {}


def places(snapshot: Snapshot, level: str) -> tuple[list[str | None], Named]:
    """Group organisations by city or district, whatever a record calls it; a place that the table lacks is as written."""
    from graph.columns import table_of
    from graph.place_names import place_name
    from graph.places import PLACES, place_of

    names: dict[str, tuple[str, str]] = {}

    def group(city: str | None, district: str | None) -> str | None:
        place = place_of(city, district if level == "district" else None)
        if place is not None and level == "city" and place.level == "district" and place.parent:
            city, place = PLACES[place.parent].name_ko, PLACES[place.parent]
        written = district if level == "district" else city
        if place is None or (level == "district" and place.level != "district"):
            return written and written.replace(SLASH, DIVIDED)
        within = (city, district) if level == "district" else (city, None)
        english = place_name(*within, "en") or place.name_en
        names[english] = place_name(*within, "ko") or place.name_ko, english
        return english

    table, everywhere = table_of(snapshot, None), list(range(len(snapshot.ids)))
    pairs = list(zip(*(table.column(name).at(everywhere) for name in ("city", "district")), strict=True))
    known = {pair: group(*pair) for pair in dict.fromkeys(pairs)}
    organisation = tuple(Kind).index(Kind.ORGANISATION)
    kinds = snapshot.kinds.tolist()
    return [
        known[pair] if kind == organisation else None for pair, kind in zip(pairs, kinds, strict=True)
    ], names


def divisions(snapshot: Snapshot, programme: str) -> tuple[list[str | None], Named]:
    """Group organisations by the part of a programme that they belong to; one in several parts is in none."""
    from graph.relations import PREDICATE_CODES

    if programme not in snapshot.index or snapshot.kind(snapshot.index[programme]) is not Kind.PROGRAMME:
        raise NoGrouping(
            f"no programme has the id “{programme[:80]}”", "give the id of a programme that has parts"
        )
    relations, whole = snapshot.relations, snapshot.index[programme]
    part_of = PREDICATE_CODES[str(Predicate.PART_OF)]
    parts = set(relations.subject[(relations.predicate == part_of) & (relations.object == whole)].tolist())
    if not parts:
        raise NoGrouping(f"“{programme}” has no parts", "give the id of a programme that has parts")
    belonging = {
        PREDICATE_CODES[str(one)]
        for one in (Predicate.MEMBER_OF, Predicate.PARTICIPATES_IN, Predicate.LEADS, Predicate.SPECIALIST_FOR)
    }
    found: dict[int, set[int]] = {}
    for subject, predicate, target in zip(
        relations.subject.tolist(), relations.predicate.tolist(), relations.object.tolist(), strict=True
    ):
        if target in parts and predicate in belonging:
            found.setdefault(subject, set()).add(target)
    groups: list[str | None] = [None] * len(snapshot.ids)
    for node, of in found.items():
        if len(of) == 1:
            groups[node] = snapshot.ids[next(iter(of))]
    names = {snapshot.ids[part]: (str(snapshot.rows[part][1]), str(snapshot.rows[part][2])) for part in parts}
    return groups, names


def possible(snapshot: Snapshot) -> list[str]:
    """Return the attributes by which the organisations of a snapshot can be grouped."""
    from graph.own_fields import own_fields

    return [*OF_ORGANISATIONS, *(f"{PREFIX}{name}" for name in own_fields(snapshot, None))]


def one_of(names: Sequence[str]) -> str:
    """Return a remedy that lists names."""
    return f"use one of {', '.join(names[:30])}{', …' if len(names) > 30 else ''}"
