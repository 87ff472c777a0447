"""XML as a stream of tags: start and end of elements with their own text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ingest.reading.xml_stream import LONGEST, Listener, heard

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def tags(part: Part) -> Iterator[Begin | End | Instruction]:
    """Yield the tags of a file in their order.

    Raises:
        OriginError: the XML is broken or cut off, or declares a document type.
    """
    return heard(part, Tags)
