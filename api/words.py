"""The words that routes share: dates, closed sets, periods, layers; unknown ones are refused."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from graph.dates import span
from graph.evidence import Period
from graph.filters import NO_FILTER, Filter
from graph.schema import nearest
from graph.vocabulary import SECTORS, Kind, Layer, Predicate, Undated

if TYPE_CHECKING:
    from collections.abc import Iterable

YEAR = r"(\d{3}[1-9]|\d{2}[1-9]\d|\d[1-9]\d{2}|[1-9]\d{3})"
DAYS = (
    r"(0[13578]|1[02])(-(0[1-9]|[12]\d|3[01]))?",
    r"(0[469]|11)(-(0[1-9]|[12]\d|30))?",
    r"02(-(0[1-9]|[12]\d))?",
)
DATE = f"^{YEAR}(-({'|'.join(DAYS)}))?$".replace(r"\d", "[0-9]")
"""What a partial date looks like; whether a year has a 29 February is left to the calendar."""


def one_of(allowed: Iterable[str]) -> dict[str, Any]:
    """Describe a word of a closed set."""
    return {"type": "string", "enum": list(allowed)}


def some_of(allowed: Iterable[str]) -> dict[str, Any]:
    """Describe a comma-separated set of words of a closed set."""
    one = f"({'|'.join(allowed)})"
    return {"type": "string", "pattern": f"^,*({one}(,+{one})*,*)?$"}


def a_date(value: str | None) -> str | None:
    """Let a partial date pass."""
    if value is not None:
        try:
            span(value)
        except ValueError as error:
            raise ValueError(f"{error} | write for instance 2018, 2018-06 or 2018-06-20") from None
    return value


def words(allowed: list[str]) -> Any:
    """Read a comma-separated set of words of a closed set."""

    def read(value: object) -> object:
        if value is None:
            return None
        given: list[Any] = [value] if isinstance(value, str) else value if isinstance(value, list) else [None]
        if not all(isinstance(part, str) for part in given):
            raise ValueError("neither text nor a list of texts | write words with commas between")
        chosen = [word for part in given for word in part.split(",") if word]
        for word in chosen:
            if word not in allowed:
                raise ValueError(f"“{word}” is not allowed | {nearest(word, allowed)}")
        return frozenset(chosen) or None

    return BeforeValidator(read)


def shape_of(allowed: list[str]) -> WithJsonSchema:
    """Describe a set of words of a closed set: text with commas, or a list."""
    shapes = [some_of(allowed), {"type": "array", "items": one_of(allowed)}, {"type": "null"}]
    return WithJsonSchema({"anyOf": shapes})


PREDICATES, KINDS, SECTOR_IDS = [str(p) for p in Predicate], [str(k) for k in Kind], list(SECTORS)
Predicates = Annotated[
    frozenset[str] | None,
    words(PREDICATES),
    shape_of(PREDICATES),
    Field(description="comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES"),
]
Kinds = Annotated[
    frozenset[str] | None, words(KINDS), shape_of(KINDS), Field(description="comma-separated kinds of nodes")
]
Sectors = Annotated[
    frozenset[str] | None,
    words(SECTOR_IDS),
    shape_of(SECTOR_IDS),
    Field(description="comma-separated sector ids"),
]
Date = Annotated[str, AfterValidator(a_date), WithJsonSchema({"type": "string", "pattern": DATE})]
Day = Annotated[
    str | None,
    AfterValidator(a_date),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": DATE}, {"type": "null"}]}),
]


class Words(BaseModel):
    """Parameters of a route; unknown ones are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodWords(Words):
    """Which relations count, by their dates."""

    as_of: Day = Field(
        default=None,
        description="only relations that hold on this day (the last day that a partial date can mean)",
    )
    since: Day = Field(default=None, description="only relations whose start is on or after this date")
    undated: Undated = Field(default=Undated.KEEP, description="what becomes of relations without any date")


class LayerWords(PeriodWords):
    """Which ties a network sees."""

    layer: Layer = Field(default=Layer.DIRECT, description="which ties are seen")


class ChoiceWords(Words):
    """Which relations and nodes count, dates apart."""

    predicates: Predicates = None
    kinds: Kinds = None
    sectors: Sectors = None

    def within(self, period: Period) -> Filter:
        """Give the same as the graph's filter, with a period."""
        chosen = Filter(
            None if self.predicates is None else frozenset(map(Predicate, self.predicates)),
            None if self.kinds is None else frozenset(map(Kind, self.kinds)),
            self.sectors,
            period,
        )
        return NO_FILTER if chosen.empty else chosen

    @property
    def as_given(self) -> dict[str, str | list[str] | None]:
        """The same as it stands in an answer: sets as sorted lists."""
        return {
            "predicates": None if self.predicates is None else sorted(self.predicates),
            "kinds": None if self.kinds is None else sorted(self.kinds),
            "sectors": None if self.sectors is None else sorted(self.sectors),
        }


class WalkWords(PeriodWords, ChoiceWords):
    """Which relations and nodes count, wherever relations are walked, listed or counted."""

    @cached_property
    def filter(self) -> Filter:
        """The same as the graph's filter."""
        return self.within(Period(self.as_of, self.since, self.undated))

    @property
    def as_given(self) -> dict[str, str | list[str] | None]:
        """The same as it stands in an answer: sets as sorted lists."""
        period = {"as_of": self.as_of, "since": self.since, "undated": str(self.undated)}
        return {**super().as_given, **period}
