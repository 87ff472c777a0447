"""Batch scoring with splink on DuckDB, with the levels and weights of the live scorer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.extras import needs
from ingest.resolution.blocking import Blocks, keyed
from ingest.resolution.comparing import LEVEL_OF
from ingest.resolution.comparison_levels import COMPARISONS, UNKNOWN, weights
from ingest.resolution.edges import owners
from ingest.resolution.index import Scored
from ingest.resolution.rules import LEAST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import duckdb
    import numpy.typing as npt

    from ingest.resolution.comparison_levels import Levels
    from ingest.resolution.index import Index
    from ingest.resolution.profiles import Profiles

    Numbers = npt.NDArray[np.int64]
    Level = Callable[[str, Numbers, Numbers], Levels]

MEMORY = "1GB"
SAME_KEY = "l.keys = r.keys"


def between(asked: Profiles, index: Index) -> Scored:
    """Compare records with the known organisations that share a key with them: the batch version of `index.at_once`."""
    check_installed()
    keys, whose = keyed(asked)
    shared, known = np.isin(keys, index.blocks.keys), np.isin(index.blocks.keys, keys)
    total = len(asked)  # the known organisations are numbered after the records

    def level(name: str, one: Numbers, other: Numbers) -> Levels:
        record, organisation = np.minimum(one, other), np.maximum(one, other) - total
        return LEVEL_OF[name](asked, record, index.profiles, organisation)

    tables = {
        "asked": with_keys(keys[shared], whose[shared]),
        "known": with_keys(index.blocks.keys[known], index.blocks.owners[known] + total),
    }
    found = predicted(level, tables)
    return Scored(found.i, found.j - total, found.levels, found.weight)


def within(profiles: Profiles) -> Scored:
    """Compare organisations of many origins with each other: the batch version of `settling.compared`."""
    check_installed()
    blocks = Blocks(profiles)

    def level(name: str, one: Numbers, other: Numbers) -> Levels:
        return LEVEL_OF[name](profiles, np.minimum(one, other), profiles, np.maximum(one, other))

    return predicted(level, {"bodies": with_keys(blocks.keys, blocks.owners, owners(profiles.organisations))})


def check_installed() -> None:
    """Refuse where the packages that compare many records are missing."""
    for package in ("splink", "duckdb", "pyarrow"):
        needs(package, extra="resolve", purpose="Comparing many records for identity")


def with_keys(keys: Numbers, whose: Numbers, owner: Numbers | None = None) -> Any:
    """Make an Arrow table of the organisations that have keys: number, owner, keys."""
    import pyarrow as pa

    order = np.argsort(whose, kind="stable")
    numbers, starts = np.unique(whose[order], return_index=True)
    ends = pa.array(np.append(starts, len(order)).astype(np.int32))
    columns = {
        "number": pa.array(numbers.astype(np.int32)),
        "owner": pa.array(numbers if owner is None else owner[numbers]),
        "keys": pa.ListArray.from_arrays(ends, pa.array(keys[order])),
    }
    return pa.table(columns)


def predicted(level: Level, tables: Mapping[str, Any]) -> Scored:
    """Let splink block on shared keys and score the pairs; return the relevant ones in order."""
    import duckdb
    from splink import DuckDBAPI, Linker

    connection = duckdb.connect(config={"memory_limit": MEMORY, "threads": 2})
    connection.execute("SET enable_progress_bar = false")
    for name in COMPARISONS:
        as_function(connection, name, level)
    for name, rows in tables.items():
        connection.register(f"{name}_rows", rows)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_rows")
    api = DuckDBAPI(connection)
    frames = [api.register(name) for name in tables]
    linker = Linker(frames, settings(len(frames)), log_level="ERROR", validate_settings=False)
    found = linker.inference.predict(threshold_match_weight=LEAST)
    rows = connection.execute(
        f"SELECT number_l, number_r, match_weight FROM {found.physical_name}"
    ).fetchnumpy()
    connection.close()
    one, other = (np.asarray(rows[f"number_{side}"], np.int64) for side in "lr")
    i, j = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((j, i))
    i, j = i[order], j[order]
    return Scored(
        i,
        j,
        {name: level(name, i, j) for name in COMPARISONS},
        np.asarray(rows["match_weight"], np.float64)[order],
    )


def as_function(connection: duckdb.DuckDBPyConnection, name: str, level: Level) -> None:
    """Register the level of a comparison as an SQL function: `level_name(number, number)`."""
    import pyarrow as pa
    from duckdb.func import ARROW

    def answer(one: Any, other: Any) -> Any:  # DuckDB resolves the types at run time
        numbers = (column.to_numpy(zero_copy_only=False).astype(np.int64) for column in (one, other))
        return pa.array(level(name, *numbers))

    connection.create_function(f"level_{name}", answer, ["INTEGER", "INTEGER"], "TINYINT", type=ARROW)


def settings(tables: int) -> dict[str, Any]:
    """Return the comparisons and their weights as a splink model."""
    chance = 1 / (1 + 2 ** -weights().prior)
    rule = SAME_KEY if tables > 1 else f"{SAME_KEY} AND l.owner <> r.owner"
    return {
        "link_type": "link_only" if tables > 1 else "dedupe_only",
        "unique_id_column_name": "number",
        "probability_two_random_records_match": chance,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule, "arrays_to_explode": ["keys"]}],
        "comparisons": [comparison(name) for name in COMPARISONS],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def comparison(name: str) -> dict[str, Any]:
    """Return one comparison: unknown, then each level, strongest first, with its m and u."""
    asked = f"level_{name}(number_l, number_r)"
    null = {"sql_condition": f"{asked} = {UNKNOWN}", "label_for_charts": "unknown", "is_null_level": True}
    levels = [
        {
            "sql_condition": "ELSE" if level.value == 0 else f"{asked} = {int(level)}",
            "label_for_charts": level.name.lower(),
            "m_probability": weights().probabilities[name][level][0],
            "u_probability": weights().probabilities[name][level][1],
        }
        for level in reversed(COMPARISONS[name])
    ]
    return {"output_column_name": name, "comparison_levels": [null, *levels]}
