"""Networks exported by Sojae: marked as such, with their own ids and sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import orjson

from graph.attribute_names import OURS
from graph.attributes import PREFIX
from graph.vocabulary import Layer, RecordType
from ingest.networks.fields import field_of, fields_of
from ingest.networks.items import Declared, Edge, Node, Truth
from ingest.networks.typed_values import number_of, truth_of
from ingest.origin import Recognised, Reject, Row
from ingest.own_records import node_of, record_of, relation_of
from ingest.reading.positions import Element, FieldFault
from ingest.reading.tags import Begin, Instruction, tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.model import Record
    from ingest.networks.items import About, Item
    from ingest.origin import Read
    from ingest.reading import Part

TARGET = "sojae"
"""Target of processing instructions for Sojae: `<?sojae {"layer": …}?>`."""


BY_US = re.compile(rb'(?:\xef\xbb\xbf)?(?:Creator "|% )Sojae\b')
"""The beginning of a Sojae export as GML or Pajek."""
EXACT: dict[type, Callable[[str], Any]] = {Declared: number_of, Truth: truth_of}
"""Marks of values → how these are read; all others are texts."""


def instructed(target: str, text: str) -> dict[str, Any] | None:
    """Parse a processing instruction for Sojae; None for other targets."""
    if target != TARGET:
        return None
    try:
        content: Any = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return content if isinstance(content, dict) else None


def take_instruction(target: str, text: str, about: About) -> None:
    """Add a record from a processing instruction."""
    content = instructed(target, text)
    if content is not None and "type" in content:
        about.beside.append(content)


def heading_of(part: Part) -> dict[str, Any] | None:
    """Return the metadata of a Sojae export, at the start of the root; None for other files."""
    opened = 0
    for tag in tags(part):
        opened += isinstance(tag, Begin)
        if opened > 1:
            return None
        if isinstance(tag, Instruction) and (content := instructed(tag.target, tag.text)) is not None:
            return content
    return None


def is_written_by_us(part: Part) -> bool:
    """Return whether a GML or Pajek file is a Sojae export."""
    with part.path.open("rb") as file:
        return BY_US.match(file.read(200)) is not None


def holds_statements(heading: dict[str, Any] | None) -> bool:
    """Return whether the edges of a Sojae export are relations, not ties made of several."""
    return heading is not None and heading.get("layer") == Layer.FACTS


def own_content(item: Node | Edge) -> dict[str, Any]:
    """Return the fields of a node or an edge, and its own attributes exactly as they are written."""
    ours: list[tuple[str, str]] = []
    own: dict[str, Any] = {}
    for name, text in item.data:
        if not name.startswith(PREFIX) and field_of(name) in OURS:
            ours.append((name, text))
        else:
            own[name.removeprefix(PREFIX)] = EXACT.get(type(text), str)(text)
    return {**fields_of(ours), "attributes": own}


def own_rows(label: str, form: str, items: Iterable[Item], about: About) -> Iterator[Read]:
    """Yield the records of a Sojae export of relations, unchanged."""
    rows = 0

    def row_of(make: Any, content: Any, kind: RecordType) -> Read:
        nonlocal rows
        rows += 1
        try:
            record: Record = make(content)
        except FieldFault as fault:
            return Reject(label, Element(rows), fault.field, fault.rule, fault.remedy, kind)
        return Row(label, Element(rows), record)

    for item in items:
        if isinstance(item, Node):
            yield row_of(node_of, {**own_content(item), "id": item.id}, RecordType.ORGANISATION)
        elif isinstance(item, Edge):
            ends = {"id": item.id, "subject": item.source, "object": item.target}
            yield row_of(relation_of, {**own_content(item), **ends}, RecordType.RELATION)
    for content in about.beside:
        yield row_of(record_of, content, RecordType.SOURCE)
    yield Recognised(label, form, rows, notes=("written by Sojae: ids and sources kept",))
