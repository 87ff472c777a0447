"""The words that routes share: dates, closed sets, periods, layers; unknown ones are refused."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from graph.dates import span
from graph.evidence import Period
from graph.filters import NO_FILTER, Filter
from graph.schema import nearest
from graph.vocabulary import SECTORS, Kind, Layer, Predicate, Undated


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
        given = [value] if isinstance(value, str) else [str(part) for part in value]  # type: ignore[attr-defined]
        chosen = [word for part in given for word in part.split(",") if word]
        for word in chosen:
            if word not in allowed:
                raise ValueError(f"“{word}” is not allowed | {nearest(word, allowed)}")
        return frozenset(chosen) or None

    return BeforeValidator(read)


Day = Annotated[str | None, AfterValidator(a_date)]
Predicates = Annotated[
    frozenset[str] | None,
    words([str(p) for p in Predicate]),
    Field(
        description="comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES",
        json_schema_extra={"type": "string"},
    ),
]
Kinds = Annotated[
    frozenset[str] | None,
    words([str(k) for k in Kind]),
    Field(description="comma-separated kinds of nodes", json_schema_extra={"type": "string"}),
]
Sectors = Annotated[
    frozenset[str] | None,
    words(list(SECTORS)),
    Field(description="comma-separated sector ids", json_schema_extra={"type": "string"}),
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
