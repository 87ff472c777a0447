"""The parameters of a scenario: its changes, and how they are judged."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from graph.choices import Baseline
from graph.vocabulary import AFFILIATION_PROGRAMMES, GAP_LAYERS, GapLayer, Layer
from queries.gaps import BASELINES
from queries.limits import LIMITS
from queries.parameters import Parameters, Seed, allowed_or_raise, one_of, without_default

LEAST_MEMBERS = 2
KINDS = sorted(map(str, AFFILIATION_PROGRAMMES))
MEMBERS = {
    "alliance": ({"members"}, {"name", "members", "kind"}),
    "tie": ({"a", "b"}, {"a", "b"}),
    "organisation": ({"id"}, {"id"}),
}
"""What is added or removed → the members that such a change needs, and may have."""


def a_kind(value: str) -> str:
    """Accept a kind of programme with members."""
    allowed_or_raise(value, KINDS)
    return value


def a_conversion(value: object) -> object:
    """Accept `estimated` or a rate from 0 to 1."""
    if value == "estimated":
        return value
    try:
        rate = float(str(value))  # neither “True” nor “nan” is a number from 0 to 1
    except ValueError:
        rate = -1.0
    if not 0.0 <= rate <= 1.0:
        raise ValueError(f"“{str(value)[:60]}” is not a rate | use estimated, or a number from 0 to 1")
    return rate


class ScenarioChange(Parameters):
    """One change: `add` an `alliance` (`members`) or a `tie` (`a`, `b`), or `remove` an `organisation` (`id`)."""

    add: Literal["alliance", "tie"] | None = Field(default=None, description="what is added")
    remove: Literal["organisation"] | None = Field(default=None, description="what is removed")
    name: str | None = Field(default=None, max_length=200, description="name of the alliance")
    members: list[str] | None = Field(
        default=None,
        max_length=LIMITS["scenario_members"],
        description="ids of the alliance's organisations, at least two",
    )
    kind: Annotated[str | None, Field(json_schema_extra=one_of(KINDS))] = Field(
        default=None,
        description="kind of the alliance: past programmes of this kind give the conversion; default alliance",
    )
    a: str | None = Field(default=None, description="id of the first organisation of a tie")
    b: str | None = Field(default=None, description="id of the second")
    id: str | None = Field(default=None, description="id of the organisation that is removed")

    @field_validator("kind")
    @classmethod
    def known_kind(cls, kind: str | None) -> str | None:
        """Refuse a kind without members."""
        return kind if kind is None else a_kind(kind)

    @model_validator(mode="after")
    def whole(self) -> ScenarioChange:
        """Refuse a change without what it needs, or with what belongs to another."""
        if (self.add is None) == (self.remove is None):
            raise ValueError(
                "a change adds or removes one thing | give add (alliance or tie) or remove (organisation)"
            )
        what = str(self.add or self.remove)
        needed, allowed = MEMBERS[what]
        given = {
            name for name in ("name", "members", "kind", "a", "b", "id") if getattr(self, name) is not None
        }
        missing, foreign = sorted(needed - given), sorted(given - allowed)
        if missing:
            raise ValueError(f"{an(what)} needs {' and '.join(missing)} | give {' and '.join(missing)}")
        if foreign:
            raise ValueError(f"{an(what)} has no {foreign[0]} | leave {foreign[0]} out")
        if self.members is not None and len(self.members) < LEAST_MEMBERS:
            raise ValueError(f"an alliance needs {LEAST_MEMBERS} members | give at least {LEAST_MEMBERS}")
        return self


def an(what: str) -> str:
    """Put the article before a word."""
    return f"{'an' if what[0] in 'aeio' else 'a'} {what}"


class ScenarioParameters(Parameters):
    """Parameters of a scenario."""

    changes: list[ScenarioChange] = Field(
        min_length=1, max_length=LIMITS["scenario_changes"], description="what is added and removed"
    )
    layer: Annotated[GapLayer, WithJsonSchema(one_of(GAP_LAYERS))] = Field(
        default=Layer.DIRECT, description="which ties to count"
    )
    baseline: Baseline = Field(default=Baseline.OUTWARD, description=BASELINES)
    years: int = Field(default=3, ge=1, le=5, description="years within which members may become tied")
    conversion: Annotated[
        str | float,
        BeforeValidator(a_conversion),
        WithJsonSchema(
            {
                "anyOf": [
                    {"const": "estimated", "type": "string"},
                    {"type": "number", "minimum": 0, "maximum": 1},
                ]
            }
        ),
    ] = Field(
        default="estimated",
        json_schema_extra=without_default,
        description="share of the open pairs of members that become tied: estimated from past programmes, or a number from 0 to 1",
    )
    draws: int = Field(default=40, ge=1, le=10_000, description="number of drawn outcomes")
    seed: Seed = Field(default=0, description="random seed for the draws")
    graph_version: str | None = Field(
        default=None,
        max_length=100,
        description="graph version on which the scenario was made; the answer is from the present one and says if they differ",
    )

    @model_validator(mode="after")
    def consistent(self) -> ScenarioParameters:
        """Refuse too many members, and the same alliance or tie twice."""
        members = sum(len(one.members or ()) for one in self.changes)
        if members > LIMITS["scenario_members"]:
            most = LIMITS["scenario_members"]
            raise ValueError(f"{members} members are more than the maximum of {most:,} | leave some out")
        return self

    def counted(self) -> Counter[str]:
        """Count the changes: alliances, ties, organisations."""
        return Counter(str(one.add or one.remove) for one in self.changes)


def changes_given(parameters: ScenarioParameters) -> list[dict[str, Any]]:
    """Return the changes as they were given."""
    return [one.model_dump(exclude_none=True) for one in parameters.changes]
