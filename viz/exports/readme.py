"""What stands beside the tables of a zip: the licences with their attribution, and a page that describes the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.dictionary import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.snapshot import Snapshot
    from viz.exports.contents import Contents

README, LICENCE = "README.txt", "LICENCE.txt"
ENDS = {
    "subject_name_ko": ("its name in Korean", "주체의 한글 이름"),
    "object_name_ko": ("its name in Korean", "대상의 한글 이름"),
}
"""Columns that only a table for spreadsheets has."""


def licence_text(snapshot: Snapshot) -> bytes:
    """Write the licence of each origin, which names whom to credit."""
    lines = [
        f"{one.origin}: {one.licence}{f' <{one.url}>' if one.url else ''}\n" for one in snapshot.licences
    ]
    return "".join(lines or [f"{snapshot.data_licence}\n"]).encode()


def licence_file(contents: Contents) -> tuple[str, Iterator[bytes]]:
    """Give the file of a zip that says under which licences the tables may be used."""
    return LICENCE, iter([licence_text(contents.snapshot)])


def readme_file(contents: Contents, tables: Mapping[str, Sequence[str]]) -> tuple[str, Iterator[bytes]]:
    """Give the page of a zip that describes its tables, in English and Korean."""
    version = contents.snapshot.graph_version
    lines = [
        f"Sojae: layer {contents.layer}, graph version {version}",
        f"소재: 레이어 {contents.layer}, 그래프 버전 {version}",
        "",
        "Licences and attribution / 이용 조건과 저작자 표시",
        licence_text(contents.snapshot).decode().rstrip("\n"),
    ]
    for name, columns in tables.items():
        lines += ["", f"{name}.csv"]
        for column in columns:
            english, korean = {**EVERYWHERE, **ENDS}[column]
            lines.append(f"  {column}: {english} / {korean}")
    return README, iter([b"\xef\xbb\xbf" + "".join(f"{line}\r\n" for line in lines).encode()])
