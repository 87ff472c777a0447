"""The `table` origin: any table of records, read with a mapping (`--map FILE`)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from graph.model import Alias, Identifier, Organisation, Programme, Relation, Source, Technology
from graph.schema import ID, check
from graph.vocabulary import IdentifierScheme, Predicate, RecordType
from ingest.adapters import adapter
from ingest.industries import sector_of_industry
from ingest.locations import location_of
from ingest.mapping import NUMBERS, TableMapping, read_mapping
from ingest.namesakes import Namesakes
from ingest.networks.sorts import of_another_sort, sort_of
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
from ingest.origin import Option, OriginError
from ingest.reading import Part
from ingest.reading.forms import Form, form_of
from ingest.reading.positions import FieldFault
from ingest.reading.values import day, weight_of, whole
from ingest.row_reading import given, joined, records_of_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from graph.model import Record
    from ingest.origin import Read
    from ingest.row_reading import Cells


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given tables."""
    return given(paths, "table", "CSV, XLSX, ODS or JSON Lines, and --map FILE")


def mapping_of(options: Mapping[str, str]) -> TableMapping:
    """Read the mapping file."""
    if "map" not in options:
        raise OriginError(
            "`table` needs a mapping: --map FILE; `sojae load table --propose TABLE` writes a draft"
        )
    return read_mapping(Path(options["map"]))


@adapter(
    "table",
    about="any CSV, XLSX, ODS or JSON Lines, read with a mapping",
    files=files,
    own_ids=False,
    options={"map": Option("a YAML file that maps columns to fields", file=True)},
    named=lambda options: f"table-{mapping_of(options).origin}",
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read tables of one layout."""
    mapping = mapping_of(options)
    for path in files:
        refuse_network(path)
    make = Maker(mapping)
    yield from joined(
        records_of_tables(files, mapping.layout, make, mapping.record), mapping.record, make.namesakes
    )


def refuse_network(path: Path) -> None:
    """Refuse a network in XML and give the origin that reads it.

    Raises:
        OriginError: it is one.
    """
    if form_of(path, path.name) is Form.XML:
        part = Part(path.name, path, Form.XML)
        raise of_another_sort(part.label, "a table", *sort_of(part))


class Maker:
    """Makes the records of a row by a mapping."""

    def __init__(self, mapping: TableMapping) -> None:
        self.mapping, self.origin = mapping, f"table-{mapping.origin}"
        self.nodes_of = f"table-{mapping.nodes}" if mapping.nodes else self.origin
        self.namesakes = Namesakes(self.origin)
        makers: dict[RecordType, Callable[[Cells], Iterator[Record]]] = {
            RecordType.ORGANISATION: self.organisation,
            RecordType.TECHNOLOGY: self.technology,
            RecordType.PROGRAMME: self.programme,
            RecordType.RELATION: self.relation,
            RecordType.ALIAS: self.alias,
            RecordType.IDENTIFIER: self.identifier,
        }
        self.make = makers[mapping.record]
        self.cited: tuple[str, ...] = ()

    def __call__(self, row: Cells) -> Iterator[Record]:
        """Yield the source of a row and its records."""
        data = {
            name: row[f"source_{name}"] or self.mapping.source.get(name, "")
            for name in ("title", "publisher", "url")
        }
        published = row["source_published"] or self.mapping.source.get("published", "")
        digest = hashlib.blake2b("\0".join((*data.values(), published)).encode(), digest_size=6).hexdigest()
        source = Source(
            f"{self.origin}:source-{digest}",
            data["title"],
            data["publisher"],
            day("published", published),
            data["url"],
        )
        for fault in check(source):
            column = self.mapping.source_columns.get(fault.field, fault.field)
            raise FieldFault(column, fault.rule, fault.remedy)
        self.cited = (source.id,)
        yield source
        yield from self.make(row)

    def of(self, row: Cells, field: str) -> str:
        """Return the value of a field: from its column, translated by `values`, or the constant."""
        text = row[field]
        table = self.mapping.values.get(field)
        if table is not None:
            text = table.get(row.written(field), text)
        return text or self.mapping.constants.get(field, "")

    def column(self, field: str) -> str:
        """Return the column name of a field, for messages."""
        return self.mapping.columns.get(field, field)

    def day(self, row: Cells, field: str) -> str | None:
        """Return a date."""
        return day(self.column(field), self.of(row, field))

    def named(self, row: Cells) -> tuple[str, str, bool]:
        """Return the names of a node."""
        ko, en = self.of(row, "name_ko"), self.of(row, "name_en")
        named(ko or en, self.column("name_ko"), "a node")
        return names_of(ko, en)

    def own(self, number: str, field: str, origin: str) -> str:
        """Make an id from an origin's own number."""
        number = number_of(number, self.column(field))
        id_ = f"{origin}:{number}"
        return id_ if ID.fullmatch(id_) else made_id(origin, "number", number)

    def place(self, row: Cells) -> tuple[str | None, str | None]:
        """Return the place of a row from its columns and address."""
        fields = ("city", "district", "address")
        city, district, odd = location_of(*(self.of(row, field) for field in fields))
        if odd is not None:
            row.tell(self.column("city" if self.of(row, "city") else "district"), *odd)
        return city, district

    def organisation(self, row: Cells) -> Iterator[Record]:
        """Make an organisation, its identifiers and aliases."""
        ko, en, official = self.named(row)
        place, number = self.place(row), self.of(row, "id")
        ksic = number_of(self.of(row, "ksic"), self.column("ksic"))
        id_ = self.own(number, "id", self.origin) if number else self.id_of_name(row, ko, place)
        self.namesakes.lies(id_, ko, place, self.address(row))
        revision = self.mapping.ksic_revision
        yield make_organisation(
            id_, ko, self.cited, english=en if official else "", kind=self.of(row, "organisation_kind") or "company",
            sector=self.of(row, "sector") or sector_of(ksic, revision) or sector_of_industry(self.of(row, "industry")), products=self.of(row, "products"), products_ko=self.of(row, "products_ko"), place=place,
            founded=self.day(row, "founded"), website=self.of(row, "website"),
        )  # fmt: skip
        for scheme in NUMBERS:
            if text := self.of(row, scheme):
                yield identifier(id_, IdentifierScheme(scheme), text, self.cited, self.column(scheme))
        if ksic:
            yield identifier(
                id_, IdentifierScheme.KSIC, f"{revision}:{ksic}", self.cited, self.column("ksic")
            )
        for name in filter(None, map(str.strip, self.of(row, "aliases").split(";"))):
            yield Alias(id_, name, "variant", None, None, self.cited)

    def id_of_name(self, row: Cells, name: str, place: tuple[str | None, str | None]) -> str:
        """Make the id of an organisation without an own number from its name, place, kind and register numbers."""
        numbers = [f"{scheme}={text}" for scheme in NUMBERS if (text := self.of(row, scheme))]
        kind = self.of(row, "organisation_kind") if "organisation_kind" in self.mapping.columns else ""
        return self.namesakes.id_of(
            name, place, row.content(), kind=kind, numbers=numbers, address=self.address(row), website=self.of(row, "website"),
        )  # fmt: skip

    def address(self, row: Cells) -> str:
        """Return all location fields of a row."""
        return " ".join(self.of(row, field) for field in ("city", "district", "address"))

    def technology(self, row: Cells) -> Iterator[Record]:
        """Make a technology."""
        id_, names = self.node_id(row), self.named(row)
        detail, korean = self.details(row)
        yield Technology(id_, *names, self.of(row, "field"), detail, self.cited, korean)

    def programme(self, row: Cells) -> Iterator[Record]:
        """Make a programme."""
        id_, names = self.node_id(row), self.named(row)
        start, end = self.day(row, "start"), self.day(row, "end")
        budget, told = (
            whole(self.column(name), self.of(row, name), decimal=self.mapping.decimal)
            for name in ("budget_krw", "members_told")
        )
        detail, korean = self.details(row)
        yield Programme(
            id_,
            *names,
            self.of(row, "programme_kind"),
            start,
            end,
            budget,
            detail,
            self.cited,
            told,
            korean,
        )

    def details(self, row: Cells) -> tuple[str | None, str | None]:
        """Return the detail of a row in the language of the list, and in Korean if it has both."""
        return self.of(row, "detail") or None, self.of(row, "detail_ko") or None

    def node_id(self, row: Cells) -> str:
        """Return the id of a technology or programme."""
        number = self.of(row, "id")
        return self.own(number, "id", self.origin) if number else made_id(self.origin, self.named(row)[0])

    def end(self, row: Cells, which: str, number: str) -> tuple[str, list[Organisation]]:
        """Return the id of an end: an id of the graph, a number of this origin, or a name."""
        if id_ := self.of(row, which):
            return id_, []
        if own := self.of(row, number):
            return self.own(own, number, self.nodes_of), []
        name, place = self.of(row, f"{which}_name"), self.of(row, f"{which}_place")
        if not name:
            raise FieldFault(
                self.column(f"{which}_name"),
                "each end of a relation needs an id, a number or a name",
                "fill it in",
            )
        where = standard_place(place) if place else (None, None)
        id_ = made_id(self.origin, name, *where)
        return id_, [make_organisation(id_, name, self.cited, kind="other", place=where)]

    def relation(self, row: Cells) -> Iterator[Record]:
        """Make a relation; ends given by name become organisations of this origin, which the resolution matches with others."""
        (subject, first), (object_, second) = (
            self.end(row, "subject", "subject_number"),
            self.end(row, "object", "object_number"),
        )
        yield from (*first, *second)
        predicate = self.of(row, "predicate")
        if predicate == Predicate.COLLABORATES_WITH:
            subject, object_ = sorted((subject, object_))
        start, end = self.day(row, "start"), self.day(row, "end")
        detail, korean = self.details(row)
        words = subject, predicate, object_, start, end
        digest = hashlib.blake2b(repr((*words, detail or korean)).encode(), digest_size=8).hexdigest()
        weight = weight_of(self.column("weight"), self.of(row, "weight"), decimal=self.mapping.decimal)
        yield Relation(f"{self.origin}:{digest}", *words, detail, self.cited, weight, korean)

    def alias(self, row: Cells) -> Iterator[Record]:
        """Make an alias."""
        id_, nodes = self.end(row, "node", "number")
        yield from nodes
        since, until = (
            self.day(row, "valid_from"),
            self.day(row, "valid_until"),
        )
        yield Alias(id_, self.of(row, "name"), self.of(row, "kind") or "variant", since, until, self.cited)

    def identifier(self, row: Cells) -> Iterator[Record]:
        """Make an identifier."""
        id_, nodes = self.end(row, "node", "number")
        yield from nodes
        scheme = self.of(row, "scheme")
        if scheme not in {str(member) for member in IdentifierScheme}:
            raise FieldFault(
                self.column("scheme"),
                f"“{scheme}” is not a known register",
                f"use one of {', '.join(IdentifierScheme)}",
            )
        found = identifier(
            id_, IdentifierScheme(scheme), self.of(row, "value"), self.cited, self.column("value")
        )
        since, until = (
            self.day(row, "valid_from"),
            self.day(row, "valid_until"),
        )
        yield Identifier(id_, scheme, found.value, since, until, self.cited)
