"""XML as a stream of tags: start and end of elements with their own text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ingest.reading.xml_stream import LONGEST, Listener, heard

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from ingest.reading.archives import Part


class Begin(NamedTuple):
    """The start of an element: line, name without prefix, attributes as written."""

    line: int
    tag: str
    attributes: dict[str, str]


class End(NamedTuple):
    """The end of an element: name without prefix, and its own text without that of its children."""

    tag: str
    text: str


class Instruction(NamedTuple):
    """A processing instruction (`<?target text?>`)."""

    target: str
    text: str


class Tags(Listener):
    """Gives every tag as it comes."""

    def __init__(self, label: str, encoding: str | None) -> None:
        super().__init__(label, encoding)
        self.parser.ProcessingInstructionHandler = self.instruct
        self.texts: list[list[str]] = []
        self.sizes: list[int] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.deeper()
        self.texts.append([])
        self.sizes.append(0)
        self.done.append(Begin(self.parser.CurrentLineNumber, tag.rpartition(":")[2], attributes))

    def data(self, text: str) -> None:
        """Keep text with its element."""
        self.events += 1
        if not self.texts[-1] and text.isspace():
            return  # text between the children of a large element is dropped
        self.sizes[-1] += len(text)
        if self.sizes[-1] > LONGEST:
            raise self.too_long(self.parser.CurrentLineNumber)
        self.texts[-1].append(text)

    def end(self, tag: str) -> None:
        """Close an element."""
        self.depth, self.events = self.depth - 1, self.events + 1
        self.sizes.pop()
        self.done.append(End(tag.rpartition(":")[2], "".join(self.texts.pop()).strip()))

    def instruct(self, target: str, text: str) -> None:
        """Process an instruction."""
        self.events += 1
        self.done.append(Instruction(target, text))


class ChosenTags(Tags):
    """Gives only the tags with these names, and of these no more that name something known: a file is passed through quickly."""

    def __init__(
        self, label: str, encoding: str | None, names: Mapping[str, str], known: Container[str]
    ) -> None:
        super().__init__(label, encoding)
        self.names, self.known = names, known
        self.chosen: list[bool] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        naming = self.names.get(tag.rpartition(":")[2])
        chosen = naming is not None and (not naming or attributes.get(naming, "") not in self.known)
        self.chosen.append(chosen)
        if chosen:
            super().start(tag, attributes)
        else:
            self.deeper()

    def data(self, text: str) -> None:
        """Keep text with its element."""
        if self.chosen[-1]:
            super().data(text)
        else:
            self.events += 1

    def end(self, tag: str) -> None:
        """Close an element."""
        if self.chosen.pop():
            super().end(tag)
        else:
            self.depth, self.events = self.depth - 1, self.events + 1


def chosen_tags(
    part: Part, names: Mapping[str, str], known: Container[str]
) -> Iterator[Begin | End | Instruction]:
    """Yield some tags of a file in their order.

    Args:
        part: the file.
        names: the names of tags, each with the attribute by which it may name something known (empty: none).
        known: what is known; it may grow meanwhile, and tags that name it are then left out from the next piece of the file on.

    Raises:
        OriginError: the XML is broken or cut off, or declares a document type.
    """
    return heard(part, lambda label, encoding: ChosenTags(label, encoding, names, known))


def tags(part: Part) -> Iterator[Begin | End | Instruction]:
    """Yield the tags of a file in their order.

    Raises:
        OriginError: the XML is broken or cut off, or declares a document type.
    """
    return heard(part, Tags)
