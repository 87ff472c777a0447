"""Figures that measures compute and results show; apart from the measures, which take long to import."""

from __future__ import annotations

from graph.inheritable import inheritable


@inheritable
class Figures:
    """Figures of the tied nodes of a network; undefined ones are None.

    Attributes:
        nodes, isolates, ties, undated_ties: counts; `nodes` includes isolates.
        components: of tied nodes.
        density: ties over pairs of tied nodes, 0 to 1.
        mean_degree: ties of a tied node.
        largest_component: share of the tied nodes in it.
        transitivity: share of connected triples that are closed, 0 to 1 (Newman 2003, doi:10.1137/S003614450342480).
        degree_assortativity: correlation of the degrees at the two ends of ties, −1 to 1 (Newman 2002,
            doi:10.1103/PhysRevLett.89.208701).
        sector_assortativity: of counted sectors, at most 1, 0 at chance (the same).
        modularity: of the Leiden communities at resolution 1, with weighted ties.
        global_efficiency: with its standard error, from `efficiency_sources` nodes.
    """

    nodes: int
    isolates: int
    ties: int
    undated_ties: int
    components: int
    density: float | None
    mean_degree: float | None
    largest_component: float | None
    transitivity: float | None
    degree_assortativity: float | None
    sector_assortativity: float | None
    modularity: float | None
    global_efficiency: float | None
    efficiency_error: float | None
    efficiency_sources: int


@inheritable
class Beyond:
    """Ties with a relation that starts outside a range of years, and these years in order."""

    ties: int
    years: list[int]


@inheritable
class Club:
    """Nodes with more than `degree` ties: their number, the ties among them, and their density against the null, if any.

    Attributes:
        degree: k.
        members, ties: counts.
        density: φ(k) = 2 ties / (members (members − 1)), 0 to 1.
        expected: mean density in the sampled networks.
        ratio: density over expected; None also if that is 0.
        p_more, p_fewer: share of the sampled networks (with the observed one) with at least, or at most, as many ties.
    """

    degree: int
    members: int
    ties: int
    density: float
    expected: float | None
    ratio: float | None
    p_more: float | None
    p_fewer: float | None


@inheritable
class Difference:
    """Difference of two scores on the same later ties, with 95 % intervals (bootstrap over the later ties).

    Attributes:
        auc, auc_low, auc_high: difference of the ROC AUC.
        average_precision, average_precision_low, average_precision_high: difference of the average precision.
        resamples: number of bootstrap resamples.
    """

    auc: float
    auc_low: float
    auc_high: float
    average_precision: float
    average_precision_low: float
    average_precision_high: float
    resamples: int

    @property
    def better(self) -> bool:
        """Whether one of the two intervals lies above 0 and none below."""
        above = self.auc_low > 0 or self.average_precision_low > 0
        return above and self.auc_high >= 0 and self.average_precision_high >= 0


@inheritable
class Quality:
    """How well a score ranks later ties above other pairs.

    Attributes:
        auc: probability that a later tie ranks above another pair (0.5 by chance).
        average_precision: mean precision at each later tie, best first.
        precision_at_10: share of later ties among the ten best.
    """

    auc: float
    average_precision: float
    precision_at_10: float


@inheritable(kw_only=True)
class PairFigures:
    """Figures of a pair of sectors.

    `p` is the one-sided probability of as few ties. `q` is the false discovery rate on the side the pair lies on; None where it
    was not tested. `step` counts from 1. `detectable`: expected ties for a power of 80 % to detect a gap of factor 0.2; `power`:
    the power at this pair's own expectation, None where the pair was not tested.
    """

    observed: int
    expected: float
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    z: float | None
    p: float | None
    q: float | None
    step: int
    detectable: float | None
    power: float | None


@inheritable
class Changed:
    """Numbers of relations and ties that began, ended or changed between two days."""

    relations_added: int
    relations_ended: int
    ties_added: int
    ties_ended: int
    ties_changed: int


@inheritable
class Agreement:
    """The agreement of a partition with those of other seeds.

    Attributes:
        seeds: number of other seeds.
        adjusted_rand: mean adjusted Rand index with the partition: 1 for equal groups, 0 by chance; None without ties.
        modularity_low, modularity_high: range of modularity over all seeds.
    """

    seeds: int
    adjusted_rand: float | None
    modularity_low: float
    modularity_high: float


@inheritable
class Excess:
    """Members of a group that have a feature, those expected by chance, and the false discovery rate of the excess."""

    members: int
    expected: float
    q: float


@inheritable
class Covered:
    """The data behind a sector's figures, in one layer and period.

    Attributes:
        organisations: organisations of the sector, tied or not.
        with_ties: those with at least one tie.
        ties_per_organisation: mean number of ties (≥ 0; 0 without organisations).
        single_source_share: share of the relations behind these ties that cite only one source
            (0 … 1; None without relations).
        youngest_source: latest publication date of their sources, None if there is none.
    """

    organisations: int
    with_ties: int
    ties_per_organisation: float
    single_source_share: float | None
    youngest_source: str | None


@inheritable
class Sentence:
    """A sentence in Korean and English."""

    ko: str
    en: str


@inheritable
class Predicted:
    """How two scores predicted which open cells of a table were entered.

    Attributes:
        open_cells: cells without an organisation at a cut-off, of rows and columns that have one; over all cut-offs.
        entries: those with one some years later.
        auc, auc_activity: chance that an entered cell ranks above one that was not entered, by relatedness density and by
            size × popularity, 0 … 1; None if untested.
        difference, low, high: the first minus the second, with its 95 % interval.
    """

    open_cells: int
    entries: int
    auc: float | None
    auc_activity: float | None
    difference: float | None
    low: float | None
    high: float | None
