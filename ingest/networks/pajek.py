"""Parser for Pajek (Batagelj & Mrvar, Pajek manual): vertices, arcs, edges, lists and matrices; partitions and vectors of projects."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.networks.items import Declared, Edge, Node, Written
from ingest.networks.own_files import is_written_by_us
from ingest.networks.pajek_lines import KINDS, pairs_of, shape_of, ties_of, times_of, words_of
from ingest.networks.texts import check_sort, whole_text
from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.networks.items import About, Item
    from ingest.reading import Part

SECTION = re.compile(r"\*\s*([A-Za-z]+)\s*(.*)")
TIES = frozenset({"arcs", "edges", "arcslist", "edgeslist"})
VALUES = frozenset({"partition", "vector"})
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
MOST_VERTICES = 20_000_000


@dataclass(slots=True)
class Project:
    """What a file says of its first network: vertices by number, and further values of theirs by name."""

    part: Part
    about: About
    ours: bool = False
    size: int = 0
    rows: int | None = None
    vertices: dict[int, tuple[str, list[tuple[str, str]]]] = field(
        default_factory=dict[int, "tuple[str, list[tuple[str, str]]]"]
    )
    values: list[tuple[str, list[str]]] = field(default_factory=list["tuple[str, list[str]]"])
    edges: list[Edge] = field(default_factory=list[Edge])

    def fault(self, line: int, rule: str, remedy: str = "save the network again in Pajek") -> OriginError:
        """Return the error for a line."""
        return OriginError(f"{self.part.label}, line {line}: {rule}: {remedy}")

    def nodes(self) -> Iterator[Node]:
        """Yield the vertices with the values of partitions and vectors."""
        for number in range(1, self.size + 1):
            name, data = self.vertices.get(number, ("", []))
            further = [(title, Declared(values[number - 1])) for title, values in self.values]
            label = [("label", Written(name))] if name else []
            yield Node(str(number), [*label, *data, *further])


def items(part: Part, about: About) -> Iterator[Item]:
    """Yield the vertices, then the arcs and edges of a file."""
    check_sort(part, "Pajek", "pajek")
    project = Project(part, about, is_written_by_us(part))
    read_sections(project, whole_text(part, about).split("\n"))
    if not project.size:
        raise OriginError(
            f"{part.label}: this Pajek file has no vertices: give the network (.net) or the project (.paj)"
        )
    about.columns.update(dict.fromkeys(["label", *(title for title, _ in project.values)]))
    for node in project.nodes():
        about.columns.update(dict.fromkeys(name for name, _ in node.data))
        yield node
    yield from project.edges


def read_sections(project: Project, lines: list[str]) -> None:
    """Read a file section by section; lines that begin with % are comments."""
    title = kind = name = ""
    at = 0
    while at < len(lines):
        text = lines[at].strip()
        at += 1
        if not text or text.startswith(("%", "/*")):
            continue
        section = SECTION.match(text)
        if section is None:
            raise project.fault(at, f"“{text[:40]}” stands in no section", "begin with *Vertices")
        name, rest = section[1].casefold(), section[2].strip()
        begin, at = at, end_of(lines, at)
        if name == "network":
            kind = "network"
        elif name in VALUES:
            title, kind = rest or name, name
        elif name == "vertices" and kind in VALUES:
            read_values(project, lines[begin:at], begin, title)
        elif name == "vertices":
            if project.size:
                project.about.unread["further networks of the project"] += 1
                kind = "further"
            else:
                read_vertices(project, lines[begin:at], begin, rest)
                kind = "network"
        elif kind == "further":
            continue
        elif name in TIES:
            project.edges += ties_in(project, lines[begin:at], begin, name, relation_in(rest))
        elif name == "matrix":
            project.edges += matrix(project, lines[begin:at], begin, relation_in(rest))
        else:
            project.about.unread[f"*{section[1]}"] += 1
            kind = "further"
    listed = len(project.vertices)
    if kind == "network" and name == "vertices" and 0 < listed < project.size:
        rule = f"*Vertices says {project.size:,}, and the file ends after {listed:,}"
        raise project.fault(len(lines), rule, "the download may be incomplete: fetch it again")


def end_of(lines: list[str], at: int) -> int:
    """Return the number of the line at which the next section begins."""
    while at < len(lines) and not lines[at].lstrip().startswith("*"):
        at += 1
    return at


def relation_in(rest: str) -> str:
    """Return the name of a relation in a heading: `*Arcs :2 "supplies"`."""
    found = re.match(r':?\d*\s*"?([^"]*)"?', rest)
    return found[1].strip() if found else ""


def read_vertices(project: Project, lines: list[str], begin: int, rest: str) -> None:
    """Read the vertices, of which only those with a label need a line."""
    counts = rest.split()
    if not counts or not all(one.isdecimal() for one in counts[:2]):
        raise project.fault(begin, f"*Vertices needs the number of vertices, not “{rest[:40]}”")
    project.size = int(counts[0])
    if project.size > MOST_VERTICES:
        raise project.fault(begin, f"{project.size:,} vertices exceed the limit of {MOST_VERTICES:,}")
    project.rows = int(counts[1]) if len(counts) > 1 and int(counts[1]) < project.size else None
    for line, text in enumerate(lines, begin + 1):
        words = words_of(text)
        if not words or words[0].startswith("%"):
            continue
        if not words[0].isdecimal() or not 1 <= int(words[0]) <= project.size:
            rule = f"“{text.strip()[:40]}” is not a vertex: its number is not within 1 to {project.size:,}"
            raise project.fault(line, rule)
        number = int(words[0])
        data = pairs_of(words[2:], project.about)
        if project.rows is not None:
            data.append(("mode", Declared(1 if number <= project.rows else 2)))
        if project.ours and (kind := KINDS.get(shape_of(words[2:]))):
            data.append(("kind", Written(kind)))
        project.vertices[number] = (words[1] if len(words) > 1 else "", data)


def read_values(project: Project, lines: list[str], begin: int, title: str) -> None:
    """Read a partition or a vector of the network: one number for each vertex."""
    values = [text.strip() for text in lines if text.strip() and not text.lstrip().startswith("%")]
    if len(values) != project.size:
        project.about.unread[f"{title} (of {len(values):,} vertices)"] += 1
        return
    if wrong := next((value for value in values if not NUMBER.fullmatch(value)), None):
        raise project.fault(begin, f"“{wrong[:40]}” of “{title[:40]}” is not a number")
    project.values.append((title, values))


def ties_in(project: Project, lines: list[str], begin: int, name: str, relation: str) -> Iterator[Edge]:
    """Yield the arcs and edges of a section; a list has all neighbours of a vertex on one line."""
    named = [("label", Written(relation))] if relation else []
    undirected, listed = name.startswith("edges"), name.endswith("list")
    for line, text in enumerate(lines, begin + 1):
        words = words_of(text)
        if not words or words[0].startswith("%"):
            continue
        if len(words) < 2 or not (words[0].lstrip("-").isdecimal() and words[1].lstrip("-").isdecimal()):
            raise project.fault(line, f"“{text.strip()[:40]}” is not a tie of two vertices")
        if listed:
            for other in words[1:]:
                yield Edge("", words[0], other, named, undirected=undirected)
        else:
            rest = words[2:]
            data = [*named, *ties_of(rest)]
            times = times_of(rest, project.about) if "[" in text else ()
            source, target = words[0].lstrip("-"), words[1].lstrip("-")
            yield Edge("", source, target, data, "", times, undirected=undirected)


def matrix(project: Project, lines: list[str], begin: int, relation: str) -> Iterator[Edge]:
    """Yield the ties of a matrix; of two modes its rows are the first vertices and its columns the others."""
    named = [("label", Written(relation))] if relation else []
    height = project.rows or project.size
    before, width = (project.rows or 0), project.size - (project.rows or 0)
    row = 0
    for line, text in enumerate(lines, begin + 1):
        cells = text.split()
        if not cells:
            continue
        row += 1
        if len(cells) != width or row > height:
            rule = (
                f"row {row:,} of *Matrix has {len(cells):,} values; {height:,} rows of {width:,} are expected"
            )
            raise project.fault(line, rule)
        for column, value in enumerate(cells, before + 1):
            if value.strip("0.") or not NUMBER.fullmatch(value):
                yield Edge("", str(row), str(column), [*named, ("weight", Declared(value))])
    if row != height:
        rule = f"*Matrix has {row:,} rows; {height:,} are expected: the file is cut off"
        raise project.fault(begin, rule, "fetch it again")
