"""Peak memory of whole origins on large made-up inputs: a table with a mapping, CORDIS, ROR.

`python -m bench.streams [--megabytes 200]`; each origin is read to its end in a process of its own, whose peak memory is told.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
READ = """
import json, resource, sys, time
from pathlib import Path
from ingest.adapters import adapters
from ingest.origin import Row
name, options, *files = sys.argv[1:]
records = sum(isinstance(one, Row) for one in adapters()[name].read(list(map(Path, files)), json.loads(options)))
print(f"{name}: {records:,} records, {time.process_time():.0f} s of CPU, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10:,} MB")
"""
MAPPING = """origin: big
record: organisation
source: {title: t, publisher: p, url: "https://example.org/"}
columns: {id: 번호, name_ko: 업체명, address: 소재지, industry: 업종명, products: 생산품, founded: 설립일}
attributes: rest
"""
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def fill(
    path: Path, head: str, lines: Iterator[str], megabytes: int, between: str = "", end: str = ""
) -> None:
    """Write lines until a file has a size."""
    size = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        for number, line in enumerate(lines):
            file.write(f"{between if number else ''}{line}\n")
            size += len(line.encode())
            if size >= megabytes << 20:
                break
        file.write(end)


def firms(chance: random.Random) -> Iterator[str]:
    for n in count(1):
        yield (
            f'{n},㈜가나소재{n},대구광역시 달서구 성서로 {n % 3000},자동차용 전기장치 제조업,"강관, 부품{n % 977}",'
            f"{chance.randrange(1, 3000)},{chance.choice('ABC')},20{n % 24:02}-0{1 + n % 9}-11,{'메모 ' * 12}{n}"
        )


def members(chance: random.Random) -> Iterator[str]:
    for n in count(12):
        o = chance.randrange(1, 80_000)
        yield (
            f'"{100_000_000 + n // 12}";"{900_000_000 + o}";"ORGANISATION NUMBER {o} OF THE TOWN";"PRC";"Street of the long name {o}";'
            f'"Berlin";"DE";"https://www.example{o}.org";"12345,67";"{"coordinator" if n % 12 == 0 else "participant"}"'
        )


def projects() -> Iterator[str]:
    for n in count(1):
        yield f"{100_000_000 + n};ACR{n};Title of the project {n};2021-01-01;2024-12-31;HORIZON;{'words of an objective ' * 20}"


def ror_id(number: int) -> str:
    """Return a valid id: six letters of base 32 and their check digits."""
    letters = "".join(LETTERS[number >> 5 * place & 31] for place in range(5, -1, -1))
    return f"https://ror.org/0{letters}{98 - number * 100 % 97:02}"


def institutes() -> Iterator[str]:
    place = {
        "name": "Seoul",
        "country_code": "KR",
        "country_name": "South Korea",
        "country_subdivision_name": "Seoul",
    }
    for n in count(1):
        names = [
            {"value": f"Institute {n}", "types": ["label", "ror_display"], "lang": "en"},
            {"value": f"연구소 {n}", "types": ["label"], "lang": "ko"},
        ]
        ties = [{"id": ror_id(max(1, n // 2)), "type": "parent", "label": "x"}]
        yield json.dumps({
            "id": ror_id(n), "names": names, "types": ["facility"], "status": "active", "established": 1990, "relationships": ties,
            "locations": [{"geonames_details": place}], "links": [], "external_ids": [], "beside": "x" * 500,
        }, ensure_ascii=False)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=200)
    size, chance = parser.parse_args().megabytes, random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "m.yaml").write_text(MAPPING, encoding="utf-8")
        table, both, ror = (
            folder / "list.csv",
            [folder / "organization.csv", folder / "project.csv"],
            folder / "ror.json",
        )
        runs = (("table", {"map": str(folder / "m.yaml")}, [table]), ("cordis", {}, both), ("ror", {}, [ror]))
        for origin, options, files in runs:
            if origin == "table":
                fill(table, "번호,업체명,소재지,업종명,생산품,직원수,등급,설립일,비고\n", firms(chance), size)
            elif origin == "cordis":
                head = "projectID;organisationID;name;activityType;street;city;country;organizationURL;ecContribution;role\n"
                fill(both[0], head, members(chance), size)
                fill(
                    both[1],
                    "id;acronym;title;startDate;endDate;frameworkProgramme;objective\n",
                    projects(),
                    size // 5,
                )
            else:
                fill(ror, "[", institutes(), size, ",", "]")
            subprocess.run(
                [sys.executable, "-c", READ, origin, json.dumps(options), *map(str, files)],
                cwd=ROOT,
                check=True,
            )
            for file in files:
                file.unlink()


if __name__ == "__main__":
    main()
