"""Hand-drawn records with Korean beside English, and the same ones as they were before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.records import FOUNDED, INSTITUTE, MOULDING, RECORDS, SPECIALIST, UNION

if TYPE_CHECKING:
    from graph.model import Record

BOTH: dict[Record, Record] = {
    INSTITUTE: replace(INSTITUTE, products_ko="금형; 시험·인증"),
    MOULDING: replace(MOULDING, detail="for car parts", detail_ko="자동차부품용"),
    UNION: replace(UNION, members_told=200, detail_ko="4개 분과 중 2개"),
    SPECIALIST: replace(SPECIALIST, detail_ko="전문기관"),
    FOUNDED: replace(FOUNDED, field_ko="설립", why_ko="기관 자체 표기"),
}
"""Record without Korean → the same one with it."""
IN_KOREAN: tuple[Record, ...] = tuple(BOTH.get(record, record) for record in RECORDS)
