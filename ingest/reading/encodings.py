"""Detection of text encodings from the content, and decoding in blocks of whole lines."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import numpy as np

from graph.plurals import plural
from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENCODINGS = ("utf-8", "cp949", "utf-16-le", "utf-16-be", "cp1252", "shift_jis", "gb18030")
"""Encodings that a person may give; only the first four are detected."""
BLOCK = 1 << 20
SAMPLED = 1000
"""Largest number of non-ASCII lines sampled."""
LONGEST = 8 << 20
"""Longest line in bytes."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WRITTEN = re.compile("[ -~\t\r\n가-힣㈜]")
HANJA_BEGIN, HANJA_END = 0x4E00, 0xFAFF
"""Characters that UTF-8 Hangul becomes when read as cp949."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding, and the reason for choosing it."""

    name: str
    because: str


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a text; in a `doubtful` one a row may be broken or in another encoding."""

    text: str
    doubtful: bool


def encoding_of(path: Path, label: str, *, lined: bool = True, given: str | None = None) -> Encoding:
    """Detect the encoding of most lines, unless it is given; a text that is not `lined` may be one line.

    Raises:
        OriginError: most lines fit neither UTF-8 nor cp949.
    """
    if given is not None:
        with path.open("rb") as file:
            marked = given == "utf-8" and file.read(3) == codecs.BOM_UTF8
        return Encoding("utf-8-sig" if marked else given, "given")
    with path.open("rb") as file:
        head = file.read(4096)
        for mark, name in MARKS:
            if head.startswith(mark):
                return Encoding(name, "byte order mark")
        if wide := wide_order(head):
            return Encoding(wide, "decodes to ASCII and Hangul")
        file.seek(0)
        if not lined and longest_line(file) > LONGEST:
            file.seek(0)
            return encoding_of_piece(file.read(LONGEST), label)
        file.seek(0)
        votes, either = Counter[str](), 0
        for line in other_than_ascii(file, label):
            name = fits(line)
            votes[name] += 1
            either += name == "utf-8" and fits_in(line, "cp949")
            if votes.total() >= SAMPLED:
                break
    return elected(votes, either, label)


def wide_order(head: bytes) -> str | None:
    """Detect UTF-16 without a byte order mark: decoded, almost all characters are ASCII or Hangul, with line ends."""
    if b"\0" not in head:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(name, "replace")
        if "\n" in text and len(WRITTEN.findall(text)) > 0.95 * len(text):
            return name
    return None


def longest_line(file: IO[bytes]) -> int:
    """Return the longest line length, stopping at one that is too long."""
    length = 0
    while length <= LONGEST and (block := file.read(BLOCK)):
        end = max(block.rfind(b"\n"), block.rfind(b"\r"))
        length = length + len(block) if end < 0 else len(block) - end
    return length


def encoding_of_piece(piece: bytes, label: str) -> Encoding:
    """Detect the encoding from the start of a text, which may end inside a character."""
    for name in ("utf-8", "cp949"):
        try:
            codecs.getincrementaldecoder(name)().decode(piece)
        except UnicodeDecodeError:
            continue
        return Encoding(name, f"the first {LONGEST >> 20} MiB match")
    raise OriginError(f"{label}: the text is neither UTF-8 nor cp949: save the file as UTF-8")


def pieces(path: Path, encoding: str) -> Iterator[Block]:
    """Yield the text piece by piece, wherever its lines end; bytes that do not fit become surrogates (U+FFFD in UTF-16)."""
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    decoder = codecs.getincrementaldecoder(encoding.removesuffix("-sig"))(errors)
    with path.open("rb") as file:
        for mark, name in MARKS:
            if name == encoding and file.read(len(mark)) != mark:
                file.seek(0)
        while raw := file.read(BLOCK):
            text = decoder.decode(raw)
            yield Block(text, BROKEN.search(text) is not None or (encoding == "cp949" and holds_hanja(text)))
        if rest := decoder.decode(b"", final=True):
            yield Block(rest, True)


def other_than_ascii(file: IO[bytes], label: str) -> Iterator[bytes]:
    """Yield the lines that hold more than ASCII; blocks of pure ASCII are skipped at once."""
    rest = b""
    while block := file.read(BLOCK):
        block = rest + block  # with the incomplete line before
        cut = max(block.rfind(b"\n"), block.rfind(b"\r")) + 1
        rest = block[cut:]
        if len(rest) > LONGEST:
            raise too_long(label)
        if not block.isascii():
            for line in block[:cut].splitlines():
                if not line.isascii():
                    yield line
    if rest and not rest.isascii():
        yield rest


def fits(line: bytes) -> str:
    return next((name for name in ("utf-8", "cp949") if fits_in(line, name)), "neither")


def fits_in(line: bytes, name: str) -> bool:
    try:
        line.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def elected(votes: Counter[str], either: int, label: str) -> Encoding:
    """Choose the encoding of most lines; `either` is how many UTF-8 lines are valid cp949 as well."""
    if not votes:
        return Encoding("utf-8", "ASCII only")
    (name, most), total = votes.most_common(1)[0], votes.total()
    if name == "neither":
        raise OriginError(
            f"{label}: {most:,} of {plural(total, 'line')} {'is' if most == 1 else 'are'} neither UTF-8 nor cp949: save the file as UTF-8"
        )
    most += either if name == "cp949" else 0
    lines = plural(total, "line")
    every = f"{'' if total == 1 else 'all '}{lines}" if most == total else f"{most:,} of {lines}"
    return Encoding(
        name,
        f"{every} with non-ASCII characters {'matches' if most == 1 else 'match'}{' (the first ones)' if total == SAMPLED else ''}",
    )


def blocks(path: Path, encoding: str, label: str, longest: int = LONGEST) -> Iterator[Block]:
    """Yield the text in large blocks of whole lines; bytes that do not fit become surrogates (U+FFFD in UTF-16).

    Raises:
        OriginError: one line is longer than a table's line can be.
    """
    wide = encoding.startswith("utf-16")
    with path.open("rb") as file:
        for mark, name in MARKS:
            if name == encoding and file.read(len(mark)) != mark:
                file.seek(0)
        yield from (
            wide_blocks(file, encoding, label) if wide else narrow_blocks(file, encoding, label, longest)
        )


def narrow_blocks(file: IO[bytes], encoding: str, label: str, longest: int) -> Iterator[Block]:
    """Cut at line ends before decoding: in UTF-8 and cp949 no other character holds that byte."""
    name, rest = encoding.removesuffix("-sig"), b""
    while raw := file.read(BLOCK):
        raw = rest + raw  # with the incomplete line before
        cut = raw.rfind(b"\n") + 1 or raw.rfind(b"\r", 0, -1) + 1
        rest = raw[cut:]
        if cut:
            yield decoded(raw[:cut], name)
        elif len(rest) > longest:
            raise too_long(label)
    if rest:
        yield decoded(rest, name)


def decoded(raw: bytes, name: str) -> Block:
    try:
        text = raw.decode(name)
    except UnicodeDecodeError:
        return Block(raw.decode(name, "surrogateescape"), True)
    return Block(text, "\0" in text or (name == "cp949" and holds_hanja(text)))


def holds_hanja(text: str) -> bool:
    """Return whether a text has Chinese characters: rare in current lists, and a sign of UTF-8 read as cp949."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    hangul_begin, hangul_end = 0xAC00, 0xD7A3
    high = units[units >= HANJA_BEGIN]
    return bool(((high <= HANJA_END) & ((high < hangul_begin) | (high > hangul_end))).any())


def wide_blocks(file: IO[bytes], encoding: str, label: str) -> Iterator[Block]:
    """Decode step by step, then cut at line ends."""
    decoder, rest = codecs.getincrementaldecoder(encoding)("replace"), ""
    while raw := file.read(BLOCK):
        text = rest + decoder.decode(raw)
        cut = text.rfind("\n") + 1 or text.rfind("\r", 0, -1) + 1
        rest = text[cut:]
        if cut:
            yield Block(text[:cut], "\0" in text or "\ufffd" in text)
        elif len(rest) > LONGEST:
            raise too_long(label)
    if rest := rest + decoder.decode(b"", final=True):
        yield Block(rest, "\0" in rest or "\ufffd" in rest)


BROKEN = re.compile("[\udc80-\udcff\ufffd\0]")


def fault_in(cells: list[str], encoding: str) -> tuple[int, str, str] | None:
    """Return the fault of a doubtful row: cell number, rule and remedy."""
    for number, cell in enumerate(cells):
        if found := BROKEN.search(cell):
            if found[0] == "\0":
                return number, "the text contains a NUL character", "remove it, or fetch the file again"
            return (
                number,
                f"invalid {encoding.removesuffix('-sig')} bytes",
                "save this row in the file's encoding",
            )
        if encoding == "cp949" and not cell.isascii() and is_utf8(cell):
            return number, "UTF-8 in a cp949 file", "save this row in the file's encoding"
    return None


def is_utf8(cell: str) -> bool:
    """Return whether a text read as cp949 is UTF-8: its bytes are valid and give Hangul."""
    try:
        text = cell.encode("cp949").decode("utf-8")
    except UnicodeError:
        return False
    return any("가" <= character <= "힣" for character in text)


def too_long(label: str) -> OriginError:
    return OriginError(
        f"{label}: a line is longer than {LONGEST >> 20} MiB: the file is not a table, or its line ends are lost: fetch it again"
    )
