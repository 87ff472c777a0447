"""The form that makes a workspace: its fields and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from api.schemas.workspaces import HowToRead
from ingest.uploads import can_be_called
from queries.errors import refuse

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.datastructures import FormData, UploadFile

CHUNK = 1 << 20


def how_of(form: FormData) -> HowToRead:
    """Read the fields of a form beside its files.

    Raises:
        Invalid: a field is unknown or has a wrong value.
    """
    given = {name: value for name, value in form.multi_items() if name not in {"files", "keep", "read"}}
    for name, value in given.items():
        if name not in HowToRead.model_fields or not isinstance(value, str):
            refuse(
                name[:60], "not a field of this form", "use files, origin, mapping, options, read and keep"
            )
    options: Any = {}
    if text := given.pop("options", ""):
        try:
            options = orjson.loads(str(text))
        except orjson.JSONDecodeError:
            options = None
        if not isinstance(options, dict) or not all(isinstance(value, str) for value in options.values()):
            refuse("options", "not a JSON object of texts", 'write for instance {"title": "Suppliers"}')
    return HowToRead(**{name: str(value) or None for name, value in given.items()}, options=options)


def files_of(form: FormData) -> list[UploadFile]:
    """Return the files of a form.

    Raises:
        Invalid: there is none, or one has no valid name, or two have the same.
    """
    files = [one for one in form.getlist("files") if not isinstance(one, str)]
    if not files:
        refuse("files", "no file was sent", "send at least one part “files” with a file name")
    names = [one.filename or "" for one in files]
    for name in names:
        if not can_be_called(name.replace("\\", "/").rpartition("/")[2]) or names.count(name) > 1:
            refuse("files", f"“{name[:60]}” is given twice or is not a valid file name", "rename it")
    return files


def kept(folder: Path, files: list[UploadFile]) -> tuple[str, ...]:
    """Write files into the folder of a workspace; return their names."""
    names: list[str] = []
    for one in files:
        name = (one.filename or "").replace("\\", "/").rpartition("/")[2]
        with (folder / name).open("xb") as out:
            while chunk := one.file.read(CHUNK):
                out.write(chunk)
        names.append(name)
    return tuple(names)
