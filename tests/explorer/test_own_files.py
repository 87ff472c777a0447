"""Files of one's own: dropped, recognised, looked at, coloured and compared by an own column, exported, taken and undone."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from tests.daegu import daegu_at
from tests.explorer.test_figures import AXE
from tests.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.explorer.conftest import Screen
    from tests.served import Served

    Look = Callable[..., Screen]

pytestmark = pytest.mark.browser
FIRMS = 24
REGIONS = ("서울", "부산", "대구")
NODES = "Id,Label,권역,직원 수\n" + "".join(
    f"n{n},{name}소재,{REGIONS[n % 3]},{10 + n}\n"
    for n, name in enumerate("가나다라마바사아자차카타파하거너더러머버서어저처")
)
EDGES = "Source,Target,Type,Weight\n" + "".join(
    f"n{n},n{(n + step) % FIRMS},Undirected,1\n" for n in range(FIRMS) for step in (3, 5)
)
LIST = "업체명,대표자,소재지,등급\n가람소재,홍길동,대구 달서구,A\n,김철수,경북 구미시,B\n"
DROP = """files => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name));
  for (const kind of ["dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def server(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("own")
    with served(daegu_at(folder / "daegu.sqlite"), folder, TMPDIR=str(folder)) as running:
        yield running


def version(server: Served) -> str:
    with urllib.request.urlopen(f"{server.base}/api/v1/") as answer:
        found: dict[str, Any] = json.loads(answer.read())
    return str(found["graph_version"])


def serious(screen: Screen) -> list[str]:
    screen.ask(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    found: list[str] = screen.ask(
        """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
             .filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' + v.nodes[0].html)"""
    )
    return found


def clean(screen: Screen) -> None:
    assert (screen.foreign, screen.complaints) == ([], [])


def test_a_dropped_pair_is_looked_at_by_its_own_column_taken_and_undone(look: Look, server: Served) -> None:
    before = version(server)
    screen = look(server.base).go("?lang=ko").drawn()
    page = screen.page
    page.evaluate(DROP, [["nodes.csv", NODES], ["edges.csv", EDGES]])
    page.wait_for_selector("[data-record=relation]")
    counts = screen.find("[data-part=counts]").inner_text().split()
    assert counts == ["기관", "24", "관계", "48"]
    workspace = screen.find("[data-workspace]").get_attribute("data-workspace")

    page.click("[data-action=look]")
    page.wait_for_url(re.compile(f"/w/{workspace}/"))
    screen.drawn()
    assert "nodes.csv" in screen.find("[data-part=workspace]").inner_text()
    # without sectors the picture is coloured by the column that tells the nodes apart
    legend = screen.find("[data-facet='attributes.권역'] .line").all_inner_texts()
    assert sorted(line.split() for line in legend) == [["대구", "8"], ["부산", "8"], ["서울", "8"]]
    assert screen.find("[data-key^='sector:']").count() == 0
    page.click("[data-key='attributes.권역:서울']")
    screen.until("() => sojae.graph.nodes.length === 16")
    assert "off=attributes." in page.url
    page.go_back()
    screen.until("() => sojae.graph.nodes.length === 24")
    page.click(".appearance summary")
    page.select_option("[data-control=colour]", "attributes.직원 수")
    assert screen.find("[data-part=scale]").get_attribute("aria-label") == "직원 수: 10 – 33"

    page.click("[data-view=gaps]")
    page.wait_for_selector("[data-control=group-by] option[value='attributes.권역']", state="attached")
    page.select_option("[data-control=group-by]", "attributes.권역")
    page.wait_for_selector(".matrix [data-sector=서울]")
    assert "집단 간 연결" in screen.find(".gaps h2").first.inner_text()
    assert "업종" not in screen.find(".gaps [data-part=question]").inner_text()

    page.click("[data-view=explore]")
    exported = screen.saved("gexf").read_text(encoding="utf-8")
    assert exported.count("<node ") == 24
    assert "권역" in exported

    page.click("[data-part=workspace] [data-action=take]")
    page.wait_for_selector("[data-record=relation]")
    page.click(".ways [data-action=take]")
    for name, text in (("title", "거래망"), ("publisher", "협회"), ("url", "https://example.org/net")):
        page.fill(f"[data-control=source-{name}]", text)
    page.fill("[data-control=take-key]", server.secret)
    page.click("[data-action=dry-run]")
    page.wait_for_selector("[data-part=report]")
    assert "기관 24 새로" in screen.find("[data-part=report]").inner_text()
    assert version(server) == before
    page.click("[data-action=load]")
    page.wait_for_selector("[data-action=undo-load]")
    assert version(server) == screen.find("[data-part=report]").get_attribute("data-version") != before
    page.click("[data-action=undo-load]")
    page.wait_for_selector("[data-part=undone]")
    assert version(server) == before
    clean(screen)


@pytest.mark.parametrize(("lang", "theme"), [("ko", "light"), ("en", "dark")])
def test_a_table_changes_with_its_form_without_serious_faults(
    look: Look, server: Served, lang: str, theme: str
) -> None:
    screen = look(server.base).go(f"?view=open&lang={lang}&theme={theme}")
    page = screen.page
    page.wait_for_selector(".welcome")
    page.evaluate(DROP, [["firms.csv", LIST]])
    page.wait_for_selector("[data-record=organisation]")
    assert "•••" in screen.find(".sheet").inner_text()
    assert "홍길동" not in page.content()
    assert "firms.csv, 3" in screen.find("[data-part=rejects]").inner_text()
    assert serious(screen) == []
    page.select_option("[data-column=등급]", "")
    screen.until("() => !document.querySelector('.records').textContent.includes('등급')")
    page.select_option("[data-column=등급]", "0:field:products")
    screen.until("() => /(생산품|products)A/.test(document.querySelector('.records').textContent)")
    with page.expect_download() as saved:
        page.click("[data-action=save-mapping]")
    text = saved.value.path().read_text(encoding="utf-8")
    assert 'products: "등급"' in text
    assert "record: organisation" in text
    page.reload()
    page.wait_for_selector("[data-record=organisation]")
    clean(screen)


def test_encoding_and_header_row_are_changed_by_hand(look: Look, server: Served) -> None:
    screen = look(server.base).go("?view=open&lang=en")
    page = screen.page
    page.wait_for_selector(".welcome")
    page.evaluate(DROP, [["firms.csv", "업체명,소재지,등급\n회사명,주소,종류\n가람소재,대구 달서구,A\n"]])
    page.wait_for_selector("[data-record=organisation]")
    assert "firms.csv" in screen.find("[data-workspace]").inner_text()
    page.click("[data-line='2']")
    page.wait_for_selector("[data-column=회사명]")
    screen.until("() => document.querySelectorAll('.records li').length === 1")
    assert "가람소재" in screen.find(".records").inner_text()
    assert screen.find("[data-control=header]").input_value() == "2"
    page.check("[data-control=no-header]")
    page.wait_for_selector("[data-column='column 3']")
    page.uncheck("[data-control=no-header]")
    page.wait_for_selector("[data-column=업체명]")
    page.select_option("[data-control=encoding]", "cp1252")
    screen.until("() => !document.querySelector('.sheet').textContent.includes('업체명')")
    page.select_option("[data-control=encoding]", "")
    page.wait_for_selector("[data-column=업체명]")
    screen.until("() => document.querySelector('.records').textContent.includes('가람소재')")
    wrong = [one for one in screen.complaints if "422" not in one]  # bytes that the encoding lacks
    assert (screen.foreign, wrong) == ([], [])


def test_files_that_say_themselves_what_they_are_ask_nothing_or_for_the_class_of_organisations(
    look: Look, server: Served
) -> None:
    screen = look(server.base).go("?view=open&lang=ko")
    page = screen.page
    page.wait_for_selector(".welcome")
    listed = "회사명,종목코드,업종,상장일,대표자명\n가람소재,012340,전자부품 제조업,2018-12-28,홍길동\n"
    page.evaluate(DROP, [["상장법인목록.csv", listed]])
    page.wait_for_selector("[data-record=organisation]")
    assert screen.find("[data-part=counts]").inner_text().split() == ["기관", "1", "번호", "1"]
    assert screen.find("[data-part=known-layout]").count() == 1
    assert screen.find("[name=items]").count() == 0
    clean(screen)
    page.click("[data-action=close-file]")
    triples = "@prefix s: <http://schema.org/> . <urn:a> a s:Corporation ; s:name 'Alpha Metal' . <urn:c> a s:Place ."
    page.evaluate(DROP, [["firms.ttl", triples]])
    page.wait_for_selector("[data-control=organisation]")
    page.fill("[data-control=organisation]", "schema:Corporation")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-record=organisation]")
    assert "Alpha Metal" in screen.find(".records").inner_text()
