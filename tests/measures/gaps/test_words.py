"""What is said of gaps bears the names of layers in the language of the sentence."""

from __future__ import annotations

import pytest

from graph.measures.gaps.table import sector_gaps
from graph.model import Organisation, Source
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.vocabulary import Layer
from tests.saying import say


@pytest.mark.parametrize("layer", ["direct", "affiliation", "all"])
def test_an_empty_layer_is_named_in_korean(layer: str, tmp_path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'two.sqlite'}")
    store.prepare()
    bodies = [
        Organisation(key, key, key, True, "company", sector, None, None, None, None, None, ("s",))
        for key, sector in (("a", "metals"), ("b", "textiles"))
    ]
    say(store, [Source("s", "t", "p", "2024", "https://example.org/"), *bodies])
    told = [warning.ko for warning in sector_gaps(Snapshot(store), layer=layer).warnings]
    store.close()
    assert any(f"‘{Layer(layer).ko}’에 연결이 없어" in text for text in told)
    assert not any(f"'{layer}'" in text for text in told)
