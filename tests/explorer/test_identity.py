"""The card of a body of which several origins tell: its numbers, what was read as one and why, what waits for a person."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from graph.model import Identifier, Organisation, Source
from graph.stores import open_store
from ingest.identity import settle_identities
from ingest.review import decide
from tests.explorer.conftest import SOON
from tests.saying import say
from tests.served import served
from tests.viz.conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.model import Record
    from tests.explorer.conftest import Screen

    Look = Callable[..., Screen]

pytestmark = pytest.mark.browser
LIST = Source("krx:list", "상장법인목록", "한국거래소", "2026-01-02", "https://example.org/krx")
REGISTER = Source("dart:list", "고유번호", "금융감독원", "2026-01-02", "https://example.org/dart")


def firm(
    key: str, name: str, source: str, city: str | None, sector: str | None, founded: str | None = None
) -> Organisation:
    return Organisation(key, name, name, False, "company", sector, None, city, None, founded, None, (source,))


def number(key: str, scheme: str, value: str, source: str) -> Identifier:
    return Identifier(key, scheme, value, "2020-01", None, (source,))


@pytest.fixture(scope="module")
def two_origins(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a mill of which two registers tell, one that a person keeps apart, and a pair in doubt."""
    folder = tmp_path_factory.mktemp("identity")
    url = f"sqlite:///{folder / 'two.sqlite'}"
    store = open_store(url)
    store.prepare()
    listed: list[Record] = [
        LIST,
        firm("krx:000010", "(주)섬유회사", "krx:list", "Daegu", "textiles", "1999"),
        number("krx:000010", "stock_code", "000010", "krx:list"),
        number("krx:000010", "ror", "040c17130", "krx:list"),
        firm("krx:000020", "섬유회사", "krx:list", "Busan", "metals"),
        firm("krx:000030", HOSTILE[1], "krx:list", "Daegu", None),
        firm("krx:000040", "마바사아정밀", "krx:list", "Daegu", "textiles"),
    ]
    told: list[Record] = [
        REGISTER,
        firm("dart:00000010", "섬유회사", "dart:list", "Daegu", "chemicals", "2001"),
        number("dart:00000010", "stock_code", "000010", "dart:list"),
        number("dart:00000010", "corp_code", "00000010", "dart:list"),
        firm("dart:00000030", HOSTILE[1], "dart:list", None, None),
        firm("dart:00000040", "마바사아정밀", "dart:list", "Daegu", "automotive"),
    ]
    say(store, listed, origin="krx")
    say(store, told, origin="dart")
    settle_identities(store)
    decide(store, [("dart:00000010", "krx:000020", "split")])
    store.close()
    with served(url, folder) as server:
        yield server.base


def test_a_card_tells_the_numbers_of_a_body_and_why_its_records_are_one(look: Look, two_origins: str) -> None:
    screen = look(two_origins).go("?node=krx:000010")
    screen.page.wait_for_selector(".card [data-part=merged]", timeout=SOON * 1000)
    assert screen.state()["node"] == "dart:00000010", "a merged record leads to the body it belongs to"
    numbers = screen.find("[data-part=identifiers]").inner_text()
    assert "종목코드" in numbers
    assert "DART 고유번호" in numbers
    assert screen.find("[data-scheme=ror] a").get_attribute("href") == "https://ror.org/040c17130"
    assert not screen.find("[data-part=merged] li").first.is_visible(), "folded until it is asked for"
    screen.page.click("[data-part=merged] summary")
    merged = screen.find("[data-part=merged]").inner_text()
    assert "이 기관으로 통합된 레코드" in merged
    assert "판정: 규칙" in merged
    assert "100%" in merged
    assert "식별번호 일치: 종목코드 000010" in merged
    screen.page.click("[data-part=conflicts] summary")
    conflicts = screen.find("[data-part=conflicts]").inner_text()
    assert "1999" in conflicts
    assert "신뢰도가 높은 레코드의 값" in conflicts
    screen.page.click("[data-part=apart] > summary")
    apart = screen.find("[data-part=apart]").inner_text()
    assert "sojae review forget dart:00000010 krx:000020" in apart
    assert screen.complaints == []
    assert screen.foreign == []


def test_a_pair_that_waits_for_a_person_says_how_to_decide_and_its_names_are_text(
    look: Look, two_origins: str
) -> None:
    screen = look(two_origins).go("?node=dart:00000030&lang=en&theme=dark")
    screen.page.wait_for_selector(".card [data-part=perhaps]", timeout=SOON * 1000)
    screen.page.click("[data-part=perhaps] > summary")
    asked = screen.find("[data-part=perhaps]").inner_text()
    assert "Possible duplicates" in asked
    assert "decided by: the rules of the resolution" in asked
    assert "sojae review merge dart:00000030 krx:000030" in asked
    assert HOSTILE[1] in asked
    assert screen.find("[data-part=merged], .card img, .card script").count() == 0
    assert screen.complaints == []


@pytest.mark.parametrize(
    ("language", "said", "rows"),
    [
        (
            "ko",
            ("판정 근거", "적용 규칙: 상반된 정보", "일치 확률"),
            {"prior": "사전 확률", "name": "이름 같음, 드문 이름", "place": "소재지 같은 도시", "sector": "분야 관련 없는 분야"},
        ),
        (
            "en",
            ("How this was decided", "Rule: a far sector, another year or another website", "probability"),
            {"prior": "prior 1 in", "name": "name same, rare", "place": "place same city", "sector": "sector far"},
        ),
    ],
)  # fmt: skip
def test_a_pair_shows_its_match_weights_as_bars_that_add_up(
    look: Look, two_origins: str, language: str, said: tuple[str, ...], rows: dict[str, str]
) -> None:
    screen = look(two_origins).go(f"?node=dart:00000040&lang={language}")
    screen.page.wait_for_selector(".card [data-part=perhaps]", timeout=SOON * 1000)
    screen.page.click("[data-part=perhaps] > summary")
    assert "match weight" not in screen.find("[data-part=perhaps] .evidence").inner_text()
    assert not screen.find("[data-part=weights] table").is_visible(), "folded until it is asked for"
    screen.page.click("[data-part=weights] > summary")
    told = screen.find("[data-part=weights]").inner_text()
    for text in said:
        assert text in told
    for comparison, text in rows.items():
        row = screen.find(f"[data-part=weights] tr[data-comparison={comparison}] th").inner_text()
        assert row.startswith(text)
    bits = [
        float(text.replace("−", "-")) for text in screen.find("[data-part=weights] td.bits").all_inner_texts()
    ]
    assert sum(bits[:-1]) == pytest.approx(bits[-1], abs=0.01)
    ends = screen.find("[data-part=weights] rect").evaluate_all(
        "bars => bars.map(bar => [bar.x.baseVal.value, bar.x.baseVal.value + bar.width.baseVal.value])"
    )
    for before, after in pairwise(ends[:-1]):
        assert min(abs(a - b) for a in before for b in after) < 0.01, "a bar begins where the one before ends"
    assert screen.complaints == []
