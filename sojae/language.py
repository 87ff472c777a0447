"""The option `--language`: sentences and names of a command's text in Korean or English."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer

from graph.verdict_words import VERDICTS_KO
from queries.errors import Invalid, not_allowed

if TYPE_CHECKING:
    from queries.tables import Names
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


@dataclass(frozen=True)
class Speech:
    """The language of a command's text, and the names of nodes in it.

    Attributes:
        language: ko or en.
        view: where nodes are named.
    """

    language: str
    view: View

    @property
    def korean(self) -> bool:
        """Whether the language is Korean."""
        return self.language == "ko"

    @cached_property
    def names(self) -> Names:
        """The names of nodes."""
        from queries.records import names_in

        return names_in(self.view.snapshot)

    def named(self, key: str) -> str:
        """Write a node as its name and id: `한국재료연구원 (kims)`."""
        found = self.names("node", key)
        return key if found is None else f"{found[not self.korean]} ({key})"

    def sector(self, key: str) -> str:
        """Write a sector."""
        return sector_name(key, self.language)

    def sentence(self, sentence: object) -> str:
        """Write a sentence."""
        return sentence_of(sentence, self.language)

    def verdict(self, verdict: str) -> str:
        """Write a verdict on a pair of sectors."""
        return verdict_in(verdict, self.language)


def verdict_in(verdict: str, language: str) -> str:
    """Return a verdict on a pair of sectors in a language."""
    return VERDICTS_KO[verdict] if language == "ko" else verdict


def sector_name(key: str, language: str) -> str:
    """Return a sector's name."""
    from graph.vocabulary import SECTORS

    sector = SECTORS[key]
    return sector.name_ko if language == "ko" else sector.name_en


def sentence_of(sentence: object, language: str) -> str:
    """Return a sentence in a language."""
    return str(getattr(sentence, language))
