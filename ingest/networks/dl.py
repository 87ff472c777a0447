"""Parser for UCINET DL (Borgatti, Everett & Freeman, UCINET reference): matrices, edge lists and node lists, with labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.plurals import plural
from ingest.networks.items import Declared, Edge, Node, Written
from ingest.networks.predicates import relation_data
from ingest.networks.texts import check_sort, whole_text
from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.networks.items import About, Item
    from ingest.reading import Part

SETTING = re.compile(r"\b(?:(nr|nc|nm|n|format)\s*=\s*|(diagonal)\s*=?\s*)(\w+)", re.IGNORECASE)
HEADING = re.compile(
    r"\b((?:(?:row|col(?:umn)?|matrix|level)\s+)?labels?\s*(?:embedded|:)|data\s*:)", re.IGNORECASE
)
WORD = re.compile(r'"([^"]*)"|\'([^\']*)\'|([^\s,"]+)')
MATRICES = frozenset({"fullmatrix", "fm", "lowerhalf", "lh", "upperhalf", "uh"})
LISTS = {f"{name}{modes}": modes for name in ("edgelist", "el", "nodelist", "nl") for modes in (1, 2)}
"""Formats of lists → number of kinds of nodes."""
MOST_NODES = 3_000


@dataclass(slots=True)
class Header:
    """What stands before the data of a file."""

    part: Part
    settings: dict[str, str] = field(default_factory=dict[str, str])
    labels: dict[str, str] = field(default_factory=dict[str, str])
    embedded: bool = False
    line: int = 1

    def fault(
        self, rule: str, remedy: str = "save the network again in UCINET", line: int | None = None
    ) -> OriginError:
        """Return the error for a line of the file."""
        return OriginError(f"{self.part.label}, line {self.line if line is None else line}: {rule}: {remedy}")

    def count(self, *names: str) -> int | None:
        """Return the first of these counts that is given."""
        for name in names:
            if (text := self.settings.get(name)) is not None:
                if not text.isdecimal() or int(text) > MOST_NODES * 1000:
                    raise self.fault(f"{name} = {text[:40]} is not a number of nodes")
                return int(text)
        return None

    def labelled(self, count: int | None, *names: str) -> list[str]:
        """Return the labels of nodes or matrices: words, or where these are too many what stands between commas or on lines."""
        text = next((self.labels[name] for name in names if name in self.labels), "")
        found = words(text)
        lines = [one.strip().strip("\"'") for one in re.split(r"[,\n]", text) if one.strip()]
        return lines if len(found) != count and len(lines) == count else found


def items(part: Part, about: About) -> Iterator[Item]:
    """Yield the nodes, then the ties of a file."""
    check_sort(part, "UCINET DL", "dl")
    header, data = parted(part, whole_text(part, about))
    format_ = header.settings.get("format", "fullmatrix").casefold()
    about.columns["label"] = None
    about.notes.append(f"format {format_}")
    if format_ in MATRICES:
        yield from of_matrix(header, data, format_, about)
    elif format_ in LISTS:
        yield from of_list(header, data, format_, about)
    else:
        known = ", ".join(sorted(one for one in (*MATRICES, *LISTS) if len(one) > 3))
        raise header.fault(f"format={format_[:40]} is not read", f"save it as one of {known}")


def parted(part: Part, text: str) -> tuple[Header, str]:
    """Split a file into its header and its data."""
    header = Header(part)
    headings = list(HEADING.finditer(text))
    data = next((found for found in headings if found[1].casefold().startswith("data")), None)
    if data is None:
        raise header.fault("there is no “data:”", "the file may be cut off: fetch it again")
    before = text[: headings[0].start()]
    header.settings = {
        (name or diagonal).casefold(): value for name, diagonal, value in SETTING.findall(before)
    }
    for found, end in zip(headings, [*(one.start() for one in headings[1:]), len(text)], strict=True):
        if found is data:
            break
        name = "".join(found[1].casefold().rstrip(":").split())
        header.embedded |= name.endswith("embedded")
        if not name.endswith("embedded"):
            header.labels[name.removesuffix("s").replace("column", "col")] = text[found.end() : end]
    header.line = text.count("\n", 0, data.end()) + 1
    return header, text[data.end() :]


def words(text: str) -> list[str]:
    """Return the words of a text, separated by blanks or commas, in quotes if they hold any.

    >>> words('Alpha, "Beta Metal"  12')
    ['Alpha', 'Beta Metal', '12']
    """
    return [one or two or three for one, two, three in WORD.findall(text)]


def of_matrix(header: Header, data: str, format_: str, about: About) -> Iterator[Item]:
    """Yield the nodes and ties of one or several matrices."""
    cells = words(data)
    height, width, layers = header.count("nr", "n"), header.count("nc", "n"), header.count("nm") or 1
    if height is None or width is None:
        raise header.fault("a matrix needs its size: n=, or nr= and nc=")
    if max(height, width) > MOST_NODES:
        raise header.fault(f"a matrix has at most {MOST_NODES:,} rows", "save it as edgelist1")
    rows = header.labelled(height, "rowlabel", "label")
    columns = header.labelled(width, "collabel") or rows
    if header.embedded:
        columns, cells = cells[:width], cells[width:]
    half = {"l": "lower", "u": "upper"}.get(format_[0]) if format_ not in {"fullmatrix", "fm"} else None
    absent = header.settings.get("diagonal", "").casefold() == "absent"
    lengths = [length(number, width, half, absent=absent) for number in range(height)]
    expected = layers * (sum(lengths) + (height if header.embedded else 0))
    if len(cells) != expected:
        rule = (
            f"the data hold {plural(len(cells), 'value')};"
            f" {plural(height, 'row')} of {plural(width, 'column')} need {expected:,}"
        )
        raise header.fault(rule, "the matrix is not complete: check n, or fetch the file again")
    two_modes = height != width
    at, ties = 0, list[Edge]()
    for layer in range(layers):
        named = layer_label(header, layer)
        for number in range(height):
            if header.embedded:
                if layer == 0:
                    rows = [*rows[:number], cells[at]]
                at += 1
            for place, value in zip(
                places(number, lengths[number], half, absent=absent),
                cells[at : at + lengths[number]],
                strict=True,
            ):
                if value.strip("0.") and not (place == number and not two_modes):
                    ends = str(number + 1), str(place + 1 + (height if two_modes else 0))
                    ties.append(
                        Edge("", *ends, [*named, ("weight", Declared(value))], undirected=half is not None)
                    )
            at += lengths[number]
    yield from nodes_of(
        [*label_list(rows, height), *(label_list(columns, width) if two_modes else [])], about
    )
    yield from without_mirrors(ties)


def length(number: int, width: int, half: str | None, *, absent: bool) -> int:
    """Return the number of values in a row."""
    whole = {"lower": number + 1, "upper": width - number}.get(half or "", width)
    return whole - absent


def places(number: int, values: int, half: str | None, *, absent: bool) -> list[int]:
    """Return the columns of the values in a row."""
    first = number if half == "upper" else 0
    return [place for place in range(first, first + values + absent) if not (absent and place == number)][
        :values
    ]


def layer_label(header: Header, layer: int) -> list[tuple[str, str]]:
    """Return the relation of the ties of a matrix: its name, else its number if there are several."""
    names = header.labelled(header.count("nm"), "matrixlabel", "levellabel")
    several = (header.count("nm") or 1) > 1
    return relation_data(names[layer] if layer < len(names) else f"relation {layer + 1}" if several else "")


def label_list(labels: list[str], count: int) -> list[str]:
    """Return a label for each node, empty where there is none."""
    return [*labels[:count], *[""] * (count - len(labels))]


def nodes_of(labels: list[str], about: About) -> Iterator[Node]:
    """Yield the nodes by number."""
    for number, label in enumerate(labels, 1):
        yield Node(str(number), [("label", Written(label))] if label else [])


def without_mirrors(ties: list[Edge]) -> Iterator[Edge]:
    """Yield ties; of a symmetric matrix each once, without a direction."""
    values = {
        (tie.source, tie.target, tie.data[0][1] if len(tie.data) > 1 else ""): tie.data[-1][1] for tie in ties
    }
    mirrored = all(
        values.get((target, source, label)) == value for (source, target, label), value in values.items()
    )
    for tie in ties:
        if not mirrored:
            yield tie
        elif int(tie.source) < int(tie.target):
            yield tie._replace(undirected=True)


def of_list(header: Header, data: str, format_: str, about: About) -> Iterator[Item]:
    """Yield the nodes and ties of an edge list or a node list; nodes are numbers, or with `labels embedded` names."""
    two_modes = LISTS[format_] == 2
    height, width = header.count("nr", "n"), header.count("nc") if two_modes else None
    labels = header.labelled(height, "label", "rowlabel"), header.labelled(width, "collabel")
    numbers: dict[tuple[int, str], str] = {}
    shown: list[str] = []

    def number_of(word: str, mode: int) -> str:
        kind = mode if two_modes else 0
        if not header.embedded and not word.isdecimal() and word in labels[kind]:
            word = str(labels[kind].index(word) + 1)
        if (kind, word) not in numbers:
            numbers[kind, word] = str(len(numbers) + 1)
            place = int(word) if word.isdecimal() and not header.embedded else 0
            shown.append(labels[kind][place - 1] if 0 < place <= len(labels[kind]) else word)
        return numbers[kind, word]

    for mode, names in enumerate(labels):
        for name in names if header.embedded else ():
            number_of(name, mode)
    if not header.embedded:
        for mode, count in ((0, height), (1, width)):
            for number in range(1, (count or 0) + 1):
                number_of(str(number), mode)
    ties: list[Edge] = []
    layer = 0
    for line, text in enumerate(data.split("\n"), header.line):
        found = words(text)
        if found == ["!"]:  # the list of the next relation
            layer += 1
            continue
        if len(found) == 1 and format_.startswith("e"):
            raise header.fault(f"“{text.strip()[:40]}” is not a tie of two nodes", line=line)
        if not found:
            continue
        source, named = number_of(found[0], 0), layer_label(header, layer)
        if format_.startswith("e"):
            weight = [("weight", Declared(found[2]))] if len(found) > 2 else []
            ties.append(Edge("", source, number_of(found[1], 1), [*named, *weight]))
        else:
            ties += [Edge("", source, number_of(other, 1), named) for other in found[1:]]
    yield from nodes_of(shown, about)
    yield from ties
