"""The legend of a scene: its sectors, kinds and predicates, with the number of nodes or ties of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.relations import PREDICATES
from graph.snapshot import KINDS
from graph.vocabulary import SECTORS, Kind
from viz.palette import KIND_COLOURS, NO_SECTOR, PREDICATE_COLOURS, SHAPES
from viz.scene_model import LegendEntry

if TYPE_CHECKING:
    from graph.grouping import Grouping
    from viz.scene_model import SceneNode, SceneTie

NO_SECTOR_NAMES = ("업종 없음", "No sector")
NO_GROUP_NAMES = ("집단 없음", "No group")


def legend_of(
    nodes: tuple[SceneNode, ...], ties: tuple[SceneTie, ...], grouping: Grouping
) -> tuple[LegendEntry, ...]:
    """Make an entry for each sector (or group), kind and predicate in the picture."""
    sectors, kinds = [node.sector for node in nodes], [node.kind for node in nodes]
    used = [predicate for tie in ties for predicate in tie.predicates]
    shown = (
        [(s.id, s.name_ko, s.name_en, s.colour) for s in SECTORS.values()]
        if grouping.is_sectors
        else [(key, *grouping.names[key], grouping.colours[key]) for key in grouping.ids]
    )
    lines = [
        LegendEntry("sector", key, korean, english, colour, None, sectors.count(key))
        for key, korean, english, colour in shown
    ]
    none = NO_SECTOR_NAMES if grouping.is_sectors else NO_GROUP_NAMES
    unknown = sum(node.sector is None and node.kind != Kind.PROGRAMME for node in nodes)
    lines.append(LegendEntry("sector", None, *none, NO_SECTOR, None, unknown))
    lines += [
        LegendEntry("kind", str(k), k.ko, k.en, KIND_COLOURS.get(k), SHAPES[k], kinds.count(k)) for k in KINDS
    ]
    lines += [
        LegendEntry("predicate", str(p), p.ko, p.en, PREDICATE_COLOURS[p], None, used.count(p))
        for p in PREDICATES
    ]
    return tuple(line for line in lines if line.count)
