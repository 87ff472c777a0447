"""Makes the records of one kind from a row: an organisation, technology, programme, relation, alias or identifier."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from graph.field_rules import ID
from graph.model import Alias, Identifier, Organisation, Programme, Relation, Technology
from graph.vocabulary import IdentifierScheme, Predicate, RecordType
from ingest.industries import sector_of_industry
from ingest.locations import location_of
from ingest.organisations import (
    identifier,
    made_id,
    make_organisation,
    named,
    names_of,
    number_of,
    sector_of,
    standard_place,
)
from ingest.reading.positions import FieldFault, Nothing
from ingest.reading.tables import BARE, SUMS
from ingest.reading.values import weight_of, whole
from ingest.record_fields import ENDS, NUMBERS
from ingest.row_fields import Fields, address, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.model import Record
    from ingest.mapped_records import RecordMapping
    from ingest.row_reading import Cells
    from ingest.row_records import RowRecords

    Place = tuple[str | None, str | None]

Kept = TypeVar("Kept", Organisation, Technology, Programme, Relation)


class RecordMaker:
    """Makes the records of one kind."""

    def __init__(self, load: RowRecords, mapping: RecordMapping, *, first: bool) -> None:
        self.load, self.mapping, self.origin = load, mapping, load.origin
        self.nodes_of = f"table-{load.mapping.nodes}" if load.mapping.nodes else self.origin
        self.optional = load.mapping.several and not first
        makers: dict[RecordType, Callable[[Fields], Iterator[Record]]] = {
            RecordType.ORGANISATION: self.organisation,
            RecordType.TECHNOLOGY: self.technology,
            RecordType.PROGRAMME: self.programme,
            RecordType.RELATION: self.relation,
            RecordType.ALIAS: self.alias,
            RecordType.IDENTIFIER: self.identifier,
        }
        self.made = makers[mapping.record]
        self.naming = (
            ("subject_name", "object_name") if mapping.record is RecordType.RELATION else ("name_ko",)
        )

    def make(self, row: Cells, cited: tuple[str, ...], made: dict[str, list[str]]) -> Iterator[Record]:
        """Yield the records of a row; the ids of those with a name (`as`) are noted for the relations of the row."""
        mapping = self.mapping
        for number in range(mapping.times):
            for fields in split(Fields(row, mapping, cited, number), self.naming):
                if number and self.nothing(fields):
                    continue
                if mapping.ends:
                    yield from self.between(fields, made)
                    continue
                if self.optional and self.nothing(fields):
                    continue
                for record in self.made(fields):
                    if mapping.name and record.type is mapping.record:
                        made.setdefault(mapping.name, []).append(record.key)
                    yield record

    def nothing(self, fields: Fields) -> bool:
        """Return whether the row does not have this record: it names none."""
        if self.mapping.record is RecordType.RELATION:
            return any(
                not self.given(fields, end, f"{end}_number", f"{end}_name")
                for end in ENDS
                if end not in self.mapping.ends
            )
        return not self.given(fields, "id", "name_ko", "name_en", "node", "number", "node_name")

    def given(self, fields: Fields, *names: str) -> bool:
        """Return whether one of these fields has a value in its column."""
        return any(fields.of(name) for name in names)

    def named(self, fields: Fields) -> tuple[str, str, bool]:
        """Return the names of a node."""
        ko, en = fields.of("name_ko"), fields.of("name_en")
        named(ko or en, fields.column("name_ko"), "a node")
        if BARE.sub("", ko or en).casefold() in SUMS:
            raise Nothing("a sum")  # under a merged cell, as in lists by province
        return names_of(ko, en)

    def own(self, fields: Fields, number: str, field: str, origin: str, space: str | None) -> str:
        """Make an id from an origin's own number, in the space of its list."""
        number = number_of(number, fields.column(field))
        number = f"{space}-{number}" if space else number
        id_ = f"{origin}:{number}"
        return id_ if ID.fullmatch(id_) else made_id(origin, "number", number)

    def place(self, fields: Fields) -> Place:
        """Return the place of a record from its columns and address."""
        names = ("city", "district", "address")
        city, district, odd = location_of(*(fields.of(name) for name in names))
        if odd is not None:
            fields.row.tell(fields.column("city" if fields.of("city") else "district"), *odd)
        return city, district

    def organisation(self, fields: Fields) -> Iterator[Record]:
        """Make an organisation, its identifiers and aliases."""
        of, cited, load = fields.of, fields.cited, self.load
        ko, en, official = self.named(fields)
        place, number = self.place(fields), of("id")
        ksic = number_of(of("ksic"), fields.column("ksic"))
        id_ = (
            self.own(fields, number, "id", self.origin, self.mapping.space)
            if number
            else self.id_of_name(fields, ko, place)
        )
        load.namesakes.lies(id_, ko, place, address(fields))
        revision = load.mapping.ksic_revision
        organisation = make_organisation(
            id_, ko, cited, english=en if official else "", kind=of("organisation_kind") or "company",
            sector=of("sector") or sector_of(ksic, revision) or sector_of_industry(of("industry")), products=of("products"), products_ko=of("products_ko"), place=place,
            founded=fields.day("founded"), website=of("website"),
        )  # fmt: skip
        yield self.kept(fields, organisation)
        if load.renames:
            load.names.node(id_, (ko, en), place)
        for scheme in NUMBERS:
            if text := of(scheme):
                yield identifier(id_, IdentifierScheme(scheme), text, cited, fields.column(scheme))
        if ksic:
            yield identifier(id_, IdentifierScheme.KSIC, f"{revision}:{ksic}", cited, fields.column("ksic"))
        for name in filter(None, map(str.strip, of("aliases").split(";"))):
            yield Alias(id_, name, "variant", None, None, cited)

    def kept(self, fields: Fields, record: Kept) -> Kept:
        """Return a record with its own columns."""
        attributes = self.load.own.read(fields.row, self.mapping)
        return record if attributes is None else replace(record, attributes=attributes)

    def id_of_name(self, fields: Fields, name: str, place: Place) -> str:
        """Make the id of an organisation without an own number from its name, place, kind and register numbers."""
        of = fields.of
        numbers = [f"{scheme}={text}" for scheme in NUMBERS if (text := of(scheme))]
        kind = of("organisation_kind") if "organisation_kind" in self.mapping.columns else ""
        return self.load.namesakes.id_of(
            name, place, fields.content(), kind=kind, numbers=numbers, address=address(fields), website=of("website"),
        )  # fmt: skip

    def technology(self, fields: Fields) -> Iterator[Record]:
        """Make a technology."""
        id_, names = self.node_id(fields), self.named(fields)
        detail, korean = fields.details()
        yield self.kept(fields, Technology(id_, *names, fields.of("field"), detail, fields.cited, korean))
        if self.load.renames:
            self.load.names.node(id_, names[:2])

    def programme(self, fields: Fields) -> Iterator[Record]:
        """Make a programme."""
        of, decimal = fields.of, self.load.mapping.decimal
        id_, names = self.node_id(fields), self.named(fields)
        start, end = fields.day("start"), fields.day("end")
        budget, told = (
            whole(fields.column(name), of(name), decimal=decimal) for name in ("budget_krw", "members_told")
        )
        detail, korean = fields.details()
        yield self.kept(
            fields,
            Programme(
                id_, *names, of("programme_kind"), start, end, budget, detail, fields.cited, told, korean
            ),
        )
        if self.load.renames:
            self.load.names.node(id_, names[:2])

    def node_id(self, fields: Fields) -> str:
        """Return the id of a technology or programme."""
        if number := fields.of("id"):
            return self.own(fields, number, "id", self.origin, self.mapping.space)
        kind = (str(self.mapping.record),) if self.load.mapping.several else ()
        return made_id(self.origin, self.named(fields)[0], *kind)

    def end(self, fields: Fields, which: str, number: str) -> tuple[str, list[Organisation]]:
        """Return the id of an end: an id of the graph, a number of this origin, or a name."""
        if id_ := fields.of(which):
            return id_, []
        if own := fields.of(number):
            return self.own(fields, own, number, self.nodes_of, fields.of(f"{which}_space") or None), []
        name, place = fields.of(f"{which}_name"), fields.of(f"{which}_place")
        if not name:
            raise FieldFault(
                fields.column(f"{which}_name"),
                "each end of a relation needs an id, a number or a name",
                "fill it in",
            )
        where = standard_place(place) if place else (None, None)
        id_ = made_id(self.origin, name, *where, *(["named"] if self.load.renames else []))
        if self.load.renames:
            self.load.names.ends[id_] = name, where
        return id_, [make_organisation(id_, name, fields.cited, kind="other", place=where)]

    def between(self, fields: Fields, made: dict[str, list[str]]) -> Iterator[Record]:
        """Make the relations between records of the row; without one of them there is none."""
        ends: list[list[str]] = []
        for which in ENDS:
            if name := self.mapping.ends.get(which):
                ends.append(list(dict.fromkeys(made.get(name, []))))
            elif self.given(fields, which, f"{which}_number", f"{which}_name"):
                id_, nodes = self.end(fields, which, f"{which}_number")
                yield from nodes
                ends.append([id_])
            else:
                return
        for subject in ends[0]:
            for object_ in ends[1]:
                if subject != object_:
                    yield self.tie(fields, subject, object_)

    def relation(self, fields: Fields) -> Iterator[Record]:
        """Make a relation; ends given by name become organisations of this origin, which the resolution matches with others."""
        (subject, first), (object_, second) = (
            self.end(fields, "subject", "subject_number"),
            self.end(fields, "object", "object_number"),
        )
        yield from (*first, *second)
        yield self.tie(fields, subject, object_)

    def tie(self, fields: Fields, subject: str, object_: str) -> Relation:
        """Make a relation between two nodes."""
        predicate = fields.of("predicate")
        if predicate == Predicate.COLLABORATES_WITH:
            subject, object_ = sorted((subject, object_))
        start, end = fields.day("start"), fields.day("end")
        detail, korean = fields.details()
        weight = weight_of(fields.column("weight"), fields.of("weight"), decimal=self.load.mapping.decimal)
        words = subject, predicate, object_, start, end
        one = Relation("", *words, detail, fields.cited, weight, korean)
        return self.kept(fields, replace(one, id=relation_id(self.origin, one)))

    def alias(self, fields: Fields) -> Iterator[Record]:
        """Make an alias."""
        id_, nodes = self.end(fields, "node", "number")
        yield from nodes
        since, until = fields.day("valid_from"), fields.day("valid_until")
        yield Alias(id_, fields.of("name"), fields.of("kind") or "variant", since, until, fields.cited)

    def identifier(self, fields: Fields) -> Iterator[Record]:
        """Make an identifier."""
        id_, nodes = self.end(fields, "node", "number")
        yield from nodes
        scheme = fields.of("scheme")
        if scheme not in {str(member) for member in IdentifierScheme}:
            raise FieldFault(
                fields.column("scheme"),
                f"“{scheme}” is not a known register",
                f"use one of {', '.join(IdentifierScheme)}",
            )
        found = identifier(
            id_, IdentifierScheme(scheme), fields.of("value"), fields.cited, fields.column("value")
        )
        since, until = fields.day("valid_from"), fields.day("valid_until")
        yield Identifier(id_, scheme, found.value, since, until, fields.cited)


def relation_id(origin: str, record: Relation) -> str:
    """Return the id of a relation from what it states, without its weight."""
    words = record.subject, record.predicate, record.object, record.start, record.end
    digest = hashlib.blake2b(repr((*words, record.detail or record.detail_ko)).encode(), digest_size=8)
    return f"{origin}:{digest.hexdigest()}"
