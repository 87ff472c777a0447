"""Districts with the same name, distinguished by their city: 남구 of Pohang is not 남구 of Daegu."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import Column, coded
from graph.places import place_of

if TYPE_CHECKING:
    from graph.columns import Table


def districts(nodes: Table) -> Column:
    """Return the district of each node, with its city where `data/places.csv` has several districts of that name."""
    district, city = nodes.column("district"), nodes.column("city")
    pairs, which = np.unique(np.stack((district.codes, city.codes), axis=1), axis=0, return_inverse=True)
    located = [
        (district.values[d] if d >= 0 else None, city.values[c] if c >= 0 else None)
        for d, c in pairs.tolist()
    ]
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for name, around in located:
        place = place_of(around, name) if name else None
        if name and place is not None and place.level == "district":
            meant[name].add(place.id)
    values, codes = coded(
        [
            f"{name}, {around}" if name and around and len(meant[name]) > 1 else name
            for name, around in located
        ]
    )
    return Column(values, codes[which.ravel()])
