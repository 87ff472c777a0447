"""Parser for Pajek (Batagelj & Mrvar, Pajek manual): vertices, arcs, edges, lists and matrices; partitions and vectors of projects."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.plurals import plural
from ingest.networks.items import Declared, Edge, Node, Written
from ingest.networks.own_files import is_written_by_us
from ingest.networks.pajek_lines import (
    KINDS,
    PLAIN_TIE,
    pairs_of,
    shape_of,
    ties_of,
    times_of,
    vertex_of,
    words_of,
)
from ingest.networks.pajek_project import CUT_OFF, check_complete, project_of
from ingest.networks.predicates import relation_data
from ingest.networks.texts import check_sort, whole_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ingest.networks.items import About, Item
    from ingest.networks.pajek_project import Network, Project, Section
    from ingest.reading import Part

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
BEFORE = re.compile(r"\s*(\d+)\s*:(?=\s*\d)")
"""The number of a relation before a tie: `2: 1 3`."""
MOST_VERTICES = 20_000_000


@dataclass(slots=True)
class Vertices:
    """The vertices of a network by number, the number of those of its first mode, and further values of theirs by name."""

    size: int
    rows: int | None
    named: dict[int, tuple[str, list[tuple[str, str]]]] = field(
        default_factory=dict[int, "tuple[str, list[tuple[str, str]]]"]
    )
    values: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def nodes(self) -> Iterator[Node]:
        """Yield the vertices with the values of partitions and vectors."""
        for number in range(1, self.size + 1):
            name, data = self.named.get(number, ("", []))
            further = [(title, Declared(values[number - 1])) for title, values in self.values.items()]
            label = [("label", Written(name))] if name else []
            yield Node(str(number), [*label, *data, *further])


def items(part: Part, about: About, options: Mapping[str, str]) -> Iterator[Item]:
    """Yield the vertices, then the arcs and edges of a file."""
    check_sort(part, "Pajek", "pajek")
    project = project_of(part, about, whole_text(part, about))
    network = project.chosen(options)
    vertices = read_vertices(project, network.vertices, ours=is_written_by_us(part))
    for title, section in project.values:
        read_values(project, vertices, title, section)
    about.columns.update(dict.fromkeys(["label", *vertices.values]))
    for node in vertices.nodes():
        about.columns.update(dict.fromkeys(name for name, _ in node.data))
        yield node
    yield from ties_of_network(project, network, vertices)


def read_vertices(project: Project, section: Section, *, ours: bool) -> Vertices:
    """Read the vertices, of which only those with a label need a line."""
    counts, begin = section.rest.split(), section.line
    if not counts or not all(one.isdecimal() for one in counts[:2]):
        raise project.fault(begin, f"*Vertices needs the number of vertices, not “{section.rest[:40]}”")
    size = int(counts[0])
    if size > MOST_VERTICES:
        raise project.fault(begin, f"{size:,} vertices exceed the limit of {MOST_VERTICES:,}")
    vertices = Vertices(size, int(counts[1]) if len(counts) > 1 and int(counts[1]) < size else None)
    unmatched: list[int] = []
    for line, text in enumerate(section.lines, begin + 1):
        words, matched = vertex_of(text)
        if not words or words[0].startswith("%"):
            continue
        if not words[0].isdecimal() or not 1 <= int(words[0]) <= size:
            rule = f"“{text.strip()[:40]}” is not a vertex: its number is not within 1 to {size:,}"
            raise project.fault(line, rule)
        if not matched:
            unmatched.append(line)
        number = int(words[0])
        data = pairs_of(words[2:], project.about)
        if vertices.rows is not None:
            data.append(("mode", Declared(1 if number <= vertices.rows else 2)))
        if ours and (kind := KINDS.get(shape_of(words[2:]))):
            data.append(("kind", Written(kind)))
        vertices.named[number] = (words[1] if len(words) > 1 else "", data)
    if unmatched:
        project.about.notes.append(
            f"quotes do not match in the lines of vertices: {len(unmatched):,}, first line {unmatched[0]:,}:"
            " their names are read up to the last quote; check them"
        )
    check_complete(project, section, len(vertices.named), size)
    return vertices


def read_values(project: Project, vertices: Vertices, title: str, section: Section) -> None:
    """Read a partition or a vector of as many vertices: one number for each; two of one title both stay."""
    values = [text.strip() for text in section.lines if text.strip() and not text.lstrip().startswith("%")]
    words = section.rest.split()
    if words and words[0].isdecimal() and len(values) < int(words[0]):
        rule = f"“{title[:40]}” has {len(values):,} values; *Vertices says {int(words[0]):,}"
        raise project.fault(section.line + len(section.lines), rule, CUT_OFF)
    if len(values) != vertices.size:
        project.about.unread[f"{title} (of {len(values):,} vertices)"] += 1
        return
    if wrong := next((value for value in values if not NUMBER.fullmatch(value)), None):
        raise project.fault(section.line, f"“{wrong[:40]}” of “{title[:40]}” is not a number")
    taken = {name.casefold() for name in vertices.values}
    names = (title if number == 1 else f"{title} {number}" for number in range(1, len(taken) + 2))
    vertices.values[next(name for name in names if name.casefold() not in taken)] = values


def ties_of_network(project: Project, network: Network, vertices: Vertices) -> Iterator[Edge]:
    """Yield the ties of a network; of several relations each with the name or number of its own."""
    names: dict[str, str] = {}
    sections: list[tuple[str, Section]] = []
    matrices = [section for section in network.ties if section.name == "matrix"]
    for section in network.ties:
        number, name = section.relation()
        if section.name == "matrix" and len(matrices) > 1:
            number = number or str(matrices.index(section) + 1)
        relation = number or name
        if name and names.setdefault(relation, name) != name:
            relation = f"{number} {name}"
            names[relation] = name
        sections.append((relation, section))
    numbered = any(":" in text for section in network.ties for text in section.lines)
    found: Iterable[tuple[str, Edge]] = numbered_ties(project, sections, vertices)
    if (
        not numbered and len({relation for relation, _ in sections}) < 2
    ):  # one relation: nothing to be counted before
        name = next(iter(names.values()), "")
        yield from (named(tie, name) for _, tie in found)
        return
    found = list(found)
    counts = Counter(number for number, _ in found)
    for number, tie in found:
        name = names.get(number) or (f"relation {number}" if number and len(counts) > 1 else "")
        yield named(tie, name)
    if len(counts) > 1:
        listed = ", ".join(
            f"{names.get(number) or f'relation {number}' if number else 'without a name'} ×{times:,}"
            for number, times in counts.items()
        )
        project.about.notes.append(f"relations: {listed}; each is kept apart from the others")


def named(tie: Edge, name: str) -> Edge:
    """Return a tie of a relation with a name, if it has one."""
    return tie._replace(data=[*relation_data(name), *tie.data]) if name else tie


def numbered_ties(
    project: Project, sections: Sequence[tuple[str, Section]], vertices: Vertices
) -> Iterator[tuple[str, Edge]]:
    """Yield each tie of some sections with its relation: the one before it on its line, else that of its section."""
    for relation, section in sections:
        if section.name == "matrix":
            yield from ((relation, tie) for tie in matrix(project, section, vertices))
        else:
            yield from ((before or relation, tie) for before, tie in ties_in(project, section))


def ties_in(project: Project, section: Section) -> Iterator[tuple[str, Edge]]:
    """Yield the arcs and edges of a section with the relation before each; a list has all neighbours of a vertex on one line."""
    undirected, listed = section.name.startswith("edges"), section.name.endswith("list")
    for line, whole in enumerate(section.lines, section.line + 1):
        if not listed and (plain := PLAIN_TIE.fullmatch(whole)) is not None:
            source, target, weight = plain.groups()
            data = [("weight", Declared(weight))] if weight else []
            yield "", Edge("", source, target, data, undirected=undirected)
            continue
        before = BEFORE.match(whole) if ":" in whole else None
        number, text = (before[1], whole[before.end() :]) if before else ("", whole)
        words = words_of(text)
        if not words or words[0].startswith("%"):
            continue
        if len(words) < 2 or not (words[0].lstrip("-").isdecimal() and words[1].lstrip("-").isdecimal()):
            raise project.fault(line, f"“{text.strip()[:40]}” is not a tie of two vertices")
        if listed:
            for other in words[1:]:
                yield number, Edge("", words[0], other, [], undirected=undirected)
        else:
            rest = words[2:]
            times = times_of(rest, project.about) if "[" in text else ()
            source, target = words[0].lstrip("-"), words[1].lstrip("-")
            yield number, Edge("", source, target, ties_of(rest), "", times, undirected=undirected)


def matrix(project: Project, section: Section, vertices: Vertices) -> Iterator[Edge]:
    """Yield the ties of a matrix; of two modes its rows are the first vertices and its columns the others."""
    height = vertices.rows or vertices.size
    before, width = (vertices.rows or 0), vertices.size - (vertices.rows or 0)
    row = 0
    for line, text in enumerate(section.lines, section.line + 1):
        cells = text.split()
        if not cells:
            continue
        row += 1
        if len(cells) != width or row > height:
            rule = (
                f"row {row:,} of *Matrix has {plural(len(cells), 'value')};"
                f" {plural(height, 'row')} of {width:,} expected"
            )
            raise project.fault(line, rule)
        for column, value in enumerate(cells, before + 1):
            if value.strip("0.") or not NUMBER.fullmatch(value):
                yield Edge("", str(row), str(column), [("weight", Declared(value))])
    if row != height:
        rule = f"*Matrix has {plural(row, 'row')} of {height:,} expected: the file is cut off"
        raise project.fault(section.line, rule, "fetch it again")
