"""Export: the filtered graph as a file of any format."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field

from graph.filters import NO_FILTER
from graph.vocabulary import Kind, Layer
from graph.walks.neighbourhoods import neighbourhood as walk
from queries.errors import refuse
from queries.limits import LIMITS
from queries.paging import read_cursor
from queries.parameters import allowed_or_raise, one_of
from queries.records import node_number
from queries.scene import PictureParameters
from viz.exports import formats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.filters import Filter
    from graph.snapshot import Snapshot
    from queries.neighbourhood import NeighbourhoodParameters
    from queries.view import View
    from viz.exports import Format
    from viz.exports.contents import Contents

FORMATS = formats()
MOST_DRAWN = LIMITS["scene_nodes"]
Part = Literal["nodes", "relations", "sources"]


def known_format(value: str | None) -> str | None:
    """Let the name of a format pass."""
    if value is not None:
        allowed_or_raise(value, list(FORMATS))
    return value


class ExportParameters(PictureParameters):
    """What is exported, and as what."""

    format: Annotated[str | None, AfterValidator(known_format)] = Field(
        default=None,
        description=f"{', '.join(FORMATS)}; default: by `Accept`, else json",
        json_schema_extra=one_of(FORMATS),
    )
    part: Part | None = Field(default=None, description="one table of csv, ndjson or parquet on its own")
    isolates: bool | None = Field(
        default=None,
        description="whether nodes without a tie are there; default: in csv, ndjson, parquet, jsonld",
    )
    limit: int | None = Field(
        default=None, ge=1, lt=2**31, description="nodes at most: the nearest, then those with most ties"
    )
    positions: bool | None = Field(
        default=None, description="whether nodes are placed (graphml, gexf, cyjs; default: yes)"
    )

    def wanted(self, name: str | None = None, part: Part | None = None) -> Wanted:
        """Ask for a file of a format, or for one part of it; without any of what is given, for JSON."""
        return Wanted(
            format=name or self.format or "json",
            part=part if name else self.part,
            layer=self.layer,
            around=self.around,
            depth=self.depth,
            chosen=self.filter,
            isolates=self.isolates,
            limit=self.limit,
            positions=self.positions,
            seed=self.seed,
            resolution=self.resolution,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a file shall hold; None leaves it to the format.

    Pictures (`json`, `cyjs`, `graphml`, `gexf`) hold what the scene with the same parameters draws; records (`csv`,
    `ndjson`, `parquet`, `jsonld`) hold every fact, nodes without a tie included, unless parameters say otherwise.
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


def export(view: View, wanted: Wanted) -> Iterator[bytes]:
    """Write a file, chunk by chunk.

    Raises:
        NotFound: no node has the id that shall be in the middle.
        Invalid: parameters do not go together.
    """
    return FORMATS[wanted.format].write(contents_of(view, wanted))


def contents_of(view: View, wanted: Wanted) -> Contents:
    """Gather what a file shall hold.

    Raises:
        NotFound: no node has the id that shall be in the middle.
        Invalid: parameters do not go together.
    """
    admit(view, wanted)
    return gathered(view.snapshot, wanted, view.bounds.placed)


def admit(view: View, wanted: Wanted) -> None:
    """Refuse parameters that do not go together, an id that is unknown, and more nodes in a scene than may be placed."""
    check(wanted, FORMATS[wanted.format], view.bounds.placed)
    if wanted.around is not None:
        whole = wanted.layer in {None, Layer.FACTS}
        node_number(view, wanted.around, None if whole else Kind.ORGANISATION)


def gathered(snapshot: Snapshot, wanted: Wanted, most: int = MOST_DRAWN) -> Contents:
    """Gather what a file shall hold, of parameters that were admitted; at most `most` nodes are placed.

    Raises:
        Invalid: there are more nodes to be placed.
    """
    from viz.exports.contents import gather

    known = FORMATS[wanted.format]
    asked: dict[str, Any] = {
        "layer": layer_of(wanted, known),
        "around": wanted.around,
        "depth": wanted.depth,
        "isolates": not known.picture if wanted.isolates is None else wanted.isolates,
    }
    limit = (wanted.limit or most) if known.name == "json" else wanted.limit
    contents = gather(snapshot, **asked, chosen=wanted.chosen, limit=limit)
    if known.picture and wanted.positions is not False:
        contents = placed(contents, wanted, asked, most)
    return replace(contents, part=wanted.part)


def layer_of(wanted: Wanted, known: Format) -> Layer:
    """Give the layer: facts for records and around a node, `all` for a picture of the whole."""
    return wanted.layer or (Layer.FACTS if wanted.around is not None or not known.picture else Layer.ALL)


def check(wanted: Wanted, known: Format, most: int) -> None:
    """Refuse parameters that do not go together."""
    if wanted.part is not None and known.table is None:
        with_tables = ", ".join(other.name for other in FORMATS.values() if other.table)
        refuse("part", f"{known.name} has no tables", f"leave it away, or take one of {with_tables}")
    if wanted.positions and not known.picture:
        pictures = ", ".join(other.name for other in FORMATS.values() if other.picture)
        refuse("positions", f"{known.name} holds records", f"leave it away, or take one of {pictures}")
    if known.name == "json" and wanted.positions is False:
        refuse("positions", "json is the scene", "leave it away, or take cyjs")
    if known.name == "json" and (wanted.limit or 0) > most:
        refuse("limit", f"a scene has at most {most} nodes", "ask for fewer, or take another format")


def placed(contents: Contents, wanted: Wanted, asked: dict[str, Any], most: int) -> Contents:
    """Put the nodes where the scene with the same parameters draws them."""
    from viz.scene import scene

    if len(contents.nodes) > most:
        rule = f"{len(contents.nodes)} nodes are more than can be placed ({most})"
        refuse("positions", rule, f"write positions=false, or limit={most} for the nodes with most ties")
    chosen = wanted.chosen
    found = scene(
        contents.snapshot,
        **asked,
        period=chosen.period,
        sectors=chosen.sectors,
        kinds=chosen.kinds,
        predicates=chosen.predicates,
        limit=wanted.limit or most,
        seed=wanted.seed,
        resolution=wanted.resolution,
    )
    return replace(contents, scene=found)


def walk_contents(view: View, id: str, parameters: NeighbourhoodParameters, part: Part | None) -> Contents:
    """Gather what a neighbourhood answers with, for a file.

    Raises:
        NotFound: no node has the id.
        Invalid: the walk chooses, which no file format holds.
    """
    from viz.exports.contents import walked

    for name in ("limit_per_node", "rank_by", "via"):
        if not parameters.plain and name in parameters.model_fields_set:
            refuse(name, "files hold the whole walk", "leave it out, or take JSON")
    root, offset = node_number(view, id), read_cursor(view.snapshot, parameters.cursor)
    depth, chosen, limit = parameters.depth, parameters.filter, parameters.limit
    found = walk(view.snapshot, root, depth=depth, chosen=chosen, limit=limit, offset=offset)
    return replace(walked(view.snapshot, found), part=part)
