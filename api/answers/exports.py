"""Answers as files: what a format holds for which words, and how it is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from api.answers.paging import read_cursor
from api.answers.records import node_number
from api.errors import refuse
from api.limits import LIMITS
from api.negotiation import preferred
from api.prefix import below
from graph.filters import NO_FILTER
from graph.vocabulary import Kind, Layer
from graph.walks.neighbourhoods import neighbourhood
from viz.exports import formats
from viz.exports.contents import PARTS, gather, walked
from viz.scene import scene

if TYPE_CHECKING:
    from starlette.responses import StreamingResponse

    from api.serving import View
    from graph.filters import Filter
    from graph.snapshot import Snapshot
    from viz.exports import Format
    from viz.exports.contents import Contents, Part

FORMATS = formats()
ROOT = "/api/v1/"
MOST_DRAWN = LIMITS["scene_nodes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a file shall hold; None leaves it to the format.

    Pictures (`json`, `cyjs`, `graphml`, `gexf`) hold what the scene with the same words draws; records (`csv`, `ndjson`,
    `parquet`, `jsonld`) hold every fact, nodes without a tie included, unless words say otherwise.
    """

    format: str
    part: Part | None = None
    layer: Layer | None = None
    around: str | None = None
    depth: int = 1
    chosen: Filter = NO_FILTER
    isolates: bool | None = None
    limit: int | None = None
    positions: bool | None = None
    seed: int = 0
    resolution: float = 1.0


def offered(part: Part | None) -> dict[str, tuple[str, Part | None]]:
    """Give the media types that can be accepted, JSON first: type → format and part.

    A zip is CSV; a type that holds one table gives the relations where no part is asked for.
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
    """Choose format and part by what a client accepts.

    Raises:
        Problem: it accepts none (406).
    """
    choices = offered(part)
    return choices[preferred(accept, choices)]


def contents_of(view: View, wanted: Wanted) -> Contents:
    """Gather what a file shall hold.

    Raises:
        Problem: an id is unknown, or words do not go together.
    """
    admit(view, wanted)
    return gathered(view.snapshot, wanted)


def admit(view: View, wanted: Wanted, most: int = MOST_DRAWN) -> None:
    """Refuse words that do not go together, an id that is unknown, and more than `most` nodes in a scene."""
    check(wanted, FORMATS[wanted.format], most)
    if wanted.around is not None:
        whole = wanted.layer in {None, Layer.FACTS}
        node_number(view, wanted.around, None if whole else Kind.ORGANISATION)


def gathered(snapshot: Snapshot, wanted: Wanted, most: int = MOST_DRAWN) -> Contents:
    """Gather what a file shall hold, of words that were admitted; at most `most` nodes are placed.

    Raises:
        Problem: there are more nodes to be placed (422).
    """
    known = FORMATS[wanted.format]
    words: dict[str, Any] = {
        "layer": layer_of(wanted, known),
        "around": wanted.around,
        "depth": wanted.depth,
        "isolates": not known.picture if wanted.isolates is None else wanted.isolates,
    }
    limit = (wanted.limit or most) if known.name == "json" else wanted.limit
    contents = gather(snapshot, **words, chosen=wanted.chosen, limit=limit)
    if known.picture and wanted.positions is not False:
        contents = drawn(contents, wanted, words, most)
    return replace(contents, part=wanted.part)


def layer_of(wanted: Wanted, known: Format) -> Layer:
    """Give the layer: facts for records and around a node, `all` for a picture of the whole."""
    return wanted.layer or (Layer.FACTS if wanted.around is not None or not known.picture else Layer.ALL)


def check(wanted: Wanted, known: Format, most: int) -> None:
    """Refuse words that do not go together."""
    if wanted.part is not None and known.table is None:
        with_tables = ", ".join(other.name for other in FORMATS.values() if other.table)
        refuse("part", f"{known.name} has no tables", f"leave it away, or take one of {with_tables}")
    if wanted.positions and not known.picture:
        pictures = ", ".join(other.name for other in FORMATS.values() if other.picture)
        refuse("positions", f"{known.name} holds records", f"leave it away, or take one of {pictures}")
    if known.name == "json" and wanted.positions is False:
        refuse("positions", "json is the scene", "leave it away, or take cyjs")
    if known.name == "json" and (wanted.limit or 0) > most:
        refuse(
            "limit",
            f"a scene has at most {most} nodes",
            f"ask for fewer, or take another format{by_job(most)}",
        )


def by_job(most: int) -> str:
    """Say where more nodes are placed than one call places."""
    return "" if most > MOST_DRAWN else ", or ask POST /api/v1/jobs with the kind export"


def drawn(contents: Contents, wanted: Wanted, words: dict[str, Any], most: int) -> Contents:
    """Put the nodes where the scene with the same words draws them."""
    if len(contents.nodes) > most:
        rule = f"{len(contents.nodes)} nodes are more than can be placed ({most})"
        remedy = f"write positions=false, or limit={most} for the nodes with most ties{by_job(most)}"
        refuse("positions", rule, remedy)
    chosen = wanted.chosen
    found = scene(
        contents.snapshot,
        **words,
        period=chosen.period,
        sectors=chosen.sectors,
        kinds=chosen.kinds,
        predicates=chosen.predicates,
        limit=wanted.limit or most,
        seed=wanted.seed,
        resolution=wanted.resolution,
    )
    return replace(contents, scene=found)


def walk_contents(
    view: View, key: str, *, depth: int, chosen: Filter, limit: int, after: str | None, part: Part | None
) -> Contents:
    """Gather what a neighbourhood answers with, for a file."""
    root, offset = node_number(view, key), read_cursor(view.snapshot, after)
    found = neighbourhood(view.snapshot, root, depth=depth, chosen=chosen, limit=limit, offset=offset)
    return replace(walked(view.snapshot, found), part=part)


def sent(contents: Contents, name: str, about: str) -> StreamingResponse:
    """Send a file while it is written, on a thread."""
    from starlette.responses import StreamingResponse

    known = FORMATS[name]
    media_type, disposition = named(known, contents.part, about)
    # a bare CSV has no room for its licence: the root of the API says it
    headers = {"Content-Disposition": disposition, "Link": f'<{below(ROOT)}>; rel="license"'}
    return StreamingResponse(known.write(contents), media_type=media_type, headers=headers)


def named(known: Format, part: Part | None, about: str) -> tuple[str, str]:
    """Give a file's media type, and its name as a Content-Disposition."""
    media_type, extension = known.kind_of(part)
    words = "-".join(["sojae", about.replace(":", "-"), *([part] if part else [])])
    return media_type, f'attachment; filename="{words}.{extension}"'


def sent_as(wanted: Wanted) -> tuple[str, str]:
    """Give media type and Content-Disposition of what is wanted."""
    known = FORMATS[wanted.format]
    return named(known, wanted.part, wanted.around or str(layer_of(wanted, known)))


def with_files(responses: dict[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """Describe the files beside the JSON of a route for the OpenAPI document."""
    begins = {known.kind_of(PARTS[0])[0]: known.begins for known in FORMATS.values()}
    kinds = [kind for part in (None, PARTS[0]) for kind in offered(part) if kind != "application/json"]
    binary = {"type": "string", "format": "binary"}
    files = {kind: {"schema": binary, "example": f"{begins.get(kind, 'PK')}…"} for kind in kinds}
    answer = responses[200]
    return {**responses, 200: {**answer, "content": {**answer["content"], **files}}}
