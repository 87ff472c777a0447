"""How well and how fast bodies are resolved, beside plain exact names, rapidfuzz and splink's own defaults; one run, one data.

`python -m bench.resolution [table …]` prints the tables named (all by default): quality, batch, live. Parameters and thresholds
were found on half A of the aliases and the corpus of seed 1 (`bench.resolution_weights`); the figures here are of half B, of all
own names and of the corpus of seed 7. `recordlinkage` is compared where it can be imported; it is no dependency of ours.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np

from bench.labelled import aliases_held_out, own_names
from graph.legal_forms import parted
from graph.names import comparable
from graph.vocabulary import Identity
from ingest.resolution import Name
from ingest.resolution.evaluation import judge_links
from ingest.resolution.index import Index
from tests.ingest.resolution.corpus import corpus

BATCH, KNOWN = 20_000, 120_000
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
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    left, right = frame(records, "r"), frame(known, "k")
    right["row"] = right["unique_id"]
    right["unique_id"] = [f"{key}#{n}" for n, key in enumerate(right["unique_id"])]
    left["row"] = left["unique_id"]
    api = DuckDBAPI()
    tables = [
        api.register(left, dataset_display_name="a_records"),
        api.register(right, dataset_display_name="b_known"),
    ]
    told = [name for name in ("city", "sector", "kind", "founded") if left[name].nunique() > 1]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.9, 0.8]).configure(term_frequency_adjustments=True),
            *(cl.ExactMatch(name) for name in told),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name"),
            block_on("substr(name, 1, 3)"),
            block_on("substr(name, 1, 2)", "sector"),
        ],
        additional_columns_to_retain=["row"],
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(tables, settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("name"), block_on("sector")):
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        except Exception as error:
            print(
                f"  splink's training by {rule}: {type(error).__name__}: {str(error).splitlines()[0]}",
                file=sys.stderr,
            )
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


def ours(records, known):
    """Link as `sojae resolve` does."""
    index = Index(known)
    found, decided = {}, Counter()
    for record, verdict in zip(records, index.resolve(records), strict=True):
        decided[verdict.decision] += 1
        merged = verdict.decision == Identity.MERGE
        found[record.id] = known[verdict.candidates[0].organisation].id if merged else None
    ours.reviews = decided[Identity.REVIEW] / len(records)
    return found


WAYS = {
    "exact names": exact, "exact, form apart": exact_bare, "rapidfuzz cdist": fuzzy, "recordlinkage": record_linkage, "splink's defaults": splink_defaults,
    "Sojae": ours,
}  # fmt: skip


def print_quality() -> None:
    """Precision, recall and F1 of pairs and B³ F1 by each way, on each labelled set."""
    made = corpus(7, firms=10_000, listed=3_000)
    sets = {
        "aliases held out, half B, with kind, sector, city": aliases_held_out(half=1),
        "own Korean names, with kind, sector, city": own_names(),
        "the same and the held-out aliases of half B": both(),
        "made corpus, seed 7": (made.lists, made.register, made.truth),
    }
    for title, (records, known, truth) in sets.items():
        wanted = sum(body is not None for body in truth.values())
        print(f"\n{title}: {len(records):,} records, {wanted:,} of them known, among {len(known):,} bodies")
        print(
            f"{'':24}{'precision':>10}{'recall':>8}{'F1':>8}{'B3 F1':>8}{'merged':>8}{'review':>8}{'seconds':>9}"
        )
        for name, link in WAYS.items():
            begun = time.perf_counter()
            try:
                said = link(records, known)
            except ImportError:
                print(f"{name:24} is not installed")
                continue
            took = time.perf_counter() - begun
            if link is splink_defaults:
                print_row(f"{name}, 0.95", cut(said, 0.95), truth, took)
                print_row("  at its best", at_best(said, truth), truth, took)
            else:
                print_row(name, said, truth, took)


def print_row(name, said, truth, took) -> None:
    """Print the figures of one way."""
    found = judge_links(said, truth)
    merged = sum(body is not None for body in said.values())
    figures = (found.pairs.precision, found.pairs.recall, found.pairs.f1, found.b_cubed.f1)
    widths = (10, 8, 8, 8)
    told = "".join(f"{'–' if f is None else f'{f:.4f}':>{w}}" for f, w in zip(figures, widths, strict=True))
    review = f"{ours.reviews:8.1%}" if name == "Sojae" else f"{'–':>8}"
    print(f"{name:24}{told}{merged:8}{review}{took:9.1f}", flush=True)


def both():
    """Put own names and the aliases of half B together, over the graph without those aliases."""
    aliases, known, truth = aliases_held_out(half=1)
    names, _, own = own_names()
    return [*names, *aliases], known, {**own, **truth}


def print_batch() -> None:
    """20,000 records against 120,000 bodies, each way in a process of its own; wanted ≤ 60 s and ≤ 2 GB."""
    print(f"\n{BATCH:,} records against {KNOWN:,} bodies")
    print(f"{'':26}{'index s':>9}{'resolve s':>11}{'CPU s':>8}{'peak MB':>9}{'precision':>11}{'recall':>8}")
    for scorer in ("splink", "memory"):
        run_alone("batch_alone", scorer)
    print(f"{'exact names alone':26}", end="", flush=True)
    run_alone("exact_alone", "")


def run_alone(function: str, word: str) -> None:
    code = f"from bench.resolution import {function}; {function}('{word}')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    print(done.stdout.rstrip() or done.stderr.strip().splitlines()[-1], flush=True)


def batch_alone(scorer: str) -> None:
    """Print one line about one way of scoring."""
    from ingest.resolution.batch import between

    made = corpus(7, firms=KNOWN, listed=BATCH)
    before, cpu = time.perf_counter(), time.process_time()
    index = Index(made.register)
    built = time.perf_counter()
    verdicts = index.resolve(made.lists, scorer=between if scorer == "splink" else None)
    took, cpu = time.perf_counter(), time.process_time() - cpu
    said = {
        record.id: made.register[v.candidates[0].organisation].id if v.decision == Identity.MERGE else None
        for record, v in zip(made.lists, verdicts, strict=True)
    }
    found = judge_links(said, made.truth).pairs
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{f'Sojae, pairs by {scorer}':26}{built - before:9.1f}{took - built:11.1f}{cpu:8.1f}{peak:9.0f}"
        f"{found.precision:11.4f}{found.recall:8.4f}"
    )


def exact_alone(_: str) -> None:
    """Print what plain exact names take and reach."""
    made = corpus(7, firms=KNOWN, listed=BATCH)
    before, cpu = time.perf_counter(), time.process_time()
    said = exact(made.lists, made.register)
    took = time.perf_counter() - before
    found = judge_links(said, made.truth).pairs
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{0:9.1f}{took:11.1f}{time.process_time() - cpu:8.1f}{peak:9.0f}{found.precision:11.4f}{found.recall:8.4f}"
    )


def print_live() -> None:
    """100 records at a time against 120,000 bodies in memory; wanted ≤ 300 ms."""
    from rapidfuzz import fuzz, process

    made = corpus(7, firms=KNOWN, listed=3_000)
    begun = time.perf_counter()
    index = Index(made.register)
    print(
        f"\n100 records against {KNOWN:,} bodies; the index is built once, in {time.perf_counter() - begun:.1f} s"
    )
    took = []
    for begin in range(0, 3_000, 100):
        before = time.perf_counter()
        index.resolve(made.lists[begin : begin + 100])
        took.append((time.perf_counter() - before) * 1e3)
    print(f"Sojae: best {min(took):.0f} ms, median {np.median(took):.0f} ms, worst {max(took):.0f} ms")
    texts = [name for body in made.register for name in plain_names(body)]
    before = time.perf_counter()
    process.cdist(
        [plain_names(body)[0] for body in made.lists[:100]],
        texts,
        scorer=fuzz.ratio,
        dtype=np.uint8,
        workers=2,
    )
    print(f"rapidfuzz cdist over all names: {(time.perf_counter() - before) * 1e3:.0f} ms")


TABLES = {"quality": print_quality, "batch": print_batch, "live": print_live}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="*", metavar="table")
    for name in parser.parse_args().tables or TABLES:
        TABLES[name]()


if __name__ == "__main__":
    main()
