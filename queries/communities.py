"""Communities of a network, their stability and labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from graph.figures import Agreement, Excess
from graph.inheritable import members_of
from graph.members import NamedMembers
from graph.vocabulary import SECTORS, Layer
from queries.networks import network_of
from queries.parameters import LayerParameters, Seed, period_given
from queries.registry import question
from queries.result import Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from graph.measures.over_representation import Feature
    from graph.network import Network
    from graph.snapshot import Snapshot

SECTORS_IN_A_LABEL, TECHNOLOGIES_IN_A_LABEL = 2, 1
NAMING_SHARE = 0.1
"""Share of members that must have a trait for it to name the group: five of a hundred may be significant and still misleading."""
LANGUAGES = ("ko", "en")
JOINTS = {"ko": "·", "en": ", "}


class CommunityParameters(LayerParameters):
    """Parameters of communities."""

    resolution: float = Field(
        default=1.0,
        gt=0,
        le=100,
        description="resolution of the Leiden algorithm: above 1 smaller groups, below 1 larger ones",
    )
    seed: Seed = Field(default=0, description="random seed for the order in which nodes are moved")


class OverRepresented(Shape, Excess, NamedMembers):
    """An over-represented trait: members that have it, the number expected by chance, and q (≤ 0.05)."""


class Traits(Shape):
    """Over-represented sectors and technologies, smallest q first."""

    sectors: list[OverRepresented]
    technologies: list[OverRepresented]


class Community(Shape):
    """A community; `stability` is its mean Jaccard index with the most similar one for other seeds, 0 to 1."""

    id: int
    size: int
    label_ko: str
    label_en: str
    stability: float
    over_represented: Traits
    sectors: dict[str, int]
    members: list[str]


class StabilityShape(Shape, Agreement):
    """Agreement with other seeds: mean adjusted Rand index with the partition, range of modularity over all seeds."""


class Communities(Result):
    """Communities found by the Leiden algorithm; labels are unique."""

    table: ClassVar[str] = "communities"
    layer: Layer
    parameters: dict[str, str | None]
    resolution: float
    seed: int
    modularity: float
    weighted: bool
    stability: StabilityShape
    isolates: int
    communities: list[Community]
    graph_version: str

    def caption(self) -> str:
        """Return the number of communities and the modularity."""
        return f"{len(self.communities)} groups, {self.layer}; modularity {self.modularity:.3f}"


TEXTILES = Community(
    id=3, size=52, label_ko="섬유 (한국섬유개발연구원)", label_en="Textiles (Korea Textile Development Institute)",
    stability=0.947,
    over_represented=Traits(
        sectors=[
            OverRepresented(id="textiles", name_ko="섬유", name_en="Textiles", members=45, expected=7.96, q=1.3e-32)
        ],
        technologies=[
            OverRepresented(
                id="ultralight-stab-proof-composite", name_ko="초경량 방검·방침 복합소재",
                name_en="Ultra-light stab-proof composite", members=5, expected=0.46, q=0.0035,
            )
        ],
    ),
    sectors={"textiles": 45, "polymers": 2}, members=["ktdi", "baekil"],
)  # fmt: skip
EXAMPLE = Communities(
    layer=Layer.DIRECT,
    parameters={"as_of": None, "since": None, "undated": "keep"},
    resolution=1.0,
    seed=0,
    modularity=0.714,
    weighted=False,
    stability=StabilityShape(seeds=20, adjusted_rand=0.95, modularity_low=0.711, modularity_high=0.714),
    isolates=427,
    communities=[TEXTILES],
    graph_version="f2bd416c30119016",
)


@question(
    "communities",
    topic="communities",
    path="communities",
    parameters=CommunityParameters,
    example=EXAMPLE,
    kept=True,
)
def communities(view: View, parameters: CommunityParameters) -> Communities:
    """Find the communities of a network (Leiden).

    Communities by size, members with most ties first; the same seed gives the same communities, and other seeds measure
    their stability. A label names over-represented sectors and technologies that at least a tenth of the members have.
    """
    import numpy as np

    from graph.measures.groups import partition
    from graph.measures.over_representation import sectors_of_groups, technologies_of_groups
    from graph.measures.stability import stability

    resolution, seed = parameters.resolution, parameters.seed
    network = network_of(view, parameters.layer, parameters.period)
    found = partition(network, resolution=resolution, seed=seed)
    stable = stability(network, found, resolution=resolution, seed=seed)
    order = np.lexsort((-network.degrees, found.labels))
    parts = np.split(order, np.searchsorted(found.labels[order], np.arange(found.groups)))[1:]
    described = zip(
        (part.tolist() for part in parts),
        stable.groups.tolist(),
        sectors_of_groups(network, found),
        technologies_of_groups(network, found),
        strict=True,
    )
    groups = [group_of(network, number, *one) for number, one in enumerate(described)]
    for language in LANGUAGES:
        set_labels(network, groups, language)
    return Communities(
        layer=parameters.layer,
        parameters=period_given(parameters.period),
        resolution=resolution,
        seed=seed,
        modularity=found.modularity,
        weighted=network.weighted,
        stability=StabilityShape(**members_of(stable, Agreement)),
        isolates=int(np.count_nonzero(found.labels < 0)),
        communities=[Community(**group) for group in groups],
        graph_version=view.snapshot.graph_version,
    )


def group_of(
    network: Network,
    number: int,
    members: list[int],
    stable: float,
    sectors: Sequence[Feature],
    technologies: Sequence[Feature],
) -> dict[str, Any]:
    """Describe a group, except for its labels: members with most ties first."""
    snapshot = network.snapshot
    counted = Counter(snapshot.sectors[int(network.nodes[member])] for member in members)
    return {
        "id": number,
        "size": len(members),
        "stability": stable,
        "over_represented": Traits(
            sectors=[trait(one, SECTORS[one.id].name_ko, SECTORS[one.id].name_en) for one in sectors],
            technologies=[trait(one, *names_of(snapshot, one.id)) for one in technologies],
        ),
        "sectors": {s: n for s, n in sorted(counted.items(), key=lambda item: (-item[1], str(item[0]))) if s},
        "members": [network.ids[member] for member in members],
    }


def trait(one: Feature, name_ko: str, name_en: str) -> OverRepresented:
    """Describe an over-represented trait."""
    return OverRepresented(id=one.id, name_ko=name_ko, name_en=name_en, **members_of(one, Excess))


def names_of(snapshot: Snapshot, key: str) -> tuple[str, str]:
    """Return a node's names in Korean and English."""
    row = snapshot.rows[snapshot.index[key]]
    return row[1], row[2]


def set_labels(network: Network, groups: Sequence[dict[str, Any]], language: str) -> None:
    """Label each group by its over-represented traits, else by its leading organisation, which also tells equal labels apart."""
    leads = [names_of(network.snapshot, group["members"][0])[LANGUAGES.index(language)] for group in groups]
    labels = [traits(group, language) or lead for group, lead in zip(groups, leads, strict=True)]
    for additions in (leads, [group["members"][0] for group in groups]):
        shared = Counter(labels)
        labels = [
            f"{label} ({addition})" if shared[label] > 1 and label != addition else label
            for label, addition in zip(labels, additions, strict=True)
        ]
    for group, label in zip(groups, labels, strict=True):
        group[f"label_{language}"] = label


def traits(group: dict[str, Any], language: str) -> str:
    """Name a group's most significant sectors and technology among those that enough members have."""

    def names(found: list[OverRepresented], most: int) -> list[str]:
        enough = NAMING_SHARE * group["size"]
        return [one[f"name_{language}"] for one in found if one.members >= enough][:most]

    over: Traits = group["over_represented"]
    sectors = JOINTS[language].join(names(over.sectors, SECTORS_IN_A_LABEL))
    return " – ".join(filter(None, [sectors, *names(over.technologies, TECHNOLOGIES_IN_A_LABEL)]))
