"""Parser for GEXF 1.1, 1.2 and 1.3: attributes by class, defaults, spells, hierarchies, all time formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.attributes import ColumnTypes
from ingest.networks.items import Edge, Node
from ingest.networks.own_files import take_instruction
from ingest.networks.times import BOUNDS, TIMES, is_exact, periods_of
from ingest.networks.typed_values import MARKS, is_loose, marked
from ingest.reading.positions import FieldFault
from ingest.reading.tags import Begin, End, chosen_tags, tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.networks.items import About, Item
    from ingest.reading import Part

DECLARING = {"attributes": "", "attribute": "", "default": "", "attvalue": "for"}
"""Elements that declare, or whose type is open, with the attribute that names theirs."""
SINCE = ("start", "startopen", "timestamp", "timestamps", "intervals")
SPELLS = frozenset({"spell", "slice"})
OWN = {
    "node": frozenset({"id", "pid", *TIMES}),
    "edge": frozenset({"id", "source", "target", "type", *TIMES}),
}
"""XML attributes of the format itself, unlike `label`, `kind` and `weight`, which are data."""


@dataclass(slots=True)
class Titles:
    """The declared attributes of a file by class and id, their defaults and types; the types of others by their values."""

    titles: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    defaults: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    marks: dict[tuple[str, str], type[str]] = field(default_factory=dict[tuple[str, str], type[str]])
    declared: set[str] = field(default_factory=set[str])
    loose: ColumnTypes = field(default_factory=ColumnTypes)

    def typed(self, of: str, id_: str, text: str) -> str:
        """Mark a value with the type of its attribute, else with that of all values of the attribute."""
        if (mark := self.marks.get((of, id_))) is not None:
            return mark(text)
        return marked(text, self.loose.type_of(id_)) if is_loose(self.title(of, id_), text) else text

    def title(self, of: str, id_: str) -> str:
        """Return the title of a value's attribute; its id if undeclared."""
        return self.titles.get((of, id_)) or id_

    def complete(self, of: str, values: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Add default values."""
        given = {name for name, _ in values}
        return [*values, *((n, v) for n, v in self.defaults.get(of, {}).items() if n not in given)]


def read_titles(part: Part, about: About) -> Titles:
    """Read the declarations of a file, wherever they are."""
    found, of, id_ = Titles(), "node", ""
    for tag in chosen_tags(part, DECLARING, found.declared):
        if isinstance(tag, Begin) and tag.tag == "attributes":
            of = tag.attributes.get("class", "node")
        elif isinstance(tag, Begin) and tag.tag == "attribute":
            id_ = tag.attributes.get("id", "")
            title = tag.attributes.get("title") or id_
            found.titles[of, id_] = title
            about.columns[title] = None
            if (mark := MARKS.get(tag.attributes.get("type", "").casefold())) is not None:
                found.marks[of, id_] = mark
                found.declared.add(id_)
        elif isinstance(tag, Begin) and tag.tag == "attvalue":
            id_ = tag.attributes.get("for") or tag.attributes.get("id") or ""
            if id_ not in found.declared:
                found.loose.see([(id_, tag.attributes.get("value", ""))])
        elif isinstance(tag, End) and tag.tag == "default" and tag.text:
            found.defaults.setdefault(of, {})[found.title(of, id_)] = found.typed(of, id_, tag.text)
    return found


@dataclass(slots=True)
class Open:
    """A node or an edge being parsed; `values` are dated by their start, the latest last."""

    tag: str
    attributes: dict[str, str]
    values: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    spells: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    def pairs(self, titles: Titles) -> list[tuple[str, str]]:
        """Return its attributes; of time-dependent values the latest."""
        latest = {name: value for name, value, _ in sorted(self.values, key=lambda one: one[2])}
        pairs = titles.complete(self.tag, list(latest.items()))
        plain = {name: value for name, value in self.attributes.items() if name not in OWN[self.tag]}
        return [*pairs, *((name, value) for name, value in plain.items() if ":" not in name)]


def items(part: Part, about: About) -> Iterator[Item]:
    """Yield the nodes and edges of a file; inner nodes are flattened."""
    titles = read_titles(part, about)
    opened: list[Open] = []
    whole: dict[str, str] = {}
    default = ""
    for tag in tags(part):
        if isinstance(tag, Begin):
            if tag.tag == "graph":
                whole = times_of_graph(tag.attributes, about)
                default = tag.attributes.get("defaultedgetype", "undirected")
            elif tag.tag in OWN:
                opened.append(Open(tag.tag, tag.attributes))
                about.unread["pid (group of a node)"] += "pid" in tag.attributes
            elif opened:
                inside(tag, opened[-1], titles, about)
        elif isinstance(tag, End):
            if opened and tag.tag == opened[-1].tag:
                if tag.tag == "edge":
                    opened[-1].attributes.setdefault("type", default)
                yield closed(opened.pop(), titles, about, whole)
        else:
            take_instruction(tag.target, tag.text, about)


def inside(tag: Begin, one: Open, titles: Titles, about: About) -> None:
    """Process an element inside a node or an edge."""
    words = tag.attributes
    if tag.tag == "attvalue":
        id_ = words.get("for") or words.get("id") or ""
        name = titles.title(one.tag, id_)
        since = next(filter(None, map(words.get, SINCE)), "")
        about.unread["values over time (latest one read)"] += any(map(words.get, TIMES))
        value = titles.typed(one.tag, id_, words.get("value", ""))
        one.values.append((name, value, since))
    elif tag.tag in SPELLS:
        one.spells.append(words)
    elif tag.tag == "parent":
        about.unread["parents (groups of a node)"] += 1


def times_of_graph(words: dict[str, str], about: About) -> dict[str, str]:
    """Return the period of a graph in slice mode; in other modes the bounds are only a frame."""
    given = {name: words[name] for name in TIMES if words.get(name)}
    if words.get("mode") != "slice":
        about.unread["start and end of the whole graph"] += bool(given)
        return {}
    if given:
        when = ", ".join(f"{name} {text[:40]}" for name, text in given.items())
        about.notes.append(f"the graph covers one period ({when}): edges without times are dated with it")
    return given


def closed(one: Open, titles: Titles, about: About, whole: dict[str, str]) -> Item:
    """Return the item of an element; `whole` is the period of its graph."""
    words, pairs = one.attributes, one.pairs(titles)
    about.columns.update(dict.fromkeys(name for name, _ in pairs if name not in about.columns))
    timed = bool(one.spells or any(words.get(name) for name in TIMES))
    if one.tag == "node":
        about.unread["times of nodes"] += timed
        return Node(words.get("id", ""), pairs)
    framed = (one.spells or is_exact(words)) and any(words.get(name) for name in BOUNDS)
    about.unread["start and end of edges that have spells, intervals or timestamps"] += bool(framed)
    try:
        times, fault = periods_of(words if timed else whole, one.spells), None
    except FieldFault as found:
        times, fault = [], found
    mutual, undirected = (words.get("type") == sort for sort in ("mutual", "undirected"))
    ends = words.get("source", ""), words.get("target", "")
    return Edge(words.get("id", ""), *ends, pairs, "", times, mutual, fault, undirected)
