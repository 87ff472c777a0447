"""The closed sets of the graph, each member described in Korean and English."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).resolve().parent.parent / "data"


class Term(StrEnum):
    """A member of a closed set: its value is used in JSON; `data/vocabulary.csv` describes it in two languages."""

    @property
    def ko(self) -> str:
        """The description in Korean."""
        return WORDS[type(self).__name__, self.value][0]

    @property
    def en(self) -> str:
        """The description in English."""
        return WORDS[type(self).__name__, self.value][1]


class Kind(Term):
    """The kind of a node."""

    ORGANISATION = "organisation"
    TECHNOLOGY = "technology"
    PROGRAMME = "programme"


class RecordType(Term):
    """The types of records, in the order in which a load reads them."""

    SOURCE = "source"
    ORGANISATION = "organisation"
    TECHNOLOGY = "technology"
    PROGRAMME = "programme"
    ALIAS = "alias"
    IDENTIFIER = "identifier"
    RELATION = "relation"
    CONFLICT = "conflict"
    SAME_AS = "same_as"


class OrganisationKind(Term):
    """The kind of an organisation."""

    COMPANY = "company"
    RESEARCH_INSTITUTE = "research_institute"
    ASSOCIATION = "association"
    SUPPORT_AGENCY = "support_agency"
    UNIVERSITY = "university"
    GOVERNMENT = "government"
    HOSPITAL = "hospital"
    OTHER = "other"


class Sphere(Term):
    """The three spheres of the triple helix (Etzkowitz & Leydesdorff 2000)."""

    UNIVERSITY = "university"
    INDUSTRY = "industry"
    GOVERNMENT = "government"


SPHERES: Mapping[OrganisationKind, Sphere] = MappingProxyType(
    {
        OrganisationKind.UNIVERSITY: Sphere.UNIVERSITY,
        OrganisationKind.COMPANY: Sphere.INDUSTRY,
        OrganisationKind.GOVERNMENT: Sphere.GOVERNMENT,
        OrganisationKind.SUPPORT_AGENCY: Sphere.GOVERNMENT,
        OrganisationKind.RESEARCH_INSTITUTE: Sphere.GOVERNMENT,
    }
)


class ProgrammeKind(Term):
    """The kind of a programme."""

    PROJECT = "project"
    MOU = "mou"
    ALLIANCE = "alliance"
    CLUSTER = "cluster"
    EVENT = "event"
    FUND = "fund"
    DIVISION = "division"
    PLAN = "plan"
    UNION = "union"


class AliasKind(Term):
    """The kind of an alternative name."""

    ROMANISATION = "romanisation"
    ENGLISH = "english"
    ABBREVIATION = "abbreviation"
    VARIANT = "variant"
    FORMER_NAME = "former_name"


class IdentifierScheme(Term):
    """Registers that number nodes, and classifications."""

    BRN = "brn"
    CRN = "crn"
    CORP_CODE = "corp_code"
    STOCK_CODE = "stock_code"
    FACTORY = "factory"
    ROR = "ror"
    OPENALEX = "openalex"
    WIKIDATA = "wikidata"
    LEI = "lei"
    PIC = "pic"
    KSIC = "ksic"
    IPC = "ipc"
    CPC = "cpc"
    PLACE = "place"
    STREET = "street"


CLASSES = frozenset(
    {
        IdentifierScheme.KSIC,
        IdentifierScheme.IPC,
        IdentifierScheme.CPC,
        IdentifierScheme.PLACE,
        IdentifierScheme.STREET,
    }
)
"""Classification schemes; every other scheme identifies one organisation, or one of its plants (`factory`)."""
WHERE = frozenset({IdentifierScheme.PLACE, IdentifierScheme.STREET})
"""Schemes for the location of an organisation."""


class Decider(Term):
    """Who decided whether two nodes are one organisation."""

    RULES = "rules"
    PERSON = "person"


class Identity(Term):
    """The decision on two nodes: one organisation, needs review, or two organisations."""

    MERGE = "merge"
    REVIEW = "review"
    SPLIT = "split"


class EvidenceKind(Term):
    """Kinds of evidence for or against two nodes being one organisation."""

    SAME_IDENTIFIER = "same identifier"
    OTHER_IDENTIFIER = "other identifier"
    SAME_NAME = "same name"
    NAME_BUT_FORM = "same name but for the legal form"
    SAME_ALIAS = "same alias"
    FORMER_NAME = "former name"
    NAME_TAKEN_LATER = "name taken later"
    POSSIBLE_RENAME = "possible rename"
    ALIKE_NAME = "alike name"
    SAME_PLACE = "same place"
    OTHER_PLACE = "other place"
    SAME_SECTOR = "same sector"
    OTHER_SECTOR = "other sector"
    ALIKE_PRODUCTS = "alike products"
    SAME_WEBSITE = "same website"
    OTHER_WEBSITE = "other website"
    SAME_FOUNDED = "same year of founding"
    OTHER_FOUNDED = "other year of founding"
    SHARED_TIES = "shared ties"
    RARE_NAME = "rare name"
    COMMON_NAME = "common name"
    PERSON = "a person's word"
    WOULD_JOIN = "would join bodies that are two"
    MATCH_WEIGHT = "match weight"
    RULE = "rule"


class MatchRule(Term):
    """What decides on a pair of records besides its match weight."""

    IDENTIFIER = "identifier"
    RARE_FACT = "rare fact"
    ABBREVIATION_AND_FACTS = "abbreviation and facts"
    PUBLIC_ABBREVIATION = "abbreviation of a public organisation"
    NAME_AND_FACTS = "name and facts"
    PUBLIC_NAME = "name of a public organisation"
    NAME_ALONE = "name alone"
    LEGAL_FORMS = "legal forms differ"
    SEVERAL_FORMER_NAMES = "several former names"
    FORMER_NAME_OF_BOTH = "former name of both"
    NAME_TAKEN_LATER = "name taken later"
    ONE_LIST = "one list"
    TWO_CITIES = "two cities"
    CONTRADICTION = "contradiction"
    RIVALS = "rivals"
    OBSTACLE = "obstacle"
    POSSIBLE_RENAME = "possible rename"
    TOO_FEW_FACTS = "too few facts"
    TOO_LITTLE_WEIGHT = "too little weight"
    NO_NAME = "no name to compare"


class MatchComparison(Term):
    """The parts of a match weight: the prior, and what is compared."""

    PRIOR = "prior"
    NAME = "name"
    PLACE = "place"
    SECTOR = "sector"
    KIND = "kind"
    WEBSITE = "website"
    FOUNDED = "founded"
    PRODUCTS = "products"
    TIES = "ties"


class MatchLevel(Term):
    """The results of comparisons, as `comparison|level`."""

    PRIOR_ANY = "prior|any"
    PRIOR_LATIN_COMMON = "prior|latin_common"
    PRIOR_LATIN_USUAL = "prior|latin_usual"
    PRIOR_LATIN_RARE = "prior|latin_rare"
    PRIOR_SEVERAL = "prior|several"
    PRIOR_COMMON = "prior|common"
    PRIOR_USUAL = "prior|usual"
    PRIOR_RARE = "prior|rare"
    NAME_OTHER = "name|other"
    NAME_ALIKE = "name|alike"
    NAME_SHORT = "name|short"
    NAME_SPOKEN = "name|spoken"
    NAME_NEAR = "name|near"
    NAME_ENGLISH = "name|english"
    NAME_LATIN_COMMON = "name|latin_common"
    NAME_LATIN_USUAL = "name|latin_usual"
    NAME_LATIN_RARE = "name|latin_rare"
    NAME_FORMER_OF_SEVERAL = "name|former_of_several"
    NAME_FORMER = "name|former"
    NAME_FORM = "name|form"
    NAME_SEVERAL = "name|several"
    NAME_COMMON = "name|common"
    NAME_USUAL = "name|usual"
    NAME_RARE = "name|rare"
    PLACE_OTHER = "place|other"
    PLACE_OTHER_DISTRICT = "place|other_district"
    PLACE_CITY = "place|city"
    PLACE_DISTRICT = "place|district"
    SECTOR_FAR = "sector|far"
    SECTOR_NEAR = "sector|near"
    SECTOR_SAME = "sector|same"
    KIND_OTHER = "kind|other"
    KIND_SAME = "kind|same"
    WEBSITE_OTHER = "website|other"
    WEBSITE_SAME = "website|same"
    FOUNDED_OTHER = "founded|other"
    FOUNDED_NEXT = "founded|next"
    FOUNDED_SAME = "founded|same"
    PRODUCTS_NONE = "products|none"
    PRODUCTS_ONE = "products|one"
    PRODUCTS_SEVERAL = "products|several"
    TIES_NONE = "ties|none"
    TIES_ONE = "ties|one"
    TIES_SEVERAL = "ties|several"


class Predicate(Term):
    """The type of a relation."""

    COLLABORATES_WITH = "COLLABORATES_WITH"
    SUPPLIES = "SUPPLIES"
    SUPPORTS = "SUPPORTS"
    FUNDS = "FUNDS"
    MEMBER_OF = "MEMBER_OF"
    LEADS = "LEADS"
    PARTICIPATES_IN = "PARTICIPATES_IN"
    OPERATES = "OPERATES"
    SPECIALIST_FOR = "SPECIALIST_FOR"
    PART_OF = "PART_OF"
    DEVELOPS = "DEVELOPS"
    USES = "USES"
    LISTED_IN = "LISTED_IN"
    ALIGNED_WITH = "ALIGNED_WITH"
    SUCCEEDS = "SUCCEEDS"


class Layer(Term):
    """Which relations make ties."""

    DIRECT = "direct"
    AFFILIATION = "affiliation"
    TECHNOLOGY = "technology"
    ALL = "all"
    FACTS = "facts"


GapLayer = Literal[Layer.DIRECT, Layer.AFFILIATION, Layer.ALL]
GAP_LAYERS: tuple[GapLayer, ...] = (Layer.DIRECT, Layer.AFFILIATION, Layer.ALL)
"""Layers for which gaps between sectors are computed: ties through technologies have no null model yet."""


class Undated(Term):
    """Whether a period includes relations without any date."""

    KEEP = "keep"
    DROP = "drop"


def read_descriptions(path: Path) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Read the descriptions: name of the set and member → Korean, English."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["set"], row["member"]): (row["ko"], row["en"]) for row in csv.DictReader(file)}


WORDS = read_descriptions(DATA / "vocabulary.csv")

DIRECT_PREDICATES = frozenset({Predicate.COLLABORATES_WITH, Predicate.SUPPLIES, Predicate.SUPPORTS})
AFFILIATION_PREDICATES = frozenset({Predicate.LEADS, Predicate.PARTICIPATES_IN, Predicate.MEMBER_OF})
AFFILIATION_PROGRAMMES = frozenset(
    {
        ProgrammeKind.PROJECT,
        ProgrammeKind.MOU,
        ProgrammeKind.ALLIANCE,
        ProgrammeKind.UNION,
        ProgrammeKind.DIVISION,
    }
)
TECHNOLOGY_PREDICATES = frozenset({Predicate.DEVELOPS, Predicate.USES})


@dataclass(frozen=True, slots=True)
class Sector:
    """An industry sector of `data/sectors.csv`; only counted ones enter pairs of sectors."""

    id: str
    name_ko: str
    name_en: str
    colour: str
    counted: bool
    ksic: tuple[str, ...]


def read_sectors(path: Path) -> Mapping[str, Sector]:
    """Read the closed set of sectors: id → Sector, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                row["id"]: Sector(
                    row["id"],
                    row["name_ko"],
                    row["name_en"],
                    row["colour"],
                    row["counted"] == "true",
                    tuple(filter(None, row["ksic"].split(";"))),
                )
                for row in csv.DictReader(file)
            }
        )


SECTORS: Mapping[str, Sector] = read_sectors(DATA / "sectors.csv")
COUNTED_SECTORS: tuple[str, ...] = tuple(sorted(s.id for s in SECTORS.values() if s.counted))
