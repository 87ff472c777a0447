"""The closed sets of the graph, each member described in Korean and English."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).resolve().parent.parent / "data"


class Term(StrEnum):
    """A member of a closed set: its value is the word on the wire; `WORDS` describes it in two languages."""

    @property
    def ko(self) -> str:
        """What the member means, in Korean."""
        return WORDS[type(self), self.value][0]

    @property
    def en(self) -> str:
        """What the member means, in English."""
        return WORDS[type(self), self.value][1]


class Kind(Term):
    """What a node is."""

    ORGANISATION = "organisation"
    TECHNOLOGY = "technology"
    PROGRAMME = "programme"


class RecordType(Term):
    """What the store holds, in the order in which a load reads it."""

    SOURCE = "source"
    ORGANISATION = "organisation"
    TECHNOLOGY = "technology"
    PROGRAMME = "programme"
    ALIAS = "alias"
    RELATION = "relation"
    CONFLICT = "conflict"


class OrganisationKind(Term):
    """What sort of body an organisation is."""

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
    """What sort of joint undertaking a programme is."""

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
    """Why a node bears a further name."""

    ROMANISATION = "romanisation"
    ENGLISH = "english"
    ABBREVIATION = "abbreviation"
    VARIANT = "variant"
    FORMER_NAME = "former_name"


class Predicate(Term):
    """What a relation states of its subject and object."""

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


class Layer(Term):
    """Which ties a network sees."""

    DIRECT = "direct"
    AFFILIATION = "affiliation"
    TECHNOLOGY = "technology"
    ALL = "all"
    FACTS = "facts"


class Undated(Term):
    """What becomes of relations without any date when a period is asked for."""

    KEEP = "keep"
    DROP = "drop"


WORDS: Mapping[tuple[type[Term], str], tuple[str, str]] = MappingProxyType(
    {
        (Kind, Kind.PROGRAMME.value): (
            "사업·협의체",
            "a plan, alliance, union, division, project, agreement, cluster, fund or event",
        ),
        (RecordType, RecordType.PROGRAMME.value): (
            "사업·협의체",
            "a plan, alliance, union, division, project, agreement, cluster, fund or event",
        ),
        (Predicate, Predicate.COLLABORATES_WITH.value): (
            "협력",
            "agreement, joint development or joint task (symmetric, smaller id first)",
        ),
        (Layer, Layer.AFFILIATION.value): (
            "공동 참여",
            "organisations that share a project, agreement, alliance, union or division",
        ),
        (Layer, Layer.TECHNOLOGY.value): (
            "기술 공유",
            "organisations that develop or use one technology: relatedness, not a tie",
        ),
        (Kind, Kind.ORGANISATION.value): (
            "기관·기업",
            "one legal body, or a named centre or branch inside one",
        ),
        (Kind, Kind.TECHNOLOGY.value): ("기술", "one technology or product technique"),
        (RecordType, RecordType.SOURCE.value): ("출처", "the publication behind a statement"),
        (RecordType, RecordType.ORGANISATION.value): (
            "기관·기업",
            "one legal body, or a named centre or branch inside one",
        ),
        (RecordType, RecordType.TECHNOLOGY.value): ("기술", "one technology or product technique"),
        (RecordType, RecordType.ALIAS.value): ("다른 이름", "a further name of a node"),
        (RecordType, RecordType.RELATION.value): ("관계", "one dated, cited statement"),
        (RecordType, RecordType.CONFLICT.value): ("불일치", "a point on which sources disagree"),
        (OrganisationKind, OrganisationKind.COMPANY.value): ("기업", "firm"),
        (OrganisationKind, OrganisationKind.RESEARCH_INSTITUTE.value): (
            "연구기관",
            "research institute or its centre",
        ),
        (OrganisationKind, OrganisationKind.ASSOCIATION.value): (
            "협회·조합",
            "association, cooperative or council",
        ),
        (OrganisationKind, OrganisationKind.SUPPORT_AGENCY.value): (
            "지원기관",
            "technopark, agency or promotion body",
        ),
        (OrganisationKind, OrganisationKind.UNIVERSITY.value): ("대학", "university or its unit"),
        (OrganisationKind, OrganisationKind.GOVERNMENT.value): (
            "정부·지자체",
            "ministry, city, province or district",
        ),
        (OrganisationKind, OrganisationKind.HOSPITAL.value): ("병원", "hospital"),
        (OrganisationKind, OrganisationKind.OTHER.value): ("기타", "other body"),
        (Sphere, Sphere.UNIVERSITY.value): ("대학", "teaching and academic research"),
        (Sphere, Sphere.INDUSTRY.value): ("산업", "firms"),
        (Sphere, Sphere.GOVERNMENT.value): (
            "정부·공공",
            "authorities, public agencies and public research institutes",
        ),
        (ProgrammeKind, ProgrammeKind.PROJECT.value): ("과제·사업", "funded project"),
        (ProgrammeKind, ProgrammeKind.MOU.value): ("업무협약", "agreement"),
        (ProgrammeKind, ProgrammeKind.ALLIANCE.value): ("얼라이언스·협의체", "alliance or council of bodies"),
        (ProgrammeKind, ProgrammeKind.CLUSTER.value): ("클러스터·단지", "cluster or estate"),
        (ProgrammeKind, ProgrammeKind.EVENT.value): ("행사", "fair, forum or contest"),
        (ProgrammeKind, ProgrammeKind.FUND.value): ("육성·지원 제도", "scheme or fund that chooses firms"),
        (ProgrammeKind, ProgrammeKind.DIVISION.value): ("분과", "division of a union or alliance"),
        (ProgrammeKind, ProgrammeKind.PLAN.value): ("계획", "policy plan"),
        (ProgrammeKind, ProgrammeKind.UNION.value): ("유니언", "convergence union"),
        (AliasKind, AliasKind.ROMANISATION.value): ("로마자 표기", "spelling in Latin letters"),
        (AliasKind, AliasKind.ENGLISH.value): ("영문명", "name in English"),
        (AliasKind, AliasKind.ABBREVIATION.value): ("약칭", "short name or acronym"),
        (AliasKind, AliasKind.VARIANT.value): ("이표기", "other spelling, or a later name"),
        (AliasKind, AliasKind.FORMER_NAME.value): ("옛 이름", "name used before"),
        (Predicate, Predicate.SUPPLIES.value): ("납품", "subject supplies object"),
        (Predicate, Predicate.SUPPORTS.value): ("지원", "technical support, incubation, joint booth"),
        (Predicate, Predicate.FUNDS.value): ("자금 지원", "subject pays for object"),
        (Predicate, Predicate.MEMBER_OF.value): (
            "소속·선정",
            "member, signatory, founding member, or chosen for a scheme",
        ),
        (Predicate, Predicate.LEADS.value): ("주관", "subject leads object"),
        (Predicate, Predicate.PARTICIPATES_IN.value): ("참여", "subject takes part in object"),
        (Predicate, Predicate.OPERATES.value): ("운영", "subject runs object"),
        (Predicate, Predicate.SPECIALIST_FOR.value): ("전문기관", "specialist institute of a division"),
        (Predicate, Predicate.PART_OF.value): (
            "산하·일부",
            "unit of a body, subsidiary, or part of a programme",
        ),
        (Predicate, Predicate.DEVELOPS.value): ("개발", "subject develops the technology"),
        (Predicate, Predicate.USES.value): ("활용", "subject uses the technology"),
        (Predicate, Predicate.LISTED_IN.value): ("목록 수록", "technology is named in a list or plan"),
        (Predicate, Predicate.ALIGNED_WITH.value): ("연계", "programme is linked to programme"),
        (Layer, Layer.DIRECT.value): ("직접 관계", "organisations that collaborate, supply or support"),
        (Layer, Layer.ALL.value): ("직접 + 공동 참여", "direct or affiliation"),
        (Layer, Layer.FACTS.value): ("모든 기록", "every recorded relation between nodes of any kind"),
        (Undated, Undated.KEEP.value): ("유지", "undated relations stay"),
        (Undated, Undated.DROP.value): ("제외", "undated relations are left out"),
    }
)

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
