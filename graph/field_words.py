"""Korean words for the fields in which records can disagree, as conflicts show them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "name_ko": "한글 이름",
        "name_en": "영문 이름",
        "organisation_kind": "기관 종류",
        "programme_kind": "사업 종류",
        "sector": "업종",
        "field": "분야",
        "city": "도시",
        "district": "시군구",
        "founded": "설립",
        "website": "누리집",
        "start": "시작",
        "end": "종료",
        "budget_krw": "예산(원)",
        "members_told": "회원 수",
    }
)
"""Field of the model → its Korean name, in the words of the explorer."""
