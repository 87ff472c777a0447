"""A proposed mapping as YAML with comments, to be checked and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from ingest.record_fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ingest.proposal import Proposal, ProposedTable

LONGEST_LIST = 500
ABOUT = {
    "as": "name in `ends` of a relation",
    "columns": "field: column",
    "constants": "field: value for every row",
    "values": "field: {value in the column: value of the field}",
    "attributes": "own columns to keep, with their types: text, number, date, truth",
    "split": "characters between several names in a cell",
    "ends": "the records of the row that it joins",
    "sheet": "the only sheet read",
    "encoding": "given, not detected",
    "header": "line of the header, given; 0: there is none",
    "drop": "columns that are left out",
}


def mapping_text(proposal: Proposal, tables: Sequence[int] = (0,)) -> str:
    """Write the mapping of one or several tables of a file as YAML with comments."""
    content = proposal.mapping(tables)
    best = proposal.tables[tables[0]]
    several = "records" in content
    listed: list[Mapping[str, Any]] = content["records"] if several else [content]
    lines = [
        f"# Draft mapping for {proposal.file} ({best.how}): check each line, then run",
        f"#   sojae load table --map THIS_FILE {proposal.file} --dry-run --show 5",
        *(f"# {one}" for one in best.asked),
        f"origin: {content['origin']}  # your name for this list: a later load of it replaces this one",
        *(
            f"{key}: {quoted(content[key])}  # {ABOUT[key]}"
            for key in ("sheet", "encoding", "header")
            if key in content
        ),
        *(
            [f"# without `sheet`, all {best.same} sheets with these columns are read"]
            if best.same > 1 and not content.get("sheet")
            else []
        ),
        "source:  # every relation cites its source; `{column: NAME}` takes the value from a column",
        f"  title: {quoted(proposal.title)}",
        "  publisher: ''  # publisher of the list",
        "  url: ''  # web page of the list, http://… or https://…",
        "  # published: 2024-05-31",
    ]
    if several:
        lines += ["records:  # what each row gives"]
        for one in listed:
            lines += indented(list(record_lines(one)))
    else:
        lines += record_lines(listed[0])
    lines += left_out([proposal.tables[number] for number in tables])
    if any(one["record"] == "relation" and not one.get("ends") for one in listed):
        lines += ["# nodes: my-nodes  # origin of the list of nodes whose numbers the ends use"]
    lines += [
        "# only: {COLUMN: [value]}  # read only rows with these values",
        "# decimal: ','  # if 1.234,5 is written for 1234.5",
        "# ksic_revision: 10",
    ]
    others = [table for number, table in enumerate(proposal.tables) if number not in tables]
    lines += [
        f"# other table, {one.label} (row {one.header or 0}): {', '.join(column.name for column in one.columns)[:LONGEST_LIST]}"
        for one in others
    ]
    return "\n".join(lines) + "\n"


def record_lines(one: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of one kind of record."""
    record = one["record"]
    yield f"record: {record}  # or: {', '.join(kind for kind in FIELDS if kind != record)}"
    for key in ("as", "sheet", "split"):
        if one.get(key) and (key != "sheet" or "origin" not in one):
            yield f"{key}: {quoted(one[key])}  # {ABOUT[key]}"
    columns: dict[str, Any] = one.get("columns", {})
    if columns or not one.get("ends"):
        yield f"columns:  # {ABOUT['columns']}"
    for field, column in columns.items():
        several = isinstance(column, list)
        yield f"  {field}: {'[' + ', '.join(map(quoted, column)) + ']' if several else quoted(column)}"
    if record == "organisation" and not {"name_ko", "name_en"} & columns.keys():
        yield "  name_ko: ''  # not found: give the column"
    if not one.get("as") and not one.get("ends"):
        given = {*columns, *one.get("constants", {}), *(["name_ko"] if record == "organisation" else [])}
        yield from (f"  # {field}:" for field in FIELDS[record] if field not in given)
    if ends := one.get("ends"):
        yield f"ends: {{{', '.join(f'{end}: {name}' for end, name in ends.items())}}}  # {ABOUT['ends']}"
    if constants := one.get("constants"):
        yield f"constants:  # {ABOUT['constants']}"
        yield from (f"  {field}: {value}" for field, value in constants.items())
    if values := one.get("values"):
        yield f"values:  # {ABOUT['values']}; a guess: check it"
        for field, table in values.items():
            yield f"  {field}:"
            yield from (f"    {quoted(text)}: {word}" for text, word in table.items())
    if attributes := one.get("attributes"):
        yield f"attributes:  # {ABOUT['attributes']}"
        yield from (f"  {quoted(column)}: {shape}" for column, shape in attributes.items())


def indented(lines: list[str]) -> list[str]:
    """Return the lines of a member of a list."""
    return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]


def left_out(tables: Sequence[ProposedTable]) -> Iterator[str]:
    """Yield the columns that are left out, and why."""
    for column in (column for table in tables for column in table.columns if column.dropped):
        personal = not column.samples and column.dropped not in {"empty", "telephone numbers"}
        what = "personal data, never read" if personal else f"left out ({column.dropped})"
        yield f"# {what}: {quoted(column.name)}"


def quoted(text: str) -> str:
    """Return a text as a YAML scalar on one line."""
    return (
        yaml.safe_dump(text, allow_unicode=True, width=10_000, default_style="'")
        .strip()
        .removesuffix("\n...")
    )
