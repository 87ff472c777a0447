"""`python -m bench.lake [RELATIONS …]`: the gap table of made lakes of 1 to 100 million relations, by engine: seconds and memory.

Each engine answers in a process of its own under `/usr/bin/time -v`. In memory means: the tables read into arrays, and the same
kernels; where it fits, its answer must be equal to the last digit. `--spark MASTER` adds Spark (`--keep` keeps the lakes).
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import orjson

from graph.vocabulary import COUNTED_SECTORS

SIZES = (1_000_000, 10_000_000)
ORGANISATIONS = 5
"""Relations for each organisation."""
MOST_IN_MEMORY = 20_000_000
PLANTED = ((2, 7), (0, 11), (4, 9))
"""Pairs of sectors that lose four of five relations."""


def u(salt: str) -> str:
    """Write a number from 0 to 1 that follows from the row."""
    return f"(hash(i, '{salt}') % 9007199254740992) / 9007199254740992.0"


def make(folder: Path, relations: int) -> None:
    """Write a lake: ends by a power law, one organisation in fourteen without a sector, partial dates, one to three sources."""
    import duckdb

    nodes, sources = relations // ORGANISATIONS, max(relations // 20, 10)
    group = "CAST(pick({0}, 'sector', 14) AS TINYINT)"
    names = "[" + ", ".join(f"'{name}'" for name in COUNTED_SECTORS) + ", NULL]"
    con = duckdb.connect()
    con.execute("CREATE MACRO pick(i, salt, m) AS CAST(hash(i, salt) % m AS INTEGER)")
    con.execute("SET memory_limit = '4GB'")
    con.execute("SET preserve_insertion_order = false")
    con.execute(f"SET temp_directory = '{folder}.tmp'")
    folder.mkdir(parents=True)
    (folder / "nodes").mkdir()
    (folder / "sources").mkdir()
    con.execute(f"""COPY (SELECT CAST(i AS INTEGER) AS no, printf('o%010d', i) AS id, 'organisation' AS kind, 'company' AS subkind,
        printf('기관 %d', i) AS name_ko, printf('Body %d', i) AS name_en, {names}[{group.format("i")} + 1] AS sector, 'industry' AS sphere,
        'Daegu' AS city, NULL::VARCHAR AS district, NULL::VARCHAR AS start, NULL::VARCHAR AS "end", ['s0000000000'] AS sources
        FROM range({nodes}) t(i)) TO '{folder}/nodes/part-00000.parquet' (FORMAT parquet, COMPRESSION zstd)""")
    con.execute(f"""COPY (SELECT printf('s%010d', i) AS id, 'A report' AS title, 'An agency' AS publisher,
        printf('%d-%02d', 2000 + i % 25, 1 + i % 12) AS published, NULL::VARCHAR AS url FROM range({sources}) t(i))
        TO '{folder}/sources/part-00000.parquet' (FORMAT parquet, COMPRESSION zstd)""")
    ends = f"""SELECT i, CAST(floor({nodes} * pow({u("a")}, 2.5)) AS INTEGER) AS a, CAST(floor({nodes} * pow({u("b")}, 1.5)) AS INTEGER) AS b,
        1 + pick(i, 'cited', 3) AS cited, pick(i, 'source', {sources - 3}) AS source FROM range({relations}) t(i)"""
    grouped = f"SELECT *, {group.format('a')} AS ga, {group.format('b')} AS gb FROM ({ends}) WHERE a <> b"
    lost = " OR ".join(f"(least(ga, gb) = {a} AND greatest(ga, gb) = {b})" for a, b in PLANTED)
    year = "CAST(2000 + pick(i, 'year', 25) AS INTEGER)"
    con.execute(f"""COPY (SELECT printf('r%010d', i) AS id, printf('o%010d', a) AS subject,
        ['COLLABORATES_WITH', 'SUPPLIES', 'SUPPORTS'][1 + pick(i, 'predicate', 3)] AS predicate, printf('o%010d', b) AS object,
        CASE pick(i, 'form', 10) WHEN 0 THEN NULL WHEN 1 THEN printf('%d', {year}) WHEN 2 THEN printf('%d-%02d', {year}, 1 + pick(i, 'm', 12))
        ELSE printf('%d-%02d-%02d', {year}, 1 + pick(i, 'm', 12), 1 + pick(i, 'd', 28)) END AS start, NULL::VARCHAR AS "end", 1.0::DOUBLE AS weight,
        list_transform(range(cited), lambda k: printf('s%010d', source + k)) AS sources, a AS subject_no, b AS object_no,
        ga AS subject_group, gb AS object_group, CAST(cited AS INTEGER) AS cited,
        CAST(list_max(list_transform(range(cited), lambda k: (2000 + (source + k) % 25) * 10000 + (1 + (source + k) % 12) * 100)) AS INTEGER) AS latest
        FROM ({grouped}) WHERE NOT ({lost}) OR {u("gap")} < 0.2)
        TO '{folder}/relations' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (predicate), FILE_SIZE_BYTES '512MB')""")
    about = {
        "format": 1,
        "graph_version": f"made-{relations}",
        "licence": "made",
        "sectors": list(COUNTED_SECTORS),
        "rows": {},
    }
    (folder / "lake.json").write_bytes(orjson.dumps(about))
    shutil.rmtree(f"{folder}.tmp", ignore_errors=True)


def in_memory(folder: Path) -> bytes:
    """Answer from arrays: the tables are read by pyarrow, the ties found by numpy, and judged by the kernels of the product."""
    import numpy as np
    import pyarrow.dataset as ds

    from graph.measures.gaps import ecosystem, find_gaps
    from graph.measures.gaps.ties import Ecosystem

    sector = ds.dataset(folder / "nodes").to_table(["sector"]).column(0).to_pylist()
    place = {name: k for k, name in enumerate(COUNTED_SECTORS)}
    numbers = np.array([place.get(one, -1) for one in sector], np.int64)
    table = ds.dataset(folder / "relations", partitioning="hive").to_table(["subject_no", "object_no"])
    one, other = (table.column(k).to_numpy().astype(np.int64) for k in (0, 1))
    keys = np.unique(np.minimum(one, other) * len(numbers) + np.maximum(one, other))
    empty = ecosystem([0], sectors=1)
    eco = Ecosystem(
        len(COUNTED_SECTORS), numbers, keys // len(numbers), keys % len(numbers), empty.member, empty.programme, empty.lead
    )  # fmt: skip
    return figures(
        [(p.a, p.b, p.observed, p.expected, p.z, p.p, p.q, p.step, p.verdict) for p in find_gaps(eco).pairs]
    )


def by_engine(
    folder: Path, engine: str, master: str | None, memory: str | None, scratch: str | None
) -> bytes:
    """Answer from the lake."""
    import sojae

    begun = time.perf_counter()
    with sojae.lake(folder, engine, master=master, memory=memory, scratch=scratch) as lake:
        print(f"started {time.perf_counter() - begun:.1f} s", file=sys.stderr)
        begun = time.perf_counter()
        found = lake.gaps()
        print(f"answered {time.perf_counter() - begun:.1f} s", file=sys.stderr)
    numbers = {name: k for k, name in enumerate(COUNTED_SECTORS)}
    rows = [
        (numbers[p.a], numbers[p.b], p.observed, p.expected, p.z, p.p, p.q, p.step, p.verdict)
        for p in found.pairs
    ]
    return figures(rows)


def figures(rows: list[tuple[object, ...]]) -> bytes:
    """Write the figures of all pairs, to the last digit."""
    return orjson.dumps([[str(one) if isinstance(one, str) else one for one in row] for row in rows])


def measured(arguments: list[str]) -> tuple[str, float, float, str]:
    """Run a part of this file in a process of its own: its answer, seconds, GB of memory, and what it says."""
    command = ["/usr/bin/time", "-v", sys.executable, "-m", "bench.lake", *arguments]
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    peak = re.search(r"Maximum resident set size \(kbytes\): (\d+)", done.stderr)
    said = "; ".join(line for line in done.stderr.splitlines() if line.startswith(("started", "answered")))
    return done.stdout, seconds, int(peak[1]) / 1e6 if peak else 0.0, said


def main() -> None:
    """Make the lakes, run the engines and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--spark", metavar="MASTER")
    parser.add_argument("--memory", default="6GB")
    parser.add_argument("--scratch")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--one", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        what, folder = given.one[0], Path(given.one[1])
        found = (
            in_memory(folder)
            if what == "memory"
            else by_engine(
                folder, what, given.spark, None if what == "spark" else given.memory, given.scratch
            )
        )
        sys.stdout.buffer.write(found)
        return
    home = given.keep or Path(tempfile.mkdtemp(prefix="sojae-bench-lake-"))
    for size in given.sizes:
        folder = home / f"lake-{size}"
        if not folder.exists():
            begun = time.perf_counter()
            make(folder, size)
            print(f"{size:>12,} relations made in {time.perf_counter() - begun:.0f} s", flush=True)
        engines = [
            *(["memory"] if size <= MOST_IN_MEMORY else []),
            "duckdb",
            *(["spark"] if given.spark else []),
        ]
        answers: dict[str, str] = {}
        for engine in engines:
            options = ["--memory", given.memory]
            options += ["--scratch", given.scratch] if given.scratch else []
            options += ["--spark", given.spark] if engine == "spark" else []
            answers[engine], seconds, peak, said = measured([*options, "--one", engine, str(folder)])
            print(f"{size:>12,}  {engine:8} {seconds:8.1f} s  {peak:6.2f} GB  {said}", flush=True)
        if len(set(answers.values())) > 1:
            raise SystemExit(f"{size:,}: the answers of {', '.join(answers)} differ")
        print(f"{size:>12,}  equal answers: {', '.join(answers)}", flush=True)
    if given.keep is None:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
