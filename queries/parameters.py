"""The parameters that questions share: dates, closed sets, periods, layers; unknown ones are refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from graph.dates import span
from graph.evidence import Period
from graph.filters import NO_FILTER, Filter
from graph.vocabulary import SECTORS, Kind, Layer, Predicate, Undated
from queries.errors import not_allowed

if TYPE_CHECKING:
    from collections.abc import Sequence

YEAR = r"(\d{3}[1-9]|\d{2}[1-9]\d|\d[1-9]\d{2}|[1-9]\d{3})"
DAYS = (
    r"(0[13578]|1[02])(-(0[1-9]|[12]\d|3[01]))?",
    r"(0[469]|11)(-(0[1-9]|[12]\d|30))?",
    r"02(-(0[1-9]|[12]\d))?",
)
DATE = f"^{YEAR}(-({'|'.join(DAYS)}))?$".replace(r"\d", "[0-9]")
"""What a partial date looks like; whether a year has a 29 February is left to the calendar."""
DATE_HINT = "write for instance 2018, 2018-06 or 2018-06-20"


def one_of(allowed: Iterable[str]) -> dict[str, Any]:
    """Describe a value of a closed set."""
    return {"type": "string", "enum": list(allowed)}


def some_of(allowed: Iterable[str]) -> dict[str, Any]:
    """Describe a comma-separated set of values of a closed set."""
    one = f"({'|'.join(allowed)})"
    return {"type": "string", "pattern": f"^,*({one}(,+{one})*,*)?$"}


def a_date(value: str | None) -> str | None:
    """Let a partial date pass."""
    if value is not None:
        try:
            span(value)
        except ValueError:
            raise ValueError(f"“{value[:60]}” is not a date | {DATE_HINT}") from None
    return value


def written_day(value: object) -> object:
    """Take a day of the calendar as its text."""
    return value.isoformat() if isinstance(value, date) else value


def allowed_or_raise(value: str, allowed: Sequence[str]) -> None:
    """Let a value of a closed set pass."""
    if value not in allowed:
        fault = not_allowed("", value, allowed)
        raise ValueError(f"{fault.rule} | {fault.remedy}")


def values_of(allowed: list[str]) -> Any:
    """Read a set of values of a closed set: text with commas, or several texts."""

    def read(value: object) -> object:
        if value is None:
            return None
        given: list[Any] = [value]
        if isinstance(value, list | tuple | set | frozenset):
            given = list(value)  # pyright: ignore[reportUnknownArgumentType]
        if not all(isinstance(part, str) for part in given):
            raise ValueError("neither text nor a list of texts | write values with commas between")
        chosen = [name for part in given for name in str(part).split(",") if name]
        for name in chosen:
            allowed_or_raise(name, allowed)
        return frozenset(chosen) or None

    return BeforeValidator(read)


def shape_of(allowed: list[str]) -> WithJsonSchema:
    """Describe a set of values of a closed set: text with commas, or a list."""
    shapes = [some_of(allowed), {"type": "array", "items": one_of(allowed)}, {"type": "null"}]
    return WithJsonSchema({"anyOf": shapes})


PREDICATES, KINDS, SECTOR_IDS = [str(p) for p in Predicate], [str(k) for k in Kind], list(SECTORS)
Predicates = Annotated[
    frozenset[str] | None,
    values_of(PREDICATES),
    shape_of(PREDICATES),
    Field(description="comma-separated predicates, for instance COLLABORATES_WITH,SUPPLIES"),
]
Kinds = Annotated[
    frozenset[str] | None,
    values_of(KINDS),
    shape_of(KINDS),
    Field(description="comma-separated kinds of nodes"),
]
Sectors = Annotated[
    frozenset[str] | None,
    values_of(SECTOR_IDS),
    shape_of(SECTOR_IDS),
    Field(description="comma-separated sector ids"),
]
Date = Annotated[
    str,
    BeforeValidator(written_day),
    AfterValidator(a_date),
    WithJsonSchema({"type": "string", "pattern": DATE}),
]
Day = Annotated[
    str | None,
    BeforeValidator(written_day),
    AfterValidator(a_date),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": DATE}, {"type": "null"}]}),
]
Seed = Annotated[int, Field(ge=0, lt=2**31)]
Cursor = Annotated[str | None, Field(description="`next` of the answer before")]


class Parameters(BaseModel):
    """Parameters of a question; unknown ones are refused.

    A name that Python cannot have (`from`) is an alias: HTTP and command line use the alias, a notebook either.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodParameters(Parameters):
    """Which relations count, by their dates."""

    as_of: Day = Field(
        default=None,
        description="only relations that hold on this day (the last day that a partial date can mean)",
    )
    since: Day = Field(default=None, description="only relations whose start is on or after this date")
    undated: Undated = Field(default=Undated.KEEP, description="what becomes of relations without any date")

    @cached_property
    def period(self) -> Period:
        """The same as the graph's period."""
        return Period(self.as_of, self.since, self.undated)


class LayerParameters(PeriodParameters):
    """Which ties a network sees."""

    layer: Layer = Field(default=Layer.DIRECT, description="which ties are seen")


class ChoiceParameters(Parameters):
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


class WalkParameters(PeriodParameters, ChoiceParameters):
    """Which relations and nodes count, wherever relations are walked, listed or counted."""

    @cached_property
    def filter(self) -> Filter:
        """The same as the graph's filter."""
        return self.within(self.period)

    @property
    def as_given(self) -> dict[str, str | list[str] | None]:
        """The same as it stands in an answer: sets as sorted lists."""
        return {**super().as_given, **period_given(self.period)}


def period_given(period: Period) -> dict[str, str | None]:
    """Write a period as parameters."""
    return {"as_of": period.as_of, "since": period.since, "undated": str(period.undated)}
