"""Export: the filtered graph as a file of any format."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Field

from graph.filters import NO_FILTER
from graph.vocabulary import Kind, Layer
from graph.walks.neighbourhoods import neighbourhood as walk
from queries.errors import refuse
from queries.limits import LIMITS
from queries.paging import Asked, following, read_cursor
from queries.parameters import allowed_or_raise, one_of
from queries.records import node_number
from queries.scene import PictureParameters, check_ids
from viz.exports import formats
from viz.exports.contents import Part as Part  # noqa: PLC0414  # routes import it from here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.filters import Filter
    from graph.snapshot import Snapshot
    from graph.walks.neighbourhoods import Neighbourhood
    from queries.neighbourhood import NeighbourhoodParameters
    from queries.view import View
    from viz.exports import Format
    from viz.exports.contents import Contents

FORMATS = formats()
MOST_DRAWN = LIMITS["scene_nodes"]


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
    part: Part | None = Field(
        default=None,
        description="only this table of csv, ndjson or parquet; identifiers are without those of sole traders",
    )
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
        NotFound: no node has the id `around`, or one of `ids`.
        Invalid: parameters contradict each other.
    """
    return FORMATS[wanted.format].write(contents_of(view, wanted))


def contents_of(view: View, wanted: Wanted) -> Contents:
    """Gather the content of a file.

    Raises:
        NotFound: no node has the id `around`, or one of `ids`.
        Invalid: parameters contradict each other.
    """
    admit(view, wanted)
    return gathered(view.snapshot, wanted, view.bounds.placed)


def admit(view: View, wanted: Wanted) -> None:
    """Refuse contradictory parameters, an unknown id, and scenes with too many nodes."""
    check(wanted, FORMATS[wanted.format], view.bounds.placed)
    check_ids(view, wanted.chosen.ids)
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
    """Return the layer: facts for records, around a node and for ids, `all` for a picture of the whole graph."""
    whole = wanted.around is None and wanted.chosen.ids is None and known.picture
    return wanted.layer or (Layer.ALL if whole else Layer.FACTS)


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
        ids=chosen.ids,
        limit=wanted.limit or most,
        seed=wanted.seed,
        resolution=wanted.resolution,
    )
    return replace(contents, scene=found)


def walk_contents(
    view: View, id: str, parameters: NeighbourhoodParameters, name: str, part: Part | None
) -> tuple[Contents, str | None]:
    """Gather a neighbourhood for a file, and the cursor of what a given `limit` leaves for the next one.

    Without a limit or a cursor a file has the whole neighbourhood.

    Raises:
        NotFound: no node has the id.
        Invalid: the neighbourhood is too large, or a parameter selects neighbours, which files do not support.
    """
    from viz.exports.contents import walked

    for parameter in ("limit_per_node", "rank_by", "via"):
        if not parameters.plain and parameter in parameters.model_fields_set:
            refuse(parameter, "files have the whole neighbourhood", "leave it out, or use JSON")
    snapshot = view.snapshot
    asked = Asked("neighbourhood", parameters, id)
    root, offset = node_number(view, id), read_cursor(snapshot, asked, parameters.cursor)
    paged = not parameters.model_fields_set.isdisjoint({"limit", "cursor"})
    limit = parameters.limit if paged else LIMITS["neighbourhood_file_nodes"]
    depth, chosen = parameters.depth, parameters.filter
    found = walk(snapshot, root, depth=depth, chosen=chosen, limit=limit, offset=offset)
    if not paged and found.total_nodes > limit:
        rule = f"the neighbourhood has {found.total_nodes} nodes, more than the {limit} that a file can have"
        refuse("depth", rule, f"use a smaller depth, a filter, or /export?around={id}")
    among = FORMATS[name].picture if parameters.among is None else parameters.among
    if among:
        found = with_relations_among(snapshot, found, root, parameters, offset)
    goes_on = following(snapshot, asked, offset + len(found.nodes), found.total_nodes)
    return replace(walked(snapshot, found), part=part), goes_on


def with_relations_among(
    snapshot: Snapshot, found: Neighbourhood, root: int, parameters: NeighbourhoodParameters, offset: int
) -> Neighbourhood:
    """Return the same nodes with all relations among them and those of earlier pages."""
    from graph.walks.among import relations_among

    chosen = parameters.filter
    before = walk(snapshot, root, depth=parameters.depth, chosen=chosen, limit=offset).nodes if offset else ()
    return replace(found, relations=relations_among(snapshot, chosen, root, found.nodes, before))
