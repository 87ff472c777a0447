"""Data that no one foresaw: nothing at all, one node, no date, no sector, ids that JavaScript knows, years of millennia."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Organisation, Programme, Relation, Source, Technology
from graph.stores import open_store
from ingest.edit import say as edit
from ingest.load import load
from tests.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from graph.model import Record
    from graph.store import Store

SOURCE = Source("s1", "보고서", "발행처", "2020", "https://example.org/1")
KNOWN_TO_JAVASCRIPT = ("constructor", "toString", "valueOf", "hasOwnProperty")


def body(key: str, name: str, sector: str | None = "metals", city: str | None = "Daegu") -> Organisation:
    """An organisation."""
    return Organisation(key, name, name, True, "company", sector, None, city, None, None, None, ("s1",))


def tie(number: int, one: str, other: str, start: str | None = None, end: str | None = None) -> Relation:
    """A tie between two organisations."""
    return Relation(f"r{number}", one, "COLLABORATES_WITH", other, start, end, None, ("s1",))


NAMES = ["가나산업", "다라기계", "마바금속", "사아화학", "자차소재", "카타정밀", "파하테크", "거너세라믹"]
BODIES = [body(f"n{i}", name, ["metals", "machinery", "polymers"][i % 3]) for i, name in enumerate(NAMES)]
PAIRS = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (2, 3), (6, 0)]


def undated() -> list[Record]:
    """Ties without a single date."""
    return [SOURCE, *BODIES, *(tie(i, f"n{a}", f"n{b}") for i, (a, b) in enumerate(PAIRS))]


def one_node() -> list[Record]:
    """One organisation."""
    return [SOURCE, BODIES[0]]


def sectorless() -> list[Record]:
    """Nobody has a sector, nor a place."""
    bodies = [body(f"n{i}", name, None, None) for i, name in enumerate(NAMES)]
    return [SOURCE, *bodies, *(tie(i, f"n{a}", f"n{b}", "2019") for i, (a, b) in enumerate(PAIRS))]


def javascript() -> list[Record]:
    """Ids and places that stand in every plain object of JavaScript; all are tied to all."""
    bodies = [
        body(key, f"기관 {key}", "metals", city)
        for key, city in zip(
            KNOWN_TO_JAVASCRIPT, ("__proto__", "constructor", "toString", "Daegu"), strict=True
        )
    ]
    ends = [(a, b) for a in KNOWN_TO_JAVASCRIPT for b in KNOWN_TO_JAVASCRIPT if a < b]
    others = [
        Programme("prototype", "프로토타입", "prototype", True, "project", "2019", None, None, None, ("s1",)),
        Technology("isPrototypeOf", "기술", "technology", True, "metals", None, ("s1",)),
        Relation("r90", "constructor", "LEADS", "prototype", "2019", None, None, ("s1",)),
        Relation("r91", "toString", "DEVELOPS", "isPrototypeOf", "2019", None, None, ("s1",)),
    ]
    return [SOURCE, *bodies, *(tie(i, a, b, "2020") for i, (a, b) in enumerate(ends)), *others]


def outliers() -> list[Record]:
    """Nineteen ties of our time, and two typing errors."""
    starts = ["1592-04-13", *map(str, range(2000, 2019)), "9999-12-31"]
    bodies = [body(f"y{i:02}", f"해 {start[:4]} 기관") for i, start in enumerate(starts)]
    hub = body("hub", "가운데 기관", "machinery")
    return [SOURCE, hub, *bodies, *(tie(i, f"y{i:02}", "hub", start) for i, start in enumerate(starts))]


def said(records: Callable[[], Iterable[Record]], origin: str) -> Callable[[Store], None]:
    """Let an origin say records."""

    def fill(store: Store) -> None:
        say(store, records(), origin=origin)

    return fill


def table_of_firms(store: Store) -> None:
    """A table whose licence was told, and one organisation by hand."""
    folder = store.address.removeprefix("sqlite:///").rpartition("/")[0]
    from pathlib import Path

    file, mapping = Path(folder) / "firms.csv", Path(folder) / "firms.yaml"
    rows = "".join(f"f{i},{name}\n" for i, name in enumerate(NAMES))
    file.write_text(f"번호,회사명\n{rows}", encoding="utf-8")
    mapping.write_text(
        "origin: firms\nrecord: organisation\nsource: {title: 회사 목록, publisher: 협회, url: https://example.org/f}\n"
        "columns: {id: 번호, name_ko: 회사명}\nconstants: {organisation_kind: company}\n",
        encoding="utf-8",
    )
    load(store, "table", [file], options={"map": str(mapping), "licence": "CC BY-SA 4.0"})
    edit(store, SOURCE)
    edit(store, body("by-hand", "손으로 적은 기관", "textiles"))


STORES: dict[str, Callable[[Store], None]] = {
    "empty": lambda store: None,
    "undated": said(undated, "table-undated"),
    "single": said(one_node, "table-single"),
    "sectorless": said(sectorless, "graphml-1234"),
    "javascript": said(javascript, "table-odd"),
    "outliers": said(outliers, "krx"),
    "other": table_of_firms,
}


def write_stores(folder: Path) -> None:
    """Write every store into a folder."""
    for name, fill in STORES.items():
        store = open_store(f"sqlite:///{folder / name}.sqlite")
        store.prepare()
        fill(store)
        store.close()
