"""The data dictionary of exported tables: each column with its type, its closed set of values, and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.fields import NOT_PLAIN, TEXT, Shape
from graph.model import COLUMNS
from graph.own_fields import own_fields
from graph.vocabulary import RecordType
from viz.exports.tables import NODE_COLUMNS, RELATION_COLUMNS, SOURCE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.snapshot import Snapshot

TABLES: Mapping[str, tuple[str, ...]] = {
    "nodes": NODE_COLUMNS,
    "relations": RELATION_COLUMNS,
    "sources": SOURCE_COLUMNS,
    "aliases": COLUMNS[RecordType.ALIAS],
    "identifiers": COLUMNS[RecordType.IDENTIFIER],
    "conflicts": COLUMNS[RecordType.CONFLICT],
    "same_as": COLUMNS[RecordType.SAME_AS],
}
"""Table of a Parquet export → its columns."""
TYPES = {
    Shape.TEXT: "text",
    Shape.DATE: "date (YYYY, YYYY-MM or YYYY-MM-DD)",
    Shape.NUMBER: "number",
    Shape.TRUTH: "truth value",
    Shape.OBJECT: "JSON object",
}
LISTS = frozenset({"aliases", "identifiers", "sources", "sources_a", "sources_b", "evidence"})
EVERYWHERE: Mapping[str, tuple[str, str]] = {
    "id": ("identifier, unique within its type of record", "식별자(레코드 종류별 고유)"),
    "kind": ("kind of the node, or of the further name", "노드 또는 이름의 종류"),
    "subkind": ("kind of organisation or programme", "기관 또는 사업의 종류"),
    "name_ko": ("name in Korean", "한글 이름"),
    "name_en": ("name in English, or romanised", "영문 이름(없으면 로마자 표기)"),
    "name_en_is_official": ("whether the English name is the organisation's own", "영문 이름이 공식 이름인지 여부"),
    "aliases": ("further names", "다른 이름"),
    "sector": ("sector of an organisation, field of a technology", "기관의 업종 또는 기술의 분야"),
    "sphere": ("sphere of the triple helix, from the kind of organisation", "삼중나선 영역(기관 종류에서 도출)"),
    "city": ("city as recorded", "도시(기록된 표기)"),
    "district": ("district as recorded", "시군구(기록된 표기)"),
    "start": ("first day that is known; of an organisation its founding", "시작일(기관은 설립일)"),
    "end": ("last day; empty if it still holds or is not known", "종료일(진행 중이거나 모르면 빈칸)"),
    "budget_krw": ("budget in won", "예산(원)"),
    "website": ("web address", "누리집 주소"),
    "detail": ("detail in English; of an organisation its products", "영문 내용(기관은 품목)"),
    "detail_ko": ("detail in Korean; of an organisation its products", "한글 내용(기관은 품목)"),
    "identifiers": ("numbers of registers and codes, as scheme:value", "등록번호·분류번호(체계:값)"),
    "sources": ("ids of the sources", "출처 식별자"),
    "in_network": ("false for a node that is there because a relation names it", "관계에 이름만 나오는 노드는 false"),
    "members_told": ("number of members that sources report", "출처가 밝힌 회원 수"),
    "attributes": ("own columns of its origin", "원자료의 자체 항목"),
    "subject": ("node from which the relation goes", "관계의 주체 노드"),
    "predicate": ("kind of relation", "관계 종류"),
    "object": ("node to which the relation goes", "관계의 대상 노드"),
    "weight": ("strength of the tie, 1 unless its origin measures it", "연결 강도(원자료가 재지 않으면 1)"),
    "title": ("title of the publication", "제목"),
    "publisher": ("publisher", "발행처"),
    "published": ("day of publication", "발행일"),
    "url": ("web address of the publication", "출처 주소"),
    "node": ("id of the node", "노드 식별자"),
    "name": ("the further name", "다른 이름"),
    "valid_from": ("first day of validity", "유효 시작일"),
    "valid_until": ("last day of validity", "유효 종료일"),
    "scheme": ("register or classification", "등록·분류 체계"),
    "value": ("number or code, as text", "번호(문자)"),
    "entity": ("id of the record, or description of the relation, on which values differ", "값이 엇갈리는 레코드"),
    "field": ("field on which values differ", "값이 엇갈리는 항목"),
    "value_a": ("one value", "첫째 값"),
    "sources_a": ("its sources", "첫째 값의 출처"),
    "value_b": ("the other value", "둘째 값"),
    "sources_b": ("its sources", "둘째 값의 출처"),
    "chosen": ("value that is used", "채택한 값"),
    "why": ("reason for the choice", "채택 이유"),
    "field_ko": ("the field in Korean", "항목의 한글 이름"),
    "why_ko": ("the reason in Korean", "채택 이유(한글)"),
    "a": ("id of one record", "첫째 레코드"),
    "b": ("id of the other record", "둘째 레코드"),
    "by": ("rules or person", "판정 주체(규칙 또는 사람)"),
    "decision": ("merge, review or split", "판정(병합·검토·분리)"),
    "score": ("probability that the two are one, 0 to 1", "같은 기관일 확률(0~1)"),
    "evidence": ("pieces of evidence, each a kind with its detail", "판정 근거"),
}  # fmt: skip
"""Column → what it holds, in English and Korean."""


class Entry(NamedTuple):
    """One column of one table."""

    table: str
    column: str
    type: str
    values: str
    about: str
    about_ko: str


def entries(snapshot: Snapshot) -> Iterator[Entry]:
    """Yield the columns of all tables, then the own attributes of nodes and relations."""
    for table, columns in TABLES.items():
        for column in columns:
            known = NOT_PLAIN.get(column, TEXT)
            whole = "list of texts" if column in LISTS else TYPES[known.shape]
            here = table == "nodes" or column in {"predicate", "sector"}
            values = ", ".join(known.allowed or ()) if here and known.shape is Shape.TEXT else ""
            yield Entry(table, column, whole, values, *EVERYWHERE[column])
    for table, record_type in (("nodes", None), ("relations", RecordType.RELATION)):
        for name, field in own_fields(snapshot, record_type).items():
            yield Entry(
                table,
                f"attributes.{name}",
                TYPES[field.shape],
                "",
                f"own column “{name}”",
                f"자체 항목 ‘{name}’",
            )
