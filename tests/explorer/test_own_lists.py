"""Small lists of somebody's own: without ties, without sectors, in a city whose districts have no centre."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.model import Organisation, Relation, Source
from graph.stores import open_store
from tests.saying import say
from tests.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser


def firm(key: str, name: str, district: str, sector: str | None = None) -> Organisation:
    return Organisation(
        key, name, name, True, "company", sector, None, "성남시", district, None, None, ("s",)
    )


def store_of(folder: Path, name: str, *records: Organisation | Relation) -> str:
    url = f"sqlite:///{folder / f'{name}.sqlite'}"
    store = open_store(url)
    store.prepare()
    say(store, [Source("s", "A list", "A city", "2024", "https://example.org/list"), *records])
    store.close()
    return url


@pytest.fixture(scope="module")
def untied_server(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a list of names and districts: no sector, no tie."""
    folder = tmp_path_factory.mktemp("untied")
    bodies = [firm(f"o{i}", f"시험{i}", "분당구" if i % 3 else "중원구") for i in range(9)]
    with served(store_of(folder, "untied", *bodies), folder) as server:
        yield server.base


@pytest.fixture(scope="module")
def supplying_server(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on which a firm late in the order of ids supplies an early one."""
    folder = tmp_path_factory.mktemp("supplying")
    bodies = [
        firm("a", "사는곳", "분당구", "metals"),
        firm("b", "파는곳", "분당구", "metals"),
        firm("c", "둘다", "분당구", "textiles"),
    ]
    ties = [
        Relation("r1", "b", "SUPPLIES", "a", "2020", None, None, ("s",)),
        Relation("r2", "b", "SUPPLIES", "c", "2020", None, None, ("s",)),
        Relation("r3", "c", "SUPPORTS", "b", "2021", None, None, ("s",)),
    ]
    with served(store_of(folder, "supplying", *bodies, *ties), folder) as server:
        yield server.base


@pytest.fixture
def untied(look: Callable[..., Screen], untied_server: str) -> Screen:
    return look(untied_server)


@pytest.fixture
def supplying(look: Callable[..., Screen], supplying_server: str) -> Screen:
    return look(supplying_server)


def test_a_city_stands_on_its_map_where_the_centres_of_its_districts_are_unknown(untied: Screen) -> None:
    untied.go("?map=1&lang=en&table=places").drawn()
    untied.page.wait_for_selector(".map .spot[data-count='9']")
    assert untied.find(".map .spot").get_attribute("data-place") == "seongnam"
    assert untied.find(".map .chip").count() == 0
    assert "Click a circle" in untied.find(".said-place").inner_text()
    row = untied.find(".twin tbody tr[data-id]").first.inner_text().split("\t")
    assert row[:3] == ["Seongnam", "성남시", "9"]


def test_where_no_circle_is_drawn_none_is_asked_to_be_clicked(untied: Screen) -> None:
    untied.go("?map=1&lang=en&off=place:seongnam")
    untied.page.wait_for_selector(".map .message")
    assert untied.find(".said-place").inner_text().strip() == ""


def test_the_table_of_places_tells_all_and_those_drawn(supplying: Screen) -> None:
    supplying.go("?map=1&lang=en&table=places&off=sector:textiles").drawn()
    supplying.page.wait_for_selector(".twin [data-sort=drawn]")
    assert supplying.find(".twin tbody tr[data-id]").first.inner_text().split("\t")[2:4] == ["3", "2"]


def test_without_sector_and_tie_no_other_colour_is_offered(untied: Screen) -> None:
    untied.go("?lang=en").drawn()
    hint = untied.find("[data-part=sectorless]")
    assert "“Kind”" in hint.inner_text()
    assert hint.locator("button").count() == 0
    assert untied.find("[data-control=colour] option[value=community]").count() == 0
    assert untied.find("[data-control=collapse] option").count() == 1
    untied.go("?lang=en&colour=community").drawn()
    assert "No ties in this layer" in untied.find("[data-part=groupless]").inner_text()


def test_nothing_tied_is_said_and_not_ranked(untied: Screen) -> None:
    untied.go("?view=positions&lang=ko&against=pagerank")
    untied.page.wait_for_selector("[data-part=untied]")
    untied.page.wait_for_selector("[data-part=groupless]")
    assert untied.find(".ranking").count() == 0
    assert untied.find("[data-action=open-groups], [data-action=collapse-groups]").count() == 0


def test_the_subject_comes_first_in_the_table_of_ties_and_in_its_csv(supplying: Screen) -> None:
    supplying.go("?table=ties&lang=en").drawn()
    supplying.page.wait_for_selector(".twin tr[data-id]")
    supplying.until("() => !document.querySelector('.twin').innerText.includes('direction')")
    rows = supplying.find(".twin tbody tr[data-id]").all_inner_texts()
    assert sorted(row.split("\t")[:3] for row in rows) == [
        ["파는곳", "supplies", "사는곳"],
        ["파는곳", "supplies, ← supports", "둘다"],
    ]
    assert "파는곳,supplies,사는곳" in supplying.saved("table").read_text(encoding="utf-8")


def test_measures_and_gaps_are_told_in_korean(supplying: Screen, untied: Screen) -> None:
    supplying.go("?view=positions&lang=ko")
    supplying.page.wait_for_selector(".ranking tbody tr")
    told = supplying.find("[data-part=definition]").inner_text()
    assert "직접 연결된 기관의 수" in told
    assert "ties" not in told
    labels = supplying.find("[data-control=measure] optgroup").evaluate_all("l => l.map(e => e.label)")
    assert labels
    assert not any(label.isascii() for label in labels)
    untied.go("?view=gaps&lang=ko")
    untied.page.wait_for_selector(".warning")
    assert any("‘직접 관계’에" in text for text in untied.find(".warning").all_inner_texts())
