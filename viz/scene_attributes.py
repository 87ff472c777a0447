"""The own attributes of the nodes of a scene, in columns: what facets, colours, sizes and tables of the explorer need of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.attributes import PREFIX
from graph.columns import table_of
from graph.own_fields import own_fields
from viz.scene_model import OwnColumn

if TYPE_CHECKING:
    from graph.fields import Field
    from graph.network import Network

MOST_TEXTS = 60
"""Distinct texts of a column that is a choice; with more it is a remark, which a picture cannot show."""
MOST_ENTRIES = 400_000
"""Entries of all columns: nodes times columns. Beyond, columns are only named."""


def own_columns(network: Network) -> tuple[OwnColumn, ...]:
    """Return the own attributes that nodes of the network have, in alphabetical order."""
    snapshot = network.snapshot
    if not len(network):
        return ()
    table, found, entries = table_of(snapshot, None), list[OwnColumn](), 0
    for name, field in own_fields(snapshot, None).items():
        column = table.column(f"{PREFIX}{name}")
        used, codes = np.unique(column.codes[network.nodes], return_inverse=True)
        known = used[used >= 0]
        if not len(known):
            continue
        values = [column.values[code] for code in known.tolist()]
        made = column_of(name, field, values, codes - int(used[0] < 0))
        entries += len(made.codes)
        found.append(made if entries <= MOST_ENTRIES else named_only(made))
    return tuple(found)


def column_of(name: str, field: Field, values: list[Any], codes: Any) -> OwnColumn:
    """Return one column; long lists of texts without their values."""
    shape: Any = field.shape.value
    made = OwnColumn(name, shape, len(values), tuple(values), tuple(codes.tolist()))
    return named_only(made) if shape == "text" and len(values) > MOST_TEXTS else made


def named_only(column: OwnColumn) -> OwnColumn:
    """Return a column without its values."""
    return OwnColumn(column.name, column.shape, column.distinct, (), ())
