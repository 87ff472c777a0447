"""kill -9 at random moments of `load table`, `rollback`, `review apply` and `load daegu`: the state before or after, never between.

`python -m bench.kills [--points 50] [--neo4j 15] [--stages 6] [--seed 1]`; `--stages`: on Neo4j with a commit every 300 records,
where a load that was cut off is told by a mark and completed by the same command. Each state is the graph version, the history,
all records, the identities, further words and the undo log, and `sojae check` must find nothing wrong.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.stands import differing, status
from graph.copying import copy
from graph.stores import open_store
from graph.vocabulary import DATA
from ingest.load import load
from ingest.review_table import pairs
from ingest.runs import new_run
from tests.engines import neo4j_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
STAGE = 300
VERDICTS = 40
MAPPING = """
origin: members
record: organisation
source: {title: list of members, publisher: a society, url: 'https://example.org/members'}
columns: {id: number, name_ko: name, city: city, products: products}
constants: {organisation_kind: company}
"""
CHILD = """
import os, sys
from importlib import import_module
from graph.stores.neo4j import Neo4jStore
from sojae.cli import COMMANDS, main
if stage := os.environ.get("KILLS_STAGE"):
    Neo4jStore.__init__.__kwdefaults__["stage"] = int(stage)
for room in ("load", "history", "review"):
    import_module(f"sojae.commands.{room}")
import ingest.load, ingest.adapters, ingest.resolution, ingest.mapping
print("begun", flush=True)
main()
"""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a store is: its address, and what a command needs to reach it."""

    url: str
    environment: Mapping[str, str] = field(default_factory=dict[str, str])

    def state(self) -> Mapping[str, str]:
        """Tell what the store holds now."""
        user, password = (self.environment.get(f"SOJAE_STORE_{name}") for name in ("USER", "PASSWORD"))
        with closing(open_store(self.url, user=user, password=password)) as store:
            return status(store)

    def put(self, master: Path) -> None:
        """Let the store hold what a file holds."""
        if self.url.startswith("sqlite"):
            path = Path(self.url.removeprefix("sqlite:///"))
            for left in path.parent.glob(f"{path.name}*"):
                left.unlink() if left.is_file() else shutil.rmtree(left)
            shutil.copy(master, path)
            return
        user, password = (self.environment[f"SOJAE_STORE_{name}"] for name in ("USER", "PASSWORD"))
        with (
            closing(open_store(f"sqlite:///{master}")) as source,
            closing(open_store(self.url, user=user, password=password)) as store,
        ):
            store.prepare()
            with source.contents() as contents:
                copy(contents, store, new_run("copy", datetime.now(UTC)), replace=True)

    def begin(self, words: Sequence[str]) -> subprocess.Popen[str]:
        """Begin a command; it is under way when this returns."""
        process = subprocess.Popen(
            [sys.executable, "-c", CHILD, *words], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, **self.environment, "SOJAE_STORE": self.url},
        )  # fmt: skip
        assert process.stdout is not None
        if process.stdout.readline() != "begun\n":
            raise SystemExit(process.communicate()[1])
        return process

    def run(self, words: Sequence[str]) -> tuple[int, str]:
        """Run a command to its end: its exit code, and what it said."""
        process = self.begin(words)
        out, err = process.communicate(timeout=300)
        return process.returncode, out + err


@dataclass(slots=True)
class Scene:
    """A command, and the store on which it is run."""

    name: str
    words: tuple[str, ...]
    master: Path
    again: str = ""
    """What the command says when it is run again after it has ended, if it then refuses."""
    seconds: float = 0.0
    before: Mapping[str, str] = field(default_factory=dict[str, str])
    after: Mapping[str, str] = field(default_factory=dict[str, str])

    def settle(self, target: Target) -> None:
        """See the state before and after, and how long the command takes."""
        target.put(self.master)
        self.before = target.state()
        process, began = target.begin(self.words), time.monotonic()
        _, err = process.communicate(timeout=300)
        self.seconds = time.monotonic() - began
        if process.returncode:
            raise SystemExit(f"{self.name}: {err}")
        self.after = target.state()
        if "graph version" not in differing(self.before, self.after):
            raise SystemExit(f"{self.name} changes nothing")

    def kill(self, target: Target, moment: float) -> tuple[str, bool, str]:
        """Kill the command at a moment; gives the state, whether it was still at work, and what is wrong afterwards."""
        target.put(self.master)
        process = target.begin(self.words)
        time.sleep(moment)
        at_work = process.poll() is None
        process.kill()
        process.communicate()
        code, said = target.run(("status",))
        marked = "unfinished load" in said
        found = target.state()
        here = [name for name in ("before", "after") if not differing(found, getattr(self, name))]
        state = here[0] if here else "marked" if marked else f"BETWEEN ({self.between(found)})"
        wrong = [f"status: {said}"] if code else []
        wrong += (
            ["the mark's version"]
            if marked and found["graph version"] != self.before["graph version"]
            else []
        )
        code, said = target.run(self.words)
        refused = state == "after" and bool(self.again)
        if code != refused or (refused and self.again not in said):
            wrong.append(f"the next command: exit {code}, {said.strip()}")
        # a load that was completed counts what it had written before it was cut off as unchanged
        left = [p for p in differing(target.state(), self.after) if not (marked and p == "history")]
        wrong += [f"after the next command: {', '.join(left)}"] if left else []
        return state, at_work, "; ".join(wrong)

    def between(self, found: Mapping[str, str]) -> str:
        return f"not before: {differing(found, self.before)}, not after: {differing(found, self.after)}"


def written_table(path: Path, firms: slice, *, ware: str) -> Path:
    """Write a table of firms that are also in the bundled data, spelt a little otherwise."""
    with (DATA / "daegu" / "organisations.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["city"]][firms]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("number", "name", "city", "products"))
        for i, row in enumerate(rows):
            writer.writerow(
                (
                    row["org_id"],
                    f"㈜{row['name_ko']}" if i % 2 else row["name_ko"][: 2 + i % 9],
                    row["city"],
                    ware,
                )
            )
    return path


def scenes(folder: Path, size: int = 100) -> list[Scene]:
    """Prepare the stores and inputs of all commands; the tables have five and six times `size` rows."""
    mapping = folder / "map.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    first = written_table(folder / "members1.csv", slice(0, 5 * size), ware="강관")
    second = written_table(folder / "members2.csv", slice(size, 7 * size), ware="강관; 선재")
    both, table_alone = folder / "both.sqlite", folder / "table.sqlite"
    for path, origins in ((table_alone, ("table",)), (both, ("daegu", "table"))):
        with closing(open_store(f"sqlite:///{path}")) as store:
            store.prepare()
            reports = [
                load(
                    store,
                    one,
                    [first] if one == "table" else [],
                    options={"map": str(mapping)} if one == "table" else {},
                )
                for one in origins
            ]
            found = pairs(store)
    queue = folder / "queue.csv"
    with queue.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("a", "b", "decision"))
        writer.writerows(
            (p.same_as.a, p.same_as.b, ("merge", "split")[i % 2]) for i, p in enumerate(found[:VERDICTS])
        )
    return [
        Scene("load table", ("load", "table", str(second), "--map", str(mapping)), both),
        Scene("rollback", ("rollback", reports[-1].load_id), both, again="was already rolled back"),
        Scene("review apply", ("review", "apply", str(queue)), both),
        Scene("load daegu", ("load", "daegu"), table_alone),
    ]


def killed(
    target: Target, commands: Sequence[Scene], points: int, chance: random.Random
) -> Iterator[tuple[str, str, bool, str]]:
    """Kill each command in turn at random moments: its name, the state, whether it was at work, what is wrong."""
    for scene in commands:
        scene.settle(target)
    for point in range(points):
        scene = commands[point % len(commands)]
        yield scene.name, *scene.kill(target, chance.uniform(0, 1.1 * scene.seconds))


def told(title: str, outcomes: Iterator[tuple[str, str, bool, str]]) -> int:
    """Print a table of what kills left; gives how many were wrong."""
    counted: Counter[tuple[str, str]] = Counter()
    at_work, wrong = Counter[str](), 0
    for name, state, working, fault in outcomes:
        counted[name, state.split(" ")[0]] += 1
        at_work[name] += working
        if fault or state.startswith("BETWEEN"):
            wrong += 1
            print(f"{name}: {state}: {fault}", flush=True)
    print(f"\n{title}: {wrong} of {counted.total()} wrong\n{'':14}  at work  before  after  marked  between")
    for name in at_work:
        states = (counted[name, state] for state in ("before", "after", "marked", "BETWEEN"))
        print(f"{name:14} {at_work[name]:8}" + "".join(f"{n:8}" for n in states), flush=True)
    return wrong


def main() -> None:
    """Kill on SQLite, then on Neo4j, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=50)
    parser.add_argument("--neo4j", type=int, default=15)
    parser.add_argument("--stages", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, wrong = random.Random(asked.seed), 0
    with tempfile.TemporaryDirectory(prefix="sojae-kills-") as name:
        commands = scenes(Path(name))
        if asked.points:
            target = Target(f"sqlite:///{Path(name, 'store', 'killed.sqlite')}")
            Path(name, "store").mkdir()
            wrong += told("SQLite", killed(target, commands, asked.points, chance))
        if asked.neo4j or asked.stages:
            server = neo4j_server.start()
            login = {"SOJAE_STORE_USER": server.user or "", "SOJAE_STORE_PASSWORD": server.password or ""}
            try:
                wrong += told("Neo4j", killed(Target(server.url, login), commands, asked.neo4j, chance))
                staged = Target(server.url, {**login, "KILLS_STAGE": str(STAGE)})
                loads = [commands[0], commands[-1]]
                wrong += told(
                    f"Neo4j, a commit every {STAGE} records", killed(staged, loads, asked.stages, chance)
                )
            finally:
                server.stop()
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
