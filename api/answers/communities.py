"""Answers about communities: who belongs together, how sure that is, and what each group is called."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from api.answers.networks import network_of, period_words
from graph.encoding import encoded
from graph.measures.groups import partition
from graph.measures.over_representation import sectors_of_groups, technologies_of_groups
from graph.measures.stability import stability
from graph.vocabulary import SECTORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.serving import View
    from graph.evidence import Period
    from graph.measures.over_representation import Feature
    from graph.network import Network
    from graph.snapshot import Snapshot
    from graph.vocabulary import Layer

SECTORS_IN_A_LABEL, TECHNOLOGIES_IN_A_LABEL = 2, 1
NAMING_SHARE = 0.1
"""Share of the members that a trait must have to name a group: five of a hundred may be sure, and still no name for it."""
LANGUAGES = ("ko", "en")
JOINTS = {"ko": "·", "en": ", "}


def communities_answer(
    view: View, layer: Layer, period: Period, *, resolution: float = 1.0, seed: int = 0
) -> bytes:
    """Answer with the groups of a network; what the same question needs again is kept."""
    key = ("communities", layer, period, resolution, seed)
    return view.snapshot.memo(key, lambda: found_communities(view, layer, period, resolution, seed))


def found_communities(view: View, layer: Layer, period: Period, resolution: float, seed: int) -> bytes:
    """Find the groups, try other seeds, and describe each group."""
    network = network_of(view, layer, period)
    found = partition(network, resolution=resolution, seed=seed)
    luck = stability(network, found, resolution=resolution, seed=seed)
    order = np.lexsort((-network.degrees, found.labels))
    parts = np.split(order, np.searchsorted(found.labels[order], np.arange(found.groups)))[1:]
    described = zip(
        (part.tolist() for part in parts),
        luck.groups.tolist(),
        sectors_of_groups(network, found),
        technologies_of_groups(network, found),
        strict=True,
    )
    communities = [community(network, number, *group) for number, group in enumerate(described)]
    for language in LANGUAGES:
        name_apart(network, communities, language)
    return encoded(
        {
            "layer": layer,
            "parameters": period_words(period),
            "resolution": resolution,
            "seed": seed,
            "modularity": found.modularity,
            "weighted": network.weighted,
            "stability": {
                "seeds": luck.seeds,
                "adjusted_rand": luck.adjusted_rand,
                "modularity_low": luck.modularity_low,
                "modularity_high": luck.modularity_high,
            },
            "isolates": int(np.count_nonzero(found.labels < 0)),
            "communities": communities,
            "graph_version": view.snapshot.graph_version,
        }
    )


def community(
    network: Network,
    number: int,
    members: list[int],
    stable: float,
    sectors: Sequence[Feature],
    technologies: Sequence[Feature],
) -> dict[str, Any]:
    """Describe one group: members with most ties first."""
    snapshot = network.snapshot
    counted = Counter(snapshot.sectors[int(network.nodes[member])] for member in members)
    return {
        "id": number,
        "size": len(members),
        "label_ko": None,
        "label_en": None,
        "stability": stable,
        "over_represented": {
            "sectors": [named(one, SECTORS[one.id].name_ko, SECTORS[one.id].name_en) for one in sectors],
            "technologies": [named(one, *names_of(snapshot, one.id)) for one in technologies],
        },
        "sectors": {s: n for s, n in sorted(counted.items(), key=lambda item: (-item[1], str(item[0]))) if s},
        "members": [network.ids[member] for member in members],
    }


def named(one: Feature, name_ko: str, name_en: str) -> dict[str, Any]:
    """Describe what a group has more of than chance would give."""
    return {
        "id": one.id,
        "name_ko": name_ko,
        "name_en": name_en,
        "members": one.members,
        "expected": one.expected,
        "q": one.q,
    }


def names_of(snapshot: Snapshot, key: str) -> tuple[str, str]:
    """Give a node's name in Korean and English."""
    row = snapshot.rows[snapshot.index[key]]
    return row[1], row[2]


def name_apart(network: Network, communities: Sequence[dict[str, Any]], language: str) -> None:
    """Call each group by what it has more of, else by its lead body; where two would share a name, add the lead body."""
    leads = [
        names_of(network.snapshot, group["members"][0])[LANGUAGES.index(language)] for group in communities
    ]
    labels = [traits(group, language) or lead for group, lead in zip(communities, leads, strict=True)]
    for additions in (leads, [group["members"][0] for group in communities]):
        shared = Counter(labels)
        labels = [
            f"{label} ({addition})" if shared[label] > 1 and label != addition else label
            for label, addition in zip(labels, additions, strict=True)
        ]
    for group, label in zip(communities, labels, strict=True):
        group[f"label_{language}"] = label


def traits(group: dict[str, Any], language: str) -> str:
    """Name a group's surest sectors and its surest technology, of those that enough members have."""

    def names(kind: str, most: int) -> list[str]:
        enough = NAMING_SHARE * group["size"]
        found = [one for one in group["over_represented"][kind] if one["members"] >= enough]
        return [one[f"name_{language}"] for one in found[:most]]

    sectors = JOINTS[language].join(names("sectors", SECTORS_IN_A_LABEL))
    return " – ".join(filter(None, [sectors, *names("technologies", TECHNOLOGIES_IN_A_LABEL)]))
