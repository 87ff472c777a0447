"""Validate parameters as typed; errors read the same in API, command line and notebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from queries.errors import Fault, Invalid, did_you_mean, near_to, not_allowed, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

M = TypeVar("M", bound=BaseModel)
WORDS = re.compile(r"'([^']*)'")
"""Values in pydantic's description of a closed set."""
BOUNDS = {
    "le": ("is more than the maximum of", "use {} or less"),
    "ge": ("is less than the minimum of", "use {} or more"),
    "lt": ("is not less than", "use less than {}"),
    "gt": ("is not more than", "use more than {}"),
}
SHAPES = {
    "int_parsing_size": ("has too many digits", "give a smaller number"),
    "int_": ("is not a whole number", "give a whole number"),
    "float_": ("is not a number", "give a number"),
    "finite_number": ("is not a number", "give a number"),
    "decimal_": ("is not a number", "give a number"),
    "bool_": ("is neither true nor false", "write true or false"),
    "list_": ("is not a list", "give a list"),
    "tuple_": ("is not a list", "give a list"),
    "set_": ("is not a list", "give a list"),
    "frozen_set_": ("is not a list", "give a list"),
    "iter": ("is not a list", "give a list"),
    "string_pattern": ("is not of the right form", "see the description of this parameter"),
    "string_": ("is not a text", "give a text"),
    "date": ("is not a date", "write for instance 2018, 2018-06 or 2018-06-20"),
}
"""Start of pydantic's type of error → the rule, after the value, and the remedy; the first that fits counts."""
OBJECTS = ("model_", "dict_", "dataclass_", "mapping_", "typed_dict")
OBJECT = ("expected a JSON object", "give an object with named members")
OURS = ("value_error", "assertion_error")
"""Types of errors whose message is by a validator of this program; those of others never reach a user."""


def read(model: type[M], given: Mapping[str, Any], also_known: Iterable[str] = ()) -> M:
    """Validate parameters.

    Args:
        model: the model of the parameters.
        given: values by name; numbers may be texts.
        also_known: further names to suggest for a misspelt one.

    Raises:
        Invalid: a parameter is unknown, missing, or has an invalid value.
    """
    try:
        return model.model_validate(given)
    except ValidationError as error:
        known = [*names_of(model), *also_known]
        raise Invalid(faults_of(error.errors(include_url=False), known)) from None


def names_of(model: Any) -> list[str]:
    """List the parameters of a model, and of the models inside it."""
    own: dict[str, Any] = getattr(model, "model_fields", {})
    inner = [part for field in own.values() for part in getattr(field.annotation, "__args__", ())]
    return [
        *(field.alias or name for name, field in own.items()),
        *(name for part in inner for name in names_of(part)),
    ]


def faults_of(findings: Iterable[Mapping[str, Any]], known: Sequence[str]) -> list[Fault]:
    """Turn pydantic's errors into faults."""
    return [fault_of(finding, known) for finding in findings]


def fault_of(finding: Mapping[str, Any], known: Sequence[str]) -> Fault:
    """Turn one of pydantic's errors into a fault."""
    where = [str(part) for part in finding["loc"]]
    parameter, kind, given = ".".join(where) or "body", finding["type"], short(finding["input"])
    if kind == "extra_forbidden":
        word = where[-1][:60]
        near = near_to(word, known)
        remedy = did_you_mean(near) or one_of(list(dict.fromkeys(known)))
        return Fault(parameter, f"“{word}” is not a parameter", remedy, tuple(near))
    if kind == "missing":
        return Fault(parameter, "a value is required", f"give {parameter}", implied=True)
    context: Mapping[str, Any] = finding.get("ctx", {})
    if "expected" in context and kind in {"enum", "literal_error"}:
        expected = WORDS.findall(str(context["expected"]))  # 'keep' or 'drop', <Layer.DIRECT: 'direct'> or …
        return not_allowed(parameter, given, expected)
    for bound, (rule, remedy) in BOUNDS.items():
        if bound in context:
            edge = plain(context[bound])
            return Fault(parameter, f"{given} {rule} {edge}", remedy.format(edge), implied=True)
    return other_fault(parameter, kind, given, finding)


def other_fault(parameter: str, kind: str, given: str, finding: Mapping[str, Any]) -> Fault:
    """Describe a value of the wrong length or type, or one refused by a validator (`rule | remedy`)."""
    context: Mapping[str, Any] = finding.get("ctx", {})
    unit = "characters" if kind.startswith("string") else "values"
    if "max_length" in context:
        most = context["max_length"]
        return Fault(
            parameter, f"more than the maximum of {most} {unit}", f"give at most {most}", implied=True
        )
    if "min_length" in context:
        least = context["min_length"]
        what = "an empty text" if kind.startswith("string") else "an empty list"
        return Fault(parameter, f"{what} is not allowed", f"give at least {least}", implied=True)
    if kind.startswith(OBJECTS):
        return Fault(parameter, *OBJECT, implied=True)
    if kind == "none_required":
        return Fault(parameter, f"“{given}” is not allowed", "leave it out")
    for start, (rule, remedy) in SHAPES.items():
        if kind.startswith(start):
            return Fault(parameter, f"“{given}” {rule}", remedy, implied=True)
    if kind not in OURS:
        return Fault(parameter, f"“{given}” is not a valid value", "see the description of this parameter")
    rule, _, remedy = str(finding["msg"]).removeprefix("Value error, ").partition(" | ")
    return Fault(parameter, rule, remedy or f"change “{given}”", implied=not remedy)


def short(value: object) -> str:
    """Format a value, shortened."""
    return str(value)[:100]


def plain(bound: object) -> object:
    """Format a bound without needless decimals: 100, not 100.0."""
    return int(bound) if isinstance(bound, float) and bound.is_integer() else bound
