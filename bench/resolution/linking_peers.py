"""Other ways of linking records to known organisations: exact names, rapidfuzz, recordlinkage, splink's defaults."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np

from bench.resolution.splink_peer import quiet, trained
from graph.legal_forms import parted
from graph.names import comparable
from ingest.resolution import Name
from ingest.resolution.evaluation import judge_links

FUZZY = 90.0
"""Percent of equal letters from which plain rapidfuzz takes a name for another: the best of 80 to 98 on half A."""


def plain_names(body):
    return [comparable(name.text) for name in body.names]


def exact(records, known):
    """Link a record to the one body that bears its name, letter by letter but for case and marks."""
    bearers = defaultdict(set)
    for body in known:
        for name in plain_names(body):
            bearers[name].add(body.id)
    found = {}
    for record in records:
        fit = set().union(*(bearers[name] for name in plain_names(record)))
        found[record.id] = next(iter(fit)) if len(fit) == 1 else None
    return found


def exact_bare(records, known):
    """The same with the legal form left out of both names."""
    return exact(
        *([replace(body, names=tuple(map(bare, body.names))) for body in some] for some in (records, known))
    )


def bare(name):
    return Name(parted(name.text)[0], name.kind)


def fuzzy(records, known):
    """Link a record to the body with the most equal letters by rapidfuzz's `cdist`, from `FUZZY` on, if one leads; forms left out."""
    from rapidfuzz import fuzz, process

    names = [(comparable(bare(name).text), body.id) for body in known for name in body.names]
    texts, found = [name for name, _ in names], {}
    for begin in range(0, len(records), 500):
        some = records[begin : begin + 500]
        asked = [comparable(bare(record.names[0]).text) for record in some]
        scores = process.cdist(asked, texts, scorer=fuzz.ratio, dtype=np.uint8, workers=2)
        for record, row in zip(some, scores, strict=True):
            best = {names[place][1] for place in np.flatnonzero(row == row.max())}
            found[record.id] = best.pop() if row.max() >= FUZZY and len(best) == 1 else None
    return found


def frame(bodies, origin):
    import pandas as pd

    rows = [
        {
            "unique_id": f"{origin}{body.id}", "name": comparable(parted(name.text)[0]), "city": body.city, "district": body.district,
            "sector": body.sector, "kind": body.kind, "founded": body.founded,
        }
        for body in bodies
        for name in body.names[: 1 if origin == "r" else None]
    ]  # fmt: skip
    return pd.DataFrame(rows).astype("string").drop_duplicates(["unique_id", "name"]).reset_index(drop=True)


def splink_defaults(records, known):
    """Link by splink as its tutorial does: its own comparisons, u from random pairs, m by expectation maximisation.

    Names are given without legal forms; the best candidate of each record is kept, with its probability.
    """
    from splink import DuckDBAPI

    left, right = frame(records, "r"), frame(known, "k")
    right["row"] = right["unique_id"]
    right["unique_id"] = [f"{key}#{n}" for n, key in enumerate(right["unique_id"])]
    left["row"] = left["unique_id"]
    api = DuckDBAPI(quiet())
    tables = [
        api.register(left, dataset_display_name="a_records"),
        api.register(right, dataset_display_name="b_known"),
    ]
    told = [name for name in ("city", "sector", "kind", "founded") if left[name].nunique() > 1]
    linker = trained(tables, told, link_type="link_only", additional_columns_to_retain=["row"])
    pairs = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    best = {}
    for row in pairs.itertuples():
        ends = {row.row_l, row.row_r}
        record, body = (next((e for e in ends if e.startswith(side)), None) for side in "rk")
        if record and body:
            found = (row.match_probability, row.match_weight, body[1:])
            best[record[1:]] = max(best.get(record[1:], found), found)
    return {record.id: best.get(record.id) for record in records}


def cut(found, least):
    """Keep candidates from a probability on."""
    return {key: hit[2] if hit and hit[0] >= least else None for key, hit in found.items()}


def at_best(found, truth):
    """Cut at the threshold that gives the best F1 on these very records: more than anybody could know beforehand."""
    cuts = [cut(found, least) for least in (0.01, 0.1, 0.5, 0.9, 0.95, 0.99)]
    return max(cuts, key=lambda said: judge_links(said, truth).pairs.f1 or 0.0)


def record_linkage(records, known):
    """Link by `recordlinkage`: Jaro–Winkler names within equal first letters, equal facts, its rule of thumb 0.85 of the sum."""
    import recordlinkage

    left, right = (frame(some, side).astype(object) for some, side in ((records, "r"), (known, "k")))
    for table in (left, right):
        table["first"] = table["name"].str[:2]
    pairs = recordlinkage.Index().block("first").index(left, right)
    compare = recordlinkage.Compare()
    compare.string("name", "name", method="jarowinkler", label="name")
    for name in ("city", "sector", "kind"):
        compare.exact(name, name, label=name)
    scores = compare.compute(pairs, left, right)
    total = (3 * scores["name"] + scores[["city", "sector", "kind"]].sum(axis=1)) / 6
    best = {}
    for (a, b), score in total[total >= 0.85].items():
        best.setdefault(left["unique_id"][a][1:], []).append((score, right["unique_id"][b][1:]))
    return {record.id: max(best[record.id])[1] if record.id in best else None for record in records}
