"""XML as a stream of elements: each with its line and its children's texts; document types and entities are refused."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from ingest.adapters import OriginError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.reading.archives import Part

CHUNK = 1 << 18
LONGEST, DEEPEST, MOST_FIELDS = 1 << 20, 64, 1000
DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)""")
NATIVE = frozenset({"utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1"})
KOREAN = frozenset({"euc-kr", "ks_c_5601-1987", "ksc5601", "cp949", "ms949", "x-windows-949", "uhc"})
FURTHER = frozenset({"windows-1252", "cp1252", "iso-8859-15"})
"""Encodings besides those: a word that the XML says is not looked up among Python's codecs, some of which unpack."""
LONGEST_TAG = 8 << 20
"""Bytes in which some element, text or end must come: what is unfinished is looked at again with each piece."""


class Elements:
    """Collects elements of one name; a child's text stands under its name, an attribute's under `@name`, several are a list."""

    def __init__(self, tags: frozenset[str], label: str, encoding: str | None) -> None:
        self.tags, self.label = tags, label
        self.parser = expat.ParserCreate(encoding)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.done: list[tuple[int, str, dict[str, list[str]]]] = []
        self.under: dict[str, list[str]] | None = None
        self.line, self.path, self.text, self.size, self.depth = 0, list[str](), list[str](), 0, 0
        self.tag, self.leaf = "", False
        self.told = 0

    def refuse(self, *_: object) -> None:
        """Refuse what may expand or fetch something."""
        raise OriginError(
            f"{self.label}: the XML declares a document type or entities, which no such file needs: not taken"
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.depth, self.told = self.depth + 1, self.told + 1
        if self.depth > DEEPEST:
            raise OriginError(f"{self.label}: XML nested more than {DEEPEST} deep: not taken")
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
        self.told += 1
        if self.under is not None:
            self.size += len(text)
            if self.size > LONGEST:
                raise OriginError(
                    f"{self.label}, line {self.line}: a text of more than {LONGEST >> 20} MiB: not taken"
                )
            self.text.append(text)

    def end(self, tag: str) -> None:
        """Close an element."""
        self.depth, self.told = self.depth - 1, self.told + 1
        if self.under is None:
            return
        text = "".join(self.text).strip()
        if text or self.leaf:  # an empty one too, so that values and attributes stay side by side
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
                    f"{self.label}, line {self.line}: an element with more than {MOST_FIELDS} fields: not taken"
                )
            self.under.setdefault(name, []).append(value)


def elements(part: Part, *tags: str) -> Iterator[tuple[int, str, dict[str, list[str]]]]:
    """Give each element of these names: its line, its name, and its values by path (`a/b`, `a@attribute`, `` for its own text).

    Raises:
        OriginError: the XML is broken or cut off, or declares a document type.
    """
    with part.path.open("rb") as file:
        declared = DECLARED.search(file.read(200))
        file.seek(0)
        decoder = decoder_of(declared[1].decode().lower() if declared else "utf-8", part.label)
        found = Elements(frozenset(tags), part.label, "utf-8" if decoder else None)
        told = still = 0
        try:
            while chunk := file.read(CHUNK):
                found.parser.Parse(decoder.decode(chunk).encode() if decoder else chunk, False)
                done, found.done = found.done, []
                yield from done
                told, still = found.told, 0 if found.told > told else still + len(chunk)
                if still > LONGEST_TAG:
                    raise OriginError(
                        f"{part.label}: a tag or comment of more than {LONGEST_TAG >> 20} MiB: not taken"
                    )
            found.parser.Parse(decoder.decode(b"", True).encode() if decoder else b"", True)
        except UnicodeDecodeError as error:
            raise OriginError(
                f"{part.label}: bytes that are no {error.encoding}: fetch it again, or save it as UTF-8"
            ) from error
        except expat.ExpatError as error:
            raise OriginError(
                f"{part.label}, line {error.lineno}: broken XML ({expat.ErrorString(error.code)}): it may be half a download:"
                " fetch it again"
            ) from error
        yield from found.done


def decoder_of(name: str, label: str) -> codecs.IncrementalDecoder | None:
    """Give what decodes an encoding that expat itself does not read, bytes that do not fit being refused."""
    if name in NATIVE:
        return None
    if name not in KOREAN | FURTHER:
        raise OriginError(f"{label}: “{name}” is no known encoding: save the XML as UTF-8")
    return codecs.getincrementaldecoder("cp949" if name in KOREAN else name)()
