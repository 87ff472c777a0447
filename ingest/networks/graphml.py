"""Parser for GraphML (Brandes, Eiglsperger & Lerner, GraphML Primer): keys with defaults, data, nested graphs, yEd's labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.attributes import ColumnTypes
from ingest.networks.items import Edge, Node, Other
from ingest.networks.labels import Labels
from ingest.networks.own_files import take_instruction
from ingest.networks.typed_values import MARKS, is_loose, marked
from ingest.reading.tags import Begin, End, chosen_tags, tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.networks.items import About, Item
    from ingest.reading import Part

DECLARING = {"key": "", "default": "", "data": "key"}
"""Elements that declare, or whose type is open, with the attribute that names their key."""
TOLD = frozenset({"node", "edge", "hyperedge"})
OWN = {
    "node": frozenset({"id", "parse.indegree", "parse.outdegree"}),
    "edge": frozenset({"id", "source", "target", "directed", "sourceport", "targetport"}),
}
"""XML attributes of the format itself; writers add others, such as `labels`."""


@dataclass(slots=True)
class Keys:
    """The declared keys of a file: names of data, their defaults and types; the types of others by their values."""

    names: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    defaults: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    marks: dict[tuple[str, str], type[str]] = field(default_factory=dict[tuple[str, str], type[str]])
    declared: set[str] = field(default_factory=set[str])
    loose: ColumnTypes = field(default_factory=ColumnTypes)

    def declare(self, attributes: dict[str, str], default: str) -> str | None:
        """Add a key; return its name, None for a key of graphics only."""
        id_, domain = attributes.get("id", ""), attributes.get("for", "all")
        graphics = any(name.rpartition(":")[2] == "yfiles.type" for name in attributes)
        if graphics and "attr.name" not in attributes:
            return None
        name = attributes.get("attr.name") or id_
        self.names[domain, id_] = name
        if (mark := MARKS.get(attributes.get("attr.type", "").casefold())) is not None:
            self.marks[domain, id_] = mark
            self.declared.add(id_)
        if default:
            self.defaults.setdefault(domain, {})[name] = self.typed(domain, id_, default)
        return name if domain in {"node", "edge", "all"} else None

    def name(self, domain: str, id_: str) -> str:
        """Return the name of a datum: that of its key, or the key's id if undeclared."""
        return self.names.get((domain, id_)) or self.names.get(("all", id_)) or id_

    def typed(self, domain: str, id_: str, text: str) -> str:
        """Mark a datum with the type of its key, else with that of all values of the key."""
        mark = self.marks.get((domain if (domain, id_) in self.names else "all", id_))
        if mark is not None:
            return mark(text)
        return marked(text, self.loose.type_of(id_)) if is_loose(self.name(domain, id_), text) else text

    def complete(self, domain: str, data: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Add defaults to data; an empty datum counts as given."""
        given = {name for name, _ in data}
        missing = {**self.defaults.get("all", {}), **self.defaults.get(domain, {})}
        return [*data, *((name, value) for name, value in missing.items() if name not in given)]


def read_keys(part: Part, about: About) -> Keys:
    """Read the declarations of a file, wherever they are."""
    keys, attributes, default, inside, datum = Keys(), dict[str, str](), "", 0, ""
    for tag in chosen_tags(part, DECLARING, keys.declared):
        if isinstance(tag, Begin):
            if inside:
                inside += 1
            elif tag.tag == "key":
                attributes, default, inside = tag.attributes, "", 1
            elif tag.tag == "data":
                datum = tag.attributes.get("key", "")
        elif isinstance(tag, End) and inside:
            if tag.tag == "default" and inside == 2:  # a child of the key
                default = tag.text
            inside -= 1
            if not inside and (name := keys.declare(attributes, default)):
                about.columns[name] = None
        elif isinstance(tag, End) and tag.tag == "data" and datum not in keys.declared:
            keys.loose.see([(datum, tag.text)])
    return keys


@dataclass(slots=True)
class Open:
    """An element being parsed."""

    tag: str
    attributes: dict[str, str]
    data: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    labels: Labels = field(default_factory=Labels)
    endpoints: int = 0


def items(part: Part, about: About) -> Iterator[Item]:
    """Yield the nodes, edges and hyperedges of a file; inner graphs are flattened."""
    keys = read_keys(part, about)
    opened: list[Open] = []
    directed: list[bool] = []  # of the open graphs, innermost last
    key: str | None = None  # of the open datum
    within = 0
    for tag in tags(part):
        if isinstance(tag, Begin):
            if key is not None:
                within += 1
                opened[-1].labels.begin(tag.tag, tag.attributes)
            elif tag.tag == "data" and opened:
                key, within = tag.attributes.get("key", ""), 0
            elif tag.tag in TOLD or tag.tag == "port":
                opened.append(Open(tag.tag, tag.attributes))
            elif tag.tag == "graph":
                directed.append(tag.attributes.get("edgedefault") != "undirected")
            else:
                count(tag, opened, about)
        elif isinstance(tag, End):
            if key is not None and within:
                within -= 1
                opened[-1].labels.end(tag.tag, tag.text)
            elif key is not None:
                one = opened[-1]
                if not one.labels.drew(key):
                    one.data.append((keys.name(one.tag, key), keys.typed(one.tag, key, tag.text)))
                key = None
            elif tag.tag == "graph" and directed:
                directed.pop()
            elif opened and tag.tag == opened[-1].tag:
                yield from closed(opened.pop(), keys, about, directed=not directed or directed[-1])
        else:
            take_instruction(tag.target, tag.text, about)


def count(tag: Begin, opened: list[Open], about: About) -> None:
    """Count other elements outside data."""
    if tag.tag == "endpoint" and opened:
        opened[-1].endpoints += 1
    elif tag.tag == "locator":
        about.unread["locator (content in another file)"] += 1


def closed(one: Open, keys: Keys, about: About, *, directed: bool) -> Iterator[Item]:
    """Yield the item of an element; `directed` is the default direction of edges."""
    attributes = one.attributes
    if one.tag == "port":
        about.unread["port"] += 1
    elif one.tag == "hyperedge":
        about.unread["hyperedge"] += 1
        yield Other(f"a hyperedge joins {one.endpoints} nodes; a relation joins two")
    else:
        data = keys.complete(one.tag, one.data)
        data += [
            (name, value)
            for name, value in attributes.items()
            if ":" not in name and name not in OWN[one.tag]
        ]
        about.columns.update(dict.fromkeys(name for name, _ in data if name not in about.columns))
        drawn = one.labels.text
        if one.tag == "node":
            yield Node(attributes.get("id", ""), data, drawn)
        else:
            given = attributes.get("directed", "true" if directed else "false").strip().casefold()
            ends = attributes.get("source", ""), attributes.get("target", "")
            yield Edge(attributes.get("id", ""), *ends, data, drawn, undirected=given in {"false", "0"})
