"""File types by first bytes and, for zips, by content."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from ingest.origin import OriginError
from ingest.reading.encodings import wide_order

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 1 << 16
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_TABLES = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
             b"7z\xbc\xaf": "a 7z archive", b"Rar!": "a RAR archive", b"SQLite format 3": "an SQLite file", b"\x28\xb5\x2f\xfd": "a zstd archive", b"BZh": "a bzip2 archive"}  # fmt: skip


TRIPLE = re.compile(rb"<(?:https?://|urn:)[^>\s]*>\s")
"""The beginning of N-Triples, which looks like a tag of XML."""


class NoTable(OriginError):
    """A file that contains neither a table nor text."""

    def __init__(self, label: str, what: str) -> None:
        super().__init__(f"{label}: {what}: give CSV, XLSX, ODS or JSON Lines")
        self.label, self.what = label, what


class Form(StrEnum):
    """The file types that are read."""

    DELIMITED = "delimited text"
    HTML = "html"
    XML = "xml"
    JSON = "json"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    ZIP = "zip"
    GZIP = "gzip"
    PARQUET = "Parquet"


def form_of(path: Path, label: str) -> Form:
    """Return the type of a file.

    Raises:
        OriginError: it cannot be read, is empty, is protected by a password, or cannot contain tables.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise OriginError(f"{path}: {error.strerror}: check that the file is readable") from error
    if not head.strip():
        raise OriginError(f"{label}: the file is empty: fetch it again")
    if head.startswith(b"PAR1"):
        return Form.PARQUET
    for magic, what in NO_TABLES.items():
        if head.startswith(magic):
            raise NoTable(label, f"this is {what}")
    if head.startswith(b"PK\x03\x04"):
        return form_of_zip(path, label)
    if head.startswith(b"PK"):
        raise OriginError(f"{label}: the zip is empty or one of several parts: give the whole archive")
    if head.startswith(b"\x1f\x8b"):
        return Form.GZIP
    if head.startswith(OLE):
        return form_of_ole(path, label)
    return form_of_text(head, label)


def form_of_zip(path: Path, label: str) -> Form:
    """Return the type of a zip: workbook or archive."""
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = (
                archive.read("mimetype")[:80] if "mimetype" in names and small(archive, "mimetype") else b""
            )
            manifest = "META-INF/manifest.xml"
            locked = (
                manifest in names
                and small(archive, manifest)
                and b"encryption-data" in archive.read(manifest)
            )
    except (BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise OriginError(
            f"{label}: a broken zip or workbook ({error}): the download may be incomplete: fetch it again"
        ) from error
    if locked:
        raise password(label)
    if b"opendocument.spreadsheet" in kind:
        return Form.ODS
    if kind:
        raise OriginError(
            f"{label}: a document ({kind.decode('ascii', 'replace')}), not a spreadsheet: save its table as CSV"
        )
    if "xl/workbook.bin" in names:
        raise OriginError(f"{label}: a binary workbook (.xlsb): save it as .xlsx or CSV")
    if "xl/workbook.xml" in names:
        return Form.XLSX
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise OriginError(
            f"{label}: a text document or slides, not a spreadsheet: save its table as CSV or XLSX"
        )
    return Form.ZIP


def small(archive: ZipFile, name: str) -> bool:
    return archive.getinfo(name).file_size <= 1 << 20


def form_of_ole(path: Path, label: str) -> Form:
    """Return the type of an OLE container: an old workbook, or a new one with a password."""
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            if "EncryptedPackage".encode("utf-16-le") in chunk:
                raise password(label)
            if b"HWP Document File" in chunk:
                raise OriginError(f"{label}: a Hangul (HWP) document: save its table as CSV or XLSX")
            file.seek(-32, 1) if len(chunk) == 1 << 20 else None
    return Form.XLS


def password(label: str) -> OriginError:
    return OriginError(
        f"{label}: the workbook is protected by a password: remove the password and save it again"
    )


def form_of_text(head: bytes, label: str) -> Form:
    """Return the type of a text: HTML, XML, JSON or delimited; binary data is refused."""
    text = head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    elif b"\0" in head:
        text = head.replace(b"\0", b"")
        controls = len(head) - len(head.translate(None, CONTROLS))
        if wide_order(head[:4096]) is None and controls * 50 > len(head):
            raise NoTable(label, "neither text nor a known workbook")
    begin = text.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096].lower()
    if begin.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")):
        return Form.HTML
    if begin.startswith(b"<") and not TRIPLE.match(begin):
        return Form.HTML if b"<html" in begin or (b"<table" in begin and b"<?xml" not in begin) else Form.XML
    if begin.startswith((b"{", b"[{", b"[\n", b"[\r", b"[ ", b"[]")):
        return Form.JSON
    return Form.DELIMITED
