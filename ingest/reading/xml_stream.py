"""XML through expat, piece by piece, with nothing trusted: encodings, document types, depth, and tags that never end."""

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
"""Encodings besides those: a word that the XML says is not looked up among Python's codecs, some of which unpack."""
LONGEST_TAG = 8 << 20
"""Bytes in which some element, text or end must come: what is unfinished is looked at again with each piece."""


class Listener:
    """Hears tags and text, and gathers what is `done`; `told` counts what it heard."""

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
        self.depth = self.told = 0

    def refuse(self, *_: object) -> None:
        """Refuse what may expand or fetch something."""
        raise OriginError(f"{self.label}: the XML declares a document type or entities: refused")

    def deeper(self) -> None:
        """Count one level further down."""
        self.depth, self.told = self.depth + 1, self.told + 1
        if self.depth > DEEPEST:
            raise OriginError(f"{self.label}: the XML is nested more than {DEEPEST} levels deep: refused")

    def too_long(self, line: int) -> OriginError:
        """Refuse a text that is longer than any that is meant."""
        return OriginError(f"{self.label}, line {line}: a text exceeds {LONGEST >> 20} MiB: refused")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        raise NotImplementedError

    def data(self, text: str) -> None:
        """Hear text."""
        raise NotImplementedError

    def end(self, tag: str) -> None:
        """Close an element."""
        raise NotImplementedError


def heard(part: Part, listener: Callable[[str, str | None], Listener]) -> Iterator[Any]:
    """Yield what a listener gathers from a file, piece by piece.

    Raises:
        OriginError: the XML is broken or cut off, or declares a document type.
    """
    with part.path.open("rb") as file:
        declared = DECLARED.search(file.read(200))
        file.seek(0)
        decoder = decoder_of(declared[1].decode().lower() if declared else "utf-8", part.label)
        found = listener(part.label, "utf-8" if decoder else None)
        told = still = 0
        try:
            while chunk := file.read(CHUNK):
                found.parser.Parse(decoder.decode(chunk).encode() if decoder else chunk, False)
                done, found.done = found.done, []
                yield from done
                told, still = found.told, 0 if found.told > told else still + len(chunk)
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
    """Return what decodes an encoding that expat itself does not read, bytes that do not fit being refused."""
    if name in NATIVE:
        return None
    if name not in KOREAN | FURTHER:
        raise OriginError(f"{label}: unknown encoding “{name}”: save the XML as UTF-8")
    return codecs.getincrementaldecoder("cp949" if name in KOREAN else name)()
