"""Records of what is drawn: a file of exactly these nodes and relations, whatever filters chose them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Annotated

import numpy as np
from pydantic import AfterValidator, Field

from graph.vocabulary import Layer
from queries.errors import NotFound
from queries.export import FORMATS
from queries.limits import LIMITS
from queries.parameters import Parameters, allowed_or_raise, one_of
from queries.records import node_number
from viz.exports.contents import Contents, Part

if TYPE_CHECKING:
    from queries.view import View

RECORDS = tuple(name for name, known in FORMATS.items() if not known.picture)


def record_format(value: str) -> str:
    """Accept the name of a format of records."""
    allowed_or_raise(value, RECORDS)
    return value


class DrawnParameters(Parameters):
    """The nodes and relations of a picture, and the format of the file."""

    format: Annotated[str, AfterValidator(record_format)] = Field(
        default="csv",
        description=f"format of the file: {', '.join(RECORDS)}",
        json_schema_extra=one_of(RECORDS),
    )
    part: Part | None = Field(default=None, description="only this table of csv, ndjson or parquet")
    nodes: list[str] = Field(
        min_length=1, max_length=LIMITS["scene_nodes"], description="ids of the nodes that are drawn"
    )
    relations: list[str] = Field(
        default=[],
        max_length=LIMITS["scene_ties"],
        description="ids of the relations behind the ties that are drawn",
    )


def contents_of_drawn(view: View, parameters: DrawnParameters) -> Contents:
    """Gather the records.

    Raises:
        NotFound: no node or no relation has one of the ids: the picture was drawn from another version of the graph.
    """
    snapshot = view.snapshot
    nodes = {node_number(view, key, parameter="nodes") for key in parameters.nodes}
    relations = {relation_number(snapshot.relations.ids, key) for key in parameters.relations}
    return Contents(snapshot, Layer.FACTS, ascending(nodes), ascending(relations), part=parameters.part)


def ascending(numbers: set[int]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Write numbers as a file wants them."""
    return np.array(sorted(numbers), np.int32)


def relation_number(ids: list[str], key: str) -> int:
    """Find a relation by id.

    Raises:
        NotFound: there is none.
    """
    at = bisect_left(ids, key)
    if at == len(ids) or ids[at] != key:
        raise NotFound("relation", key, parameter="relations")
    return at
