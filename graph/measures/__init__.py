"""The registry of measures: a dict and a decorator; a new measure is one function in this folder under `@measure(...)`."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from graph.errors import SojaeError
from graph.measures.korean import FAMILIES, RANGES, UNITS
from graph.texts import truth_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import numpy.typing as npt

    from graph.network import Network

    Floats = npt.NDArray[np.float64]

Parameter = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Range:
    """The range of a parameter: ends are included unless `above` or `below` says otherwise.

    >>> str(Range(0, 1, below=True))
    '0 to less than 1'
    """

    least: float = 0
    most: float = 2**31 - 1
    above: bool = False
    below: bool = False

    def __contains__(self, value: float) -> bool:
        over = value > self.least if self.above else value >= self.least
        return over and (value < self.most if self.below else value <= self.most)

    def __str__(self) -> str:
        return f"{'more than ' if self.above else ''}{self.least} to {'less than ' if self.below else ''}{self.most}"


ANY = Range()
"""The range of a number that declares none: the numbers that seeds and samples can be."""


class Compute(Protocol):
    """Computes one value per node, in the order of the network's arrays; NaN where the measure is undefined."""

    __name__: str

    def __call__(self, network: Network, **parameters: Parameter) -> Floats:
        """Compute the values (float64, shape n)."""
        ...


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a node: its names, unit, range, parameters with their defaults, definition and function.

    `weights`: whether it uses the weights of ties where the layer has them (unless `weighted` says otherwise);
    `ranges`: the ranges of its numbers, where they are not all whole numbers from 0 that 31 bits hold.
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
    ranges: Mapping[str, Range] = field(default_factory=dict[str, Range])

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

    def read_parameters(self, given: Mapping[str, str], also: Iterable[str] = ()) -> dict[str, Parameter]:
        """Convert texts to parameters of the right type and add defaults.

        Args:
            given: the measure's own parameters, as texts.
            also: parameters that every measure takes, to suggest for a misspelt one.

        Raises:
            ParameterError: a parameter is unknown or its value is of the wrong type or out of range.
        """
        from graph.near import close_to, nearest

        values = dict(self.parameters)
        for name, text in given.items():
            if name not in values:
                every = sorted({*values, *also})
                remedy = f"{self.name} has no parameters of its own"
                if values or close_to(name.casefold(), every):
                    remedy = nearest(name, every)
                raise ParameterError(name, f"{self.name} has no parameter “{name}”", remedy)
            values[name] = converted(name, text, values[name], self.ranges.get(name, ANY))
        return values


class ParameterError(SojaeError, ValueError):
    """An invalid parameter of a measure: name, rule and remedy."""

    def __init__(self, parameter: str, rule: str, remedy: str) -> None:
        super().__init__(f"{parameter}: {rule}: {remedy}")
        self.parameter, self.rule, self.remedy = parameter, rule, remedy


MOST_DIGITS = 400
NUMBER = {
    int: re.compile(r"[+-]?[0-9]+"),
    float: re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"),
}


def converted(name: str, text: str, default: Parameter, within: Range) -> Parameter:
    """Convert one parameter to the type of its default."""
    if isinstance(default, bool):
        truth = truth_of(text)
        if truth is None:
            raise ParameterError(name, f"“{text[:60]}” is neither true nor false", "write true or false")
        return truth
    if isinstance(default, str):
        return text
    kind = int if isinstance(default, int) else float
    if len(text) > MOST_DIGITS or not NUMBER[kind].fullmatch(text):
        whole = "a whole number" if kind is int else "a number"
        raise ParameterError(name, f"“{text[:60]}” is not {whole}", f"give {whole} from {within}")
    value = kind(text)
    if value not in within:
        raise ParameterError(name, f"{text} is out of range", f"give a number from {within}")
    return value


MEASURES: dict[str, Measure] = {}


def measure(
    *,
    ko: str,
    en: str,
    summary_ko: str,
    unit: str,
    range: str,
    weights: bool = False,
    ranges: Mapping[str, Range] | None = None,
) -> Callable[[Callable[..., Floats]], Callable[..., Floats]]:
    """Register the function below under its own name; its docstring is its definition, its keywords its parameters.

    Args:
        ko: its title in Korean.
        en: its title in English.
        summary_ko: the definition in one Korean sentence.
        unit: of its values, as `graph.measures.korean` knows it.
        range: of its values, likewise.
        weights: whether it uses the weights of ties where the layer has them.
        ranges: of its number parameters.
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
            ranges=ranges or {},
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
