"""Parts of a mapping, checked: tables of names and values, lists of names, row filters; no column with personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.near import nearest
from ingest.origin import OriginError
from ingest.person_columns import holds_persons
from ingest.reading.encodings import ENCODINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_NUMBER = 6


def table_of(file: str, content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a table of names and values; empty ones are left out."""
    found = content.get(key) or {}
    if not isinstance(found, dict):
        raise OriginError(f"{file}: {key}: expected lines of `name: value`")
    return {str(name): value for name, value in found.items() if value is not None and value != ""}


def text_of(file: str, content: Mapping[str, Any], key: str) -> str:
    """Return a text that must be there."""
    if not isinstance(content.get(key), str):
        raise OriginError(f"{file}: {key} is missing: `--propose FILE` writes a draft mapping")
    return str(content[key])


def names_of(file: str, content: Mapping[str, Any], key: str) -> list[str]:
    """Return a list of names; a single name is a list of one."""
    found = content.get(key) or []
    listed = found if isinstance(found, list) else [found]
    if not all(isinstance(one, str | int | float) for one in listed):
        raise OriginError(f"{file}: {key}: expected a list of column names")
    return [str(one) for one in listed]


def only_of(file: str, content: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Return the row filters: column → the values of the rows that are read."""
    found = {
        column: frozenset(filter_word(str(one)) for one in (value if isinstance(value, list) else [value]))
        for column, value in table_of(file, content, "only").items()
    }
    check_no_persons(file, ((f"only: {column}", column) for column in found))
    return found


def filter_word(text: str) -> str:
    """Return a cell as row filters compare it: without spaces around and in lower case."""
    return " ".join(text.split()).casefold()


def encoding_in(file: str, content: Mapping[str, Any]) -> str | None:
    """Return the given encoding of a text; None if it is to be detected."""
    if (given := content.get("encoding")) in {None, ""}:
        return None
    known(file, "encoding: unknown encoding", str(given), ENCODINGS)
    return str(given)


def header_in(file: str, content: Mapping[str, Any]) -> int | None:
    """Return the given line of the header, 0 if there is none; None if it is to be found."""
    if (given := content.get("header")) in {None, ""}:
        return None
    text = str(given)
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise OriginError(
            f"{file}: header: “{text[:20]}” is not a line: give the number of the header's line, or 0 if there is none"
        )
    return int(text)


def known(file: str, rule: str, word: str, words: Any) -> None:
    """Refuse an unknown word, with the nearest known one."""
    if word not in words:
        raise OriginError(
            f"{file}: {rule} “{word}”: {nearest(word, words, 'docs/reference/origins.md lists them')}"
        )


def check_no_persons(file: str, columns: Iterable[tuple[str, str]]) -> None:
    """Refuse columns with personal data."""
    for name, column in columns:
        if holds_persons(column):
            raise OriginError(
                f"{file}: {name}: the column “{column}” holds personal data, which is never loaded: remove it"
            )
