"""Defensive streaming of XML with expat: limits on encodings, document types, depth and endless tags."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.reading.archives import Part

CHUNK = 1 << 18
LONGEST, DEEPEST = 1 << 20, 64
DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)""")
NATIVE = frozenset({"utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1"})
KOREAN = frozenset({"euc-kr", "ks_c_5601-1987", "ksc5601", "cp949", "ms949", "x-windows-949", "uhc"})
FURTHER = frozenset({"windows-1252", "cp1252", "iso-8859-15"})
"""Other allowed encodings: names in the XML are not looked up among Python's codecs, some of which decompress."""
LONGEST_TAG = 8 << 20
"""Longest unfinished tag in bytes, since it is parsed again with each piece."""


class Listener:
    """Handles tags and text and collects results in `done`; `events` counts events."""

    def __init__(self, label: str, encoding: str | None) -> None:
        self.label = label
        self.parser = expat.ParserCreate(encoding)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.done: list[Any] = []
        self.depth = self.events = 0

    def refuse(self, *_: object) -> None:
        """Refuse document types and entities, which may expand or fetch something."""
        raise OriginError(
            f"{self.label}: the XML declares a document type or entities, which are refused: remove its DOCTYPE"
        )

    def deeper(self) -> None:
        """Count one level of nesting."""
        self.depth, self.events = self.depth + 1, self.events + 1
        if self.depth > DEEPEST:
            raise OriginError(f"{self.label}: the XML is nested more than {DEEPEST} levels deep: refused")

    def too_long(self, line: int) -> OriginError:
        """Return the error for a text that is too long."""
        return OriginError(f"{self.label}, line {line}: a text exceeds {LONGEST >> 20} MiB: refused")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        raise NotImplementedError

    def data(self, text: str) -> None:
        """Process text."""
        raise NotImplementedError

    def end(self, tag: str) -> None:
        """Close an element."""
        raise NotImplementedError


def heard(part: Part, listener: Callable[[str, str | None], Listener]) -> Iterator[Any]:
    """Yield the results of a listener from a file, piece by piece.

    Raises:
        OriginError: the XML is broken or cut off, or declares a document type.
    """
    with part.path.open("rb") as file:
        declared = DECLARED.search(file.read(200))
        file.seek(0)
        decoder = decoder_of(declared[1].decode().lower() if declared else "utf-8", part.label)
        found = listener(part.label, "utf-8" if decoder else None)
        events = still = 0
        try:
            while chunk := file.read(CHUNK):
                found.parser.Parse(decoder.decode(chunk).encode() if decoder else chunk, False)
                done, found.done = found.done, []
                yield from done
                events, still = found.events, 0 if found.events > events else still + len(chunk)
                if still > LONGEST_TAG:
                    raise OriginError(
                        f"{part.label}: a tag or comment exceeds {LONGEST_TAG >> 20} MiB: refused"
                    )
            found.parser.Parse(decoder.decode(b"", True).encode() if decoder else b"", True)
        except UnicodeDecodeError as error:
            raise OriginError(
                f"{part.label}: invalid {error.encoding} bytes: fetch it again, or save it as UTF-8"
            ) from error
        except expat.ExpatError as error:
            raise OriginError(
                f"{part.label}, line {error.lineno}: broken XML ({expat.ErrorString(error.code)}): the download may be incomplete:"
                " fetch it again"
            ) from error
        yield from found.done


def decoder_of(name: str, label: str) -> codecs.IncrementalDecoder | None:
    """Return a strict decoder for an encoding that expat does not support."""
    if name in NATIVE:
        return None
    if name not in KOREAN | FURTHER:
        raise OriginError(f"{label}: unknown encoding “{name}”: save the XML as UTF-8")
    return codecs.getincrementaldecoder("cp949" if name in KOREAN else name)()
