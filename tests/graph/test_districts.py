"""Districts of one name in two cities are two rows of a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.aggregates import Metric, counts
from graph.filters import NO_FILTER
from graph.snapshot import Snapshot
from ingest.load import load
from tests.ingest.adapters.loads import new_store
from tests.ingest.loading import NOW

if TYPE_CHECKING:
    from pathlib import Path

MAPPING = """origin: x
record: relation
source: {title: t, publisher: p, url: 'https://example.org/'}
columns: {subject_name: 갑, subject_place: 갑지역, object_name: 을, object_place: 을지역}
constants: {predicate: SUPPLIES}
"""


def test_districts_of_one_name_are_counted_apart_and_others_keep_their_name(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "l.csv").write_text(
        "갑,갑지역,을,을지역\n가,대구 남구,나,포항시 남구\n다,대구 남구,라,대구 달서구\n", encoding="utf-8"
    )
    with new_store(tmp_path) as store:
        load(store, "table", [tmp_path / "l.csv"], options={"map": str(tmp_path / "map.yaml")}, now=NOW)
        snapshot = Snapshot(store)
    of_nodes = counts(snapshot, Metric.NODES, ["district"], NO_FILTER)
    assert dict(of_nodes.cells) == {("Nam-gu, Daegu",): 2, ("Nam-gu, Pohang",): 1, ("Dalseo-gu",): 1}
    ties = counts(snapshot, Metric.RELATIONS, ["subject_district", "object_district"], NO_FILTER)
    assert dict(ties.cells) == {
        ("Nam-gu, Daegu", "Nam-gu, Pohang"): 1,
        ("Nam-gu, Daegu", "Dalseo-gu"): 1,
    }
