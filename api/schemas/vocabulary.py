"""Shape of the vocabulary: the closed sets for the explorer, in both languages."""

from __future__ import annotations

from api.schemas.wire import Wire
from queries.gaps import Sentence


class PredicateTerm(Sentence):
    """A predicate; those of one `group` share a colour."""

    colour: str
    group: int


class SectorTerm(Sentence):
    """A sector; `counted` ones are compared in the table of gaps."""

    id: str
    colour: str
    counted: bool


class VocabularyColours(Wire):
    """Colours of nodes without a sector."""

    no_sector: str
    programme: str


class LayerEvidence(Wire):
    """Predicates, and kinds of programmes, that make the ties of a layer."""

    direct: list[str]
    affiliation: list[str]
    affiliation_programmes: list[str]
    technology: list[str]


class FormatShape(Wire):
    """A format of `/export`."""

    name: str
    extension: str
    summary: str
    summary_ko: str


class Vocabulary(Wire):
    """The closed sets: a new sector, kind, predicate or format appears in the explorer automatically."""

    kinds: dict[str, Sentence]
    organisation_kinds: dict[str, Sentence]
    programme_kinds: dict[str, Sentence]
    alias_kinds: dict[str, Sentence]
    identifier_schemes: dict[str, Sentence]
    evidence_kinds: dict[str, Sentence]
    match_rules: dict[str, Sentence]
    match_comparisons: dict[str, Sentence]
    match_levels: dict[str, Sentence]
    deciders: dict[str, Sentence]
    predicates: dict[str, PredicateTerm]
    layers: dict[str, Sentence]
    sectors: list[SectorTerm]
    colours: VocabularyColours
    evidence: LayerEvidence
    formats: list[FormatShape]
