"""The capabilities of the Daegu data: values worked out with pandas from the files, and what the answer refuses to say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from graph.vocabulary import COUNTED_SECTORS
from queries.errors import Invalid, NotFound

FOLDER = Path(__file__).resolve().parents[3] / "data" / "daegu"


@pytest.fixture(scope="module")
def by_pandas():
    """Distinct organisations by sector and field, from the files themselves."""
    relations, organisations, technologies = (
        pd.read_csv(FOLDER / f"{name}.csv") for name in ("relations", "organisations", "technologies")
    )
    does = relations[relations.predicate.isin(["DEVELOPS", "USES"])]
    joined = does.merge(organisations, left_on="subject_id", right_on="org_id").merge(
        technologies, left_on="object_id", right_on="tech_id"
    )
    joined = joined[joined.sector.isin(COUNTED_SECTORS) & joined.field.isin(COUNTED_SECTORS)]
    return joined.groupby(["sector", "field"]).org_id.nunique().unstack(fill_value=0)


@pytest.fixture(scope="module")
def table(eco):
    return eco.capabilities()


@pytest.fixture(scope="module")
def cells(table):
    return {(cell.row, cell.column): cell for cell in table.cells}


def test_counts_and_quotients_are_those_of_pandas(by_pandas, cells):
    expected = np.outer(by_pandas.sum(axis=1), by_pandas.sum()) / by_pandas.to_numpy().sum()
    assert len(cells) == by_pandas.size
    for i, row in enumerate(by_pandas.index):
        for j, column in enumerate(by_pandas.columns):
            cell = cells[row, column]
            assert cell.count == by_pandas.loc[row, column]
            assert cell.expected == pytest.approx(expected[i, j], rel=1e-12)
            assert cell.lq == pytest.approx(by_pandas.loc[row, column] / expected[i, j], rel=1e-12)
    assert cells["textiles", "textiles"].lq == pytest.approx(3.3529, abs=5e-5)


def test_thirty_cells_reach_a_quotient_of_one_and_nineteen_of_them_three_organisations(cells):
    above = [cell for cell in cells.values() if cell.lq >= 1]
    assert len(above) == 30
    assert sum(cell.count >= 3 for cell in above) == 19


def test_the_shape_and_the_intervals_come_out(table, cells):
    assert table.shape == pytest.approx(0.323, abs=5e-4)
    software, chemicals = cells["software", "automotive"], cells["chemicals", "polymers"]
    assert software.lq == pytest.approx(7.3, abs=0.05)
    assert [software.shrunk, software.low, software.high] == pytest.approx([3.9, 0.6, 10.3], abs=0.05)
    assert software.verdict == "not enough data"
    assert chemicals.shrunk == pytest.approx(4.0, abs=0.05)
    assert chemicals.low == pytest.approx(1.35, abs=0.005)


def test_off_the_own_field_one_cell_alone_is_specialised(cells):
    called = {key for key, cell in cells.items() if cell.verdict == "specialised" and key[0] != key[1]}
    assert called == {("chemicals", "polymers")}
    # a column of four organisations says nothing, however high its quotient
    assert cells["chemicals", "chemicals"].low > 1
    assert cells["chemicals", "chemicals"].verdict == "not enough data"


def test_more_organisations_can_be_asked_for(eco):
    strict = eco.capabilities(min_count=6)
    assert ("chemicals", "polymers") not in {
        (cell.row, cell.column) for cell in strict.cells if cell.verdict == "specialised"
    }


def test_automotive_and_general_materials_are_near_by_a_third(eco, by_pandas):
    from graph.choices import CapabilityColumns, CapabilityRows
    from graph.evidence import Period
    from graph.measures.capabilities.answer import Capabilities

    found = Capabilities(eco.view.snapshot, CapabilityRows.SECTOR, CapabilityColumns.FIELD, Period())
    place = {label.id: i for i, label in enumerate(found.statements.columns)}
    assert found.proximity[place["automotive"], place["materials-general"]] == pytest.approx(1 / 3)


def test_fitness_is_refused_because_metals_have_nothing_in_common_with_the_rest(eco):
    found = eco.capabilities(measure="fitness")
    assert {row.fitness for row in found.row_list} == {row.eci for row in found.row_list} == {None}
    assert {column.complexity for column in found.column_list} == {None}
    assert "2개 부분" in found.complexity_reason.ko
    assert "2 parts" in found.complexity_reason.en


@pytest.mark.parametrize("rows", ["sector", "city", "organisation"])
def test_what_comes_next_is_refused_because_relatedness_predicts_no_better(eco, rows):
    found = eco.capabilities(rows=rows, holdout=True)
    trial = found.holdout
    assert found.next is None
    assert trial.entries >= 10
    assert trial.auc < trial.auc_activity
    assert trial.low < trial.difference < trial.high
    assert trial.low < 0
    assert found.next_reason.ko == (
        "이 자료에서는 ‘다음 진입 기술’을 추천하지 않습니다. 과거 자료로 시험한 결과, 기술 연관도"
        f"(AUC {trial.auc:.2f})가 단순한 규모·인기 기준({trial.auc_activity:.2f})보다 나은 예측을 하지 못했습니다."
    )


def test_technologies_were_entered_too_rarely_for_a_test(eco):
    found = eco.capabilities(columns="technology", holdout=True)
    assert found.next is None
    assert found.holdout.auc is None
    assert found.holdout.entries < 10
    assert f"{found.holdout.entries}건뿐" in found.next_reason.ko
    assert "specialised" not in {cell.verdict for cell in found.cells}


def test_without_a_test_nothing_is_told_of_what_comes_next(table):
    assert table.next is None
    assert table.holdout is None
    assert "holdout" in table.next_reason.en


def test_nothing_after_the_date_is_used(eco):
    found = eco.capabilities(as_of="2016", holdout=True)
    assert max(found.holdout.cutoffs) <= 2012


def test_a_row_names_its_holders_and_their_sources(eco):
    card = eco.capability("chemicals")
    own = [one for one in card.results if one.own]
    assert [(one.column, one.count) for one in own][:2] == [("polymers", 5), ("chemicals", 3)]
    polymers = own[0]
    assert len(polymers.holders) == polymers.count
    assert {holder.row for holder in polymers.holders} == {"chemicals"}
    for holder in polymers.holders:
        for key in holder.relations:
            relation = eco.relation(key)
            assert relation.subject == holder.id
            assert set(relation.sources) <= set(holder.sources)
    others = [one for one in card.results if not one.own]
    assert len(others) == card.others_in_all == 7
    assert [one.organisations for one in others] == sorted(
        (one.organisations for one in others), reverse=True
    )
    assert all(one.count == 0 and one.holders for one in others)


@pytest.mark.parametrize("rows", ["city", "district"])
def test_places_have_names_in_both_languages(eco, rows):
    found = eco.capabilities(rows=rows)
    assert found.row_list
    for row in found.row_list:
        assert any("가" <= letter <= "힣" for letter in row.name_ko), row
        assert row.name_en.isascii(), row


def test_patent_classes_are_asked_of_data_without_any(eco):
    with pytest.raises(Invalid) as refused:
        eco.capabilities(columns="ipc")
    assert str(refused.value) == (
        "columns: no technology of this data has a patent class (IPC). Load patents (origin kipris), or use columns=field."
    )


def test_an_unknown_row_is_refused_with_the_nearest(eco):
    with pytest.raises(NotFound, match="metals"):
        eco.capability("metal")


def test_the_table_has_names_and_figures(eco, table):
    frame = table.to_pandas()
    assert len(frame) == 156
    assert {"row_ko", "column_en", "shrunk", "low", "high", "verdict"} <= set(frame.columns)
    assert repr(table) == "<Capabilities: 13 × 12 (sector × field), 248 organisations; 12 cells specialised>"
    assert repr(eco.capability("chemicals")) == "<Capability: Chemicals: does 5, others do 7 more>"
