"""Bytes of a store's file flipped at random: is a damaged text ever served under the graph version of what was loaded?

`python -m bench.damage [--files 60] [--seed 1]`
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from graph.checking import check_contents
from graph.snapshot import Snapshot
from graph.store import StoreError
from graph.stores.embedded import EmbeddedStore
from ingest.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = 4096


def flipped(path: Path, to: Path, chance: random.Random) -> int:
    """Copy a file with one byte changed; gives its place."""
    shutil.copy(path, to)
    place = chance.randrange(PAGE, path.stat().st_size)
    with to.open("r+b") as file:
        file.seek(place)
        was = file.read(1)[0]
        file.seek(place)
        file.write(bytes([was ^ 1 << chance.randrange(8)]))
    return place


def content(path: Path) -> dict[str, str]:
    """Give what is served of a store, as text."""
    with closing(EmbeddedStore(path)) as store:
        served = Snapshot(store).__getstate__()
        relations = served.pop("relations")
        served["relations"] = [
            getattr(relations, name) for name in ("ids", "start", "end", "detail", "sources")
        ]
        served["ends"] = [relations.subject.tolist(), relations.object.tolist(), relations.predicate.tolist()]
        served["kinds"] = served["kinds"].tolist()
        return {name: repr(value) for name, value in served.items()}


def outcomes(path: Path, folder: Path, files: int, seed: int) -> Iterator[tuple[int, str, bool]]:
    """Damage a store again and again: the place, what became of it when it was to be served, whether a check tells."""
    good, chance = content(path), random.Random(seed)
    copy = folder / "damaged.sqlite"
    for _ in range(files):
        place = flipped(path, copy, chance)
        try:
            served = content(copy)
        except StoreError:
            said = "refused"
        else:
            same_version = served["graph_version"] == good["graph_version"]
            said = "as it was" if served == good else "ALTERED" if same_version else "another version"
        yield place, said, tells(copy)
        for left in folder.glob("damaged.sqlite*"):
            left.unlink()


def tells(path: Path) -> bool:
    """Say whether a check finds a fault."""
    try:
        with closing(EmbeddedStore(path)) as store, store.contents() as contents:
            return bool(check_contents(contents).faults)
    except StoreError:
        return True


def main() -> None:
    """Print how many of the files were refused, served as they were, or served altered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "whole.sqlite")
        with closing(EmbeddedStore(path)) as store:
            store.prepare()
            load(store, "daegu")
        counted: Counter[tuple[str, str]] = Counter()
        for _, said, told in outcomes(path, Path(name), asked.files, asked.seed):
            counted[said, "check tells" if told else "check tells nothing"] += 1
    for (said, told), times in sorted(counted.items()):
        print(f"{said:16} {told:20} {times:4}")


if __name__ == "__main__":
    main()
