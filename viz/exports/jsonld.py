"""JSON-LD: linked data with the terms of schema.org where they fit and our own where they do not."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson

from graph.attributes import attributes_of
from graph.network import plain_number
from graph.relations import PREDICATES
from viz.exports import file_format
from viz.exports.contents import BLOCK, blocks
from viz.exports.further import as_dict, further_rows, sources_of
from viz.exports.tables import SOURCE_COLUMNS, node_rows, relation_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viz.exports.contents import Contents

CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sojae": "urn:sojae:term:",
    "node": "urn:sojae:node:",
    "relation": "urn:sojae:relation:",
    "source": "urn:sojae:source:",
    "graph": "urn:sojae:graph:",
    "Organization": "schema:Organization",
    "Project": "schema:Project",
    "DefinedTerm": "schema:DefinedTerm",
    "Article": "schema:Article",
    "Dataset": "schema:Dataset",
    "Statement": "rdf:Statement",
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "object": {"@id": "rdf:object", "@type": "@id"},
    "name": {"@id": "schema:name", "@container": "@language"},
    "title": "schema:headline",
    "version": "schema:version",
    "license": "schema:license",
    "alternateName": "schema:alternateName",
    "identifier": "schema:identifier",
    "registered": "schema:identifier",
    "PropertyValue": "schema:PropertyValue",
    "scheme": "schema:propertyID",
    "additionalProperty": "schema:additionalProperty",
    "attribute": "schema:name",
    "value": "schema:value",
    "description": "schema:description",
    "description_ko": {"@id": "schema:description", "@language": "ko"},
    "foundingDate": "schema:foundingDate",
    "startDate": "schema:startDate",
    "endDate": "schema:endDate",
    "datePublished": "schema:datePublished",
    "publisher": "schema:publisher",
    "city": "schema:addressLocality",
    "district": "sojae:district",
    "website": "schema:url",
    "url": "schema:url",
    "citation": {"@id": "schema:citation", "@type": "@id"},
    "subkind": "sojae:subkind",
    "sector": "sojae:sector",
    "sphere": "sojae:sphere",
    "budget_krw": "sojae:budget_krw",
    "members_told": "sojae:members_told",
    "weight": "sojae:weight",
    "name_en_is_official": "sojae:name_en_is_official",
    "Record": "sojae:Record",
    **{str(predicate): {"@id": f"sojae:{predicate}", "@type": "@id"} for predicate in PREDICATES},
}
TYPES = {"organisation": "Organization", "technology": "DefinedTerm", "programme": "Project"}


@file_format(
    "jsonld",
    summary_ko="노드·출처·관계의 링크드 데이터",
    media_type="application/ld+json",
    extension="jsonld",
    picture=False,
    begins='{"@context":{"schema":"https://schema.org/"',
)
def write_jsonld(contents: Contents) -> Iterator[bytes]:
    """Nodes, sources and relations as linked data: each relation as a triple and as a statement with dates and sources.

    Dates and sources of further names and numbers, conflicts and persons' verdicts stand as records of their own, so that a
    file can be loaded back whole.
    """
    version = contents.snapshot.graph_version
    yield b'{"@context":%b,"@graph":[' % orjson.dumps(CONTEXT)
    yield orjson.dumps(
        {
            "@id": f"graph:{version}",
            "@type": "Dataset",
            "version": version,
            "license": contents.snapshot.data_licence,
        }
    )
    yield from listed(map(node, node_rows(contents)))
    rows = contents.snapshot.source_rows
    yield from listed(
        source(dict(zip(SOURCE_COLUMNS, rows[number], strict=True))) for number in sources_of(contents)
    )
    for block in blocks(contents.relations):
        yield from listed(
            entry for row in relation_rows(contents.snapshot, block) for entry in statement(row)
        )
    yield from listed(further(as_dict(kind, row)) for kind, row in further_rows(contents))
    yield b"]}"


def listed(entries: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Write further members of the list, those of a block together."""
    remaining = iter(entries)
    while block := list(islice(remaining, BLOCK)):
        yield b"," + orjson.dumps([known(entry) for entry in block])[1:-1]


def known(entry: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {name: value for name, value in entry.items() if value is not None and value != []}


def registered(scheme: str, value: str) -> dict[str, Any]:
    """Describe a number of a register."""
    return {"@type": "PropertyValue", "scheme": scheme, "value": value}


def node(row: tuple[Any, ...]) -> dict[str, Any]:
    """Describe a node."""
    key, kind, subkind, name_ko, name_en, official, aliases, sector, sphere, *rest = row
    city, district, start, end, budget, website, detail, identifiers, sources, _, told, korean, own = rest
    started = "foundingDate" if kind == "organisation" else "startDate"
    return {
        "@id": f"node:{key}",
        "@type": TYPES[kind],
        "identifier": key,
        "name": {"ko": name_ko, "en": name_en},
        "name_en_is_official": official,
        "alternateName": aliases,
        "registered": [registered(*text.split(":", 1)) for text in identifiers],
        "subkind": subkind,
        "sector": sector,
        "sphere": sphere,
        "city": city,
        "district": district,
        started: start,
        "endDate": end,
        "budget_krw": budget,
        "website": website,
        "members_told": told,
        "description": detail,
        "description_ko": korean,
        "additionalProperty": properties(own),
        "citation": [f"source:{source}" for source in orjson.loads(sources)],
    }


def properties(own: str | None) -> list[dict[str, Any]]:
    """Describe own attributes."""
    return [
        {"@type": "PropertyValue", "attribute": name, "value": value}
        for name, value in attributes_of(own).items()
    ]


def source(row: dict[str, Any]) -> dict[str, Any]:
    """Describe a source."""
    return {
        "@id": f"source:{row['id']}",
        "@type": "Article",
        "identifier": row["id"],
        "title": row["title"],
        "publisher": row["publisher"],
        "datePublished": row["published"],
        "url": row["url"],
    }


def statement(row: tuple[Any, ...]) -> Iterator[dict[str, Any]]:
    """Give a relation twice: as a triple to walk along, and as a statement that cites."""
    key, subject, predicate, target, start, end, detail, sources, weight, korean, own = row
    yield {"@id": f"node:{subject}", predicate: f"node:{target}"}
    yield {
        "@id": f"relation:{key}",
        "@type": "Statement",
        "identifier": key,
        "subject": f"node:{subject}",
        "predicate": f"sojae:{predicate}",
        "object": f"node:{target}",
        "startDate": start,
        "endDate": end,
        "description": detail,
        "description_ko": korean,
        "weight": plain_number(weight),
        "additionalProperty": properties(own),
        "citation": [f"source:{source}" for source in orjson.loads(sources)],
    }


def further(record: dict[str, Any]) -> dict[str, Any]:
    """Give a record beside nodes and relations, its fields under our own terms."""
    fields = {f"sojae:{name}": value for name, value in record.items() if name not in {"type", "sources"}}
    cited = [f"source:{source}" for source in record["sources"]] if "sources" in record else None
    return {"@type": "Record", "sojae:type": record["type"], **fields, "citation": cited}
