"""Briefs: two pages on a topic as a file, every figure with a footnote that says where it is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from queries.briefs import topics
from queries.errors import Invalid, refuse
from queries.parameters import Parameters, allowed_or_raise, one_of
from queries.registry import question
from queries.result import Result, Shape
from queries.validation import read
from queries.view import View
from viz.briefs import BriefError, brief_formats
from viz.briefs.model import LANGUAGES

if TYPE_CHECKING:
    from queries.briefs import Topic
    from viz.briefs import BriefFormat
    from viz.briefs.model import Brief, Language

TOPICS, FORMATS = topics(), brief_formats()
ALLOWED: Mapping[str, list[str]] = {
    "topic": list(TOPICS),
    "language": list(LANGUAGES),
    "format": list(FORMATS),
}
FEW = 120
"""Characters of an id that stay in the name of a file."""


class BriefParameters(Parameters):
    """Parameters of a brief."""

    topic: str = Field(description=f"topic: {', '.join(TOPICS)}", json_schema_extra=one_of(TOPICS))
    id: str | None = Field(
        default=None,
        description="what the topic is about, for instance the id of a sector; other topics take none",
    )
    language: str = Field(default="ko", description="language: ko or en", json_schema_extra=one_of(LANGUAGES))
    format: str = Field(
        default="pdf",
        description=f"format of the file: {', '.join(FORMATS)}",
        json_schema_extra=one_of(FORMATS),
    )
    parameters: dict[str, Any] = Field(
        default_factory=dict[str, Any], description="parameters of the topic: see the kinds of briefs"
    )

    @field_validator("topic", "language", "format")
    @classmethod
    def known(cls, value: str, info: ValidationInfo) -> str:
        """Accept a topic, language or format."""
        allowed_or_raise(value, ALLOWED[str(info.field_name)])
        return value

    @property
    def tongue(self) -> Language:
        """The language."""
        return "ko" if self.language == "ko" else "en"

    @property
    def file_name(self) -> str:
        """The name of the file."""
        about = [] if self.id is None else [self.id[:FEW].replace(":", "-").replace("/", "-")]
        return f"{'-'.join(['sojae', self.topic, *about, self.language])}.{self.format}"


class BriefKind(Shape):
    """A topic of briefs: its title, what its id is the id of (null if it takes none), and the names of its parameters."""

    topic: str
    title_ko: str
    title_en: str
    about: str | None
    parameters: list[str]


class BriefFormatShape(Shape):
    """A format of briefs."""

    format: str
    media_type: str
    summary: str
    summary_ko: str


class BriefKinds(Result):
    """The topics and formats of briefs."""

    table: ClassVar[str] = "topics"
    topics: list[BriefKind]
    formats: list[BriefFormatShape]
    languages: list[str]


EXAMPLE = BriefKinds(
    topics=[
        BriefKind(
            topic="sector",
            title_ko="업종 하나의 현황",
            title_en="One sector",
            about="sector",
            parameters=["layer", "baseline"],
        )
    ],
    formats=[
        BriefFormatShape(
            format="pdf",
            media_type="application/pdf",
            summary="Handed on and printed …",
            summary_ko="보고·인쇄용 …",
        )
    ],
    languages=["ko", "en"],
)


@question(
    "brief_kinds", topic="briefs", path="briefs/kinds", parameters=Parameters, example=EXAMPLE, quick=True
)
def brief_kinds(_: View, __: Parameters) -> BriefKinds:
    """List the topics, formats and languages of briefs.

    A brief has two pages: findings, a picture, tables, what to do next, limits; each figure has a footnote.
    """
    return BriefKinds(
        topics=[
            BriefKind(
                topic=one.name,
                title_ko=one.title.ko,
                title_en=one.title.en,
                about=one.subject,
                parameters=list(one.parameters.model_fields),
            )
            for one in TOPICS.values()
        ],
        formats=[
            BriefFormatShape(
                format=one.name, media_type=one.media_type, summary=one.summary, summary_ko=one.summary_ko
            )
            for one in FORMATS.values()
        ],
        languages=list(LANGUAGES),
    )


@dataclass(frozen=True, slots=True)
class BriefFile:
    """A brief as a file."""

    name: str
    media_type: str
    content: bytes


def brief(view: View, asked: BriefParameters) -> BriefFile:
    """Write a brief; the same content and parameters give the same bytes.

    Args:
        view: the graph version.
        asked: topic, id, language, format and the topic's parameters.

    Raises:
        NotFound: nothing has the id.
        Invalid: an id is missing or superfluous, a parameter is unknown or has an invalid value, or the format cannot show a letter.
        NotInstalled: a package or the fonts are missing.
    """
    of, known = TOPICS[asked.topic], FORMATS[asked.format]
    check_id(of, asked.id)
    parameters = read_parameters(of, asked.parameters)
    key = ("brief", of.name, asked.id, parameters.model_dump_json())
    made: Brief = view.snapshot.memo(key, lambda: of.make(view, asked.id, parameters))
    content: bytes = view.snapshot.memo(
        (*key, asked.language, known.name), lambda: written(made, known, asked.tongue)
    )
    return BriefFile(asked.file_name, known.media_type, content)


def check_id(of: Topic, id: str | None) -> None:
    """Refuse a missing or superfluous id."""
    if of.subject is None and id is not None:
        refuse("id", f"the topic {of.name} takes no id", "leave it out")
    if of.subject is not None and not id:
        refuse("id", f"the topic {of.name} is about one {of.subject}", f"give the id of a {of.subject}")


def read_parameters(of: Topic, given: Mapping[str, Any]) -> Any:
    """Validate the parameters of a topic; faults name them as they were given, inside `parameters`."""
    try:
        return read(of.parameters, given)
    except Invalid as error:
        inner = {fault.parameter: f"parameters.{fault.parameter}" for fault in error.faults}
        raise error.in_words_of(inner) from None


def written(made: Brief, known: BriefFormat, language: Language) -> bytes:
    """Write a brief in a format.

    Raises:
        Invalid: the format cannot show a letter.
    """
    try:
        return known.write(made, language)
    except BriefError as error:
        rule, _, remedy = str(error).rpartition(": ")
        refuse("format", rule, remedy)
