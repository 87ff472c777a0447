"""Batch scoring with splink on DuckDB, with the levels and weights of the live scorer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.extras import needs
from ingest.resolution.blocking import Blocks, keyed
from ingest.resolution.comparing import LEVEL_OF, compare
from ingest.resolution.comparison_levels import COMPARISONS, UNKNOWN, bits, weights
from ingest.resolution.edges import comparable_pairs, owners
from ingest.resolution.fitting import Fits
from ingest.resolution.index import fit_between
from ingest.resolution.profiles import NONE
from ingest.resolution.renamed import possible_renames, with_candidates
from ingest.resolution.rules import LEAST
from ingest.resolution.scoring import weighed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import duckdb
    import numpy.typing as npt

    from ingest.resolution.comparison_levels import Levels
    from ingest.resolution.fitting import Fit
    from ingest.resolution.index import Index
    from ingest.resolution.profiles import Profiles
    from ingest.resolution.scoring import Scored

    Numbers = npt.NDArray[np.int64]
    Level = Callable[[str, Numbers, Numbers], Levels]

MEMORY = "1GB"
ROUNDING, HALF = 1e-6, 0.5
"""What splink's sums may differ by, and a probability below one of which m and u are made."""
SAME_KEY = "l.keys = r.keys"


def between(asked: Profiles, index: Index) -> Scored:
    """Compare records with the known organisations that share a key with them: the batch version of `index.at_once`."""
    check_installed()
    keys, whose = keyed(asked)
    equal = keys & 1 == 1
    i, j = index.blocks.beside(keys[equal], whose[equal])
    fit = fit_between(asked, index, compare(asked, i, index.profiles, j))
    shared, known = np.isin(keys, index.blocks.keys), np.isin(index.blocks.keys, keys)
    total = len(asked)  # the known organisations are numbered after the records

    def level(name: str, one: Numbers, other: Numbers) -> Levels:
        record, organisation = np.minimum(one, other), np.maximum(one, other) - total
        return LEVEL_OF[name](asked, record, index.profiles, organisation)

    tables = {
        "asked": with_keys(keys[shared], whose[shared]),
        "known": with_keys(index.blocks.keys[known], index.blocks.owners[known] + total),
    }
    i, j = predicted(level, tables, [fit])
    return likely_enough(i, j - total, {name: level(name, i, j) for name in COMPARISONS}, fit)


def within(profiles: Profiles) -> Scored:
    """Compare organisations of many origins with each other: the batch version of `compared.at_once`."""
    check_installed()
    blocks = Blocks(profiles)
    i, j = blocks.within(equal=True)
    kept = comparable_pairs(profiles, i, j)
    i, j = i[kept], j[kept]
    fits = Fits(profiles)
    fits.fit(i, j, compare(profiles, i, profiles, j))

    def level(name: str, one: Numbers, other: Numbers) -> Levels:
        return LEVEL_OF[name](profiles, np.minimum(one, other), profiles, np.maximum(one, other))

    alone = -1 - np.arange(len(profiles))  # rows of a list that may name each other
    owner = np.where(profiles.listed != NONE, alone, owners(profiles.organisations))
    rows = {"organisations": with_keys(blocks.keys, blocks.owners, owner)}
    i, j = with_candidates(profiles, *predicted(level, rows, fits.every()))
    kept = comparable_pairs(profiles, i, j)
    i, j = i[kept], j[kept]
    found = weighed(i, j, {name: level(name, i, j) for name in COMPARISONS}, fits)
    return found.take((found.weight >= LEAST) | possible_renames(found, profiles))


def likely_enough(i: Numbers, j: Numbers, levels: Mapping[str, Levels], fits: Fits | Fit) -> Scored:
    """Weigh the pairs that splink has found and keep those from `LEAST` on."""
    found = weighed(i, j, levels, fits)
    return found.take(found.weight >= LEAST)


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


def predicted(level: Level, tables: Mapping[str, Any], fits: Sequence[Fit]) -> tuple[Numbers, Numbers]:
    """Let splink block on shared keys and score the pairs; return those that any of the fits may find likely, in order."""
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
    linker = Linker(frames, settings(len(frames), fits), log_level="ERROR", validate_settings=False)
    found = linker.inference.predict(threshold_match_weight=LEAST - ROUNDING)
    rows = connection.execute(f"SELECT number_l, number_r FROM {found.physical_name}").fetchnumpy()
    connection.close()
    one, other = (np.asarray(rows[f"number_{side}"], np.int64) for side in "lr")
    i, j = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((j, i))
    return i[order], j[order]


def as_function(connection: duckdb.DuckDBPyConnection, name: str, level: Level) -> None:
    """Register the level of a comparison as an SQL function: `level_name(number, number)`."""
    import pyarrow as pa
    from duckdb.func import ARROW

    def answer(one: Any, other: Any) -> Any:  # DuckDB resolves the types at run time
        numbers = (column.to_numpy(zero_copy_only=False).astype(np.int64) for column in (one, other))
        return pa.array(level(name, *numbers))

    connection.create_function(f"level_{name}", answer, ["INTEGER", "INTEGER"], "TINYINT", type=ARROW)


def settings(tables: int, fits: Sequence[Fit]) -> dict[str, Any]:
    """Return the comparisons as a splink model, each level with the greatest weight that any of the fits gives it."""
    rule = SAME_KEY if tables > 1 else f"{SAME_KEY} AND l.owner <> r.owner"
    return {
        "link_type": "link_only" if tables > 1 else "dedupe_only",
        "unique_id_column_name": "number",
        "probability_two_random_records_match": weights().chance,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule, "arrays_to_explode": ["keys"]}],
        "comparisons": [comparison(name, greatest(name, fits)) for name in COMPARISONS],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def greatest(name: str, fits: Sequence[Fit]) -> Sequence[float]:
    """Return the greatest match weight of each level of a comparison; that of names holds what its prior differs by."""
    if not fits:
        return [float(weight) for weight in bits(weights().probabilities[name])]
    rows = [fit.parts[name] for fit in fits]
    if name == "name":
        rows = [fit.parts[name] + fit.priors[:-1] - weights().prior for fit in fits]
    return [float(weight) for weight in np.max(rows, axis=0)]


def comparison(name: str, weight: Sequence[float]) -> dict[str, Any]:
    """Return one comparison: unknown, then each level, strongest first, with an m and u of its weight."""
    asked = f"level_{name}(number_l, number_r)"
    null = {"sql_condition": f"{asked} = {UNKNOWN}", "label_for_charts": "unknown", "is_null_level": True}
    levels = []
    for level in reversed(COMPARISONS[name]):
        ratio = 2.0 ** weight[level]
        levels.append(
            {
                "sql_condition": "ELSE" if level.value == 0 else f"{asked} = {int(level)}",
                "label_for_charts": level.name.lower(),
                "m_probability": min(ratio, 1.0) * HALF,
                "u_probability": min(ratio, 1.0) / ratio * HALF,
            }
        )
    return {"output_column_name": name, "comparison_levels": [null, *levels]}
