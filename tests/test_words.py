"""Messages, docstrings and docs use the words of docs/reference/glossary.md, and none of the words to avoid."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
CHECKED = ("graph", "ingest", "queries", "api", "sojae", "viz", "docs")
"""Rooms that are checked against the list. To add a room: put its folder here, run this file and fix what it names."""

UNCHECKED = {
    "docs/explanation/trials.md": "a log of trials, in the words of each trial; what-was-tried.md summarises it",
    "CHANGELOG.md": "each entry uses the names of its release",
    **{
        f"docs/explanation/decisions/{number:04}": "a record of its day, not rewritten later"
        for number in range(1, 17)
    },
}
"""Beginning of the name of a page → why it is not checked."""


class Avoid(NamedTuple):
    """A pattern to avoid in texts, and what to write instead."""

    pattern: str
    instead: str


AVOID = (
    Avoid(
        r"(?<!there )(?<!There )\b(is|are) no (?!longer\b|more\b|fewer\b)\w+", "“is not a …” or “unknown …”"
    ),
    Avoid(r"(?<!`)(?<!request )(?<!response )\bbod(y|ies)\b", "organisation, or request body"),
    Avoid(r"\b(actor|player|initiative)s?\b", "organisation, programme"),
    Avoid(r"\b(importer|rel_type|cleanup)s?\b", "adapter, predicate, sweep"),
    Avoid(r"(?<![-`])\bmend(s|ed|ing)?\b(?!`)", "fix, correct or repair"),
    Avoid(r"(?<![.`])\btold\b", "reported, given or shown"),
    Avoid(r"\b[Ff]urther words?\b", "claim"),
    Avoid(r"\bwords? of (an? |the )?(other |further )?origins?\b", "record, version or claim"),
    Avoid(r"\b(bear|bears|borne)\b", "has, have"),
    Avoid(r"\bforet(ell|ells|old)\b", "predict"),
    Avoid(r"\b(shortest|cheapest) ways?\b", "path"),
    Avoid(r"\bways between\b", "paths between"),
    Avoid(r"\b(dealt|drawn) anew\b", "rewired at random, resampled"),
    Avoid(r"\banew\b", "again"),
    Avoid(r"\bnearness\b", "closeness, distance"),
    Avoid(r"\bpassed over\b", "skipped"),
    Avoid(r"\bstands? twice\b", "appears twice"),
    Avoid(r"\b(is|are|be|becomes) a question\b", "needs review"),
    Avoid(r"\bnot taken\b", "refused"),
    Avoid(r"\b(taken out|[Tt]ake (it|them) out)\b", "removed"),
    Avoid(r"\btaken? back\b", "rolled back, withdrawn"),
    Avoid(r"\bbeyond measure\b", "too large"),
    Avoid(r"\bgive the (same )?command again\b", "run the command again"),
    Avoid(r"\bchance (would|gives|has)\b", "expected by chance"),
    Avoid(r"\bhalf a (download|file)\b", "incomplete"),
    Avoid(r"\b(held|hold|holds) against\b", "checked against"),
    Avoid(r"기대됩니다|기대 연결|개가 기대", "예상 (연결 N건)"),
)
ALLOWED: dict[tuple[str, str], str] = {
    ("graph/vocabulary.py", "would join bodies that are two"): "a value stored as evidence",
    ("ingest/resolution/clusters.py", "two bodies of"): "stored in the evidence of same-as records",
}
"""File and phrase → why it stays: texts that are stored, hashed or read by a program."""


class Text(NamedTuple):
    """A text for readers: its file, line and content."""

    file: str
    line: int
    content: str


def texts_of(path: Path) -> Iterator[Text]:
    """Yield the texts of a module: docstrings, comments under values, and strings of several words; no identifiers."""
    name = path.relative_to(ROOT).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            yield Text(name, node.lineno, "".join(map(str, parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            yield Text(name, node.lineno, without_examples(node.value))


def without_examples(docstring: str) -> str:
    """Leave out doctests: their data may hold any word."""
    return re.sub(r"(?ms)^\s*>>>.*?(?=\n\s*\n|\Z)", "", docstring)


def faults(text: Text) -> Iterator[str]:
    """Name each word to avoid in a text, with the words to use instead."""
    if " " not in text.content.strip():
        return
    content = text.content
    for file, phrase in ALLOWED:
        if file == text.file:
            content = content.replace(phrase, "")
    for word in AVOID:
        for found in re.finditer(word.pattern, content):
            around = content[max(found.start() - 30, 0) : found.end() + 30].replace("\n", " ")
            yield f"{text.file}:{text.line}: “{found[0]}” in “…{around}…”: say {word.instead}"


@pytest.mark.parametrize("room", CHECKED)
def test_texts_of_a_room_use_the_words_of_the_glossary(room: str) -> None:
    found = [
        fault
        for path in sorted((ROOT / room).rglob("*.py"))
        for text in texts_of(path)
        for fault in faults(text)
    ]
    assert not found, "\n".join(found)


PAGES = {
    path.relative_to(ROOT).as_posix(): path
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "data").rglob("*.md"), *(ROOT / "docs").rglob("*.md")])
    if "_build" not in path.parts
}
GENERATED = re.compile(r"(?ms)^<!-- \w+: written by .*?^<!-- end of \w+ -->$")
"""Tables between markers: their texts come from code, which is checked room by room."""
FENCED = re.compile(r"(?ms)^ *```.*?^ *```$")
INLINE = re.compile(r"`[^`\n]+`")


def texts_of_page(name: str, content: str) -> Iterator[Text]:
    """Yield the paragraphs, list items and table rows of a page, without code and generated tables."""
    for pattern in (GENERATED, FENCED, INLINE):
        content = pattern.sub(lambda found: "\n" * found[0].count("\n") + "…", content)
    if name.endswith("glossary.md"):  # its second column lists the words to avoid
        content = re.sub(r"(?m)^(\|[^|\n]*\|)[^|\n]*\|", r"\1 |", content)
    first, paragraph = 1, ""
    for number, line in enumerate([*content.splitlines(), ""], 1):
        if not line.strip() or re.match(r" *(\||[-#*] |\d+\. )", line):
            yield Text(name, first, paragraph)
            first, paragraph = number, ""
        paragraph = f"{paragraph} {line.strip()}".strip()


def test_pages_use_the_words_of_the_glossary() -> None:
    checked = [name for name in PAGES if not name.startswith(tuple(UNCHECKED))]
    assert len(checked) > 60
    found = [
        fault
        for name in checked
        for text in texts_of_page(name, PAGES[name].read_text(encoding="utf-8"))
        for fault in faults(text)
    ]
    assert not found, "\n".join(found)


def test_a_word_to_avoid_is_found_across_lines_of_a_page_and_not_in_code() -> None:
    page = "Bring\nit home.\n\n- A list is\n  no table, `told` by\n\n```sh\nmend it\n```\n"
    [fault] = [fault for text in texts_of_page("page.md", page) for fault in faults(text)]
    assert fault.startswith("page.md:4: “is no table”")


def test_every_page_that_is_not_checked_is_there() -> None:
    for beginning, reason in UNCHECKED.items():
        assert reason
        assert any(name.startswith(beginning) for name in PAGES), beginning


@pytest.mark.parametrize(
    "sentence",
    [
        "“x” is no format of ours",
        "the bodies that are tied",
        "mend the number",
        "what is told of a row",
        "the shortest ways between two nodes",
        "각 기관의 연결 수로 보면 3.1개가 기대됩니다",
    ],
)
def test_a_sentence_with_a_word_to_avoid_is_found(sentence: str) -> None:
    assert list(faults(Text("here.py", 1, sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "there is no node with this id",
        "it is no longer used",
        "run `sojae check --mend`",
        "Unknown format “x”",
    ],
)
def test_a_plain_sentence_passes(sentence: str) -> None:
    assert not list(faults(Text("here.py", 1, sentence)))


def test_every_exception_is_still_needed() -> None:
    for (file, phrase), reason in ALLOWED.items():
        assert reason
        assert phrase in (ROOT / file).read_text(encoding="utf-8"), (
            f"{phrase} is gone from {file}: remove it here"
        )
