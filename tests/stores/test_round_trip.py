"""What goes into a store comes out of it, on every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import (
    COLUMNS,
    Alias,
    Conflict,
    Organisation,
    Programme,
    Record,
    Relation,
    Source,
    Technology,
)
from graph.rows import from_row, to_row
from graph.vocabulary import (
    SECTORS,
    AliasKind,
    OrganisationKind,
    Predicate,
    ProgrammeKind,
)
from tests.examples import examples
from tests.records import RECORDS
from tests.saying import held_records, say

if TYPE_CHECKING:
    from graph.store import Store

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=40)
MAYBE_TEXT = st.none() | TEXT
DATES = st.none() | st.dates().map(str) | st.integers(1, 9999).map("{:04d}".format)


def ids(prefix: str) -> st.SearchStrategy[str]:
    """Ids of one kind: an id never stands for things of two kinds."""
    return st.from_regex(rf"{prefix}[A-Za-z0-9._:-]{{0,12}}", fullmatch=True)


def some(record: st.SearchStrategy[Record], size: int = 4) -> st.SearchStrategy[list[Record]]:
    return st.lists(record, max_size=size, unique_by=lambda r: r.key)


@st.composite
def graphs(draw: st.DrawFn) -> list[Record]:
    """A few records of every type whose references are whole."""
    sources = draw(some(st.builds(Source, ids("s"), TEXT, TEXT, DATES, TEXT)))
    cited = (
        st.lists(st.sampled_from([s.key for s in sources]), max_size=3).map(tuple) if sources else st.just(())
    )
    organisation = st.builds(
        Organisation, ids("o"), TEXT, TEXT, st.booleans(), st.sampled_from([*map(str, OrganisationKind)]),
        st.none() | st.sampled_from([*SECTORS]), MAYBE_TEXT, MAYBE_TEXT, MAYBE_TEXT, DATES, MAYBE_TEXT, cited,
    )  # fmt: skip
    technology = st.builds(
        Technology, ids("t"), TEXT, TEXT, st.booleans(), st.sampled_from([*SECTORS]), MAYBE_TEXT, cited
    )
    programme = st.builds(
        Programme, ids("p"), TEXT, TEXT, st.booleans(), st.sampled_from([*map(str, ProgrammeKind)]), DATES, DATES,
        st.none() | st.integers(0, 2**53 - 1), MAYBE_TEXT, cited,
    )  # fmt: skip
    words = st.just("") | TEXT
    conflict = st.builds(Conflict, TEXT, TEXT, words, cited, words, cited, TEXT, TEXT)
    nodes = draw(some(organisation)) + draw(some(technology)) + draw(some(programme))
    records = [*sources, *nodes, *draw(some(conflict))]
    if nodes:
        ends = st.sampled_from([node.key for node in nodes])
        kinds, predicates = ([*map(str, members)] for members in (AliasKind, Predicate))
        alias = st.builds(Alias, ends, TEXT, st.sampled_from(kinds), DATES, DATES, cited)
        relation = st.builds(
            Relation, ids("r"), ends, st.sampled_from(predicates), ends, DATES, DATES, MAYBE_TEXT, cited
        )
        records += draw(some(alias)) + draw(some(relation, 6))
    return records


def test_every_record_comes_out_as_it_went_in(store: Store) -> None:
    say(store, RECORDS)
    assert held_records(store) == set(RECORDS)


def test_an_unknown_value_is_none_and_an_empty_one_stays_empty(store: Store) -> None:
    blank = Conflict("institute", "city", "", (), "Daegu", ("s1",), "Daegu", "only one says so")
    say(store, [*RECORDS, blank])
    assert blank in held_records(store)
    (firm,) = [r for r in held_records(store) if r.key == "firm"]
    assert isinstance(firm, Organisation)
    assert (firm.sector, firm.city, firm.website) == (None, None, None)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: f"{r.type}-{r.key}")
def test_rows_are_the_columns_of_the_model(record: Record) -> None:
    row = to_row(record)
    assert len(row) == len(COLUMNS[record.type])
    assert from_row(record.type, row) == record


@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(graph=graphs())
def test_any_records_replace_any_others(store: Store, graph: list[Record]) -> None:
    say(store, graph)
    assert held_records(store) == set(graph)
