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
    """Accept the name of a format."""
    if value is not None:
        allowed_or_raise(value, list(FORMATS))
    return value


class ExportParameters(PictureParameters):
    """Parameters of an export."""

    format: Annotated[str | None, AfterValidator(known_format)] = Field(
        default=None,
        description=f"format of the file: {', '.join(FORMATS)}; default: by `Accept`, else json",
        json_schema_extra=one_of(FORMATS),
    )
    part: Part | None = Field(default=None, description="only this table of csv, ndjson or parquet")
    isolates: bool | None = Field(
        default=None,
        description="include nodes without a tie; default: yes in csv, ndjson, parquet and jsonld, otherwise no",
    )
    limit: int | None = Field(
        default=None,
        ge=1,
        lt=2**31,
        description="largest number of nodes: the nearest first, then those with most ties",
    )
    positions: bool | None = Field(
        default=None, description="include positions of nodes (graphml, gexf, gml, pajek, cyjs); default: yes"
    )

    def wanted(self, name: str | None = None, part: Part | None = None) -> Wanted:
        """Describe the wanted file by format and part; default: JSON."""
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
    """The wanted content of a file; None leaves it to the format.

    Pictures (`json`, `cyjs`, `graphml`, `gexf`, `gml`, `pajek`) have the content of the scene with the same parameters; records (`csv`,
    `ndjson`, `parquet`, `jsonld`) have all facts, including nodes without a tie, unless parameters say otherwise.
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
        NotFound: no node has the id `around`.
        Invalid: parameters contradict each other.
    """
    return FORMATS[wanted.format].write(contents_of(view, wanted))


def contents_of(view: View, wanted: Wanted) -> Contents:
    """Gather the content of a file.

    Raises:
        NotFound: no node has the id `around`.
        Invalid: parameters contradict each other.
    """
    admit(view, wanted)
    return gathered(view.snapshot, wanted, view.bounds.placed)


def admit(view: View, wanted: Wanted) -> None:
    """Refuse contradictory parameters, an unknown id, and scenes with too many nodes."""
    check(wanted, FORMATS[wanted.format], view.bounds.placed)
    if wanted.around is not None:
        whole = wanted.layer in {None, Layer.FACTS}
        node_number(view, wanted.around, None if whole else Kind.ORGANISATION)


def gathered(snapshot: Snapshot, wanted: Wanted, most: int = MOST_DRAWN) -> Contents:
    """Gather the content of a file for checked parameters; at most `most` nodes get positions.

    Raises:
        Invalid: too many nodes need positions.
    """
    from viz.exports.contents import gather

    known = FORMATS[wanted.format]
    chosen: dict[str, Any] = {
        "layer": layer_of(wanted, known),
        "around": wanted.around,
        "depth": wanted.depth,
        "isolates": not known.picture if wanted.isolates is None else wanted.isolates,
    }
    limit = (wanted.limit or most) if known.name == "json" else wanted.limit
    contents = gather(snapshot, **chosen, chosen=wanted.chosen, limit=limit)
    if known.picture and wanted.positions is not False:
        contents = placed(contents, wanted, chosen, most)
    return replace(contents, part=wanted.part)


def layer_of(wanted: Wanted, known: Format) -> Layer:
    """Return the layer: facts for records and around a node, `all` for a picture of the whole graph."""
    return wanted.layer or (Layer.FACTS if wanted.around is not None or not known.picture else Layer.ALL)


def check(wanted: Wanted, known: Format, most: int) -> None:
    """Refuse contradictory parameters."""
    if wanted.part is not None and known.table is None:
        with_tables = ", ".join(other.name for other in FORMATS.values() if other.table)
        refuse("part", f"{known.name} has no tables", f"leave it out, or use one of {with_tables}")
    if wanted.positions and not known.picture:
        pictures = ", ".join(other.name for other in FORMATS.values() if other.picture)
        refuse("positions", f"{known.name} has no positions", f"leave it out, or use one of {pictures}")
    if known.name == "json" and wanted.positions is False:
        refuse("positions", "json always has positions", "leave it out, or use cyjs")
    if known.name == "json" and (wanted.limit or 0) > most:
        refuse("limit", f"a scene has at most {most} nodes", "use a lower limit or another format")


def placed(contents: Contents, wanted: Wanted, parameters: dict[str, Any], most: int) -> Contents:
    """Give nodes the positions of the scene with the same parameters."""
    from viz.scene import scene

    if len(contents.nodes) > most:
        rule = f"{len(contents.nodes)} nodes are too many for positions (maximum {most})"
        refuse("positions", rule, f"use positions=false, or limit={most} for the nodes with most ties")
    chosen = wanted.chosen
    found = scene(
        contents.snapshot,
        **parameters,
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
    """Gather a neighbourhood for a file.

    Raises:
        NotFound: no node has the id.
        Invalid: a parameter selects neighbours, which files do not support.
    """
    from viz.exports.contents import walked

    for name in ("limit_per_node", "rank_by", "via"):
        if not parameters.plain and name in parameters.model_fields_set:
            refuse(name, "files have the whole neighbourhood", "leave it out, or use JSON")
    root, offset = node_number(view, id), read_cursor(view.snapshot, parameters.cursor)
    depth, chosen, limit = parameters.depth, parameters.filter, parameters.limit
    found = walk(view.snapshot, root, depth=depth, chosen=chosen, limit=limit, offset=offset)
    return replace(walked(view.snapshot, found), part=part)
