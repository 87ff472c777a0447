"""XML as a stream of elements with line numbers and texts of children; document types and entities are refused."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.origin import OriginError
from ingest.reading.xml_stream import LONGEST, Listener, heard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.reading.archives import Part

MOST_FIELDS = 1000


class Elements(Listener):
    """Collects elements of one name; a child's text is under its name, an attribute's under `@name`, as lists."""

    def __init__(self, tags: frozenset[str], label: str, encoding: str | None) -> None:
        super().__init__(label, encoding)
        self.tags = tags
        self.under: dict[str, list[str]] | None = None
        self.line, self.path, self.text, self.size = 0, list[str](), list[str](), 0
        self.tag, self.leaf = "", False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.deeper()
        tag = tag.rpartition(":")[2]
        if self.under is None:
            if tag in self.tags:
                self.under, self.line, self.path, self.tag = {}, self.parser.CurrentLineNumber, [], tag
        else:
            self.path.append(tag)
        if self.under is not None:
            begin = "/".join(self.path)
            for name, value in attributes.items():
                self.keep(f"{begin}@{name}", value)
        self.text, self.size, self.leaf = [], 0, True

    def data(self, text: str) -> None:
        """Keep text inside an element that is wanted."""
        self.events += 1
        if self.under is not None:
            self.size += len(text)
            if self.size > LONGEST:
                raise self.too_long(self.line)
            self.text.append(text)

    def end(self, tag: str) -> None:
        """Close an element."""
        self.depth, self.events = self.depth - 1, self.events + 1
        if self.under is None:
            return
        text = "".join(self.text).strip()
        if text or self.leaf:  # empty ones too, so that values and attributes stay aligned
            self.keep("/".join(self.path), text)
        self.text, self.size, self.leaf = [], 0, False
        if self.path:
            self.path.pop()
        else:
            self.done.append((self.line, self.tag, self.under))
            self.under = None

    def keep(self, name: str, value: str) -> None:
        """Keep one value."""
        if self.under is not None:
            if len(self.under) > MOST_FIELDS:
                raise OriginError(
                    f"{self.label}, line {self.line}: an element has more than {MOST_FIELDS} fields: refused"
                )
            self.under.setdefault(name, []).append(value)


def elements(part: Part, *tags: str) -> Iterator[tuple[int, str, dict[str, list[str]]]]:
    """Yield each element of these names: its line, its name, and its values by path (`a/b`, `a@attribute`, `` for its own text).

    Raises:
        OriginError: the XML is broken or cut off, or declares a document type.
    """
    return heard(part, partial(Elements, frozenset(tags)))
