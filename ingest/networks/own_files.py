"""Networks that Sojae itself wrote: they say so, keep their ids, and carry their sources beside nodes and edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from graph.vocabulary import Layer, RecordType
from ingest.networks.fields import fields_of
from ingest.networks.items import Edge, Node
from ingest.origin import Recognised, Reject, Row
from ingest.own_records import node_of, record_of, relation_of
from ingest.reading.places import Element, FieldFault
from ingest.reading.tags import Begin, Instruction, tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.model import Record
    from ingest.networks.items import About, Item
    from ingest.origin import Read
    from ingest.reading import Part

TARGET = "sojae"
"""Name under which an XML file tells what only Sojae reads: `<?sojae {"layer": …}?>`."""


def instructed(target: str, text: str) -> dict[str, Any] | None:
    """Read what a file says to Sojae; None if it speaks to somebody else."""
    if target != TARGET:
        return None
    try:
        said: Any = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return said if isinstance(said, dict) else None


def take_instruction(target: str, text: str, about: About) -> None:
    """Take in a record that the grammar of a file has no place for."""
    said = instructed(target, text)
    if said is not None and "type" in said:
        about.beside.append(said)


def heading_of(part: Part) -> dict[str, Any] | None:
    """Return what a file that Sojae wrote says of itself, before its first element but the root; None of any other file."""
    opened = 0
    for tag in tags(part):
        opened += isinstance(tag, Begin)
        if opened > 1:
            return None
        if isinstance(tag, Instruction) and (said := instructed(tag.target, tag.text)) is not None:
            return said
    return None


def holds_statements(heading: dict[str, Any] | None) -> bool:
    """Return whether each edge of a file that Sojae wrote is a statement; of other layers an edge is a tie made of several."""
    return heading is not None and heading.get("layer") == Layer.FACTS


def own_rows(label: str, form: str, items: Iterable[Item], about: About) -> Iterator[Read]:
    """Yield the records of a file of statements that Sojae wrote, as they were."""
    rows = 0

    def told(make: Any, said: Any, kind: RecordType) -> Read:
        nonlocal rows
        rows += 1
        try:
            record: Record = make(said)
        except FieldFault as fault:
            return Reject(label, Element(rows), fault.field, fault.rule, fault.remedy, kind)
        return Row(label, Element(rows), record)

    for item in items:
        if isinstance(item, Node):
            yield told(node_of, {**fields_of(item.said), "id": item.id}, RecordType.ORGANISATION)
        elif isinstance(item, Edge):
            ends = {"id": item.id, "subject": item.source, "object": item.target}
            yield told(relation_of, {**fields_of(item.said), **ends}, RecordType.RELATION)
    for said in about.beside:
        yield told(record_of, said, RecordType.SOURCE)
    yield Recognised(label, form, rows, notes=("written by Sojae: ids and sources kept",))
