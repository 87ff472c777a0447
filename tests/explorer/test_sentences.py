"""The Korean of the server's sentences belongs to sentences that the server really says."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = ROOT / "viz" / "explorer" / "src" / "i18n" / "serverSentences.ts"
PAIR = re.compile(r'\[\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)",?\s*\]')


def templates(tree: ast.AST) -> Iterator[str]:
    """Yield every text of a module; what it puts in is `{}`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_sentence_that_has_korean_is_one_of_the_server() -> None:
    said = "\n".join(
        text
        for room in ("ingest", "graph")
        for file in sorted((ROOT / room).rglob("*.py"))
        for text in templates(ast.parse(file.read_text(encoding="utf-8")))
    )
    pairs = PAIR.findall(SENTENCES.read_text(encoding="utf-8"))
    assert len(pairs) > 80
    assert [english for english, _ in pairs if english not in said] == []
    assert [korean for english, korean in pairs if korean.count("{}") > english.count("{}")] == []
