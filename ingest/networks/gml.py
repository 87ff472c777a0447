"""Parser for GML (Himsolt 1997) as Gephi, igraph, NetworkX, Cytoscape and yEd write it: nested lists of keys and values."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from graph.attributes import PREFIX
from ingest.networks.items import Declared, Edge, Node, Truth, Written
from ingest.networks.predicates import relation_data
from ingest.networks.texts import check_sort, whole_text
from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.networks.items import About, Item
    from ingest.reading import Part

    Content = list[tuple[str, "str | Content"]]

BLANKS = r"(?:\s+|#[^\n]*)*+"
PAIR = re.compile(BLANKS + r'(?:([A-Za-z_][\w.:-]*+)(?:\s*+(?:(\[)|"([^"]*+)")|\s++([^\s\[\]"]++))|(\]))')
"""A key with its value, or the end of a list; nothing is tried twice, however long blanks are."""
REST = re.compile(BLANKS)
NUMBER = re.compile(
    r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?(?:INF|NAN)", re.ASCII | re.IGNORECASE
)
DEEPEST = 64
GRAPHICS = frozenset({"graphics", "LabelGraphics", "edgeAnchor", "_networkx_list_start"})
ENDS = frozenset({"id", "source", "target", "root_index"})
TRUTHS = frozenset({"true", "false"})
"""GML has no truth values; programs write them as these texts."""
KEY = "key"
"""The number of an edge among those of the same ends, in files of NetworkX."""
REMEDY = "save the file again, or fetch it again if it is cut off"


class Opened(NamedTuple):
    """An open list: its key, its content so far, and the position of its start."""

    key: str
    content: Content
    at: int


def items(part: Part, about: About) -> Iterator[Item]:
    """Yield the nodes and edges of a file."""
    check_sort(part, "GML", "gml")
    directed, found = False, 0
    multigraph = False
    for path, key, value in values(part, whole_text(part, about)):
        if path == ("graph",) and key == "directed":
            directed = value == "1"
        multigraph |= path == ("graph",) and key == "multigraph" and value == "1"
        if path != ("graph",) or isinstance(value, str):
            continue
        if key == "node":
            found += 1
            yield node_of(value, about)
        elif key == "edge":
            found += 1
            yield edge_of(value, about, directed=directed, multigraph=multigraph)
    if not found:
        raise OriginError(f"{part.label}: this GML has no nodes and no edges: export it again")


def values(part: Part, text: str) -> Iterator[tuple[tuple[str, ...], str, str | Content]]:
    """Yield each value when it is complete, with the keys around it; the content of a graph is not kept.

    Raises:
        OriginError: the grammar is broken, or the file ends inside a list.
    """
    opened: list[Opened] = []
    path: tuple[str, ...] = ()
    at, end, match = 0, REST.match, PAIR.match
    while (pair := match(text, at)) is not None:
        at = pair.end()
        key, start, quoted, bare, closes = pair.groups()
        value: str | Content
        if start:
            if len(opened) == DEEPEST:
                raise fault(part, text, at, f"lists are nested more than {DEEPEST} levels deep")
            opened.append(Opened(key, [], at))
            path = (*path, key)
            continue
        if closes:
            if not opened:
                raise fault(part, text, at, "a “]” closes nothing")
            key, value, _ = opened.pop()
            path = path[:-1]
        elif quoted is not None:
            plain = unescape(quoted) if "&" in quoted else quoted
            value = Truth(plain) if plain in TRUTHS else Written(plain)
        else:
            value = Declared(bare) if NUMBER.fullmatch(bare) else Written(bare)
        if opened and path != ("graph",):
            opened[-1].content.append((key, value))
        else:
            yield path, key, value
    rest = end(text, at)
    assert rest is not None
    if rest.end() < len(text):
        raise fault(
            part, text, rest.end(), f"“{text[rest.end() : rest.end() + 30]}” is not a key with its value"
        )
    if opened:
        last = opened[-1]
        raise fault(part, text, last.at, f"the list “{last.key} [” is not closed: the file is cut off")


def fault(part: Part, text: str, at: int, rule: str) -> OriginError:
    line = text.count("\n", 0, at) + 1
    return OriginError(f"{part.label}, line {line}: {rule}: {REMEDY}")


def node_of(content: Content, about: About) -> Node:
    """Return a node; yEd's label graphics name it if nothing else does."""
    drawn = next((text_in(value, "text") for key, value in content if key == "LabelGraphics"), "")
    return Node(text_in(content, "id"), attributes(content, about), drawn)


def edge_of(content: Content, about: About, *, directed: bool, multigraph: bool) -> Edge:
    """Return an edge; a numeric `value` is its weight where nothing else is, as in files of Newman.

    The key of an edge in a multigraph is its relation if it is a word.
    """
    ends = text_in(content, "source"), text_in(content, "target")
    data = [pair for pair in attributes(content, about) if pair[0] != KEY]
    if not any(name == "weight" for name, _ in data):
        data = [
            ("weight" if name == "value" and type(value) is Declared else name, value) for name, value in data
        ]
    key = next((value for name, value in content if name == KEY), "") if multigraph else ""
    if type(key) is Written:
        data += relation_data(key)
    return Edge("", *ends, data, undirected=not directed)


def text_in(content: str | Content, key: str) -> str:
    """Return the text of a key in a list."""
    if isinstance(content, str):
        return ""
    return next((str(value) for name, value in content if name == key and isinstance(value, str)), "")


def attributes(content: Content, about: About) -> list[tuple[str, str]]:
    """Return the attributes of a node or an edge; a key that stands several times is a list."""
    found: dict[str, str] = {}
    for name, value in flat(content):
        found[name] = value if name not in found else Written(f"{found[name]};{value}")
    about.columns.update(dict.fromkeys(found))
    return list(found.items())


def flat(content: Content, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the values of a list, and those of lists inside it under `outer.inner`, without graphics."""
    for key, value in content:
        if key in GRAPHICS or (not before and key in ENDS):
            continue
        if isinstance(value, str):
            yield f"{before}{key}", value
        elif key == "attribute" and (name := text_in(value, "name")):  # a name that cannot be a key
            yield from (
                (f"{PREFIX}{name}", one) for part, one in value if part == "value" and isinstance(one, str)
            )
        else:
            yield from flat(value, f"{before}{key}.")
