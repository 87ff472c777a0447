"""The policymaker's desk in the browser: capabilities, the evaluation of a programme and the card of a sector say what the API says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.verdict_words import VERDICTS_KO

if TYPE_CHECKING:
    from tests.explorer.conftest import Screen

KO = Path(__file__).resolve().parents[2] / "viz" / "explorer" / "src" / "i18n" / "ko.ts"
UNION = "daegu-materials-convergence-union"


def answer(screen: Screen, path: str) -> Any:
    """Ask the API from the page."""
    return screen.ask("async path => (await fetch(path)).json()", f"{screen.base}/api/v1/{path}")


def test_the_explorer_calls_the_verdicts_as_the_sentences_do() -> None:
    block = re.search(r"\n  verdict: \{(.*?)\}", KO.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    assert dict(re.findall(r'"([^"]+)": "([^"]+)"', block[1])) == VERDICTS_KO


def test_each_cell_of_the_capabilities_has_the_numbers_of_the_api(screen: Screen) -> None:
    screen.go("?view=capabilities&lang=ko")
    screen.find("[data-cell]").first.wait_for()
    told = {
        f"{cell['row']}~{cell['column']}": cell
        for cell in answer(screen, "capabilities")["cells"]
        if cell["count"]
    }
    shown = screen.find("[data-cell]").evaluate_all(
        "cells => cells.map(cell => [cell.dataset.cell, cell.classList.contains('called'),"
        " ...[...cell.querySelectorAll('text')].map(text => text.textContent)])"
    )
    written = {key: (called, figures) for key, called, *figures in shown if figures}
    assert written.keys() == told.keys()
    for key, cell in told.items():
        judged = cell["verdict"] != "not enough data"
        figures = [str(cell["count"]), *([f"{cell['shrunk']:.1f}"] if judged else [])]
        assert written[key] == (cell["verdict"] == "specialised", figures), key


def test_the_card_of_a_row_of_capabilities_lists_its_organisations(screen: Screen) -> None:
    screen.go("?view=capabilities&lang=ko&cap_row=chemicals")
    row = answer(screen, "capabilities/chemicals")
    panel = screen.find("[data-part=row] [data-part=does]")
    panel.wait_for()
    shown = panel.locator("[data-column]").evaluate_all(
        "list => list.map(one => [one.dataset.column, parseInt(one.querySelector('.soft').textContent),"
        " [...one.querySelectorAll('.holders > li > [data-node]')].map(name => name.dataset.node)])"
    )
    own = [one for one in row["results"] if one["own"]]
    assert len(own) == 5
    assert shown == [
        [one["column"], one["count"], [holder["id"] for holder in one["holders"]]] for one in own
    ]


def test_the_evaluation_on_a_programmes_card_is_that_of_the_api(screen: Screen) -> None:
    screen.go(f"?lang=ko&node={UNION}")
    part = screen.find("[data-part=evaluation]")
    part.locator("table.windows").wait_for()
    found = answer(screen, f"programmes/{UNION}/evaluation")
    assert part.locator("[data-verdict]").get_attribute("data-verdict") == found["verdict"]
    assert found["sentence"]["ko"] in part.inner_text()
    cells = part.locator("table.windows tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => cell.textContent))"
    )
    windows = found["windows"]
    assert cells == [
        [str(one["ties"]) for one in windows],
        [f"{one['expected']:.1f}" for one in windows],
        [str(one["echo"]) for one in windows],
        [str(one["ties"] + one["echo"]) for one in windows],
    ]
    reasons = part.locator("[data-reason]").evaluate_all("list => list.map(one => one.dataset.reason)")
    assert reasons == [one["code"] for one in found["reasons"]]


def test_the_card_of_a_sector_tells_which_ties_to_others_it_counts(screen: Screen) -> None:
    screen.go("?view=gaps&lang=ko&sector=textiles")
    outside = screen.find("dd[data-part=outside]")
    outside.wait_for()
    observed = answer(screen, "sectors/textiles")["outside"]["observed"]
    assert outside.evaluate("dd => dd.firstChild.textContent") == str(observed)
    assert outside.locator(".under").inner_text() == "‘기타’ 업종과 업종을 알 수 없는 기관은 제외"
    assert "연결 성분" not in screen.find("[data-part=sector]").inner_text()
