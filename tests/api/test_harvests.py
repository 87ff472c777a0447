"""Harvests that last: pages under writes, what moved between two graph versions, and a mirror that follows."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from starlette.testclient import TestClient

from api import kept
from api.app import create_app
from graph.model import Alias, Conflict, Identifier, Organisation, Relation, SameAs, Source
from queries import moved
from tests.records import RECORDS
from tests.saying import say, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graph.model import Record
    from graph.store import Store

LISTS = ("nodes", "relations", "sources", "aliases", "identifiers", "conflicts")
BY_KEY = {"node": "nodes", "relation": "relations", "source": "sources"}
WITHOUT_ID = {"alias": "aliases", "identifier": "identifiers", "conflict": "conflicts"}


def firm(number: int, **further: Any) -> Organisation:
    made = Organisation(
        f"firm-{number:03d}", f"회사 {number}", f"Firm {number}", False, "company", "metals", None, None, None, None, None, ("s1",)
    )  # fmt: skip
    return replace(made, **further)


FIRMS = [firm(number) for number in range(20)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with told(tmp_path / "graph.sqlite", [*RECORDS, *FIRMS]) as opened:
        yield opened


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store)) as client:
        yield client


def got(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status, answer.text
    return answer.json()


def written(client: TestClient, store: Store, records: list[Record]) -> None:
    """Write, and serve it at once."""
    say(store, records)
    client.app.state.serving.look()


def harvested(client: TestClient, path: str, between: Callable[[], object] = lambda: None) -> list[Any]:
    """Follow `Link` to the end, with something in between two pages."""
    found: list[Any] = []
    address: str | None = f"/api/v1/{path}"
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        found += answer.json()["results"]
        address = answer.links["next"]["url"] if "next" in answer.links else None
        between()
    return found


@pytest.mark.parametrize("sort", ["id", "-id"])
def test_paging_ends_complete_though_the_store_is_written_to_between_pages(client, store, sort):
    expected = harvested(client, f"organisations?sort={sort}&limit=1000")
    left = list(FIRMS)

    def write() -> None:
        gone, new = left.pop(0), firm(500 + len(left), name_en=f"New {len(left)}")
        left.append(new)
        assert gone not in left
        written(client, store, [*RECORDS, *left])

    assert harvested(client, f"organisations?sort={sort}&limit=3", write) == expected
    assert len(expected) == 23
    assert got(client, "organisations?id=firm-000")["total"] == 0  # whoever begins now has the newest


def test_every_kind_of_page_lasts(client, store):
    firsts = {
        path: got(client, path)
        for path in (
            "organisations?limit=2",
            "nodes/union/neighbourhood?depth=3&limit=2",
            "nodes/union/neighbourhood?depth=3&limit=2&rank_by=recency",
            "aggregate?group_by=city,sector&limit=1",
            "measures/degree?limit=1",
            "changes?since=2000&until=2026&limit=1",
        )
    }
    written(client, store, [*RECORDS, *FIRMS[1:]])
    for path, first in firsts.items():
        assert first["next"], path
        second = got(client, f"{path}&cursor={first['next']}")
        assert second["graph_version"] == first["graph_version"]
    newest = got(client, "")["graph_version"]
    assert newest != first["graph_version"]


def test_a_cursor_ends_with_the_time_that_its_content_is_kept(store):
    with TestClient(create_app(store, snapshot_seconds=0)) as client:
        first = got(client, "organisations?limit=2")
        assert got(client, "")["limits"]["snapshot_seconds"] == 0
        written(client, store, [*RECORDS, *FIRMS[1:]])
        client.app.state.serving.kept.sweep()
        told = got(client, f"organisations?limit=2&cursor={first['next']}", 410)
        assert told["type"].endswith("#expired-cursor")
        assert "Start again without a cursor" in told["detail"]
        assert told["errors"][0]["parameter"] == "cursor"


def test_as_many_harvests_last_as_contents_are_kept_and_the_one_not_asked_for_longest_goes_first(store):
    with TestClient(create_app(store, snapshots=2)) as client:
        cursors = []
        for number in range(4):
            cursors.append(got(client, "organisations?limit=2")["next"])
            got(client, f"organisations?limit=2&cursor={cursors[0]}")
            written(client, store, [*RECORDS, *FIRMS[number + 1 :]])
            client.app.state.serving.kept.sweep()
        assert len(client.app.state.serving.kept) == 2
        statuses = [client.get(f"/api/v1/organisations?limit=2&cursor={one}").status_code for one in cursors]
        assert statuses == [200, 410, 410, 200]


def test_a_content_of_which_nobody_has_a_cursor_is_not_kept(client, store, monkeypatch):
    monkeypatch.setattr(kept, "SECONDS_FOR_ALL", 0.0)
    got(client, "organisations?limit=1000")
    written(client, store, [*RECORDS, *FIRMS[1:]])
    client.app.state.serving.kept.sweep()
    assert len(client.app.state.serving.kept) == 0


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("organisations?sector=textiles", "sector differs"),
        ("organisations?sector=metals&sort=-id", "sort differs"),
        ("organisations?sector=metals&sample=5&q=firm", "q, sample, sort differ"),
        ("technologies?field=machinery", "it belongs to “organisations”, not to “technologies”"),
        ("nodes?sector=metals", "not to “nodes”"),
        ("changes?since=2000&until=2026", "not to “changes”"),
    ],
)
def test_a_cursor_of_another_question_is_refused_and_the_difference_named(client, path, named):
    cursor = got(client, "organisations?sector=metals&limit=2")["next"]
    fault = got(client, f"{path}&limit=2&cursor={cursor}", 422)["errors"][0]
    assert fault["parameter"] == "cursor"
    assert named in fault["rule"]
    assert fault["remedy"].startswith("repeat the parameters of the first page")


def test_a_cursor_of_one_node_is_none_of_another(client):
    cursor = got(client, "nodes/union/neighbourhood?depth=3&limit=2")["next"]
    told = got(client, f"nodes/institute/neighbourhood?depth=3&limit=2&cursor={cursor}", 422)
    assert "id differs" in told["detail"]
    assert got(client, f"nodes/union/neighbourhood?depth=3&limit=1&cursor={cursor}")[
        "nodes"
    ]  # pages of another size


def test_what_moved_is_told_record_by_record(client, store):
    before = got(client, "")["graph_version"]
    changed = replace(FIRMS[1], name_en="Firm One")
    tie = Relation("r9", "firm-001", "COLLABORATES_WITH", "firm-002", "2020", None, None, ("s1",))
    name = Alias("firm-001", "FO", "abbreviation", None, None, ("s1",))
    written(client, store, [*RECORDS, changed, *FIRMS[2:], tie, name])
    found = got(client, f"changes?since_version={before}&limit=1000")
    assert (found["from"], found["to"]) == (before, got(client, "")["graph_version"])
    assert [(one["type"], one.get("id")) for one in found["created"]] == [("alias", None), ("relation", "r9")]
    assert found["created"][0]["alias"]["name"] == "FO"
    assert found["created"][1]["relation"] == got(client, "relations?id=r9")["results"][0]
    assert found["changed"] == [
        {"type": "organisation", "id": "firm-001", "node": got(client, "nodes?id=firm-001")["results"][0]}
    ]
    assert found["closed"] == [{"type": "organisation", "id": "firm-000"}]
    assert found["totals"] == {"created": 2, "changed": 1, "closed": 1}


def test_a_merged_record_is_closed_and_its_node_named(client, store):
    before = got(client, "")["graph_version"]
    same = SameAs("firm-001", "firm-002", "person", "merge", None, ("same name|",), ())
    written(client, store, [*RECORDS, *FIRMS, same])
    found = got(client, f"changes?since_version={before}")
    assert found["closed"] == [{"type": "organisation", "id": "firm-002", "shown_as": "firm-001"}]


def test_a_version_that_is_not_known_is_refused_with_the_remedy(client, store, monkeypatch):
    told = got(client, "changes?since_version=0123456789abcdef", 410)
    assert told["type"].endswith("#expired-version")
    assert "Load everything again" in told["detail"]
    before = got(client, "")["graph_version"]
    monkeypatch.setitem(moved.LIMITS, "versions_back", 1)
    written(client, store, [*RECORDS, *FIRMS[1:]])
    middle = got(client, "")["graph_version"]
    written(client, store, [*RECORDS, *FIRMS[2:]])
    got(client, f"changes?since_version={before}", 410)
    assert got(client, f"changes?since_version={middle}")["totals"]["closed"] == 1


def test_content_that_came_back_has_not_moved_beyond_its_version(client, store):
    before = got(client, "")["graph_version"]
    written(client, store, [*RECORDS, *FIRMS[1:]])
    away = got(client, "")["graph_version"]
    written(client, store, [*RECORDS, *FIRMS])
    assert got(client, f"changes?since_version={before}")["totals"] == {
        "created": 0,
        "changed": 0,
        "closed": 0,
    }
    assert got(client, f"changes?since_version={away}")["totals"]["created"] == 1


class Mirror:
    """A copy of all lists elsewhere that is loaded once and then only follows what moved."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.version = got(client, "")["graph_version"]
        self.lists: dict[str, dict[Any, Any]] = {}
        for name in LISTS:
            records = harvested(client, f"{name}?limit=1000")
            self.lists[name] = {one.get("id") or orjson.dumps(one): one for one in records}

    def follow(self, limit: int, between: Callable[[], object]) -> None:
        """Follow to what is served when it begins, page by page."""
        address: str | None = f"/api/v1/changes?since_version={self.version}&limit={limit}"
        while address:
            answer = self.client.get(address)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            for one in (*page["created"], *page["changed"]):
                self.put(one)
            for one in page["closed"]:
                self.drop(one)
            address = answer.links["next"]["url"] if "next" in answer.links else None
            if address:
                between()
        self.version = page["to"]

    def put(self, moved: Any) -> None:
        for member, name in BY_KEY.items():
            if member in moved:
                self.lists[name][moved["id"]] = moved[member]
        for member, name in WITHOUT_ID.items():
            if member in moved:
                self.lists[name][orjson.dumps(moved[member])] = moved[member]

    def drop(self, moved: Any) -> None:
        if moved["type"] in WITHOUT_ID:
            del self.lists[WITHOUT_ID[moved["type"]]][orjson.dumps(moved[moved["type"]])]
        else:
            del self.lists[{"relation": "relations", "source": "sources"}.get(moved["type"], "nodes")][
                moved["id"]
            ]


class Writes:
    """Random writes to a small store: records of every type come, change, go and are merged."""

    def __init__(self, client: TestClient, store: Store, dice: random.Random) -> None:
        self.client, self.store, self.dice, self.done = client, store, dice, 0
        self.records: dict[tuple[str, str], Record] = {}
        self.put(*RECORDS, *FIRMS)

    def put(self, *records: Record) -> None:
        self.records |= {(one.type, one.key): one for one in records}

    def nodes(self) -> list[str]:
        return [one.id for one in self.records.values() if isinstance(one, Organisation)]

    def __call__(self) -> None:
        """Write once."""
        self.done += 1
        number, dice = self.done, self.dice
        a, b = sorted(dice.sample(self.nodes(), 2))
        match dice.randrange(8):
            case 0:
                self.put(
                    firm(100 + number, name_en=f"Firm {number}"),
                    Source(f"t{number}", "글", "신문", None, "https://example.org/t"),
                )
            case 1:
                self.put(replace(self.records["organisation", a], city=f"City {number}"))
            case 2:
                self.put(Relation(f"x{number}", a, "SUPPLIES", b, "2020", None, None, ("s1",)))
                self.put(Alias(a, f"Alias {number}", "abbreviation", None, None, ("s1",)))
            case 3:
                self.put(
                    SameAs(a, b, "person", dice.choice(["merge", "split"]), None, ("a person's word|",), ())
                )
            case 4:
                self.put(Identifier(a, "stock_code", f"{number:06d}", None, None, ("s1",)))
                self.put(
                    Conflict(a, "founded", "2001", ("s1",), f"{number}", ("s2",), "2001", "its own word")
                )
            case 5:
                relations = [one for one in self.records.values() if isinstance(one, Relation)]
                one = dice.choice(relations)
                self.put(replace(one, detail=f"detail {number}", weight=number))
            case _:
                self.drop(dice.choice(list(self.records)))
        written(self.client, self.store, list(self.records.values()))

    def drop(self, key: tuple[str, str]) -> None:
        """Take a record away, and what is about it; sources that others cite stay."""
        one = self.records[key]
        if isinstance(one, Source) or len(self.nodes()) < 5:
            return
        del self.records[key]
        gone = getattr(one, "id", "no id")
        self.records = {
            key: other
            for key, other in self.records.items()
            if gone not in {getattr(other, end, None) for end in ("subject", "object", "node", "entity", "a", "b")}
        }  # fmt: skip


def test_a_mirror_that_follows_200_random_writes_equals_the_store(client, store):
    dice = random.Random(18)
    writes, mirror = Writes(client, store, dice), Mirror(client)
    while writes.done < 200:
        for _ in range(dice.randint(1, 6)):
            writes()
        mirror.follow(dice.choice([2, 7, 1000]), writes if dice.random() < 0.5 else lambda: None)
    mirror.follow(1000, lambda: None)
    fresh = Mirror(client)
    assert mirror.version == fresh.version
    for name in LISTS:
        assert mirror.lists[name] == fresh.lists[name], name
        assert fresh.lists[name], name
