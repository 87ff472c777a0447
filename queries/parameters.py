"""Parameters shared by questions: dates, closed sets, periods, layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError

from graph.dates import span
from graph.evidence import Period
from graph.filters import NO_FILTER, Filter
from graph.vocabulary import SECTORS, Kind, Layer, Predicate, Undated
from queries.errors import not_allowed
from queries.marks import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

YEAR = r"(\d{3}[1-9]|\d{2}[1-9]\d|\d[1-9]\d{2}|[1-9]\d{3})"
DAYS = (
    r"(0[13578]|1[02])(-(0[1-9]|[12]\d|3[01]))?",
    r"(0[469]|11)(-(0[1-9]|[12]\d|30))?",
    r"02(-(0[1-9]|[12]\d))?",
)
DATE = f"^{YEAR}(-({'|'.join(DAYS)}))?$".replace(r"\d", "[0-9]")
"""Pattern of a partial date; 29 February of other years is checked by the calendar."""
EMPTY = "an empty filter is not allowed"
OF_PAGES = frozenset({"cursor", "limit", "ids"})
"""Parameters that do not decide on the rows of an answer: of the page, and the roots of a batch, each of which has its own answer."""
DATE_HINT = "write for instance 2018, 2018-06 or 2018-06-20"


def one_of(allowed: Iterable[str]) -> dict[str, Any]:
    """Describe a value of a closed set."""
    return {"type": "string", "enum": list(allowed)}


def some_of(allowed: Iterable[str], *, negated: bool = False) -> dict[str, Any]:
    """Describe a comma-separated set of values of a closed set, or with `negated` also all but these."""
    one = f"({'|'.join(allowed)})"
    if negated:
        return {"type": "string", "pattern": f"^,*!?{one}(,+{one})*,*$|^,*!{one}(,+!?{one})*,*$"}
    return {"type": "string", "pattern": f"^,*{one}(,+{one})*,*$"}


def a_date(value: str | None) -> str | None:
    """Accept a partial date."""
    if value is not None:
        try:
            span(value)
        except ValueError:
            raise ValueError(f"“{value[:60]}” is not a date | {DATE_HINT}") from None
    return value


def without_default(schema: dict[str, Any]) -> None:
    """Give the default as `x-default` alone: generators of clients cannot write one for either of two types."""
    schema["x-default"] = schema.pop("default")


class Several:
    """Marks a text parameter with several values, separated by commas; a notebook may give any iterable of them."""


def parts_of(value: object) -> list[str]:
    """Split several values: comma-separated text, or a list of such texts."""
    given: list[Any] = [value]
    if isinstance(value, list | tuple | set | frozenset):
        given = list(value)  # pyright: ignore[reportUnknownArgumentType]
    if not all(isinstance(part, str) for part in given):
        raise ValueError("neither text nor a list of texts | use comma-separated values")
    return [name for part in given for name in str(part).split(",") if name]


def written_day(value: object) -> object:
    """Turn a date object into text."""
    return value.isoformat()[:10] if isinstance(value, date) else value


def allowed_or_raise(value: str, allowed: Sequence[str]) -> None:
    """Accept a value of a closed set."""
    if value not in allowed:
        fault = not_allowed("", value, allowed)
        raise ValueError(f"{fault.rule} | {fault.remedy}")


def values_of(allowed: list[str]) -> Any:
    """Read values of a closed set: comma-separated text, or several texts."""

    def read(value: object) -> object:
        if value is None:
            return None
        chosen = parts_of(value)
        for name in chosen:
            allowed_or_raise(name, allowed)
        if not chosen:
            # a list that a program found nothing for would otherwise choose everything
            raise ValueError(f"{EMPTY} | leave it out")
        return frozenset(chosen)

    return BeforeValidator(read)


def shape_of(allowed: list[str]) -> WithJsonSchema:
    """Describe values of a closed set: comma-separated text, or a list."""
    shapes = [some_of(allowed), {"type": "array", "items": one_of(allowed), "minItems": 1}, {"type": "null"}]
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
Cursor = Annotated[str | None, Field(description="`next` of the previous page")]


class Parameters(BaseModel):
    """Parameters of a question; unknown ones are refused.

    A name that is reserved in Python (`from`) is an alias: API and command line use the alias, a notebook either.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def number(cls, value: object, info: ValidationInfo) -> object:
        """Refuse what only Python takes for a number or a truth value: True for 1, 1_0 for 10, 1 for true."""
        field = cls.model_fields.get(info.field_name or "")
        kinds = {field.annotation, *get_args(field.annotation)} if field else set[Any]()
        if bool in kinds and isinstance(value, int | float) and not isinstance(value, bool):
            raise PydanticCustomError("bool_type", "neither true nor false")
        if not kinds & {int, float} or bool in kinds:
            return value
        if isinstance(value, bool) or (isinstance(value, str) and "_" in value):
            raise PydanticCustomError("int_parsing" if int in kinds else "float_parsing", "not a number")
        return value

    @property
    def marks(self) -> Mapping[str, str]:
        """Marks of the parameters that differ from their defaults, without those of the page (see `queries.paging`)."""
        given = {
            **{name: getattr(self, name) for name in type(self).model_fields},
            **(self.model_extra or {}),
        }
        defaults = {name: field.default for name, field in type(self).model_fields.items()}
        return marks(
            {
                name: value
                for name, value in given.items()
                if name not in OF_PAGES and value != defaults.get(name)
            }
        )


class PeriodParameters(Parameters):
    """Parameters that choose relations by date."""

    as_of: Day = Field(
        default=None,
        description="only relations in force on this day; a partial date means its last day",
    )
    since: Day = Field(default=None, description="only relations that start on or after this date")
    undated: Undated = Field(default=Undated.KEEP, description="keep or drop relations without a date")

    @field_validator("since")
    @classmethod
    def before_as_of(cls, since: str | None, info: ValidationInfo) -> str | None:
        """Refuse a since after as_of: no relation holds then that starts later."""
        as_of = info.data.get("as_of")
        if since and as_of and span(since)[0] > span(as_of)[1]:
            raise ValueError(f"since ({since}) is after as_of ({as_of}) | use a since on or before as_of")
        return since

    @cached_property
    def period(self) -> Period:
        """These parameters as a Period."""
        return Period(self.as_of, self.since, self.undated)


class LayerParameters(PeriodParameters):
    """Parameters that choose a layer and a period."""

    layer: Layer = Field(default=Layer.DIRECT, description="which relations make ties")


class ChoiceParameters(Parameters):
    """Parameters that choose relations and nodes, except by date."""

    predicates: Predicates = None
    kinds: Kinds = None
    sectors: Sectors = None

    def within(self, period: Period) -> Filter:
        """Return these parameters and a period as a Filter."""
        chosen = Filter(
            None if self.predicates is None else frozenset(map(Predicate, self.predicates)),
            None if self.kinds is None else frozenset(map(Kind, self.kinds)),
            self.sectors,
            period,
        )
        return NO_FILTER if chosen.empty else chosen

    @property
    def as_given(self) -> dict[str, str | list[str] | None]:
        """These parameters as shown in answers: sets as sorted lists."""
        return {
            "predicates": None if self.predicates is None else sorted(self.predicates),
            "kinds": None if self.kinds is None else sorted(self.kinds),
            "sectors": None if self.sectors is None else sorted(self.sectors),
        }


class WalkParameters(PeriodParameters, ChoiceParameters):
    """Parameters that choose relations and nodes to walk, list or count."""

    @cached_property
    def filter(self) -> Filter:
        """These parameters as a Filter."""
        return self.within(self.period)

    @property
    def as_given(self) -> dict[str, str | list[str] | None]:
        """These parameters as shown in answers: sets as sorted lists."""
        return {**super().as_given, **period_given(self.period)}


def period_given(period: Period) -> dict[str, str | None]:
    """Return a period as parameters."""
    return {"as_of": period.as_of, "since": period.since, "undated": str(period.undated)}
