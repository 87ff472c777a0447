"""Options for RDF: the classes of organisations, programmes and technologies, and the predicates of properties."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rdflib import URIRef

from graph.near import nearest
from graph.vocabulary import Kind
from ingest.networks.predicates import PREDICATES, predicate_of
from ingest.origin import OriginError
from ingest.persons import is_person

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping

    from rdflib import Graph

CLASSES: Mapping[str, Kind] = MappingProxyType({str(kind): kind for kind in Kind})
"""Options that name classes → the kind of their members."""
WELL_KNOWN = MappingProxyType({
    "schema": "http://schema.org/", "foaf": "http://xmlns.com/foaf/0.1/", "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "dbo": "http://dbpedia.org/ontology/",
    "wd": "http://www.wikidata.org/entity/", "wdt": "http://www.wikidata.org/prop/direct/", "vivo": "http://vivoweb.org/ontology/core#",
    "rov": "http://www.w3.org/ns/regorg#", "dct": "http://purl.org/dc/terms/", "owl": "http://www.w3.org/2002/07/owl#",
})  # fmt: skip
"""Prefixes that need no declaration in the file."""
SHOWN = 8


class Names:
    """Short and long names of classes and properties, by the prefixes of a file."""

    def __init__(self, graph: Graph) -> None:
        own = {prefix: str(iri) for prefix, iri in graph.namespaces()}
        self.prefixes = {**own, **{name: iri for name, iri in WELL_KNOWN.items() if name not in own}}

    def iri(self, word: str) -> URIRef:
        """Return the IRI that a word names: itself, in angle brackets, or as `prefix:name`.

        Raises:
            OriginError: its prefix is unknown.
        """
        plain = word.strip().removeprefix("<").removesuffix(">")
        prefix, colon, rest = plain.partition(":")
        if not colon:
            raise OriginError(
                f"“{word[:60]}” is not a class or property: write schema:Organization or its whole IRI"
            )
        if rest.startswith("//") or prefix == "urn":
            return URIRef(plain)
        if prefix not in self.prefixes:
            raise OriginError(f"unknown prefix “{prefix}:”: {nearest(prefix, sorted(self.prefixes))}")
        return URIRef(self.prefixes[prefix] + rest)

    @staticmethod
    def plain(iri: Any) -> str:
        """Return the comparable form of an IRI: schema.org and others are written with http and with https."""
        return re.sub("^https:", "http:", str(iri))

    def spellings(self, iri: URIRef) -> Iterator[URIRef]:
        """Yield an IRI with http and with https."""
        rest = self.plain(iri).removeprefix("http:")
        yield iri
        if rest.startswith("//"):
            yield URIRef(f"http:{rest}")
            yield URIRef(f"https:{rest}")

    @staticmethod
    @lru_cache(maxsize=1024)  # few properties and classes, asked for with every triple
    def local(iri: Any) -> str:
        """Return the last part of an IRI."""
        return re.split(r"[/#:]", str(iri).rstrip("/#"))[-1]

    def short(self, iri: Any) -> str:
        """Return an IRI as `prefix:name`, if a prefix fits."""
        plain = self.plain(iri)
        fitting = [
            (name, base)
            for name, base in self.prefixes.items()
            if name and base and plain.startswith(self.plain(base))
        ]
        if not fitting:
            return str(iri)
        name, base = max(fitting, key=lambda one: len(one[1]))
        return f"{name}:{plain.removeprefix(self.plain(base))}"


def class_options(names: Names, options: Mapping[str, str]) -> dict[URIRef, Kind]:
    """Return the declared classes with the kind of their members.

    Raises:
        OriginError: a class is not a name, or one of persons.
    """
    found: dict[URIRef, Kind] = {}
    for name, kind in CLASSES.items():
        for word in filter(None, map(str.strip, options.get(name, "").split(","))):
            class_ = names.iri(word)
            if is_person(names.local(class_)):
                raise OriginError(f"{name}={word}: persons are never loaded: give classes of organisations")
            found[class_] = kind
    return found


def predicates_in(names: Names, label: str, options: Mapping[str, str]) -> dict[str, str]:
    """Return the declared predicates of properties: `schema:memberOf=PARTICIPATES_IN,ex:supplies=SUPPLIES`.

    Raises:
        OriginError: a predicate is unknown.
    """
    found: dict[str, str] = {}
    for pair in filter(None, map(str.strip, options.get("properties", "").split(","))):
        word, equals, predicate = pair.rpartition("=")
        if not equals or predicate_of(predicate) is None:
            raise OriginError(
                f"{label}: properties={pair[:80]}: write schema:memberOf=PARTICIPATES_IN: {nearest(predicate, PREDICATES)}"
            )
        found[names.plain(names.iri(word))] = predicate
    return found


def listed(names: Names, classes: Counter[Any]) -> str:
    """List classes with the number of their members, the commonest first."""
    shown = ", ".join(f"{names.short(one)} ×{times:,}" for one, times in classes.most_common(SHOWN))
    return f"{shown}, …" if len(classes) > SHOWN else shown
