"""Splink as its tutorial has it: its own comparisons, u from random pairs, m by expectation maximisation, term frequencies of names."""

from __future__ import annotations

import sys


def quiet():
    """Open a DuckDB that draws no bar of progress."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    return connection


def trained(tables, facts, *, link_type, report=True, **further):
    """Return a trained linker.

    Args:
        tables: registered tables with the columns name and `facts`.
        facts: columns that are compared for equality.
        link_type: whether rows are linked within one table or between two.
        report: whether training that splink refuses is reported; its start values stay either way.
        further: more settings.
    """
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type=link_type,
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.9, 0.8]).configure(term_frequency_adjustments=True),
            *(cl.ExactMatch(name) for name in facts),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name"),
            block_on("substr(name, 1, 3)"),
            block_on("substr(name, 1, 2)", "sector"),
        ],
        retain_intermediate_calculation_columns=False,
        **further,
    )
    linker = Linker(tables, settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("name"), block_on("sector")):
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        except Exception as error:  # splink refuses to train where a level never occurs
            if report:
                reason = f"{type(error).__name__}: {str(error).splitlines()[0]}"
                print(f"  splink's training by {rule}: {reason}", file=sys.stderr)
    return linker
