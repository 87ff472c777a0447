"""Hand-drawn records of two registers and a desk, with pairs that the rules leave to a person, each for another reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import Alias, Identifier, Organisation, Relation, Source
from ingest.identity import settle_identities
from tests.saying import say

if TYPE_CHECKING:
    from graph.model import Record
    from graph.store import Store

LIST = Source("krx:list", "상장법인목록", "한국거래소", "2026-01-02", "https://example.org/krx")
REGISTER = Source("dart:list", "고유번호", "금융감독원", "2025-12-30", "https://example.org/dart")
PAPER = Source("s1", "소재 협의체 출범", "매일신문", "2024-05-01", "https://example.org/paper")


def firm(key: str, name: str, english: str | None = None, **further: Any) -> Organisation:
    """Give a company as its register has it."""
    known: dict[str, Any] = dict.fromkeys(("sector", "products", "city", "district", "founded", "website"))
    values = {**known, **further}
    origin = key.partition(":")[0]
    return Organisation(
        key, name, english or name, english is not None, "company", values["sector"], values["products"], values["city"],
        values["district"], values["founded"], values["website"], (f"{origin}:list",),
    )  # fmt: skip


def number(key: str, scheme: str, value: str) -> Identifier:
    """Give a number as its register has it."""
    return Identifier(key, scheme, value, None, None, (f"{key.partition(':')[0]}:list",))


INSTITUTE = Organisation(
    "institute", "대구소재연구원", "Daegu Institute of Materials", True, "research_institute", "metals", None, "Daegu", None,
    None, None, ("s1",),
)  # fmt: skip
BY_KRX: tuple[Record, ...] = (
    LIST,
    firm("krx:000030", "한울정밀", sector="machinery", products="금형, 사출 부품"),
    firm("krx:000040", "(주)세종소재", sector="metals", city="Daegu", founded="1998"),
    firm("krx:000050", "대성금속", sector="metals", city="Daegu", district="Dalseo-gu", website="https://daesung.example"),
    firm("krx:000060", "푸른화학", "Pureun Chemical"),
    firm("krx:000070", "동서섬유", sector="textiles", city="Daegu"),
    number("krx:000070", "stock_code", "000070"),
    number("krx:000070", "corp_code", "00000071"),
    firm("krx:000080", "미래첨단세라믹", sector="ceramics", city="Daegu", founded="1999"),
)  # fmt: skip
BY_DART: tuple[Record, ...] = (
    REGISTER,
    firm("dart:00000030", "한울정밀", "Hanul Precision"),
    Alias("dart:00000030", "한울금형", "former_name", None, "2011", ("dart:list",)),
    firm("dart:00000040", "(유)세종소재", sector="metals", city="Daegu", founded="1999"),
    firm("dart:00000050", "대성금속"),
    firm("dart:00000060", "푸른화학"),
    firm("dart:00000070", "동서섬유", sector="chemicals", city="Busan"),
    number("dart:00000070", "stock_code", "000070"),
    number("dart:00000070", "corp_code", "00000072"),
    firm("dart:00000080", "미래첨단세라믹", sector="ceramics", city="Daegu", founded="1999"),
)
BY_DESK: tuple[Record, ...] = (
    PAPER,
    INSTITUTE,
    *(
        Relation(f"r{i}", "institute", "SUPPORTS", key, "2024", None, None, ("s1",))
        for i, key in enumerate(("krx:000030", "dart:00000030", "krx:000050"))
    ),
)
OPEN = (
    "dart:00000070~krx:000070",
    "dart:00000030~krx:000030",
    "dart:00000050~krx:000050",
    "dart:00000060~krx:000060",
    "dart:00000040~krx:000040",
)
"""The open pairs, most likely first."""
MERGED = "dart:00000080~krx:000080"
"""The pair that the rules merge."""


def say_doubts(store: Store) -> None:
    """Load them and run the resolution."""
    say(store, BY_KRX, origin="krx")
    say(store, BY_DART, origin="dart")
    say(store, BY_DESK)
    settle_identities(store)
