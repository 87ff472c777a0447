"""The docs as a site: built strictly with its notebooks executed, nothing from another host, good on a screen and a phone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docs.site import loaded_from_elsewhere

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("tutorial", "how-to", "explanation", "reference")
GRAPH_VERSION = "f2bd416c30119016"

pytestmark = pytest.mark.slow  # the site is built, its notebooks executed


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "-m", "docs.site", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def html(site: Path, page: str) -> str:
    return (site / f"{page}.html").read_text(encoding="utf-8")


def test_every_page_is_in_one_of_four_parts_and_in_the_menu(site):
    menu = html(site, "index")
    for path in (ROOT / "docs").rglob("*.md"):
        name = path.relative_to(ROOT / "docs").with_suffix("").as_posix()
        if "_build" in name:
            continue
        assert name in {"index", "changelog"} or name.partition("/")[0] in PARTS
        assert name == "index" or f'href="{name}.html"' in menu, name


def test_the_notebooks_show_what_was_computed_on_the_daegu_data(site):
    analyst, policymaker = html(site, "tutorial/analyst"), html(site, "tutorial/policymaker")
    for page in (analyst, policymaker):
        assert GRAPH_VERSION in page
        assert page.count("cell_output") > 5
        assert re.search(
            r'class="[^"]*cell_output[^"]*">\s*<img [^>]*src="\.\./_images/[0-9a-f]+\.svg"', page
        )
        assert "Traceback" not in page
    assert "daegu-city" in analyst
    assert "under-connected" in policymaker
    assert re.search(
        r"metals</td>\s*<td>textiles</td>\s*<td>0</td>\s*<td>7\.157</td>\s*<td>0\.002</td>", policymaker
    )


def test_python_is_described_from_its_docstrings(site):
    page = html(site, "reference/python")
    for name in ("open", "measure", "gaps", "neighbourhood", "to_networkx"):
        assert f'<span class="pre">{name}</span>' in page, name


def test_a_resource_of_another_host_is_found_and_a_link_is_not(tmp_path):
    (tmp_path / "page.html").write_text(
        '<a href="https://a.example/"></a><img src="//b.example/x.png"><link rel="stylesheet" href="https://c.example/c.css">'
        '<style>p { background: url(http://d.example/d.png) }</style><script src="own.js"></script>',
        encoding="utf-8",
    )
    found = [line.partition(": ")[2] for line in loaded_from_elsewhere(tmp_path)]
    assert found == ["//b.example/x.png", "https://c.example/c.css", "http://d.example/d.png"]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_in_a_browser_nothing_is_asked_elsewhere_and_no_page_is_wider_than_the_screen(
    site: Path, browser: Browser, scheme: str, width: int
):
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for name in (
        "index",
        "tutorial/index",
        "tutorial/analyst",
        "explanation/architecture",
        "reference/commands",
        "reference/settings",
    ):
        page.goto((site / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        ink, ground = page.evaluate(
            "[getComputedStyle(document.querySelector('article p')).color, getComputedStyle(document.body).backgroundColor]"
        )
        assert ink != ground
    assert not [address for address in asked if not address.startswith(("file:", "data:"))]
    assert wrong == []
    context.close()


@pytest.mark.browser
def test_the_search_finds_a_page_without_a_server(site: Path, browser: Browser):
    page = browser.new_page()
    page.goto((site / "search.html").as_uri() + "?q=betweenness")
    page.wait_for_selector("ul.search li a")
    assert "betweenness" in page.inner_text("ul.search").lower()
    page.close()
