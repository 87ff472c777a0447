"""The option `--language`: sentences and names of a command's text in Korean or English."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated

import typer

from queries.errors import Invalid, not_allowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from queries.view import View

KEYWORD = inspect.Parameter.KEYWORD_ONLY
LANGUAGES = ("ko", "en")


def language_option(of: str = "the text", default: str = "en") -> inspect.Parameter:
    """Make the option; `of` says what is in that language."""
    help = f"language of {of}: ko or en"
    annotation = Annotated[str, typer.Option(help=help, metavar="[ko|en]", show_default=default)]
    return inspect.Parameter("language", KEYWORD, default=default, annotation=annotation)


def known_language(language: str) -> str:
    """Accept a language.

    Raises:
        Invalid: it is another one.
    """
    if language not in LANGUAGES:
        raise Invalid([not_allowed("language", language, LANGUAGES)])
    return language


def namer(view: View, language: str) -> Callable[[str], str]:
    """Return a function that writes a node as its name and id: `한국재료연구원 (kims)`."""
    from queries.records import names_in

    names = names_in(view.snapshot)

    def named(key: str) -> str:
        found = names("node", key)
        return key if found is None else f"{found[language == 'en']} ({key})"

    return named


def sector_name(key: str, language: str) -> str:
    """Return a sector's name."""
    from graph.vocabulary import SECTORS

    sector = SECTORS[key]
    return sector.name_ko if language == "ko" else sector.name_en


def sentence_of(sentence: object, language: str) -> str:
    """Return a sentence in a language."""
    return str(getattr(sentence, language))
