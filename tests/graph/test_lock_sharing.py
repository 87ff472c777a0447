"""Work in parts gives what work in one go gives, and lets go of everything."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph import lock_sharing


@given(st.lists(st.text(max_size=3), max_size=40))
def test_order_is_that_of_a_stable_sort(keys):
    part, lock_sharing.PART = lock_sharing.PART, 4
    try:
        assert lock_sharing.order_of(keys) == sorted(range(len(keys)), key=keys.__getitem__)
    finally:
        lock_sharing.PART = part


@given(st.lists(st.integers(-100, 100), max_size=40))
def test_mapped_is_one_value_each(values):
    part, lock_sharing.PART = lock_sharing.PART, 4
    try:
        assert lock_sharing.mapped(abs, values, np.int64).tolist() == [abs(value) for value in values]
    finally:
        lock_sharing.PART = part


def test_what_is_let_go_is_empty():
    class Thing:
        def __init__(self) -> None:
            self.rows = [("a",)] * 12_000
            self.index = {i: i for i in range(12_000)}
            self.nested = [[None] * 7_000 for _ in range(3)]

    thing = Thing()
    rows, index, nested = thing.rows, thing.index, thing.nested
    lock_sharing.let_go(thing)
    assert not vars(thing)
    assert rows == []
    assert len(index) <= lock_sharing.PART
    assert nested == []
