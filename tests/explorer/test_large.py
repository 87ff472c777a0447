"""A graph with more relations than the page holds itself: the server works out the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.synthetic import write_folder
from graph.stores import open_store
from ingest.load import load
from tests.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser
RELATIONS = 61_000


@pytest.fixture(scope="module")
def large_server(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with 61,000 relations among few nodes."""
    folder = tmp_path_factory.mktemp("large")
    url = f"sqlite:///{folder / 'large.sqlite'}"
    store = open_store(url)
    store.prepare()
    load(store, "daegu", [write_folder(folder / "csv", nodes=600, ties=RELATIONS)])
    store.close()
    with served(url, folder) as server:
        yield server.base


@pytest.fixture
def large(look: Callable[..., Screen], large_server: str) -> Screen:
    """The explorer with a large graph."""
    return look(large_server)


def asked(screen: Screen, part: str) -> list[str]:
    script = "part => performance.getEntriesByType('resource').map(e => e.name).filter(n => n.includes(part))"
    found: list[str] = screen.ask(script, part)
    return found


def ties_by_server(screen: Screen, words: str) -> int:
    number: int = screen.ask(
        "async words => (await (await fetch(`/api/v1/scene?isolates=true&layer=direct${words}`)).json()).ties.length",
        words,
    )
    return number


def test_a_large_graph_is_drawn_without_its_table_of_relations(large: Screen) -> None:
    large.go("?layer=direct").drawn()
    assert len(large.ask("() => sojae.graph.ties")) == ties_by_server(large, "")
    assert asked(large, "/relations?") == []
    assert large.complaints == []


def test_a_day_that_is_typed_is_worked_out_by_the_server(large: Screen) -> None:
    large.go("?layer=direct").drawn()
    whole = large.ask("() => sojae.graph.ties.length")
    large.page.fill("[data-date=as_of]", "2003")
    large.page.keyboard.press("Enter")
    large.until(f"() => sojae.graph.ties.length < {whole}")
    assert large.ask("() => sojae.graph.ties.length") == ties_by_server(large, "&as_of=2003")
    large.page.click("[data-action=all-time]")
    large.until(f"() => sojae.graph.ties.length === {whole}")


def test_a_link_with_a_day_asks_for_one_picture(large: Screen) -> None:
    large.go("?layer=direct&as_of=2003").drawn()
    assert len(asked(large, "/scene?")) == 1
    assert large.ask("() => sojae.graph.ties.length") == ties_by_server(large, "&as_of=2003")


def test_comparing_two_days_says_that_it_is_not_done(large: Screen) -> None:
    large.go("?layer=direct&as_of=2003&compare=2020").drawn()
    assert "두 시점은 비교할 수 없습니다" in large.find(".time").inner_text()
    large.page.click(".time .soft button")
    assert large.state()["compare"] is None
