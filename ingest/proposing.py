"""Draft mappings for tables, guessed from column names, to be edited."""

from __future__ import annotations

import hashlib
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import yaml

from ingest.mapping import FIELDS
from ingest.origin import OriginError
from ingest.person_columns import PERSONS, holds_persons
from ingest.reading import Fault, grids, parts
from ingest.reading.headers import (
    LOOKED_AT,
    NUMBER,
    PERHAPS_DATA,
    Layout,
    candidates,
    find_header,
    joined,
    looks_like_data,
    plain,
    told_apart,
)
from ingest.reading.tables import OBJECTS

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.reading import Grid
    from ingest.reading.headers import Header

SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "organisation": {
        "id": ("id", "번호", "관리번호", "기관코드", "업체코드", "org_id", "code"),
        "name_ko": ("회사명", "업체명", "기업명", "기관명", "상호", "사업체명", "법인명", "name_ko", "name", "company", "organisation", "organization", "기관", "기업"),
        "name_en": ("영문명", "영문기업명", "영문회사명", "name_en", "english name", "영문 기관명"),
        "organisation_kind": ("기관유형", "기관구분", "kind", "type"),
        "sector": ("분야", "sector", "산업분야"),
        "ksic": ("업종코드", "대표업종", "ksic", "표준산업분류", "산업분류코드"),
        "industry": ("업종", "업종명", "대표업종명"),
        "products": ("생산품", "생산품정보", "주생산품", "주요제품", "생산품목", "주요생산품", "생산제품", "품목", "주요품목", "취급품목", "제품", "products", "product"),
        "products_ko": ("products_ko",),
        "city": ("시도", "시도명", "지역", "광역시도", "city", "region"),
        "district": ("시군구", "시군구명", "시군명", "시군", "구군", "구군명", "district"),
        "address": ("주소", "소재지", "도로명주소", "본사주소", "공장주소", "address"),
        "founded": ("설립일", "설립연도", "설립년도", "창립일", "founded", "established"),
        "website": ("홈페이지", "누리집", "website", "homepage", "url"),
        "brn": ("사업자등록번호", "사업자번호", "brn"),
        "crn": ("법인등록번호", "법인번호", "crn"),
        "stock_code": ("종목코드", "stock code"),
        "corp_code": ("고유번호", "corp_code"),
        "ror": ("ror", "ror id"),
    },
    "relation": {
        "subject_name": ("name a", "company a", "organisation a", "organization a", "기관a", "기업a", "공급기업", "공급사", "납품업체", "기관1", "기업1", "subject", "supplier", "source", "from", "주관기관", "참여기관"),
        "object_name": ("name b", "company b", "organisation b", "organization b", "기관b", "기업b", "수요기업", "수요처", "납품처", "기관2", "기업2", "object", "customer", "buyer", "target", "to", "협력기관", "상대기관"),
        "predicate": ("관계", "관계유형", "predicate", "relation", "relationship", "tie"),
        "start": ("시작일", "시작연도", "체결일", "협약일", "start", "date", "연도", "year"),
        "end": ("종료일", "종료연도", "end"),
        "detail": ("내용", "비고", "detail", "note"),
        "detail_ko": ("detail_ko",),
    },
}  # fmt: skip
CONSTANTS = {"organisation": {"organisation_kind": "company"}, "relation": {"predicate": "COLLABORATES_WITH"}}
SURE = 2
"""Fewest known columns for a header below the first full row."""
LONGEST_LIST = 500
OF_WHAT = frozenset(
    {
        "번호",
        "코드",
        "id",
        "code",
        "일자",
        "일",
        "날짜",
        "date",
        "구분",
        "type",
        "kind",
        "url",
        "연도",
        "year",
        "비고",
        "내용",
    }
)
"""Words that need the word before or above them: 인증 번호 is not a number of an organisation."""
NAMING = re.compile(r"(?:명|명칭|이름|name)$", re.IGNORECASE)
"""Suffix of the column that names the rows: 단지명, 과제명."""
NAMES_ELSE = frozenset(
    {
        "시도명",
        "시군명",
        "시군구명",
        "구군명",
        "읍면동명",
        "업종명",
        "대표업종명",
        "파일명",
        "품명",
        "제품명",
        "생산품명",
    }
)


class Guess(NamedTuple):
    """A guess about a table: record type, column of each field, all columns, and the row of its header."""

    record: str
    found: dict[str, str]
    columns: list[str]
    header: int

    @property
    def likely(self) -> tuple[bool, int]:
        """Sort key of guesses: tables with names first, then by number of fields."""
        return bool({"name_ko", "name_en", "subject_name"} & self.found.keys()), len(self.found)


def propose(path: Path) -> str:
    """Write a draft mapping for a table, with comments on guesses, unused columns and other tables.

    Raises:
        OriginError: the file has no table.
    """
    tables: list[tuple[Grid, str, Guess]] = []
    for part in parts(path):
        for grid in grids(part):
            rows = [found[1] for found in islice(grid.rows, LOOKED_AT) if not isinstance(found, Fault)]
            if any(any(map(str.strip, row)) for row in rows):
                tables.append((grid, part.label, guessed(rows, grid.label)))
    if not tables:
        raise OriginError(f"{path.name}: it contains no table: give CSV, XLSX, ODS or JSON Lines")
    best, *others = sorted(tables, key=lambda table: table[2].likely, reverse=True)
    grid, label, guess = best
    return written(path, grid, grid.sheet if grid.label != label else None, guess) + "".join(
        f"# other table, {one.label} (row {other.header}): {', '.join(other.columns)[:LONGEST_LIST]}\n"
        for one, _, other in others
    )


def guessed(rows: list[list[str]], label: str) -> Guess:
    """Guess record type, columns of fields, and header."""
    likely = first_full(rows)
    guesses: list[Guess] = []
    for record in ("relation", "organisation"):
        try:
            header = find_header(rows, Layout(SYNONYMS[record], (), tuple(PERSONS)), label)
        except OriginError:
            continue
        first, columns = with_upper(rows, header)
        known = {plain(word) for words in SYNONYMS[record].values() for word in words}
        found = {
            name: columns[place]
            for name, place in header.places.items()
            if plain(columns[place]) in known or plain(columns[place].rpartition(" ")[2]) not in OF_WHAT
        }
        if header.rows != likely and (len(found) < SURE or is_data(rows, header.rows)):
            continue
        if record == "relation" and not {"subject_name", "object_name"} <= found.keys():
            continue
        guesses.append(Guess(record, found, [column for column in columns if column], first + 1))
    if not guesses:
        full = told_apart(candidates(rows, likely, rows[likely])[0][1])
        guesses.append(Guess("organisation", {}, list(filter(None, full)), likely + 1))
    best = guesses[0]
    if best.record == "organisation" and "name_ko" not in best.found:
        named = [name for name in best.columns if NAMING.search(name) and name not in NAMES_ELSE]
        free = [name for name in named if name not in best.found.values() and not holds_persons(name)]
        best = best._replace(found={"name_ko": free[0], **best.found}) if free else best
    return best


def with_upper(rows: list[list[str]], header: Header) -> tuple[int, tuple[str, ...]]:
    """Return the first row of a header and its columns, with merged cells above them: 인증 over 번호."""
    if header.size == 1 and header.rows > 0:
        above = [" ".join(cell.split()) for cell in rows[header.rows - 1]]
        names = joined(above, rows[header.rows]) if sum(map(bool, above)) > 1 else None
        if names is not None:
            return header.rows - 1, told_apart(names)
    return header.rows, header.columns


def first_full(rows: list[list[str]]) -> int:
    """Return the first row that is as full as most rows and has no figure; rows above are titles."""
    filled = [sum(map(bool, map(str.strip, row))) for row in rows]
    usual = sorted(filled)[len(filled) // 2]
    for number, row in enumerate(rows):
        if filled[number] >= usual and not any(NUMBER.fullmatch(cell.strip()) for cell in row):
            return number
    return max(range(len(rows)), key=lambda number: (filled[number], -number))


def is_data(rows: list[list[str]], number: int) -> bool:
    """Return whether the cells of a row recur below in their columns, unlike those of a header."""
    below = rows[number + 1 :]
    return any(
        cell and any(column < len(row) and row[column] == cell for row in below)
        for column, cell in enumerate(rows[number])
    )


def written(path: Path, grid: Grid, sheet: str | None, guess: Guess) -> str:
    """Write the mapping as YAML with comments."""
    record, found, columns, header = guess
    name = hashlib.blake2b(path.stem.encode(), digest_size=3).hexdigest()
    how = ", ".join(
        filter(
            None,
            (
                grid.form,
                grid.encoding,
                grid.delimiter,
                grid.sheet and f"sheet {grid.sheet}",
                f"header in row {header}" if grid.form != OBJECTS else "",
            ),
        )
    )
    lines = [
        f"# Draft mapping for {path.name} ({how}): check each line, then run",
        f"#   sojae load table --map THIS_FILE {path.name}",
        *([f"# {PERHAPS_DATA.format(header)}"] if grid.form != OBJECTS and looks_like_data(columns) else []),
        f"origin: list-{name}  # your name for this list: a later load of it replaces this one",
        *([f"sheet: {quoted(sheet)}  # the only sheet read"] if sheet else []),
        f"record: {record}  # or: {', '.join(kind for kind in FIELDS if kind != record)}",
        "source:  # every relation cites its source; `{column: NAME}` takes the value from a column",
        f"  title: {quoted(path.stem)}",
        "  publisher: ''  # publisher of the list",
        "  url: ''  # web page of the list, http://… or https://…",
        "  # published: 2024-05-31",
        "columns:  # field: column",
    ]
    lines += [f"  {field}: {quoted(column)}" for field, column in found.items()]
    if record == "organisation" and "name_ko" not in found:
        lines += ["  name_ko: ''  # not found: give the column"]
        found = {"name_ko": "", **found}
    lines += [f"  # {field}:" for field in FIELDS[record] if field not in found]
    left = [column for column in columns if column not in found.values()]
    persons = [column for column in left if holds_persons(column)]
    lines += [f"  # not read: {quoted(column)}" for column in left if column not in persons]
    lines += [f"  # personal data, never read: {quoted(column)}" for column in persons]
    constants = {field: value for field, value in CONSTANTS[record].items() if field not in found}
    if constants:
        lines += [
            "constants:  # field: value for every row",
            *(f"  {field}: {value}" for field, value in constants.items()),
        ]
    lines += [
        "# values:  # field: {value in the column: value of the field}",
        "#   organisation_kind: {대학교: university}",
    ]
    if record == "relation":
        lines += ["# nodes: my-nodes  # origin of the list of nodes whose numbers the ends use"]
    lines += ["# decimal: ','  # if 1.234,5 is written for 1234.5", "# ksic_revision: 10"]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a text as a YAML scalar on one line."""
    return (
        yaml.safe_dump(text, allow_unicode=True, width=10_000, default_style="'")
        .strip()
        .removesuffix("\n...")
    )
