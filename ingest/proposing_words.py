"""Words of column names and cells from which a draft mapping is guessed: Korean and English, as met in public lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SYNONYMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "organisation": {
        "id": ("id", "번호", "관리번호", "기관코드", "업체코드", "org_id", "code", "node id", "organisation id", "organization id", "company id"),
        "name_ko": (
            "회사명", "업체명", "기업명", "기관명", "상호", "상호명", "사업체명", "법인명", "단체명", "공장명", "대학명", "학교명", "연구소명", "회원사", "회원사명", "name_ko",
            "name", "company", "organisation", "organization", "기관", "기업", "legal_name", "company_name", "organisation_name",
            "organization_name", "org_name", "org name", "entity_name", "firm", "firm name", "institution", "institution name", "label", "명칭", "단지명",
        ),
        "name_en": ("영문명", "영문기업명", "영문회사명", "name_en", "english name", "영문 기관명", "english_name"),
        "organisation_kind": ("기관유형", "기관구분", "기업구분", "기업유형", "kind", "type", "organisation type", "organization type", "org_type", "entity type"),
        "sector": ("분야", "sector", "산업분야"),
        "ksic": ("업종코드", "대표업종", "ksic", "표준산업분류", "산업분류코드", "대표업종코드", "대표업종번호"),
        "industry": ("업종", "업종명", "대표업종명", "industry"),
        "products": ("생산품", "생산품정보", "주생산품", "주요제품", "생산품목", "주요생산품", "생산제품", "품목", "주요품목", "취급품목", "제품", "products", "product"),
        "products_ko": ("products_ko",),
        "city": ("시도", "시도명", "지역", "광역시도", "city", "region", "소재지역", "hq", "headquarters", "location"),
        "district": ("시군구", "시군구명", "시군명", "시군", "구군", "구군명", "district"),
        "address": ("주소", "소재지", "도로명주소", "본사주소", "공장주소", "정제도로명주소", "공장대표주소", "소재지주소", "address", "본사소재지"),
        "founded": ("설립일", "설립연도", "설립년도", "창립일", "설립일자", "founded", "established", "founding year", "year founded"),
        "website": ("홈페이지", "누리집", "website", "homepage", "url", "홈페이지주소", "web"),
        "brn": ("사업자등록번호", "사업자번호", "brn"),
        "crn": ("법인등록번호", "법인번호", "crn"),
        "stock_code": ("종목코드", "stock code"),
        "corp_code": ("고유번호", "corp_code"),
        "ror": ("ror", "ror id", "ror_id"),
        "lei": ("lei", "lei code"),
    },
    "relation": {
        "subject_name": ("name a", "company a", "organisation a", "organization a", "기관a", "기업a", "공급기업", "공급사", "납품업체", "기관1", "기업1", "subject", "supplier", "source", "from", "주관기관", "참여기관"),
        "object_name": ("name b", "company b", "organisation b", "organization b", "기관b", "기업b", "수요기업", "수요처", "납품처", "기관2", "기업2", "object", "customer", "buyer", "target", "to", "협력기관", "상대기관"),
        "predicate": ("관계", "관계유형", "predicate", "relation", "relationship", "tie"),
        "weight": ("weight", "가중치"),
        "start": ("시작일", "시작연도", "체결일", "협약일", "start", "date", "연도", "year"),
        "end": ("종료일", "종료연도", "end"),
        "detail": ("내용", "비고", "detail", "note"),
        "detail_ko": ("detail_ko",),
    },
    "programme": {
        "id": ("과제번호", "과제고유번호", "사업번호", "과제id", "project id", "projectid", "project_id", "grant id", "grant number", "project number"),
        "name_ko": (
            "과제명", "연구과제명", "세부과제명", "사업명", "세부사업명", "프로젝트명", "프로젝트", "협약명", "project", "project title", "project name",
            "project_name", "project_title", "programme", "program", "programme name", "program name", "grant title", "title",
        ),
        "start": ("시작일", "시작연도", "착수일", "연구시작일", "협약일", "체결일", "start", "start date", "startdate", "start_date", "연도", "year", "사업연도", "기준연도"),
        "end": ("종료일", "종료연도", "연구종료일", "end", "end date", "enddate", "end_date"),
        "budget_krw": ("총연구비", "연구비", "사업비", "총사업비", "예산", "예산(원)", "사업비(원)", "총사업비(원)", "연구비(원)"),
        "members_told": ("참여기관수", "참여기업수"),
        "detail": ("과제내용", "사업내용", "내용", "비고", "summary", "objective", "detail", "acronym"),
    },
    "technology": {
        "id": ("기술번호", "기술코드", "technology id", "tech id"),
        "name_ko": ("기술명", "기술이름", "보유기술", "보유기술명", "핵심기술", "핵심기술명", "technology", "technology name", "tech", "tech name"),
        "detail": ("기술내용", "기술개요", "기술설명", "내용", "비고", "description", "detail"),
    },
}  # fmt: skip
"""Record type → field → names of its column."""
LEAD = (
    "주관기관", "주관기관명", "주관기업", "주관연구기관", "주관연구개발기관", "총괄기관", "수행기관", "수행기관명", "과제수행기관", "연구수행기관", "대표기관", "주관사", "lead", "lead partner",
    "lead organisation", "lead organization", "lead institution", "coordinator", "coordinating organisation", "grantee", "recipient",
)  # fmt: skip
PARTNER = (
    "참여기관", "참여기관명", "참여기업", "참여기업명", "공동연구기관", "공동연구개발기관", "공동기관", "협력기관", "협력기업", "위탁기관", "위탁연구기관", "참여사", "컨소시엄", "partner", "partners",
    "participant", "participants", "participating organisation", "participating organisations", "consortium", "member organisations",
)  # fmt: skip
HOLDER = (
    "보유기관",
    "보유기업",
    "개발기관",
    "개발기업",
    "출원인",
    "기관명",
    "기업명",
    "업체명",
    "회사명",
    "developer",
    "organisation",
    "organization",
    "company",
)
NUMBERED = re.compile(r"\s*[(\[]?\d{1,2}[)\]]?$")
"""The number of one of several columns: 참여기관1, Partner 2."""
OF_WHAT = frozenset({
    "번호", "코드", "id", "code", "일자", "일", "날짜", "date", "구분", "type", "kind", "url", "연도", "year", "비고", "내용",
})  # fmt: skip
"""Words that need the word before or above them: 인증 번호 is not a number of an organisation."""
NAMING = re.compile(r"(?:명|명칭|이름|name)$", re.IGNORECASE)
"""Suffix of the column that names the rows: 단지명, 과제명."""
NAMES_ELSE = frozenset({
    "시도명", "시군명", "시군구명", "구군명", "읍면동명", "업종명", "대표업종명", "파일명", "품명", "제품명", "생산품명", "부서명", "담당부서명", "사업명", "과제명",
})  # fmt: skip
RUNNING = frozenset({"no", "no.", "번호", "연번", "순번", "일련번호", "순", "#", "index", "row", "seq"})
"""Names of columns that number the rows, if they do."""
KINDS: Mapping[str, Mapping[str, str]] = {
    "organisation_kind": {
        "대학": "university", "학교": "university", "university": "university", "higher education": "university", "hes": "university", "education": "university",
        "출연연": "research_institute", "연구": "research_institute", "research": "research_institute", "institute": "research_institute", "rec": "research_institute", "facility": "research_institute",
        "병원": "hospital", "의료": "hospital", "hospital": "hospital", "healthcare": "hospital",
        "협회": "association", "조합": "association", "단체": "association", "학회": "association", "association": "association", "nonprofit": "association", "ngo": "association",
        "테크노파크": "support_agency", "진흥": "support_agency", "지원기관": "support_agency", "agency": "support_agency",
        "정부": "government", "지자체": "government", "공공": "government", "government": "government", "public sector": "government", "pub": "government",
        "기업": "company", "회사": "company", "company": "company", "corporation": "company", "firm": "company", "sme": "company", "industry": "company", "prc": "company",
        "제조": "company", "벤처": "company", "supplier": "company", "manufacturer": "company", "startup": "company",
    },
    "predicate": {
        "납품": "SUPPLIES", "공급": "SUPPLIES", "suppl": "SUPPLIES", "판매": "SUPPLIES", "customer": "SUPPLIES", "투자": "FUNDS", "출자": "FUNDS", "fund": "FUNDS", "invest": "FUNDS",
        "지원": "SUPPORTS", "support": "SUPPORTS", "회원": "MEMBER_OF", "member": "MEMBER_OF", "운영": "OPERATES", "operat": "OPERATES", "owner": "OPERATES", "소유": "OPERATES",
        "계열": "PART_OF", "자회사": "PART_OF", "소속": "PART_OF", "subsidiar": "PART_OF", "part of": "PART_OF", "parent": "PART_OF", "승계": "SUCCEEDS", "succe": "SUCCEEDS",
        "협력": "COLLABORATES_WITH", "공동": "COLLABORATES_WITH", "협약": "COLLABORATES_WITH", "mou": "COLLABORATES_WITH", "collab": "COLLABORATES_WITH", "partner": "COLLABORATES_WITH",
        "alliance": "COLLABORATES_WITH", "joint": "COLLABORATES_WITH",
    },
}  # fmt: skip
"""Field with a closed set → parts of the words of others → value; the first that fits counts."""
DEFAULTS = {"organisation_kind": "other", "predicate": "COLLABORATES_WITH"}
"""What words stand for that nothing in `KINDS` fits."""
CONSTANTS: Mapping[str, Mapping[str, str]] = {
    "organisation": {"organisation_kind": "company"},
    "relation": {"predicate": "COLLABORATES_WITH"},
    "programme": {"programme_kind": "project"},
    "technology": {"field": "other"},
}
"""Fields that must have a value, and the value if no column has it."""
