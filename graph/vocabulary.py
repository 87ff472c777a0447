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
    IDENTIFIER = "identifier"
    RELATION = "relation"
    CONFLICT = "conflict"
    SAME_AS = "same_as"


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


class IdentifierScheme(Term):
    """The registers whose numbers a node may bear, and the classifications that put it in a class."""

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


CLASSES = frozenset(
    {IdentifierScheme.KSIC, IdentifierScheme.IPC, IdentifierScheme.CPC, IdentifierScheme.PLACE}
)
"""Schemes that put many bodies in one class; every other names one body, or one of its plants (`factory`)."""


class Decider(Term):
    """Who says whether two nodes are one body."""

    RULES = "rules"
    PERSON = "person"


class Identity(Term):
    """What is said of two nodes: one body, doubtful, or two bodies."""

    MERGE = "merge"
    REVIEW = "review"
    SPLIT = "split"


class EvidenceKind(Term):
    """What speaks for or against two nodes being one body."""

    SAME_IDENTIFIER = "same identifier"
    OTHER_IDENTIFIER = "other identifier"
    SAME_NAME = "same name"
    NAME_BUT_FORM = "same name but for the legal form"
    SAME_ALIAS = "same alias"
    FORMER_NAME = "former name"
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
        (RecordType, RecordType.IDENTIFIER.value): (
            "식별번호",
            "a number or code under which a register knows a node, or classes it",
        ),
        (RecordType, RecordType.SAME_AS.value): (
            "동일성",
            "a statement on whether two nodes are one body",
        ),
        (IdentifierScheme, IdentifierScheme.BRN.value): (
            "사업자등록번호",
            "business registration number (Korea)",
        ),
        (IdentifierScheme, IdentifierScheme.CRN.value): (
            "법인등록번호",
            "corporate registration number (Korea)",
        ),
        (IdentifierScheme, IdentifierScheme.CORP_CODE.value): (
            "DART 고유번호",
            "corporation code of the disclosure system DART",
        ),
        (IdentifierScheme, IdentifierScheme.STOCK_CODE.value): (
            "종목코드",
            "stock code of the Korea Exchange",
        ),
        (IdentifierScheme, IdentifierScheme.FACTORY.value): ("공장관리번호", "factory registration number"),
        (IdentifierScheme, IdentifierScheme.ROR.value): ("ROR", "Research Organization Registry"),
        (IdentifierScheme, IdentifierScheme.OPENALEX.value): ("OpenAlex", "institution in OpenAlex"),
        (IdentifierScheme, IdentifierScheme.WIKIDATA.value): ("위키데이터", "Wikidata item"),
        (IdentifierScheme, IdentifierScheme.LEI.value): ("LEI", "legal entity identifier"),
        (IdentifierScheme, IdentifierScheme.PIC.value): ("PIC", "participant code of the EU programmes"),
        (IdentifierScheme, IdentifierScheme.KSIC.value): (
            "한국표준산업분류",
            "Korean standard industrial classification, with its revision",
        ),
        (IdentifierScheme, IdentifierScheme.IPC.value): (
            "국제특허분류",
            "international patent classification",
        ),
        (IdentifierScheme, IdentifierScheme.CPC.value): ("선진특허분류", "cooperative patent classification"),
        (IdentifierScheme, IdentifierScheme.PLACE.value): ("법정동코드", "administrative code of a place"),
        (Decider, Decider.RULES.value): ("규칙", "the rules of the resolution"),
        (Decider, Decider.PERSON.value): ("사람", "somebody who reviewed the pair"),
        (Identity, Identity.MERGE.value): ("동일", "one body"),
        (Identity, Identity.REVIEW.value): ("검토", "doubtful: a person decides"),
        (Identity, Identity.SPLIT.value): ("별개", "two bodies"),
        (EvidenceKind, EvidenceKind.SAME_IDENTIFIER.value): (
            "식별번호 일치",
            "both bear one number of a register",
        ),
        (EvidenceKind, EvidenceKind.OTHER_IDENTIFIER.value): (
            "식별번호 다름",
            "one register gives them different numbers",
        ),
        (EvidenceKind, EvidenceKind.SAME_NAME.value): ("이름 일치", "names are equal"),
        (EvidenceKind, EvidenceKind.NAME_BUT_FORM.value): (
            "법인 형태 외 이름 일치",
            "names are equal but for the legal form",
        ),
        (EvidenceKind, EvidenceKind.SAME_ALIAS.value): (
            "다른 이름과 일치",
            "a further name of one is a name of the other",
        ),
        (EvidenceKind, EvidenceKind.FORMER_NAME.value): (
            "옛 이름과 일치",
            "a former name of one is a name of the other",
        ),
        (EvidenceKind, EvidenceKind.ALIKE_NAME.value): ("이름 비슷", "names are alike"),
        (EvidenceKind, EvidenceKind.SAME_PLACE.value): ("같은 지역", "both are in one place"),
        (EvidenceKind, EvidenceKind.OTHER_PLACE.value): ("다른 지역", "they are in different places"),
        (EvidenceKind, EvidenceKind.SAME_SECTOR.value): ("같은 분야", "both are of one sector"),
        (EvidenceKind, EvidenceKind.OTHER_SECTOR.value): ("다른 분야", "they are of different sectors"),
        (EvidenceKind, EvidenceKind.ALIKE_PRODUCTS.value): ("제품 비슷", "their products are alike"),
        (EvidenceKind, EvidenceKind.SAME_WEBSITE.value): ("누리집 일치", "they have one website"),
        (EvidenceKind, EvidenceKind.OTHER_WEBSITE.value): ("누리집 다름", "they have different websites"),
        (EvidenceKind, EvidenceKind.SAME_FOUNDED.value): ("설립 연도 일치", "both were founded in one year"),
        (EvidenceKind, EvidenceKind.OTHER_FOUNDED.value): (
            "설립 연도 다름",
            "they were founded in different years",
        ),
        (EvidenceKind, EvidenceKind.SHARED_TIES.value): ("공통 상대", "they share partners or programmes"),
        (EvidenceKind, EvidenceKind.RARE_NAME.value): ("드문 이름", "no third body bears the name"),
        (EvidenceKind, EvidenceKind.COMMON_NAME.value): ("흔한 이름", "several bodies bear the name"),
        (EvidenceKind, EvidenceKind.PERSON.value): ("사람의 판정", "a person decided"),
        (EvidenceKind, EvidenceKind.WOULD_JOIN.value): (
            "별개 기관을 잇게 됨",
            "joining them would join bodies that are two",
        ),
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
