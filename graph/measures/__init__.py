"""The registry of measures: a dict and a decorator; a new measure is one function in this folder under `@measure(...)`."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from graph.errors import SojaeError
from graph.measures.korean import FAMILIES, RANGES, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from graph.network import Network

    Floats = npt.NDArray[np.float64]

Parameter = bool | int | float | str


class Compute(Protocol):
    """Computes one value per node, in the order of the network's arrays; NaN where the measure is undefined."""

    __name__: str

    def __call__(self, network: Network, **parameters: Parameter) -> Floats:
        """Compute the values (float64, shape n)."""
        ...


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a node: its names, unit, range, parameters with their defaults, definition and function.

    `weights`: whether it uses the weights of ties where the layer has them (unless `weighted` says otherwise).
    """

    name: str
    title_ko: str
    title_en: str
    summary_ko: str
    family: str
    unit: str
    range: str
    parameters: Mapping[str, Parameter]
    definition: str
    compute: Callable[..., Floats]
    weights: bool = False

    @property
    def summary(self) -> str:
        """The first line of the definition."""
        return self.definition.partition("\n")[0]

    @property
    def unit_ko(self) -> str:
        """The unit in Korean, where it is known."""
        return UNITS.get(self.unit, self.unit)

    @property
    def range_ko(self) -> str:
        """The range in Korean, where it is known."""
        return RANGES.get(self.range, self.range)

    @property
    def family_ko(self) -> str:
        """The family in Korean, where it is known."""
        return FAMILIES.get(self.family, self.family)

    def read_parameters(self, given: Mapping[str, str]) -> dict[str, Parameter]:
        """Convert texts to parameters of the right type and add defaults.

        Raises:
            ParameterError: a parameter is unknown or its value is of the wrong type or negative.
        """
        from graph.schema import nearest

        values = dict(self.parameters)
        for name, text in given.items():
            if name not in values:
                known = nearest(name, values) if values else f"{self.name} takes no parameters"
                raise ParameterError(name, f"{self.name} has no parameter “{name}”", known)
            values[name] = converted(name, text, values[name])
        return values


class ParameterError(SojaeError, ValueError):
    """An invalid parameter of a measure: name, rule and remedy."""

    def __init__(self, parameter: str, rule: str, remedy: str) -> None:
        super().__init__(f"{parameter}: {rule}: {remedy}")
        self.parameter, self.rule, self.remedy = parameter, rule, remedy


def converted(name: str, text: str, default: Parameter) -> Parameter:
    """Convert one parameter to the type of its default."""
    if isinstance(default, bool):
        if text not in {"true", "false"}:
            raise ParameterError(name, f"“{text}” is neither true nor false", "write true or false")
        return text == "true"
    if isinstance(default, str):
        return text
    kind = int if isinstance(default, int) else float
    try:
        value = kind(text)
    except ValueError:
        raise ParameterError(
            name, f"“{text}” is not a number", f"give {'a whole' if kind is int else 'a'} number"
        ) from None
    if not 0 <= value < 2**31:
        raise ParameterError(name, f"{text} is out of range", "give a number from 0 to 2147483647")
    return value


MEASURES: dict[str, Measure] = {}


def measure(
    *, ko: str, en: str, summary_ko: str, unit: str, range: str, weights: bool = False
) -> Callable[[Callable[..., Floats]], Callable[..., Floats]]:
    """Register the function below under its own name; its docstring is its definition, its keywords its parameters.

    Args:
        ko: its title in Korean.
        en: its title in English.
        summary_ko: the definition in one Korean sentence.
        unit: of its values, as `graph.measures.korean` knows it.
        range: of its values, likewise.
        weights: whether it uses the weights of ties where the layer has them.
    """

    def register(compute: Callable[..., Floats]) -> Callable[..., Floats]:
        options = [p for p in inspect.signature(compute).parameters.values() if p.kind is p.KEYWORD_ONLY]
        MEASURES[compute.__name__] = Measure(
            name=compute.__name__,
            title_ko=ko,
            title_en=en,
            summary_ko=summary_ko,
            family=compute.__module__.rpartition(".")[2],
            unit=unit,
            range=range,
            parameters={option.name: option.default for option in options},
            definition=inspect.getdoc(compute) or "",
            compute=compute,
            weights=weights,
        )
        return compute

    return register


def measures() -> dict[str, Measure]:
    """Return every measure by name, having imported each file of this folder once."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(MEASURES.items()))


@dataclass(frozen=True, slots=True)
class Ranking:
    """The values of one measure on one network, ranked.

    Attributes:
        measure, network, parameters: as computed.
        values: float64, in the order of the network's arrays.
        order: int64, nodes with a value, highest first, equal ones by id.
        ranks: int64, rank of each entry of `order`; equal values share the better rank (1, 2, 2, 4).
    """

    measure: Measure
    network: Network
    parameters: Mapping[str, Parameter]
    values: Floats
    order: npt.NDArray[np.int64] = field(init=False)
    ranks: npt.NDArray[np.int64] = field(init=False)

    @property
    def weighted(self) -> bool:
        """Whether the relations' own weights were used, beyond a count of relations."""
        return self.measure.weights and self.network.weighted and self.parameters.get("weighted") != "false"

    def __post_init__(self) -> None:
        """Rank the values."""
        defined = np.flatnonzero(~np.isnan(self.values))
        order = defined[np.argsort(-self.values[defined], kind="stable")]
        ranked = self.values[order]
        fresh = np.ones(len(order), bool)
        fresh[1:] = ranked[1:] != ranked[:-1]
        places = np.arange(1, len(order) + 1)
        object.__setattr__(self, "order", order)
        object.__setattr__(self, "ranks", np.maximum.accumulate(np.where(fresh, places, 0)))


def compute(name: str, network: Network, **parameters: Parameter) -> Ranking:
    """Compute a measure of the registry on a network.

    Raises:
        KeyError: the registry has no such measure.
    """
    chosen = measures()[name]
    filled = {**chosen.parameters, **parameters}
    return Ranking(chosen, network, filled, chosen.compute(network, **filled))
