"""Other ways of grouping the rows of one table: exact names, rapidfuzz, recordlinkage, splink's defaults, dedupe."""

from __future__ import annotations

import sys
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from bench.made.lists import TUNING, Lists, lists
from bench.resolution.measuring import Answer, Measured, measured, own_name
from bench.resolution.splink_peer import quiet, trained
from graph.legal_forms import without_legal_form
from graph.names import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Rows = Sequence[Mapping[str, str]]

FUZZY = 90.0
LINKED = 0.85
FACTS = ("city", "sector", "kind")
LABELLED = 400
"""Labelled pairs that dedupe is given, half of one organisation: far more than a person marks."""


def joined(rows: Rows, pairs: Iterable[tuple[int, int]]) -> Answer:
    """Group rows that pairs connect."""
    root = list(range(len(rows)))

    def of(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for one, other in pairs:
        root[of(other)] = of(one)
    return Answer({row["record_id"]: rows[of(place)]["record_id"] for place, row in enumerate(rows)})


def by_key(rows: Rows, keys: Sequence[str]) -> Answer:
    """Group rows with equal keys."""
    order = sorted(range(len(rows)), key=keys.__getitem__)
    return joined(rows, ((a, b) for a, b in pairwise(order) if keys[a] == keys[b]))


def exact(rows: Rows) -> Answer:
    """Group rows with equal names, letter by letter but for case, marks and spaces."""
    return by_key(rows, [comparable(own_name(row)) for row in rows])


def exact_bare(rows: Rows) -> Answer:
    """The same without legal forms."""
    return by_key(rows, [without_legal_form(own_name(row)) for row in rows])


def fuzzy(rows: Rows) -> Answer:
    """Group rows of whose names, without legal forms, rapidfuzz's `cdist` finds 90 % of the letters equal."""
    from rapidfuzz import fuzz, process

    names = [without_legal_form(own_name(row)) for row in rows]
    scores = process.cdist(names, names, scorer=fuzz.ratio, dtype=np.uint8, workers=2)
    return joined(
        rows, zip(*(where.tolist() for where in np.nonzero(np.triu(scores >= FUZZY, 1))), strict=True)
    )


def frame(rows: Rows):
    """Return the rows as a table for the packages: bare names and facts, missing where empty."""
    import pandas as pd

    columns = ("kind", "sector", "city", "district", "founded")
    told = [
        {"unique_id": str(place), "name": without_legal_form(own_name(row))}
        | {c: row.get(c) or None for c in columns}
        for place, row in enumerate(rows)
    ]
    return pd.DataFrame(told, columns=["unique_id", "name", *columns]).astype("string")


def splink_pairs(rows: Rows) -> list[tuple[float, int, int]]:
    """Score pairs by splink as its tutorial does: u from random pairs, m by expectation maximisation, term frequencies of names."""
    from splink import DuckDBAPI
    from splink.internals.exceptions import SplinkException

    table, api = frame(rows), DuckDBAPI(quiet())
    told = [name for name in (*FACTS, "founded") if table[name].nunique() > 1]
    linker = trained(api.register(table), told, link_type="dedupe_only", report=False)
    try:
        found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    except SplinkException as error:
        print(f"  splink: {str(error).splitlines()[0]}; no pair is taken", file=sys.stderr)
        return []
    return [(row.match_probability, int(row.unique_id_l), int(row.unique_id_r)) for row in found.itertuples()]


def splink_defaults(rows: Rows) -> Answer:
    """Group rows that splink's defaults find one with a probability of 0.95."""
    return joined(rows, ((a, b) for chance, a, b in splink_pairs(rows) if chance >= 0.95))


def splink_at_best(made: Lists) -> Measured:
    """Measure splink at the threshold that is best for these very rows: more than anybody could know beforehand."""
    pairs = splink_pairs(made.rows)
    found = [
        measured(made, joined(made.rows, ((a, b) for chance, a, b in pairs if chance >= least)))
        for least in (0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999)
    ]
    return max(found, key=lambda one: one.pairs.f1 or 0.0)


def record_linkage(rows: Rows) -> Answer:
    """Group rows by `recordlinkage`: Jaro–Winkler names within equal first letters, equal facts, its rule of thumb 0.85 of the sum."""
    import recordlinkage

    table = frame(rows).astype(object)
    table["first"] = table["name"].str[:2]
    pairs = recordlinkage.Index().block("first").index(table)
    compare = recordlinkage.Compare()
    compare.string("name", "name", method="jarowinkler", label="name")
    for name in FACTS:
        compare.exact(name, name, label=name)
    scores = compare.compute(pairs, table)
    total = (3 * scores["name"] + scores[list(FACTS)].sum(axis=1)) / 6
    return joined(rows, total[total >= LINKED].index)


def dedupe_trained(rows: Rows) -> Answer:
    """Group rows by `dedupe`, trained on 400 labelled pairs of the first tuning seed (none is labelled in use)."""
    import dedupe
    from dedupe import variables

    fields = [variables.String("name"), *(variables.Exact(name, has_missing=True) for name in FACTS)]
    known, labelled = labelled_pairs()
    model = dedupe.Dedupe(fields, num_cores=1)
    model.prepare_training(known, sample_size=500)
    model.mark_pairs({sort: [(known[a], known[b]) for a, b in pairs] for sort, pairs in labelled.items()})
    model.train(index_predicates=False)
    found = model.partition(told_of(rows), 0.5)
    return joined(rows, (pair for records, _ in found for pair in pairwise(records)))


def labelled_pairs() -> tuple[dict[int, dict[str, str | None]], dict[str, list[tuple[int, int]]]]:
    """Return the rows of the first tuning seed, and labelled pairs: half one organisation, half two with names that begin or end alike."""
    made, random = lists(TUNING[0]), np.random.default_rng(1)
    known, truth = told_of(made.rows), [made.truth[row["record_id"]] for row in made.rows]
    names = [one["name"] or "" for one in known.values()]
    found: dict[str, list[tuple[int, int]]] = {"match": [], "distinct": []}
    for a, b in combinations(range(len(truth)), 2):
        if truth[a] == truth[b]:
            found["match"].append((a, b))
        elif names[a][:2] == names[b][:2] or names[a][-3:] == names[b][-3:]:
            found["distinct"].append((a, b))
    for sort, pairs in found.items():
        found[sort] = [pairs[k] for k in random.choice(len(pairs), LABELLED // 2, replace=False)]
    return known, found


def told_of(rows: Rows) -> dict[int, dict[str, str | None]]:
    """Return rows as dedupe wants them."""
    return {
        place: {"name": without_legal_form(own_name(row)) or None}
        | {fact: row.get(fact) or None for fact in FACTS}
        for place, row in enumerate(rows)
    }
