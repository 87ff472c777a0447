"""Sections of Pajek files and projects: networks, each with its ties, and the partitions and vectors of any order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from graph.plurals import plural
from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.networks.items import About
    from ingest.reading import Part

SECTION = re.compile(r"\*\s*([A-Za-z]+)\s*(.*)")
RELATION = re.compile(r'(?::\s*(\d+))?\s*"?([^"]*)"?')
TIES = frozenset({"arcs", "edges", "arcslist", "edgeslist", "matrix"})
VALUES = frozenset({"partition", "vector"})
OTHERS = frozenset({"permutation", "cluster", "hierarchy"})
"""Sections whose *Vertices are not those of a network either."""
CUT_OFF = "the download may be incomplete: fetch it again"


class Section(NamedTuple):
    """A section: the line of its heading, its name, what follows that, and its lines."""

    line: int
    name: str
    rest: str
    lines: list[str]

    def relation(self) -> tuple[str, str]:
        """Return number and name of the relation in the heading of ties: `*Arcs :2 "supplies"`."""
        found = RELATION.match(self.rest)
        return (found[1] or "", found[2].strip()) if found else ("", "")


class Network(NamedTuple):
    """A network of a file: its title, its vertices, and the sections of its ties."""

    title: str
    vertices: Section
    ties: list[Section]


@dataclass(slots=True)
class Project:
    """The networks of a file, and the sections of partitions and vectors with their titles."""

    part: Part
    about: About
    networks: list[Network] = field(default_factory=list[Network])
    values: list[tuple[str, Section]] = field(default_factory=list["tuple[str, Section]"])
    last: Section | None = None

    def fault(self, line: int, rule: str, remedy: str = "save the network again in Pajek") -> OriginError:
        """Return the error for a line."""
        return OriginError(f"{self.part.label}, line {line}: {rule}: {remedy}")

    def chosen(self, options: Mapping[str, str]) -> Network:
        """Return the network that the options name by its number, else the first.

        Raises:
            OriginError: there is none.
        """
        if not self.networks:
            raise OriginError(
                f"{self.part.label}: this Pajek file has no vertices: give the network (.net) or the project (.paj)"
            )
        wanted, count = options.get("network", "1").strip(), len(self.networks)
        if not wanted.isdecimal() or not 1 <= int(wanted) <= count:
            what = "this file has one network" if count == 1 else f"this project has {count:,} networks"
            remedy = "leave it out" if count == 1 else f"give a number from 1 to {count:,}"
            raise OriginError(f"{self.part.label}: network={wanted[:40]}: {what}: {remedy}")
        if count > 1:
            others = [number for number in range(1, count + 1) if number != int(wanted)]
            self.about.unread["further networks of the project"] += len(others)
            self.about.notes.append(
                f"network {wanted} of {count:,} is read: --set network={others[0]} reads another"
            )
        return self.networks[int(wanted) - 1]


def project_of(part: Part, about: About, text: str) -> Project:
    """Sort the sections of a file."""
    project, kind, title = Project(part, about), "", ""
    if text and not text.rstrip(" \t\x1a").endswith("\n"):
        about.notes.append("the last line has no line break: check that the file is not cut off")
    for section in sections_of(project, text.split("\n")):
        name, project.last = section.name, section
        if name == "network" or name in VALUES or name in OTHERS:
            kind, title = ("other" if name in OTHERS else name), section.rest or name
        elif name == "vertices" and kind in VALUES:
            project.values.append((title, section))
        elif name == "vertices" and kind != "other":
            project.networks.append(Network(title, section, []))
            kind = "network"
        elif name in TIES and kind == "network" and project.networks:
            project.networks[-1].ties.append(section)
        if name in OTHERS or name not in {"network", "vertices", *VALUES, *TIES}:
            about.unread[f"*{name.capitalize()}"] += 1
    return project


def sections_of(project: Project, lines: list[str]) -> Iterator[Section]:
    """Yield the sections of a file; lines that begin with % are comments."""
    at = 0
    while at < len(lines):
        text = lines[at].strip()
        at += 1
        if not text or text.startswith(("%", "/*")):
            continue
        found = SECTION.match(text)
        if found is None:
            raise project.fault(at, f"“{text[:40]}” stands in no section", "begin with *Vertices")
        begin = at
        while at < len(lines) and not lines[at].lstrip().startswith("*"):
            at += 1
        yield Section(begin, found[1].casefold(), found[2].strip(), lines[begin:at])


def check_complete(project: Project, section: Section, found: int, expected: int) -> None:
    """Refuse vertices that end with the file before all of those are there of which the first have a line.

    Raises:
        OriginError: they do.
    """
    if not 0 < found < expected:
        return
    if section is project.last:
        end = section.line + len(section.lines)
        rule = f"*Vertices says {expected:,}, and the file ends after {found:,}"
        raise project.fault(end, rule, CUT_OFF)
    project.about.notes.append(
        f"*Vertices says {plural(expected, 'vertex', 'vertices')}, and lists {found:,}"
    )
