"""The `ror` origin: a dump of the Research Organization Registry, with records of version 1 and 2, together or separate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.identifiers import IdentifierError, identify
from graph.model import Alias, Identifier, Relation, Source
from graph.vocabulary import IdentifierScheme, RecordType
from ingest.adapters import adapter
from ingest.organisations import city_or_country, identifier, make_organisation, named
from ingest.origin import Option, OriginError, Recognised, Row
from ingest.reading import Fault
from ingest.reading.forms import Form
from ingest.reading.objects import objects
from ingest.reading.positions import FieldFault, Nothing
from ingest.row_reading import given, in_order, labelled_parts, records_of_rows, source_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read

KINDS = {
    "education": "university", "healthcare": "hospital", "company": "company", "government": "government",
    "facility": "research_institute", "nonprofit": "association",
}  # fmt: skip
READ = ("id", "names", "types", "locations", "links", "established", "external_ids", "relationships")


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given dump."""
    return given(paths, "ror", "the ROR dump: a zip, a JSON array or JSON Lines")


@adapter(
    "ror",
    about="the Research Organization Registry dump",
    files=files,
    options={
        "country": Option("two letters: only organisations of this country, for instance KR"),
        "published": Option("publication date of the dump"),
    },
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Stream the dump; of records in both versions the newer one is used."""
    source = Source(
        "ror:dump", "ROR Data", "Research Organization Registry", options.get("published"), "https://ror.org"
    )
    yield source_row(source)
    maker = Maker((source.id,), options.get("country", "").upper(), newer_ids(files))
    for row in in_order(rows_of(files, maker)):
        if isinstance(row, Row) and isinstance(row.record, Relation):
            if {row.record.subject, row.record.object} <= maker.kept:
                yield row
        else:
            yield row


def newer_ids(files: Sequence[Path]) -> set[str]:
    """Return the ids of version 2 records, whose version 1 forms are skipped."""
    return {
        plain_id(found[1])
        for part in labelled_parts(files)
        if part.form is Form.JSON
        for found in objects(part)
        if not isinstance(found, Fault) and is_newer(found[1])
    }


def is_newer(data: Any) -> bool:
    """Return whether a record has version 2."""
    return isinstance(data, dict) and isinstance(data.get("names"), list)


def plain_id(data: dict[str, Any]) -> str:
    return str(data.get("id")).rpartition("/")[2].lower()


def rows_of(files: Sequence[Path], maker: Maker) -> Iterator[Read]:
    """Read each file with records; the CSV of a dump repeats its JSON and is skipped."""
    found = 0
    for part in labelled_parts(files):
        if part.form is not Form.JSON:
            continue
        rows = 0

        def counted(listed: Iterator[tuple[int, Any] | Fault]) -> Iterator[tuple[int, Any] | Fault]:
            nonlocal rows
            for one in listed:
                rows += 1
                yield one

        yield from records_of_rows(part.label, counted(objects(part)), maker, RecordType.ORGANISATION)
        yield Recognised(part.label, "json", rows, columns=READ)
        found += rows
    if not found:
        raise OriginError(
            f"{', '.join(path.name for path in files)}: they contain no JSON records: give the ROR dump (a zip or JSON)"
        )


class Maker:
    """Makes the records of one organisation and remembers the ids kept."""

    def __init__(self, cited: tuple[str, ...], country: str, newer: set[str]) -> None:
        self.cited, self.country, self.newer, self.kept = cited, country, newer, set[str]()

    def __call__(self, data: Any) -> Iterator[Record]:
        """Make the records of one entry."""
        if not isinstance(data, dict) or not isinstance(data.get("id"), str):
            raise FieldFault("id", "this is not a ROR record", "give the dump as published by ROR")
        if not is_newer(data) and plain_id(data) in self.newer:
            raise Nothing("duplicate of a version 2 record")
        one = of_version_2(data) if is_newer(data) else of_version_1(data)
        if data.get("status") == "withdrawn":
            raise Nothing("withdrawn")
        if self.country and one["country"] != self.country:
            raise Nothing("another country")
        number = identifier("", IdentifierScheme.ROR, data["id"], self.cited, "id").value
        id_ = f"ror:{number}"
        if id_ in self.kept:
            raise Nothing("duplicate")
        self.kept.add(id_)
        ko, en = one["ko"], one["en"]
        kind = next((KINDS[t] for t in one["types"] if t in KINDS), "other")
        named(ko or en, "names", "an organisation")
        place = city_or_country(one["city"], one["country_name"], one["province"])
        founded = str(data["established"]) if isinstance(data.get("established"), int) else None
        yield make_organisation(
            id_,
            ko or en,
            self.cited,
            english=en,
            kind=kind,
            place=place,
            founded=founded,
            website=one["website"],
        )
        yield Identifier(id_, "ror", number, None, None, self.cited)
        for scheme, value in one["numbers"]:
            try:
                yield Identifier(id_, scheme, identify(scheme, value).value, None, None, self.cited)
            except IdentifierError:
                continue  # wrong external numbers in ROR are ignored
        for name, why in sorted(set(one["aliases"]) - {(ko, "variant"), (en, "english"), (en, "variant")}):
            yield Alias(id_, name, why, None, None, self.cited)
        for tie in data.get("relationships") or ():
            yield from self.tie(id_, tie)

    def tie(self, id_: str, tie: Any) -> Iterator[Record]:
        """Make the relation of a part and its whole, or of a successor and its predecessor, the same from either end."""
        try:
            other = f"ror:{identify(IdentifierScheme.ROR, tie['id']).value}"
            which = str(tie["type"]).lower()
        except (IdentifierError, KeyError, TypeError):
            return
        if which in {"parent", "child"} and other != id_:
            part, whole = (id_, other) if which == "parent" else (other, id_)
            name = f"ror:{part[4:]}-in-{whole[4:]}"
            yield Relation(name, part, "PART_OF", whole, None, None, None, self.cited)
        if which in {"predecessor", "successor"} and other != id_:
            later, earlier = (id_, other) if which == "predecessor" else (other, id_)
            name = f"ror:{later[4:]}-after-{earlier[4:]}"
            yield Relation(name, later, "SUCCEEDS", earlier, None, None, None, self.cited)


def of_version_2(data: dict[str, Any]) -> dict[str, Any]:
    """Extract the fields of a version 2 record."""
    names = [name for name in data["names"] if isinstance(name, dict) and isinstance(name.get("value"), str)]

    def first(*types: str, lang: str | None = None) -> str:
        fits = (
            n["value"]
            for n in names
            if set(types) & set(n.get("types") or ()) and (lang is None or n.get("lang") == lang)
        )
        return next(fits, "")

    place = next((p.get("geonames_details") or {} for p in data.get("locations") or ()), {})
    kinds = {"acronym": "abbreviation"}
    return {
        "ko": first("label", "ror_display", lang="ko"),
        "en": first("label", "ror_display", lang="en") or first("ror_display") or first("label"),
        "types": [str(t).lower() for t in data.get("types") or ()],
        "city": place.get("name") or "", "province": place.get("country_subdivision_name") or "",
        "country": place.get("country_code") or "", "country_name": place.get("country_name") or "",
        "website": next((link.get("value") or "" for link in data.get("links") or () if link.get("type") == "website"), ""),
        "aliases": [
            (n["value"], next((kinds[t] for t in n.get("types") or () if t in kinds), "english" if n.get("lang") == "en" else "variant"))
            for n in names
        ],
        "numbers": [("wikidata", v) for e in data.get("external_ids") or () if e.get("type") == "wikidata" for v in e.get("all") or ()],
    }  # fmt: skip


def province_of(place: dict[str, Any]) -> str:
    """Return the province of a version 1 address."""
    found = (place.get("geonames_city") or {}).get("geonames_admin1") or {}
    return str(found.get("name") or place.get("state") or "")


def of_version_1(data: dict[str, Any]) -> dict[str, Any]:
    """Extract the fields of a version 1 record."""
    labels = [
        (one.get("label") or "", one.get("iso639"))
        for one in data.get("labels") or ()
        if isinstance(one, dict)
    ]
    name, country = str(data.get("name") or ""), data.get("country") or {}
    place: dict[str, Any] = next(iter(data.get("addresses") or ()), {})
    wikidata = (data.get("external_ids") or {}).get("Wikidata") or {}
    return {
        "ko": next((label for label, lang in labels if lang == "ko"), ""), "en": name,
        "types": [str(t).lower() for t in data.get("types") or ()],
        "city": place.get("city") or "", "province": province_of(place), "country": country.get("country_code") or "", "country_name": country.get("country_name") or "",
        "website": next(iter(data.get("links") or ()), ""),
        "aliases": [
            *((label, "english" if lang == "en" else "variant") for label, lang in labels),
            *((alias, "variant") for alias in data.get("aliases") or ()),
            *((acronym, "abbreviation") for acronym in data.get("acronyms") or ()),
        ],
        "numbers": [("wikidata", value) for value in wikidata.get("all") or ()],
    }  # fmt: skip
