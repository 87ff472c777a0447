"""Messages count in good English; a number with commas, or a length, is not written before a common plural by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.plurals import plural

ROOT = Path(__file__).resolve().parents[2]
NUMBERED = re.compile(
    r"\{[^{}]*(?::,|len\([^{}]*\))\} (?:rows|pairs|records|nodes|ties|relations|files|cells|lines)\b"
)
BOUNDS = re.compile(r"MOST|LEAST|more than")


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ("row",), "0 rows"),
        (1, ("row",), "1 row"),
        (2, ("row",), "2 rows"),
        (12_345, ("pair is", "pairs are"), "12,345 pairs are"),
        (1, ("pair is", "pairs are"), "1 pair is"),
    ],
)
def test_one_is_singular(number: int, words: tuple[str, ...], said: str) -> None:
    assert plural(number, *words) == said


@pytest.mark.parametrize("room", ["api", "graph", "ingest", "sojae"])
def test_no_message_counts_by_itself(room: str) -> None:
    found = [
        f"{path}: {line.strip()}"
        for path in (ROOT / room).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if NUMBERED.search(line) and not BOUNDS.search(line)
    ]
    assert found == []
