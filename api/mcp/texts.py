"""The short text of an answer, for clients that show their model no structured content: rows, sources, what was cut."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_TEXT = 8_000
"""Characters of the text."""
HIDDEN = frozenset(
    {"id", "kind", "sources", "name_ko", "name_en", "sentence", "next", "attributes", "warnings"}
)
STATEMENT = frozenset({"subject", "predicate", "object"})
LONGEST_ADDRESS = 200
"""A longer address of a source is in the structured answer alone."""
WORDS = {
    "en": {"cut": "Shown", "of": "of", "sources": "Sources", "again": "Whole answer", "lines": "further lines", "version": "Graph version"},
    "ko": {"cut": "표시", "of": "/", "sources": "출처", "again": "전체 결과", "lines": "줄 더 있음", "version": "그래프 버전"},
}  # fmt: skip


def text_of(answer: Mapping[str, Any], table: str, language: str) -> str:
    """Write an answer as text; what does not fit is left out of the rows, never of the sources."""
    words = WORDS[language]
    found, last = list(rows_of(answer, table)), list(last_of(answer, words))
    left = MOST_TEXT - sum(len(line) + 1 for line in last)
    kept = sum(size <= left for size in accumulate(len(line) + 1 for line in found))
    further = [f"… {len(found) - kept} {words['lines']}"] if kept < len(found) else []
    return "\n".join([*found[:kept], *further, *last])


def rows_of(answer: Mapping[str, Any], table: str) -> Iterator[str]:
    """Give the lines of what was found: what the answer says as a whole, then its rows and warnings."""
    found = cast("dict[str, Any]", answer["answer"])
    names = {**dict(named_in(found)), **cast("dict[str, str]", answer.get("names", {}))}
    if head := row_line({name: one for name, one in found.items() if name != table}, names):
        yield head
    rows = found.get(table)
    for row in rows if isinstance(rows, list) else []:
        text = row_line(cast("dict[str, Any]", row), names) if isinstance(row, dict) else str(row)
        yield f"- {text}"
    yield from cast("list[str]", found.get("warnings", []))


def last_of(answer: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    """Give the last lines: what was cut, the sources, how to get the whole answer."""
    for one in cast("list[dict[str, Any]]", answer.get("cut", [])):
        yield f"{words['cut']}: {one['member']} {one['shown']} {words['of']} {one['of']}"
    if "more" in answer:
        yield str(answer["more"])
    if sources := cast("list[dict[str, Any]]", answer["sources"]):
        yield f"{words['sources']}:"
    for one in sources:
        told = (str(one[part]) for part in ("id", "title", "publisher", "published", "url") if part in one)
        yield f"- {' · '.join(text for text in told if len(text) <= LONGEST_ADDRESS)}"
    ways = (str(answer["again"][how]) for how in ("api", "command") if how in answer["again"])
    yield f"{words['again']}: {'; '.join(ways)}"
    yield f"{words['version']}: {answer['graph_version']}"


def row_line(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Write one row: its sentence if it has one, else its name and its values."""
    parts: list[str] = []
    if "predicate" in row:
        parts.append(record_name(row, names))
        row = {name: one for name, one in row.items() if name not in STATEMENT}
    elif "id" in row or "name_en" in row:
        parts.append(record_name(row, names))
    if isinstance(sentence := row.get("sentence"), str):
        parts.append(sentence)
        return " · ".join(parts)
    for name, value in row.items():
        if name in HIDDEN:
            continue
        if isinstance(value, dict):
            inner = cast("dict[str, Any]", value)
            text = record_name(inner, names) if "id" in inner else short_mapping(inner, names)
        elif isinstance(value, list):
            text = listed(value, names)
        else:
            text = named(str(value), names)
        if text:
            parts.append(f"{name} {text}")
    return " · ".join(parts)


def named_in(part: Any) -> Iterator[tuple[str, str]]:
    """Give the ids that have their names beside them, with the names."""
    if isinstance(part, list):
        for one in part:
            yield from named_in(one)
    elif isinstance(part, dict):
        given = cast("dict[str, Any]", part)
        if "id" in given and "name_en" in given:
            yield (
                str(given["id"]),
                " / ".join(dict.fromkeys([str(given["name_en"]), str(given.get("name_ko", ""))])),
            )
        for one in given.values():
            yield from named_in(one)


def listed(values: list[Any], names: Mapping[str, str]) -> str:
    """Write a list within a row: texts and numbers as they are, of records their names."""
    written = [
        record_name(cast("dict[str, Any]", one), names) if isinstance(one, dict) else named(str(one), names)
        for one in values
        if not isinstance(one, list)
    ]
    return ("; " if any(isinstance(one, dict) for one in values) else ", ").join(filter(None, written))


def short_mapping(values: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Write figures and texts of a member; a sentence alone if it has one."""
    if isinstance(sentence := values.get("sentence"), str):
        return sentence
    plain = ((name, one) for name, one in values.items() if not isinstance(one, dict | list))
    return ", ".join(f"{name} {named(str(one), names)}" for name, one in plain)


def record_name(record: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Write the names and id of a record; of a relation what it states."""
    key = str(record.get("id", ""))
    if "predicate" in record:
        said = " ".join(
            named(str(record.get(part, "")), names) for part in ("subject", "predicate", "object")
        )
        return f"{said} [{key}]"
    both = [str(record[name]) for name in ("name_en", "name_ko") if record.get(name)]
    if not both:
        return named(key, names) if key else short_mapping(record, names)
    name = " / ".join(dict.fromkeys(both))
    return f"{name} [{key}]" if key else name


def named(text: str, names: Mapping[str, str]) -> str:
    """Write an id with its name."""
    return f"{names[text]} [{text}]" if text in names else text
