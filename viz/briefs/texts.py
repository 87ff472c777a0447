"""What writers of briefs share: texts without their notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.briefs.model import LICENCE, Name, Plain, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.figures import Sentence as Words
    from viz.briefs.model import Brief, Figured, Language, Note, Said


def plain(piece: Plain | Figured | Name, language: Language) -> str:
    """Return the text of a piece without its note."""
    return piece.text if isinstance(piece, Plain) else in_words(piece.words, language)


def plain_text(sentence: Said, language: Language) -> str:
    """Return a sentence without its notes."""
    return "".join(plain(piece, language) for piece in sentence.pieces(language))


def cell_text(cell: Words | Name, language: Language) -> str:
    """Return the text of a cell."""
    return in_words(cell.words if isinstance(cell, Name) else cell, language)


def licence_line(brief: Brief, language: Language) -> str:
    """Return the line with the licences of the data."""
    return f"{in_words(LICENCE, language)}: {in_words(brief.licence, language)}"


def notes_of(brief: Brief) -> Iterator[Note]:
    """Yield the notes of all figures."""
    for sentence in brief.said():
        for part in sentence.parts.values():
            if not isinstance(part, Name):
                yield part.note
    for table in (*brief.tables, *brief.leads):
        yield from (column.note for column in table.columns if column.note is not None)


def texts_of(brief: Brief, language: Language) -> Iterator[str]:
    """Yield all texts of a brief in a language, notes included; a picture has its own."""
    yield licence_line(brief, language)
    for sentence in brief.said():
        yield plain_text(sentence, language)
    for note in notes_of(brief):
        yield f"{note.text(language)} {note.address}"
    for table in (*brief.tables, *brief.leads):
        yield from (in_words(column.head, language) for column in table.columns)
        yield from (cell_text(cell, language) for row in table.rows for cell in row)
