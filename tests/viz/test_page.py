from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.viz.conftest import HOSTILE
from viz.page import asset, page
from viz.scene import scene

if TYPE_CHECKING:
    from graph.snapshot import Snapshot

LOADS = re.compile(
    r"""(?ix) <(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*\b(?:src|data|srcset)\s*=
    | <link\b[^>]*\bhref\s*=\s*(?!\s*["']?data:) | @import | url\((?!\s*["']?data:) | \bfetch\( | XMLHttpRequest | importScripts"""
)


@pytest.fixture(scope="module")
def html(daegu: Snapshot) -> str:
    return page(scene(daegu, around="dmi"), daegu)


def shell(html: str) -> str:
    """The page without vis-network's own text and without the data."""
    return re.sub(r"const (DATA|nodeSet|edgeSet) = .*", "", html.replace(str(asset("vis-network")), ""))


def test_nothing_in_the_page_loads_from_anywhere(html: str) -> None:
    assert LOADS.search(shell(html)) is None
    assert "://" not in re.sub(r"\^https\?:\\/\\/", "", shell(html))
    for network in ("cdnjs", "jsdelivr", "unpkg", "bootstrap", "googleapis"):
        assert network not in shell(html)


def test_the_page_forbids_the_browser_to_ask_any_host(html: str) -> None:
    assert "default-src 'none'" in html
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_the_title_stands_there_once(html: str) -> None:
    assert html.count("<h1") == 1


@pytest.mark.parametrize("name", ["vis-network", *[f"{part}.js" for part in ("page", "panel", "picture")]])
def test_no_script_ends_the_script_element(name: str) -> None:
    assert "</script" not in asset(name).lower()
    assert "<!--" not in asset(name)


def test_names_cannot_leave_the_data(hostile: Snapshot) -> None:
    html = page(scene(hostile), hostile)
    assert html.lower().count("</script") == 2
    for name in HOSTILE[:2]:
        assert name not in html


def test_the_same_scene_gives_the_same_page(daegu: Snapshot) -> None:
    drawn = scene(daegu, around="dmi")
    assert page(drawn, daegu) == page(drawn, daegu)


def test_a_language_that_the_page_does_not_speak_is_refused(daegu: Snapshot) -> None:
    with pytest.raises(ValueError, match="ko or en"):
        page(scene(daegu, around="dmi"), daegu, language="fr")
