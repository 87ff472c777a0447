"""RDF as a network: things of declared classes are nodes, literals their attributes, properties between them edges."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from rdflib import RDF, RDFS, XSD, BNode, Literal, URIRef

from graph.vocabulary import Kind
from ingest.networks.items import Declared, Edge, Node, Truth, Written
from ingest.networks.predicates import predicate_of, relation_data
from ingest.networks.rdf_graph import graph_of
from ingest.networks.rdf_options import CLASSES, Names, class_options, listed, predicates_in
from ingest.origin import OriginError
from ingest.persons import is_person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Graph
    from rdflib.term import Node as Term

    from ingest.networks.items import About, Item
    from ingest.reading import Part

    Values = dict[str, list[Literal]]

LABELS = ("prefLabel", "label", "name", "legalName", "title")
"""Local names of properties that name a thing, the likeliest first."""
WEB = frozenset({"homepage", "url", "website", "webpage"})
NUMBERS = frozenset({
    XSD.integer, XSD.int, XSD.long, XSD.short, XSD.byte, XSD.decimal, XSD.double, XSD.float, XSD.nonNegativeInteger,
    XSD.positiveInteger, XSD.unsignedInt, XSD.unsignedLong, XSD.unsignedShort, XSD.unsignedByte,
})  # fmt: skip
LANGUAGES = ("ko", "", "en")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Taken(NamedTuple):
    """The things of a file that are taken: kind and id of each."""

    kinds: dict[Term, Kind]
    ids: dict[Term, str]


def items(part: Part, about: About, options: Mapping[str, str]) -> Iterator[Item]:
    """Yield the nodes, then the edges of a file, in the order of their ids."""
    graph = graph_of(part, about)
    names = Names(graph)
    taken = things(graph, names, part.label, options, about)
    columns = Columns(graph, names)
    for thing in sorted(taken.ids, key=taken.ids.__getitem__):
        yield node_of(graph, thing, taken, columns, about)
    yield from edges_of(graph, taken, columns, predicates_in(names, part.label, options), about)


def things(graph: Graph, names: Names, label: str, options: Mapping[str, str], about: About) -> Taken:
    """Find the things of the declared classes and of their subclasses.

    Raises:
        OriginError: no class is declared, or nothing is of a declared one.
    """
    wanted = class_options(names, options)
    found = Counter(one for one in graph.objects(None, RDF.type) if isinstance(one, URIRef))
    if not wanted:
        given = " ".join(f"--set {name}=…" for name in CLASSES)
        raise OriginError(
            f"{label}: which classes are organisations, programmes or technologies? add {given}; the file has"
            f" {listed(names, found) or 'no classes'}"
        )
    below: dict[Term, set[Term]] = defaultdict(set)
    for inner, outer in graph.subject_objects(RDFS.subClassOf):
        below[outer].add(inner)
    kinds: dict[Term, Kind] = {}
    known: set[str] = set()
    for class_, kind in wanted.items():
        members = {one for one in closure(class_, below, names) for one in graph.subjects(RDF.type, one)}
        if not members:
            raise OriginError(
                f"{label}: nothing is of the class {names.short(class_)} ({kind}): the file has {listed(names, found)}"
            )
        for thing in members:
            kinds.setdefault(thing, kind)
    known = {names.plain(one) for class_ in wanted for one in closure(class_, below, names)}
    others = {one: times for one, times in found.items() if names.plain(one) not in known}
    if others:
        about.notes.append(f"other classes, left out: {listed(names, Counter(others))}")
    ids = {thing: identity(graph, thing) for thing in kinds}
    if blank := sum(isinstance(thing, BNode) for thing in kinds):
        about.notes.append(f"blank nodes, identified by their content: {blank:,}")
    return Taken(kinds, ids)


def closure(class_: URIRef, below: Mapping[Term, set[Term]], names: Names) -> set[Term]:
    """Return a class in each of its spellings (http, https), and its subclasses."""
    found: set[Term] = set()
    rest: list[Term] = list(names.spellings(class_))
    while rest:
        one = rest.pop()
        if one not in found:
            found.add(one)
            rest += below.get(one, ())
    return found


def identity(graph: Graph, thing: Term) -> str:
    """Return the IRI of a thing; a blank node has one made of its content, which is the same at the next load."""
    if isinstance(thing, URIRef):
        return str(thing)
    content = sorted(f"{p}\0{o.n3()}" for p, o in graph.predicate_objects(thing) if not isinstance(o, BNode))
    return f"_:{hashlib.blake2b(chr(0).join(content).encode(), digest_size=8).hexdigest()}"


class Columns:
    """The names of attributes: local names of properties, with a prefix where two properties share one."""

    def __init__(self, graph: Graph, names: Names) -> None:
        self.names = names
        local: dict[str, set[str]] = defaultdict(set)
        for one in set(graph.predicates()):
            local[names.local(one)].add(names.plain(one))
        self.shared = {name for name, properties in local.items() if len(properties) > 1}

    def name(self, property_: Term) -> str:
        """Return the name of an attribute for a property."""
        local = self.names.local(property_)
        return self.names.short(property_) if local in self.shared and local not in LABELS else local


def node_of(graph: Graph, thing: Term, taken: Taken, columns: Columns, about: About) -> Node:
    """Return a node with its names and attributes; literals of blank nodes below it are its own."""
    values, web = values_of(graph, thing, columns, taken)
    names = [name for name in LABELS if name in values]
    korean, english, other = (
        best_of([value for name in names for value in values[name]], (code,)) for code in ("ko", "en", "")
    )
    types = sorted(columns.names.local(one) for one in graph.objects(thing, RDF.type))
    shown = korean or other or english or columns.names.local(thing)
    data: list[tuple[str, str]] = [
        ("label", Written(shown)),
        ("name_en", Written(english)),
        ("kind", Written(taken.kinds[thing])),
    ]
    data += [("type", Written(";".join(types))), *([("website", Written(web))] if web else [])]
    data += [(name, joined(found)) for name, found in sorted(values.items()) if name not in LABELS]
    about.columns.update(dict.fromkeys(name for name, _ in data))
    return Node(taken.ids[thing], data)


def values_of(graph: Graph, thing: Term, columns: Columns, taken: Taken) -> tuple[Values, str]:
    """Return the literals of a thing by name, those of blank nodes below it as `outer.inner`, and its web page."""
    values: Values = defaultdict(list)
    web = ""
    for property_, value in sorted(graph.predicate_objects(thing), key=str):
        name = columns.name(property_)
        if isinstance(value, Literal):
            values[name].append(value)
        elif isinstance(value, BNode) and value not in taken.kinds and not of_person(graph, value, columns):
            for inner, below in sorted(graph.predicate_objects(value), key=str):
                if isinstance(below, Literal):
                    values[f"{name}.{columns.name(inner)}"].append(below)
        elif isinstance(value, URIRef) and columns.names.local(property_) in WEB:
            web = web or str(value)
    return values, web


def of_person(graph: Graph, thing: Term, columns: Columns) -> bool:
    """Return whether a thing is a person."""
    return any(is_person(columns.names.local(one)) for one in graph.objects(thing, RDF.type))


def best_of(values: list[Literal], languages: tuple[str, ...] = LANGUAGES) -> str:
    """Return the first text in one of these languages, in their order."""
    return next(
        (
            str(one)
            for code in languages
            for one in values
            if (one.language or "").casefold().partition("-")[0] == code
        ),
        "",
    )


def joined(values: list[Literal]) -> str:
    """Return values as one text, marked with their type if there is one value; of several languages Korean, then English."""
    spoken = [one for one in values if one.language]
    if spoken and (text := best_of(spoken, LANGUAGES) or str(spoken[0])):
        return Written(text)
    if len(values) > 1:
        return Written(";".join(dict.fromkeys(map(str, values))))
    [value] = values
    if value.datatype in NUMBERS:
        return Declared(value)
    return Truth(value) if value.datatype == XSD.boolean else Written(value)


def edges_of(
    graph: Graph, taken: Taken, columns: Columns, declared: Mapping[str, str], about: About
) -> Iterator[Edge]:
    """Yield the properties between things that are taken."""
    found: list[tuple[str, str, str, Any]] = []
    for subject, property_, target in graph:
        if subject in taken.ids and target in taken.ids and property_ != RDF.type:
            found.append((taken.ids[subject], str(property_), taken.ids[target], property_))
        elif subject in taken.ids and isinstance(target, URIRef) and property_ != RDF.type:
            about.unread["links to things that are left out"] += columns.names.local(property_) not in WEB
    for source, _, other, property_ in sorted(found):
        local = columns.names.local(property_)
        word = declared.get(columns.names.plain(property_)) or CAMEL.sub("_", local)
        data = [("predicate", Written(word))] if predicate_of(word) else relation_data(local)
        about.columns.update(dict.fromkeys(name for name, _ in data))
        yield Edge("", source, other, data)
