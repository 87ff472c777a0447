"""Briefs: two pages on a topic as a file, every figure with a footnote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from queries.briefs import topics
from queries.errors import Invalid, NotFound, QueryError, near_to, refuse
from queries.parameters import Parameters, allowed_or_raise, one_of
from queries.registry import question
from queries.result import Result, Shape
from queries.validation import read
from queries.view import View
from viz.briefs import BriefError, brief_formats
from viz.briefs.model import LANGUAGES, in_words

if TYPE_CHECKING:
    from queries.briefs import Topic
    from viz.briefs.model import Brief, Language

TOPICS, FORMATS = topics(), brief_formats()


class BriefParameters(Parameters):
    """Parameters of a brief."""

    topic: str = Field(description=f"topic: {', '.join(TOPICS)}", json_schema_extra=one_of(TOPICS))
    id: str | None = Field(
        default=None,
        description="id of the sector or programme, for topics about one (see `/briefs/kinds`)",
    )
    language: str = Field(default="ko", description="language: ko or en", json_schema_extra=one_of(LANGUAGES))
    format: str = Field(
        default="pdf", description=f"format of the file: {', '.join(FORMATS)}", json_schema_extra=one_of(FORMATS)
    )
    parameters: dict[str, Any] = Field(
        default_factory=dict, description="parameters of the topic (see `/briefs/kinds`)"
    )

    @field_validator("topic", "language", "format")
    @classmethod
    def known(cls, value: str, info: ValidationInfo) -> str:
        """Accept a topic, language or format."""
        allowed: Mapping[str, list[str]] = {"topic": list(TOPICS), "language": list(LANGUAGES), "format": list(FORMATS)}
        allowed_or_raise(value, allowed[info.field_name or ""])
        return value


@dataclass(frozen=True, slots=True)
class BriefFile:
    """A brief as a file: its name, media type and content."""

    name: str
    media_type: str
    content: bytes
    title: str


def brief(view: View, asked: BriefParameters) -> BriefFile:
    """Write a brief.

    Args:
        view: the graph version.
        asked: topic, id, language, format and the topic's parameters.

    Raises:
        NotFound: no sector or programme has the id.
        Invalid: the id is missing or superfluous, a parameter has an invalid value, or the format lacks letters.
        NotInstalled: a package or the fonts are missing.
    """
    of, language = TOPICS[asked.topic], language_of(asked)
    known = FORMATS[asked.format]
    parameters = parameters_of(of, asked)
    made: Brief = view.snapshot.memo(("brief", of.name, asked.id, parameters), lambda: of.make(view, asked.id, parameters))
    key = ("brief file", of.name, asked.id, parameters, language, known.name)
    try:
        content: bytes = view.snapshot.memo(key, lambda: known.write(made, language))
    except BriefError as error:
        rule, _, remedy = str(error).partition(": ")[2].partition(": ")
        refuse("format", rule, remedy)
    from viz.briefs.texts import plain_text

    named = "-".join(filter(None, ("sojae", of.name, asked.id, language)))
    return BriefFile(f"{named}.{known.name}", known.media_type, content, plain_text(made.title, language))
