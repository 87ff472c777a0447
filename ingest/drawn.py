"""Networks that other tools have drawn: their nodes and edges as records, by the attributes that bear our fields' names."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Organisation, Programme, Relation, Source, Technology
from graph.vocabulary import SECTORS, Kind, OrganisationKind, Predicate, ProgrammeKind
from ingest.adapters import Option, OriginError
from ingest.bodies import body, made_id, names_of, words_of
from ingest.reading.places import FieldFault
from ingest.reading.values import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.model import Record

OPTIONS: Mapping[str, Option] = {
    "title": Option("title of the network"),
    "publisher": Option("who made it"),
    "url": Option("its page, http://… or https://…"),
    "published": Option("its day"),
    "items": Option(
        "what its nodes are unless they say so: organisation, technology or programme; never persons"
    ),
    "predicate": Option(
        "what its edges say unless they say so: COLLABORATES_WITH (the default), SUPPLIES, …"
    ),
}
KNOWN = (
    "label", "name", "name_ko", "name_en", "kind", "organisation_kind", "programme_kind", "sector", "field", "city", "district",
    "products", "website", "founded", "start", "end", "detail", "predicate",
)  # fmt: skip
"""Attributes that are read; every other one is passed over, whatever it holds."""
WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is said of a whole network: its origin, its source, and what nodes and edges are unless they say so."""

    origin: str
    source: Source
    items: Kind | None
    predicate: str

    @property
    def cited(self) -> tuple[str, ...]:
        """What every record of it cites."""
        return (self.source.id,)


def origin_of(tool: str, options: Mapping[str, str]) -> str:
    """Give the name under which a network is kept: each title is an origin of its own."""
    title = options.get("title", "")
    return f"{tool}-{hashlib.blake2b(title.encode(), digest_size=4).hexdigest()}"


def drawing(tool: str, options: Mapping[str, str]) -> Drawing:
    """Check what was said of a network.

    Raises:
        OriginError: its source is missing, or a word is unknown.
    """
    missing = [name for name in ("title", "publisher", "url") if not options.get(name)]
    if missing:
        raise OriginError(
            f"`{tool}` says who drew the network: add {' '.join(f'--set {name}=…' for name in missing)}"
        )
    items, predicate = options.get("items"), options.get("predicate", "COLLABORATES_WITH")
    if (items is not None and items not in set(Kind)) or predicate not in set(Predicate):
        raise OriginError(
            f"items={items}, predicate={predicate}: one of {', '.join(Kind)}; one of {', '.join(Predicate)}"
        )
    origin = origin_of(tool, options)
    source = Source(
        f"{origin}:source", options["title"], options["publisher"], options.get("published"), options["url"]
    )
    return Drawing(origin, source, Kind(items) if items else None, predicate)


def node_id(drawn: Drawing, own: str) -> str:
    """Give the id of a node by its own id in the file."""
    return made_id(drawn.origin, "node", own)


def node(drawn: Drawing, own: str, said: Mapping[str, str]) -> Iterator[Record]:
    """Make a node's record."""
    name = said.get("name_ko") or said.get("label") or said.get("name") or said.get("name_en") or ""
    if not own or not name:
        raise FieldFault("label", "a node has an id and a name", "give it a label")
    id_, kind = node_id(drawn, own), said.get("kind", "")
    known = Kind(kind) if kind in set(Kind) else drawn.items
    if known is None and said.get("organisation_kind") not in set(OrganisationKind):
        raise FieldFault(
            "kind",
            "nothing says what this node is, and persons never enter",
            "add --set items=organisation (or technology, programme) if it is no network of persons",
        )
    names = names_of(name, said.get("name_en", ""))
    sector = said.get("sector") or said.get("field")
    sector = sector if sector in SECTORS else None
    if known == Kind.TECHNOLOGY:
        yield Technology(id_, *names, sector or "other", said.get("detail"), drawn.cited)
    elif known == Kind.PROGRAMME:
        sort = said.get("programme_kind", "")
        start, end = day("start", said.get("start", "")), day("end", said.get("end", ""))
        word = sort if sort in set(ProgrammeKind) else "project"
        yield Programme(id_, *names, word, start, end, None, said.get("detail"), drawn.cited)
    else:
        yield organisation(drawn, id_, name, sector, said)


def organisation(
    drawn: Drawing, id_: str, name: str, sector: str | None, said: Mapping[str, str]
) -> Organisation:
    sort = said.get("organisation_kind", "")
    return body(
        id_, name, drawn.cited, english=said.get("name_en", ""), kind=sort if sort in set(OrganisationKind) else "other",
        sector=sector, products=said.get("products", ""), place=words_of(said.get("city"), said.get("district")),
        founded=day("founded", said.get("founded", "")), website=said.get("website", ""),
    )  # fmt: skip


def edge(drawn: Drawing, a: str, b: str, said: Mapping[str, str]) -> Iterator[Record]:
    """Make an edge's record; what two nodes say twice is one statement."""
    if not a or not b:
        raise FieldFault("edge", "an edge has two ends", "take it out")
    word = said.get("predicate") or said.get("label") or ""
    predicate = word if word in set(Predicate) else drawn.predicate
    subject, object_ = node_id(drawn, a), node_id(drawn, b)
    if predicate == Predicate.COLLABORATES_WITH:
        subject, object_ = sorted((subject, object_))
    start, end = day("start", said.get("start", "")), day("end", said.get("end", ""))
    words = subject, predicate, object_, start, end, said.get("detail") or None
    digest = hashlib.blake2b(repr(words).encode(), digest_size=8).hexdigest()
    yield Relation(f"{drawn.origin}:{digest}", *words, drawn.cited)
