"""Converts the items of a network to records: every node and edge is loaded, rejected or skipped, none is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import Alias, Organisation, Programme, Technology
from graph.texts import says_nothing
from graph.vocabulary import Kind, RecordType
from ingest.networks.columns import FileColumns
from ingest.networks.edges import Edges
from ingest.networks.fields import fields_of, kind_word, parted, unknown_kind, with_name
from ingest.networks.fitting import check_fit
from ingest.networks.items import Edge, Node
from ingest.networks.nodes import name_of, node_records
from ingest.networks.sectors import Sectors
from ingest.origin import OriginError, Recognised, Reject, Remark, Row, Skip
from ingest.persons import person_reason
from ingest.reading.positions import Fault, FieldFault, Skipped
from ingest.remarks import clean
from ingest.row_reading import MOST_REJECTS, first_fault, of_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.model import Record
    from ingest.networks.census import Census
    from ingest.networks.items import About, Item
    from ingest.networks.network_options import NetworkOptions
    from ingest.origin import Read

SHOWN = 5
END_REJECTED = "a node at its end was rejected"


class NetworkReader:
    """Converts the nodes and edges of one file to records; an edge waits until its nodes are known."""

    def __init__(self, label: str, drawing: NetworkOptions, census: Census) -> None:
        self.label, self.drawing, self.census = label, drawing, census
        self.own, self.sectors = FileColumns(), Sectors(drawing.sector)
        self.edges, self.rows, self.rejects = Edges(drawing, self.own.edges), 0, 0
        self.here: list[str] = []
        self.unkind: Counter[str] = Counter()
        self.waiting: list[tuple[int, Edge]] = []

    def read(self, items: Iterable[tuple[int, Item] | Fault | Skipped]) -> Iterator[Read]:
        """Yield the result of each item."""
        for found in items:
            self.rows += 1
            if isinstance(found, Fault):
                yield self.reject(*found)
                continue
            if isinstance(found, Skipped):
                yield Skip(self.label, *found)
                continue
            line, item = found
            if isinstance(item, Node):
                yield from self.node(line, item)
            elif isinstance(item, Edge) and not self.census.knows(item):
                self.waiting.append((line, item))
            elif isinstance(item, Edge):
                yield from self.edge(line, item)
            else:
                yield Skip(self.label, line, item.reason)
        waiting, self.census.waiting = self.census.waiting, []
        apart = self.census.same.contradicting()
        for line, node, fields in waiting:
            yield from self.made(line, node, fields)
            if (told := apart.get(node.id)) is not None:
                yield Remark(self.label, line, "same_as", *told)
        for line, edge in self.waiting:
            yield from self.edge(line, edge)
        for line, own in sorted(self.edges.without(self.census.twice).items()):
            yield self.of_two(line, own)
        ties = (words[:3] for words in self.edges.statements)
        check_fit(self.label, self.drawing.items, self.census.of_items, ties)
        for line, relation in self.edges.relations():
            yield Row(self.label, line, relation)

    def node(self, line: int, node: Node) -> Iterator[Read]:
        """Yield the records of a node; persons are skipped, same-as nodes wait for their target."""
        census = self.census
        if why := person_reason(node.data, of_node=True):
            census.persons.add(node.id)
            if node.id in census.names:
                census.twice.add(node.id)
            yield Skip(self.label, line, of_person(why))
            return
        fields = fields_of(node.data)
        if not (name := name_of(fields, node.drawn)):
            node = node._replace(data=with_name(node.data))
            fields = fields_of(node.data)
            name = name_of(fields)
        census.nameless += not name
        name = name or node.id
        if (held := census.names.setdefault(node.id, name)) != name and node.id:
            census.twice.add(node.id)
            rule = f"the id “{node.id}” also belongs to “{held}”"
            yield self.reject(line, "id", rule, "give each node its own id", RecordType.ORGANISATION)
            return
        self.here.append(node.id)
        census.same.add(node.id, fields)
        if fields.get("same_as"):
            census.waiting.append((line, node, fields))
        else:
            yield from self.made(line, node, fields)

    def made(self, line: int, node: Node, fields: dict[str, str]) -> Iterator[Read]:
        """Make the records of a node, under the id of its same-as target."""
        own = self.census.same.stands_for(node.id)
        try:
            if own not in self.census.names and node.id:
                raise FieldFault("same_as", f"no node has the id “{own[:60]}”", "give a node of this file")
            records = self.with_attributes(list(self.records_of(own, node.id, fields)), node)
        except FieldFault as fault:
            self.census.rejected.add(node.id)
            key = self.drawing.node_id(own) if own == node.id else None
            yield self.reject(line, fault.field, fault.rule, fault.remedy, RecordType.ORGANISATION, key)
            return
        rows = [Row(self.label, line, record) for record in records]
        if (refused := first_fault([clean(row)[0] for row in rows], RecordType(records[0].type))) is not None:
            self.census.rejected.add(node.id)
            self.count_reject()
            yield replace(refused, key=records[0].key)
            return
        if self.drawing.items is not None and kind_word(fields) is None:
            self.census.of_items.add(records[0].key)
        if unknown := unknown_kind(fields):
            self.unkind[unknown[1][:40]] += 1
        yield from rows

    def records_of(self, own: str, node: str, fields: dict[str, str]) -> Iterator[Record]:
        """Make the records of a node; one that is the same as another has its name, and its own names as aliases."""
        census, name = self.census, self.census.names.get(node, "")
        if own == node:
            yield from node_records(self.drawing, own, name, fields)
            return
        shown, english = census.names.get(own, ""), census.same.english.get(own, "")
        yield from node_records(self.drawing, own, shown, {**fields, "name_en": english})
        for alias, kind in ((name, "variant"), (fields.get("name_en", ""), "english")):
            if alias and alias not in {shown, english} and not says_nothing(alias):
                yield Alias(self.drawing.node_id(own), alias, kind, None, None, self.drawing.cited)

    def with_attributes(self, records: list[Record], node: Node) -> list[Record]:
        """Add its own attributes to the record of a node, which is the first."""
        first = records[0]
        assert isinstance(first, Organisation | Technology | Programme)
        self.sectors.see(node.data)
        columns = self.own.nodes[Kind(first.type)]
        own = columns.read(node.data)
        if not isinstance(first, Organisation):
            detail, korean = (
                columns.impersonal("detail", first.detail),
                columns.impersonal("detail_ko", first.detail_ko),
            )
            first = replace(first, detail=detail, detail_ko=korean)
        return [first if own is None else replace(first, attributes=own), *records[1:]]

    def edge(self, line: int, edge: Edge) -> Iterator[Read]:
        """Add an edge if both of its ends are loaded."""
        census, ends = self.census, (edge.source, edge.target)
        if not all(ends):
            yield self.reject(line, "edge", "an edge needs two ends", "remove it")
        elif census.persons.intersection(ends):
            yield Skip(self.label, line, "a tie to a person")
        elif lost := [end for end in ends if end not in census.names]:
            rule = f"no node of this file has the id “{lost[0][:60]}”"
            yield self.reject(line, "edge", rule, "add the node, or remove the edge")
        elif census.rejected.intersection(ends):
            yield replace(self.reject(line, "edge", END_REJECTED, "correct that node"), follows=True)
        elif both := census.twice.intersection(ends):
            yield self.of_two(line, min(both))
        else:
            source, target = map(census.same.stands_for, ends) if census.same.others else ends
            try:
                if source == target:
                    raise FieldFault("edge", "an edge joins two different nodes", "remove the loop")
                self.edges.add(
                    line, edge if ends == (source, target) else edge._replace(source=source, target=target)
                )
            except FieldFault as fault:
                yield self.reject(line, fault.field, fault.rule, fault.remedy)

    def reject(
        self,
        line: int,
        name: str,
        rule: str,
        remedy: str,
        kind: RecordType = RecordType.RELATION,
        key: str | None = None,
    ) -> Reject:
        """Return the reject of an element."""
        self.count_reject()
        return Reject(self.label, line, name, rule, remedy, kind, key)

    def of_two(self, line: int, own: str) -> Reject:
        """Return the reject of an edge at an ambiguous node id."""
        rule = f"two nodes have the id “{own[:60]}”, so the edge is ambiguous"
        return replace(self.reject(line, "edge", rule, "give each node its own id"), follows=True)

    def count_reject(self) -> None:
        """Count a reject, and refuse the file if there are too many.

        Raises:
            OriginError: they are.
        """
        self.rejects += 1
        if self.rejects > MOST_REJECTS:
            raise OriginError(
                f"{self.label}: more than {MOST_REJECTS:,} elements are rejected: check that it is a file of this origin"
            )

    def notes(self) -> Iterator[str]:
        """Yield notes for the report."""
        yield from self.census.notes(self.here)
        if self.unkind:
            listed = ", ".join(f"{word} ×{times:,}" for word, times in self.unkind.most_common(SHOWN))
            more = ", …" if len(self.unkind) > SHOWN else ""
            kind = self.drawing.items or Kind.ORGANISATION
            why = " (from `items`)" if self.drawing.items else ""
            yield f"unknown kinds of nodes ({listed}{more}) are read as {kind}{why}"
        yield from self.edges.notes()
        yield from self.sectors.notes()
        yield from self.own.notes()

    def recognised(self, form: str, about: About) -> Recognised:
        """Return how a file with declared attributes was read."""
        kept = self.own.columns()
        read, unread = parted(name for name in about.columns if name not in kept)
        passed = tuple(f"{name}: {times:,}" for name, times in about.unread.items() if times)
        notes = (*about.notes, *self.notes())
        unread = (*unread, *passed)
        own = self.own.names()
        return Recognised(
            self.label, form, self.rows, columns=read, unread=unread, notes=notes, attributes=own
        )
