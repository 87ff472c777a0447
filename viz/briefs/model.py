"""The structure of a brief, in Korean and English at once: every writer reads it, so that all formats say the same.

Text holds its figures as parts, and a part has its note: a figure without a footnote cannot be written by accident.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Literal

from graph.figures import Sentence as Words

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")
Picture = Literal["svg", "outlines", "png"]
"""SVG with text in the font of briefs, SVG with its letters as outlines, or pixels."""
DIGIT = re.compile(r"\d")


def in_words(words: Words, language: Language) -> str:
    """Return the words in a language."""
    return words.ko if language == "ko" else words.en


@dataclass(frozen=True, slots=True)
class Note:
    """Where a figure is from.

    Attributes:
        what: the indicator.
        basis: what it was computed with, each a word and its value: layer, baseline, method, date, graph version.
        address: the address in the API that gives it again.
    """

    what: Words
    basis: tuple[tuple[Words, Words], ...]
    address: str

    def text(self, language: Language) -> str:
        """Return the footnote without its address, as one line."""
        basis = (f"{in_words(word, language)}: {in_words(value, language)}" for word, value in self.basis)
        return " · ".join((in_words(self.what, language), *basis))


@dataclass(frozen=True, slots=True)
class Figured:
    """A figure, or a sentence with figures, that carries a note."""

    words: Words
    note: Note


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name, an id or a date that was given: its digits need no note."""

    words: Words


@dataclass(frozen=True, slots=True)
class Plain:
    """Words without figures."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in both languages, with the same parts in both: `{name}` stands for a part.

    Raises:
        ValueError: a part is in one language only, or a digit stands outside of the parts.
    """

    words: Words
    parts: Mapping[str, Figured | Name] = field(default_factory=dict[str, "Figured | Name"])

    def __post_init__(self) -> None:
        for language in LANGUAGES:
            template = in_words(self.words, language)
            pieces = list(Formatter().parse(template))
            if {name for _, name, _, _ in pieces if name is not None} != set(self.parts):
                raise ValueError(
                    f"“{template}” has other parts than {sorted(self.parts)}: use each in both languages"
                )
            if any(DIGIT.search(text) for text, *_ in pieces):
                raise ValueError(f"“{template}” has a figure without a note: make it a part")

    def pieces(self, language: Language) -> Iterator[Plain | Figured | Name]:
        """Yield the sentence piece by piece."""
        for text, name, _, _ in Formatter().parse(in_words(self.words, language)):
            if text:
                yield Plain(text)
            if name is not None:
                yield self.parts[name]


def say(ko: str, en: str, **parts: Figured | Name) -> Said:
    """Make a sentence of two templates and their parts."""
    return Said(Words(ko, en), parts)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; its note covers the figures of all its cells.

    Attributes:
        head: the title.
        note: where its figures are from; None if it has none.
        share: its part of the table's width.
        numeric: whether it holds figures alone, which are set to the right.
    """

    head: Words
    note: Note | None = None
    share: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Raises:
        ValueError: a row has too many or too few cells, or a column has figures and no note.
    """

    title: Said
    columns: tuple[Column, ...]
    rows: tuple[tuple[Words | Name, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row has {len(row)} cells, and the table {len(self.columns)} columns")
            for cell, column in zip(row, self.columns, strict=True):
                if isinstance(cell, Words) and column.note is None and DIGIT.search(cell.ko + cell.en):
                    raise ValueError(f"column “{column.head.en}” has figures (“{cell.en}”) and no note")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture.

    Attributes:
        title: its title, whose note covers the figures in it.
        alt: what it shows, for those who cannot see it.
        draw: draws it in a language and format, with the fonts of briefs.
        width, height: in mm, at most 170 wide.
    """

    title: Said
    alt: Words
    draw: Callable[[Language, Picture], bytes]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief of about two pages.

    Attributes:
        title: the topic.
        about: what it is made from: dates and graph version.
        findings: what was found, most important first.
        figure: one picture, if any.
        tables: the figures behind the findings.
        steps: what to do next; `leads` are tables that belong to it.
        limits: what the data cannot show.
        licence: the licences of the data.
    """

    title: Said
    about: tuple[Said, ...]
    findings: tuple[Said, ...]
    figure: Figure | None
    tables: tuple[Table, ...]
    steps: tuple[Said, ...]
    leads: tuple[Table, ...]
    limits: tuple[Said, ...]
    licence: Words

    def said(self) -> Iterator[Said]:
        """Yield all sentences in the order of reading; titles of tables and of the picture are among them."""
        yield self.title
        yield from self.about
        yield from self.findings
        if self.figure is not None:
            yield self.figure.title
        yield from (table.title for table in self.tables)
        yield from self.steps
        yield from (table.title for table in self.leads)
        yield from self.limits


HEADS: Mapping[str, Words] = {
    "findings": Words("요지", "Findings"),
    "figure": Words("그림", "Figure"),
    "tables": Words("세부 수치", "The figures"),
    "steps": Words("다음 할 일", "What to do next"),
    "limits": Words("해석할 때 유의할 점", "Limits"),
    "notes": Words("주", "Notes"),
}
"""Headings of the parts of a brief."""
LICENCE = Words("자료 이용 조건", "Licence of the data")
