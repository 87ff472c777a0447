"""JSON Lines and JSON arrays: one object after the other, each with its line; and such objects as a table."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import orjson

from ingest.origin import OriginError
from ingest.reading.encodings import BROKEN, blocks, encoding_of, pieces
from ingest.reading.grid import Grid
from ingest.reading.positions import Element, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.reading.archives import Part
    from ingest.reading.grid import RowOrFault

LARGEST = 64 << 20
"""Longest object in characters."""
SAMPLED, DEEPEST = 200, 10
BETWEEN = re.compile(r"[\s,]*")
REMEDY = "give one object per line, or an array of objects; fetch the file again if it is truncated"


def objects(part: Part) -> Iterator[tuple[int, Any] | Fault]:
    """Yield each object of JSON Lines with its line, or of an array or a sequence with its number."""
    encoding = encoding_of(part.path, part.label, lined=False).name
    first = next((block.text for block in pieces(part.path, encoding)), "").lstrip("\ufeff \t\r\n")
    head = first.partition("\n")[0].strip()
    if head.startswith("{") and head.endswith("}"):
        yield from of_lines(block.text for block in blocks(part.path, encoding, part.label, LARGEST))
    else:
        yield from of_array((block.text for block in pieces(part.path, encoding)), part.label)


def of_lines(texts: Iterator[str]) -> Iterator[tuple[int, Any] | Fault]:
    line = 0
    for text in texts:
        for data in text.split("\n") if not text.endswith("\n") else text[:-1].split("\n"):
            line += 1
            if not data.strip():
                continue
            try:
                yield line, orjson.loads(data.encode("utf-8", "surrogatepass"))
            except orjson.JSONDecodeError as error:
                rule = "broken text" if BROKEN.search(data) else f"invalid JSON: {error}"
                yield Fault(line, "row", rule[:200], REMEDY)


def of_array(texts: Iterator[str], label: str) -> Iterator[tuple[int, Any] | Fault]:
    """Decode one object at a time."""
    decoder, rest, line, count, opened = json.JSONDecoder(), "", 1, 0, False
    for text in texts:
        rest, at = rest + text, 0
        while True:
            begin = past(rest, at)
            if not opened and rest.startswith("[", begin):
                begin, opened = past(rest, begin + 1), True
            line, at = line + rest.count("\n", at, begin), begin
            if at == len(rest) or rest[at] == "]":
                break
            try:
                data, end = decoder.raw_decode(rest, at)
            except json.JSONDecodeError as error:
                if rest[at] != "{" or len(rest) - at > LARGEST:
                    raise OriginError(
                        f"{label}, line {line}: invalid JSON object ({error.msg}): {REMEDY}"
                    ) from error
                break  # it continues in the next block
            except RecursionError as error:
                raise OriginError(f"{label}, line {line}: JSON is nested too deeply: refused") from error
            count += 1
            yield Element(count), data
            line, at = line + rest.count("\n", at, end), end
        rest = rest[at:]
    if rest.strip() != ("]" if opened else ""):
        yield Fault(Element(count + 1), "row", "the object is not closed", REMEDY)


def past(text: str, at: int) -> int:
    """Return the position after blanks and commas."""
    found = BETWEEN.match(text, at)
    return found.end() if found else at


def grid_of_objects(part: Part) -> Grid:
    """Return objects as a table: the first row has the keys (`a.b` for b inside a) in order of appearance."""
    return Grid(part.label, "json", table_of(part), encoding_of(part.path, part.label, lined=False).name)


def table_of(part: Part) -> Iterator[RowOrFault]:
    columns: dict[str, int] = {}
    for number, found in enumerate(objects(part)):
        if number == SAMPLED:
            break
        if not isinstance(found, Fault):
            for key in flat(found[1]):
                columns.setdefault(key, len(columns))
    yield 0, list(columns)
    for found in objects(part):
        if isinstance(found, Fault):
            yield found
        elif not isinstance(found[1], dict):
            yield Fault(found[0], "row", "this is a plain value, not an object", REMEDY)
        else:
            cells = [""] * len(columns)
            for key, data in flat(found[1]).items():
                if key in columns:
                    cells[columns[key]] = data
            yield found[0], cells


def flat(data: Any, before: str = "") -> dict[str, str]:
    """Flatten an object to columns of text; lists of plain values are joined by `;`."""
    cells: dict[str, str] = {}
    for key, value in data.items() if isinstance(data, dict) else ():
        name = f"{before}{key}"
        if isinstance(value, dict) and before.count(".") < DEEPEST:
            cells |= flat(value, f"{name}.")
        elif isinstance(value, list):
            cells[name] = ";".join(str(v) for v in value if isinstance(v, str | int | float))
        elif value is not None:
            cells[name] = value if isinstance(value, str) else json.dumps(value)
    return cells
