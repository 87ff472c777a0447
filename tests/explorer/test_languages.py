"""Each page in one language: details, products, places and conflicts in that of the page, and no English on a Korean one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser
UNION = "daegu-materials-convergence-union"
PROSE = re.compile(r"\b[A-Za-z]?[a-z]{2,}(?:[ ,;:]+[a-z]{2,})+\b")
"""Two English words in a row, the second in small letters: a phrase, not a name or an abbreviation."""
BROKEN = "업체명,설립일,소재지\n가람소재,2018-03-01,대구 달서구\n,2019-02-03,경북 구미시\n라온소재,2020-01-05,경북 포항시,추가\n"
TEXTS = """() => [...document.querySelectorAll('body *:not(noscript, .definition pre)')].flatMap((element) => [
    ...['title', 'aria-label', 'placeholder', 'alt'].map((name) => element.getAttribute(name)),
    ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data),
]).filter(Boolean)"""
CARD = ".facts"


def card(screen: Screen, node: str, language: str) -> str:
    screen.move(f"?lang={language}&layer=facts&node={node}")
    screen.find(CARD).wait_for()
    return screen.find(CARD).inner_text()


def test_an_organisation_says_what_it_makes_and_where_in_the_language_of_the_page(screen: Screen) -> None:
    korean = card(screen, "taegutec", "ko")
    assert "초경·세라믹 절삭공구" in korean
    assert "대구 달성군" in korean
    assert "Dalseong" not in korean
    english = card(screen, "taegutec", "en")
    assert "tungsten carbide and ceramic cutting tools" in english
    assert "Daegu Dalseong-gun" in english
    assert not re.search("[가-힣]", english)


def test_technologies_and_programmes_are_described_in_the_language_of_the_page(screen: Screen) -> None:
    assert "금속 체인 대체" in card(screen, "3d-fibre-snow-chain", "ko")
    assert "replaces metal chain" in card(screen, "3d-fibre-snow-chain", "en")
    assert "200곳(출처 기준)" in card(screen, UNION, "ko")
    assert "200 (as reported)" in card(screen, UNION, "en")


def test_relations_are_described_in_the_language_of_the_page(screen: Screen) -> None:
    said = []
    for language in ("ko", "en"):
        card(screen, "dmi", language)
        specialist = screen.find("[data-predicate=SPECIALIST_FOR] .detail").first
        specialist.wait_for()
        said.append(specialist.inner_text())
    assert said == ["전문기관", "specialist institute"]


def test_a_conflict_names_field_and_reason_in_the_language_of_the_page(screen: Screen) -> None:
    said = []
    for language in ("ko", "en"):
        screen.go(f"?lang={language}&node=ajin-industrial")
        screen.page.click("[data-part=conflicts] summary")
        said.append(screen.find("[data-part=conflicts]").inner_text())
    assert "최초 기록 채택; 미확정" in said[0]
    assert "설립" in said[0]
    assert "first record taken; not settled" in said[1]


def test_a_product_found_is_shown_with_its_organisation(screen: Screen) -> None:
    screen.go("?lang=ko").drawn()
    screen.page.fill("#query", "절삭공구")
    option = (
        screen.find(
            "[role=option]",
        )
        .filter(has_text="주요 품목")
        .first
    )
    option.wait_for()
    assert "절삭공구" in option.inner_text()


@pytest.mark.parametrize(
    "query",
    [
        "?node=dmi", "?layer=facts&node=kims", f"?layer=facts&node={UNION}", "?tie=dmi~dyetec", "?table=nodes", "?table=ties",
        "?table=places", "?map=1&place=gumi", "?from=kims&to=dyetec", "?around=dmi&depth=1", "?colour=community",
        "?view=gaps&pair=metals~textiles", "?view=gaps&sector=metals", "?view=positions&group=0",
        "?view=positions&measure=betweenness&against=degree", "?view=review",
    ],
)  # fmt: skip
def test_a_korean_page_has_no_english_but_names_and_titles_of_sources(
    screen: Screen, daegu: Snapshot, query: str
) -> None:
    screen.move(f"{query}&lang=ko")
    screen.until("() => !document.body.innerText.includes('불러오는 중')")
    screen.ask("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    screen.calm()
    names = {name for row in daegu.rows for name in row[1:3]} | {row[1] for row in daegu.alias_rows}
    names |= {text for row in daegu.source_rows for text in row[1:3]}
    shown = [text.strip() for text in screen.ask(TEXTS)]
    english = {
        text for text in shown if PROSE.search(text) and not any(name in text for name in known(names, text))
    }
    assert english == set()


def known(names: set[str], text: str) -> list[str]:
    """Give the names and titles that stand in a text and have the English words in question."""
    return [name for name in names if name in text and PROSE.search(name)]


def test_dates_are_written_as_in_korean_prose_and_links_carry_their_language(screen: Screen) -> None:
    assert "2001년 8월" in card(screen, "dmi", "ko")
    assert "2001-08" in card(screen, "dmi", "en")
    screen.ask("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    screen.go("?lang=ko&node=dmi").drawn()
    screen.ask("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    screen.page.click("[data-action=share]")
    screen.until("() => Boolean(window.copied)")
    assert "lang=ko" in screen.ask("() => window.copied")


def test_definitions_of_measures_are_in_korean_with_their_references(screen: Screen) -> None:
    screen.move("?view=positions&measure=betweenness&lang=ko")
    screen.find("[data-part=definition] details").evaluate("e => { e.open = true; }")
    screen.until("() => document.querySelector('[data-part=definition] pre')?.lang === ''")
    said = screen.find("[data-part=definition] pre").inner_text()
    assert "최단 경로의 수" in said
    assert "doi:10.2307/3033543" in said


def test_what_the_server_says_of_a_file_is_in_korean(screen: Screen) -> None:
    screen.go("?view=open&lang=ko").calm()
    screen.find("[data-control=files]").set_input_files(
        {"name": "기관.csv", "mimeType": "text/csv", "buffer": BROKEN.encode()}
    )
    screen.find("[data-part=rejects]").wait_for()
    screen.until("() => !document.querySelector('[data-part=rejects] [lang=en]')")
    told = screen.find("[data-part=rejects]").inner_text()
    assert "제목 행은 3칸인데 이 행은 4칸입니다" in told
    assert not PROSE.search(told), told
