"""Every measure has a page whose words are the registry's and whose worked example comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.measures import compute, measures
from graph.model import Organisation, Relation, Source
from graph.network import Network
from graph.snapshot import Snapshot
from graph.stores import open_store
from tests.saying import say

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "measures"
SECTORS = {
    "a": "metals",
    "b": "metals",
    "c": "metals",
    "d": "machinery",
    "e": "textiles",
    "f": "textiles",
    "g": "ceramics",
}
TIES = ("ab", "ac", "bc", "cd", "cd", "de", "df")


def example_network(folder: Path) -> Network:
    """The small network of docs/reference/measures/index.md."""
    store = open_store(f"sqlite:///{folder / 'example.sqlite'}")
    store.prepare()
    bodies = [
        Organisation(key, key, key, False, "company", sector, None, None, None, None, None, ("s",))
        for key, sector in SECTORS.items()
    ]
    ties = [
        Relation(f"r{number}", tie[0], "COLLABORATES_WITH", tie[1], None, None, str(number), ("s",))
        for number, tie in enumerate(TIES)
    ]
    say(store, [Source("s", "t", "p", None, "https://example.org/"), *bodies, *ties])
    snapshot = Snapshot(store)
    store.close()
    return Network.of(snapshot)


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    return example_network(tmp_path_factory.mktemp("example"))


@pytest.mark.parametrize("name", sorted(measures()))
def test_the_page_says_what_the_registry_says_and_its_example_comes_out(network, name):
    found, page = measures()[name], (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {found.title_en} ({found.title_ko})\n\n{found.definition}\n")
    assert f"| unit | {found.unit} |" in page
    assert f"| range | {found.range} |" in page
    assert all(f"`{parameter}=" in page for parameter in found.parameters)
    values = dict(zip(network.ids, compute(name, network).values.tolist(), strict=True))
    worked = re.findall(r"^\| ([A-G]) \| (-?[\d.]+) \|$", page, re.MULTILINE)
    assert len(worked) >= 3
    for node, value in worked:
        assert values[node.lower()] == pytest.approx(float(value), abs=5e-5)
    assert len(page.partition("## Limits")[2].strip()) > 20


@pytest.mark.parametrize("name", measures())
def test_every_measure_is_told_in_korean(name: str) -> None:
    found = measures()[name]
    for told in (found.summary_ko, found.unit_ko, found.range_ko, found.family_ko):
        assert re.search("[가-힣]", told), told
    assert not re.search("[A-Za-z]{3}", found.summary_ko + found.unit_ko + found.range_ko), (
        "no word is left in English"
    )
