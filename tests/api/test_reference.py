"""The pages for people: every route and problem is there, each address to try answers, nothing comes from another host."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from api.problems import PROBLEMS
from tests.served import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.served import Served


def test_every_operation_stands_on_the_page(client):
    document, page = client.get("/api/v1/openapi.json").json(), client.get("/api/v1/docs").text
    operations = [(m, p) for p, operations in document["paths"].items() for m in operations]
    assert page.count("<section id=") == len(operations)
    anchors = re.findall(r'<section id="([^"]+)"', page)
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r'<li><a href="#([^"]+)"', page)) == set(anchors)
    assert client.get("/api/v1/").json()["links"]["docs"] == "/api/v1/docs"


def test_each_address_to_try_answers(client):
    addresses = re.findall(r'class="try" href="([^"]+)"', client.get("/api/v1/docs").text)
    assert len(addresses) > 30
    for address in map(unescape, addresses):
        assert client.get(address).status_code == 200, address


def test_what_is_no_page_of_ours_is_not_let_into_it(client):
    policy = client.get("/api/v1/docs").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_each_kind_of_problem_is_known_and_told_alike_in_the_docs():
    raised = {
        kind
        for file in (ROOT / "api").rglob("*.py")
        for kind in re.findall(r'Problem\(\s*"([a-z-]+)"', file.read_text(encoding="utf-8"))
    }
    assert raised <= PROBLEMS.keys(), (
        "each kind of problem has its words in api/problems.py and docs/reference/problems.md"
    )
    page = Path(ROOT / "docs" / "reference" / "problems.md").read_text(encoding="utf-8")
    for name, kind in PROBLEMS.items():
        line = f'| <a id="{name}"></a>`{name}` | {kind.status or "any"} | {kind.meaning} |'
        assert line in page, line


def test_the_type_of_a_problem_leads_to_its_words(client):
    kind = client.get("/api/v1/nodes/nobody/neighbourhood").json()["type"]
    address, _, anchor = kind.partition("#")
    page = client.get(address)
    assert page.status_code == 200
    assert f'id="{anchor}"' in page.text


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/api/v1/docs", "/docs/problems"])
def test_in_a_browser_nothing_is_asked_of_another_host_and_nothing_is_blocked(
    server: Served, browser: Browser, address
):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(server.base + address)
    assert asked == [server.base + address]
    assert said == []
    assert page.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
