"""How long many records take: against a large register, within one table, and in a server."""

from __future__ import annotations

import time

import numpy as np

from bench.made.lists import lists
from bench.resolution.alone import alone
from bench.resolution.linking import figures_of
from bench.resolution.linking_peers import exact, plain_names
from bench.resolution.ours import ours_within
from graph.vocabulary import Identity
from ingest.resolution.index import Index
from tests.ingest.resolution.corpus import corpus

BATCH, KNOWN = 20_000, 120_000


def print_speed() -> None:
    """20,000 records against 120,000 organisations, each way in a process of its own; 1,500 rows within."""
    print(f"\n{BATCH:,} records against {KNOWN:,} organisations")
    print(f"{'':26}{'index s':>9}{'resolve s':>11}{'CPU s':>8}{'peak MB':>9}{'precision':>11}{'recall':>8}")
    for name, scorer in (
        ("Sojae, pairs by splink", "splink"),
        ("Sojae, pairs in memory", "memory"),
        ("exact names", None),
    ):
        run = alone(batch, scorer)
        index, resolve, cpu, figures = run.result
        print(
            f"{name:26}{index:9.1f}{resolve:11.1f}{cpu:8.1f}{run.megabytes:9.0f}{figures.precision:11.4f}{figures.recall:8.4f}",
            flush=True,
        )
    run = alone(within)
    print(f"1,500 rows within: best of five {run.result:.2f} s, peak {run.megabytes:.0f} MB", flush=True)


def batch(scorer: str | None):
    """Resolve the batch: seconds of the index, of resolving, of the processor, and the figures."""
    made = corpus(7, firms=KNOWN, listed=BATCH)
    before, cpu = time.perf_counter(), time.process_time()
    if scorer is None:
        built, said = before, exact(made.lists, made.register)
    else:
        from ingest.resolution.batch import between

        index = Index(made.register)
        built = time.perf_counter()
        verdicts = index.resolve(made.lists, scorer=between if scorer == "splink" else None)
        said = {
            record.id: made.register[v.candidates[0].organisation].id
            if v.decision == Identity.MERGE
            else None
            for record, v in zip(made.lists, verdicts, strict=True)
        }
    took = time.perf_counter()
    return built - before, took - built, time.process_time() - cpu, figures_of(said, made.truth)


def within() -> float:
    """Return the seconds to group the made lists of seed 11, the best of five."""
    rows, took = lists(11).rows, []
    for _ in range(5):
        before = time.perf_counter()
        ours_within(rows)
        took.append(time.perf_counter() - before)
    return min(took)


def print_live() -> None:
    """100 records at a time against 120,000 organisations in memory; wanted ≤ 300 ms."""
    from rapidfuzz import fuzz, process

    made = corpus(7, firms=KNOWN, listed=3_000)
    begun = time.perf_counter()
    index = Index(made.register)
    built = time.perf_counter() - begun
    print(f"\n100 records against {KNOWN:,} organisations; the index is built once, in {built:.1f} s")
    took = []
    for begin in range(0, 3_000, 100):
        before = time.perf_counter()
        index.resolve(made.lists[begin : begin + 100])
        took.append((time.perf_counter() - before) * 1e3)
    print(f"Sojae: best {min(took):.0f} ms, median {np.median(took):.0f} ms, worst {max(took):.0f} ms")
    texts = [name for body in made.register for name in plain_names(body)]
    asked = [plain_names(body)[0] for body in made.lists[:100]]
    before = time.perf_counter()
    process.cdist(asked, texts, scorer=fuzz.ratio, dtype=np.uint8, workers=2)
    print(f"rapidfuzz cdist over all names: {(time.perf_counter() - before) * 1e3:.0f} ms")
