"""A large cp949 CSV read row by row, and by pandas' bare read_csv, in turns in one run.

`python -m bench.reading [--megabytes 200] [--rounds 3]`; each reading runs in a process of its own, whose peak memory is told.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).resolve().parent.parent
HEAD = """
import json, resource, sys, time
began = time.perf_counter()
"""
TAIL = """
took = time.perf_counter() - began
print(json.dumps({"rows": rows, "seconds": took, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""
READERS = {
    "sojae": """
from pathlib import Path
from ingest.adapters.factories import LAYOUT
from ingest.reading import parts, tables
began = time.perf_counter()
rows = 0
for part in parts(Path(sys.argv[1])):
    for table in tables(part, LAYOUT):
        rows += sum(type(found) is tuple for found in table)
""",
    "pandas": """
import pandas
began = time.perf_counter()
rows = len(pandas.read_csv(sys.argv[1], encoding="cp949"))
""",
    "pandas, all as text": """
import pandas
began = time.perf_counter()
rows = len(pandas.read_csv(sys.argv[1], encoding="cp949", dtype=str))
""",
}
COLUMNS = (
    "공장관리번호,회사명,단지명,설립구분,등록구분,종업원합계,생산품,원자재,공장규모,용지면적,시도명,시군구명,업종명,업종코드,대표업종,공장주소,"
    "공장주소_지번,최초등록일"
)


def write(path: Path, size: int) -> None:
    """Write a list of factories like those of KICOX, with made-up firms."""
    chance, written, number = random.Random(1), 0, 0
    towns = (
        ("대구광역시", "달서구", "성서공단로"),
        ("경상북도", "구미시", "첨단기업로"),
        ("경상북도", "경산시", "공단4로"),
    )
    forms, trades = (
        ("(주){}", "주식회사 {}", "{}", "{} 주식회사"),
        ("정밀", "산업", "금속", "테크", "섬유", "화학", "소재", "전자"),
    )
    with path.open("w", encoding="cp949", newline="") as file:
        file.write(COLUMNS + "\r\n")
        while written < size:
            lines = []
            for _ in range(5000):
                number += 1
                province, city, street = chance.choice(towns)
                name = chance.choice(forms).format(f"가나{chance.choice(trades)}{number % 997}")
                address = f"{province} {city} {street} {number % 300}"
                lines.append(
                    f'{number:015d},{name},성서일반산업단지,일반,완료신고,"{number % 9 + 1},{number % 900 + 100}","자동차부품, 금형",철판,소기업,'
                    f'{number % 5000}.5,{province},{city},자동차 차체용 신품 부품 제조업 외 {number % 5} 종,30320,30320,"{address}",{address} 1번지,'
                    f"2010-0{number % 9 + 1}-1{number % 9}\r\n"
                )
            text = "".join(lines)
            written += len(text.encode("cp949"))
            file.write(text)


def reading(name: str, path: Path) -> dict[str, Any]:
    """Read in a process of its own."""
    words = [sys.executable, "-c", HEAD + READERS[name] + TAIL, str(path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return cast("dict[str, Any]", json.loads(done.stdout))


def main() -> None:
    """Write the file, read it in turns, and print a line for each reader."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--megabytes", type=int, default=200)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "factories.csv"
        write(path, asked.megabytes * 1_000_000)
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in READERS}
        for _ in range(asked.rounds):
            for name in READERS:
                found[name].append(reading(name, path))
    rows = {one["rows"] for runs in found.values() for one in runs}
    assert len(rows) == 1, rows
    bare = statistics.median(one["seconds"] for one in found["pandas"])
    print(f"{asked.megabytes} MB of cp949, {rows.pop():,} rows, median of {asked.rounds} rounds in turns")
    for name, runs in found.items():
        seconds, peak = statistics.median(one["seconds"] for one in runs), max(one["peak"] for one in runs)
        print(f"{name:22} {seconds:6.2f} s   speed {bare / seconds:5.2f} × pandas   peak {peak:6,.0f} MB")


if __name__ == "__main__":
    main()
