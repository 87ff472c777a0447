"""Headings of lists of nodes and edges: Gephi, Neo4j's bulk import, GLEIF, and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.networks.fields import KNOWN, field_of
from ingest.networks.typed_values import MARKS
from ingest.proposing_words import SYNONYMS
from ingest.reading.headers import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

NEO4J = re.compile(
    r"(?P<name>[^:]*):(?P<type>[A-Za-z_]+)(?P<array>\[\])?(?:\{[^{}]*\})?(?:\((?P<space>[^()]*)\))?(?:\{[^{}]*\})?"
)
"""A heading of Neo4j's bulk import: name, type, and the space of its ids: personId:ID(People), since:int, tags:string[]."""
IDS = frozenset({"id", "~id", "nodeid", "vertexid", "key", "identifier", "lei"})
OF_ENDS = (
    "nodeid", "entityid", "companyid", "firmid", "orgid", "organisationid", "organizationid", "key", "code", "node", "entity", "company", "firm",
    "org", "organisation", "organization", "name",
)  # fmt: skip
"""What headings of ends say after the end: source_node_id, from_company."""
ENDS = (
    ("source", "target"), ("sourceid", "targetid"), ("from", "to"), ("fromid", "toid"), ("~from", "~to"), ("startid", "endid"), ("src", "dst"),
    ("src", "dest"), ("startnode", "endnode"), ("sourcenode", "targetnode"), ("node1", "node2"), ("nodea", "nodeb"), ("id1", "id2"),
    ("subject", "object"), ("head", "tail"), ("parent", "child"), ("출발", "도착"), ("relationship.startnode.nodeid", "relationship.endnode.nodeid"),
    ("startnode.nodeid", "endnode.nodeid"), ("startnodeid", "endnodeid"),
    ("exporter", "importer"), ("exporteriso3", "importeriso3"), ("reporter", "partner"), ("reporteriso", "partneriso"), ("reporterdesc", "partnerdesc"),
    ("reportercode", "partnercode"), ("origin", "destination"), ("sender", "receiver"), ("investor", "investee"), ("citing", "cited"), ("vertex1", "vertex2"),
    ("수출국", "수입국"), ("보고국", "상대국"), ("출발지", "도착지"), ("송신", "수신"), ("투자기업", "피투자기업"),
    *((one + what, other + what) for what in OF_ENDS for one, other in (("source", "target"), ("from", "to"), ("src", "dst"))),
)  # fmt: skip
"""Names of the two columns with the ends of edges, in plain form."""
NAMES = frozenset(
    plain(word)
    for word in ("label", "title", "entity.legalname", *SYNONYMS["organisation"]["name_ko"])
    if word != "id"
)
FIELDS = {
    **{plain(word): field for field in ("city", "district", "website", "founded", "name_en", "products", "brn", "crn", "lei", "ror") for word in SYNONYMS["organisation"][field]},
    "entity.legaladdress.city": "city", "relationship.relationshiptype": "kind", "relationshiptype": "kind",
    "relationship.period.1.startdate": "start", "relationship.period.1.enddate": "end",
}  # fmt: skip
"""Plain headings → fields of networks."""
WEIGHTS = frozenset({"value", "tradevalue", "amount", "count", "가중치", "거래액", "수출액", "금액", "건수"})
"""Plain headings of the weight of edges, where no other column is called so and all of its values are positive numbers."""
DIRECTIONS = {"directed": False, "undirected": True}
CONSOLIDATED = dict.fromkeys(
    (
        "is_directly_consolidated_by",
        "is_ultimately_consolidated_by",
        "is_subfund_of",
        "is_international_branch_of",
    ),
    "PART_OF",
)
"""Types of relationships of GLEIF, from the part to the whole, in lower case → predicate."""
OF_END = re.compile(
    r"(?P<end>source|target|from|to|start|end|subject|object|src|dst|head|tail)[\s_.]*(?:node[\s_.]*)?(?:type|kind|class|label)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: what it is for, the attribute that it becomes, the mark of its values, the space of its ids.

    `role` is `id`, `source`, `target`, `direction`, `source kind`, `target kind`, `ignored` or empty (an attribute).
    """

    column: str
    role: str
    name: str
    mark: type[str] = str
    space: str = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a list of nodes or edges."""

    columns: tuple[Heading, ...]
    edges: bool

    def place(self, role: str) -> int | None:
        """Return the place of the column with a role."""
        return next((place for place, one in enumerate(self.columns) if one.role == role), None)


def headings_of(columns: Sequence[str]) -> Headings | None:
    """Return what the columns of a table are for; None if it is neither a list of nodes nor of edges.

    >>> [one.role for one in headings_of(["Source", "Target", "Type", "Weight"]).columns]
    ['source', 'target', 'direction', '']
    >>> [(one.role, one.name, one.space) for one in headings_of(["firmId:ID(F)", "name", ":LABEL", "staff:int"]).columns]
    [('id', 'firmId', 'F'), ('', 'name', ''), ('', 'labels', ''), ('', 'staff', '')]
    >>> headings_of(["a", "b"]) is None
    True
    """
    found = [heading(column) for column in columns]
    roles = {one.role for one in found}
    if not {"source", "target"} <= roles:
        plains = [plain(bare(column)) for column in columns]
        pair = next((pair for pair in ENDS if set(pair) <= set(plains)), None)
        if pair is not None:
            for end, role in zip(pair, ("source", "target"), strict=True):
                found[plains.index(end)] = Heading(columns[plains.index(end)], role, "")
            roles |= {"source", "target"}
    edges = {"source", "target"} <= roles
    if edges:
        return Headings(tuple(of_edge(one) for one in found), edges=True)
    if "id" not in roles:
        place = next((place for place, one in enumerate(found) if plain(one.column) in IDS), None)
        if place is None:
            place = next((place for place, one in enumerate(found) if plain(one.column) in NAMES), None)
            if place is None:
                return None
            found[place] = Heading(columns[place], "id", "label")
        else:
            name = "lei" if plain(columns[place]) == "lei" else ""
            found[place] = Heading(columns[place], "id", name)
    return Headings(tuple(found), edges=False)


def heading(column: str) -> Heading:
    """Read one heading."""
    neo4j = NEO4J.fullmatch(column.strip())
    if neo4j is not None:
        kind, space, name = neo4j["type"].casefold(), neo4j["space"] or "", neo4j["name"]
        roles = {"id": "id", "start_id": "source", "end_id": "target"}
        if kind in roles:
            return Heading(column, roles[kind], name, space=space)
        if kind in {"label", "type"} and not name:
            return Heading(column, "", "labels" if kind == "label" else "kind")
        if kind == "ignore":
            return Heading(column, "ignored", "")
        if name and (kind in MARKS or kind in TEXTS):
            return Heading(column, "", attribute(name), str if neo4j["array"] else MARKS.get(kind, str))
    return Heading(column, "", attribute(column))


TEXTS = frozenset({"date", "datetime", "localdatetime", "time", "localtime", "duration", "point"})


def bare(text: str) -> str:
    """Return a heading without brackets around all of it.

    >>> bare(" (from)"), bare("sales (KRW)")
    ('from', 'sales (KRW)')
    """
    found = text.strip()
    return found[1:-1].strip() if found[:1] == "(" and found.find(")") == len(found) - 1 else found


def attribute(column: str) -> str:
    """Return the name of the attribute that a column becomes: a field of networks, where the heading is one of its names."""
    column = bare(column)
    word = plain(column)
    if word in FIELDS:
        return FIELDS[word]
    if word in NAMES and field_of(column) not in KNOWN:
        return "name"
    return column


def of_edge(one: Heading) -> Heading:
    """Return a heading of a list of edges: its direction, the kind of an end, the type of the edge."""
    if one.role:
        return one
    if (end := OF_END.fullmatch(one.column.strip())) is not None:
        first = end["end"].casefold() in {"source", "from", "start", "subject", "src", "head"}
        return Heading(one.column, "source kind" if first else "target kind", "kind")
    if plain(one.column) in {"id", "edgeid"}:
        return Heading(one.column, "edge", "")
    if plain(one.column).endswith("nodeidtype"):
        return Heading(one.column, "ignored", "")
    if plain(one.column) == "type":
        return Heading(one.column, "direction", "kind")
    return Heading(one.column, "", "kind", one.mark) if one.name == "labels" else one
