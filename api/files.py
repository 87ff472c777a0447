"""Answers as files: content negotiation and sending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import StreamingResponse

from api.negotiation import preferred
from api.prefix import below
from queries.export import FORMATS, Part, Wanted, layer_of
from viz.exports.contents import PARTS

if TYPE_CHECKING:
    from viz.exports import Format
    from viz.exports.contents import Contents

ROOT = "/api/v1/"


def offered(part: Part | None) -> dict[str, tuple[str, Part | None]]:
    """Return the available media types, JSON first: type → format and part.

    A zip is CSV; a type with one table means the relations unless a part is chosen.
    """
    tables: dict[str, tuple[str, Part | None]] = {
        known.table[0]: (known.name, part or ("relations" if known.table[0] != known.media_type else None))
        for known in FORMATS.values()
        if known.table
    }
    if part is not None:
        return tables
    wholes: dict[str, tuple[str, Part | None]] = {"application/json": ("json", None)}
    for known in FORMATS.values():
        wholes.setdefault(known.media_type, (known.name, None))
    return {**wholes, **tables}


def negotiated(accept: str, part: Part | None = None) -> tuple[str, Part | None]:
    """Choose format and part by the client's Accept header.

    Raises:
        Problem: no accepted type is available (406).
    """
    choices = offered(part)
    return choices[preferred(accept, choices)]


def sent(contents: Contents, name: str, about: str) -> StreamingResponse:
    """Stream a file while it is written, in a thread."""
    known = FORMATS[name]
    media_type, disposition = named(known, contents.part, about)
    # a bare CSV cannot contain its licence: the root of the API has it
    headers = {"Content-Disposition": disposition, **licence()}
    return StreamingResponse(known.write(contents), media_type=media_type, headers=headers)


def licence() -> dict[str, str]:
    """Return the header that leads from a file to the licences of the data."""
    return {"Link": f'<{below(ROOT)}>; rel="license"'}


def named(known: Format, part: Part | None, about: str) -> tuple[str, str]:
    """Return a file's media type and Content-Disposition."""
    media_type, extension = known.kind_of(part)
    name = "-".join(["sojae", about.replace(":", "-"), *([part] if part else [])])
    return media_type, f'attachment; filename="{name}.{extension}"'


def sent_as(wanted: Wanted) -> tuple[str, str]:
    """Return the media type and Content-Disposition of a wanted file."""
    known = FORMATS[wanted.format]
    return named(known, wanted.part, wanted.around or str(layer_of(wanted, known)))


def with_files(responses: dict[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """Document the files that a route offers besides JSON."""
    begins = {known.kind_of(PARTS[0])[0]: known.begins for known in FORMATS.values()}
    kinds = [kind for part in (None, PARTS[0]) for kind in offered(part) if kind != "application/json"]
    binary = {"type": "string", "format": "binary"}
    files = {kind: {"schema": binary, "example": f"{begins.get(kind, 'PK')}…"} for kind in kinds}
    answer = responses[200]
    return {**responses, 200: {**answer, "content": {**answer["content"], **files}}}
