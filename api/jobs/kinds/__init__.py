"""The registry of kinds of jobs: a dict and a decorator; a new kind is one file in this folder under `@job_kind(...)`."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

from queries.validation import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.snapshot import Snapshot
    from queries.parameters import Parameters
    from queries.view import View

    Run = Callable[[Snapshot, Any, "Tell"], Iterator[bytes]]

JSON = "application/json"


class Tell(Protocol):
    """How a running job reports progress."""

    def progress(self, stage: str, done: int, total: int | None, unit: str) -> None:
        """Report the stage and its progress."""
        ...

    def partial(self, what: str, content: bytes) -> None:
        """Report a partial result in JSON, with its description."""
        ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job.

    Attributes:
        name: its name in requests.
        parameters: the model of its parameters.
        route: path of the route for the same question, below `/api/v1`.
        summary: description of the result.
        admit: refuses invalid requests before they are queued.
        sent_as: media type of the result, and its Content-Disposition if it is a file.
        run: yields the bytes of the result.
        in_body: whether the route takes its parameters as a JSON request body instead of a query.
    """

    name: str
    parameters: type[Parameters]
    route: str
    summary: str
    admit: Callable[[View, Any], object]
    sent_as: Callable[[Any], tuple[str, str | None]]
    run: Run
    in_body: bool = False

    def read(self, parameters: Mapping[str, Any]) -> Parameters:
        """Read parameters as the route would read them from its query or request body.

        Raises:
            Invalid: a parameter is unknown or has an invalid value.
        """
        if self.in_body:
            return read(self.parameters, parameters)
        texts = {as_typed(name): as_typed(value) for name, value in parameters.items() if value is not None}
        return read(self.parameters, texts)

    def address(self, parameters: Mapping[str, Any]) -> str:
        """Return the address of the route for the same question; one with a request body has it only where the parameters are sent."""
        if self.in_body:
            return f"/api/v1/{self.route}"
        query = urlencode({name: as_typed(value) for name, value in parameters.items()}, safe=",")
        return f"/api/v1/{self.route}?{query}"


def as_typed(value: Any) -> str:
    """Format a value as in a query."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(map(as_typed, value))
    return (
        str(value).encode(errors="replace").decode()
    )  # an unpaired surrogate, which a query cannot contain, becomes “?”


def as_given(parameters: Parameters) -> dict[str, Any]:
    """Return parameters as JSON: sets as sorted lists, without those that are unset."""
    written = parameters.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {
        name: sorted(value) if isinstance(getattr(parameters, name, None), frozenset) else value
        for name, value in written.items()
    }


def admit_all(view: View, parameters: Any) -> None:
    """Refuse nothing."""


def as_json(parameters: Any) -> tuple[str, str | None]:
    """Send as JSON."""
    return JSON, None


REGISTERED: dict[str, Kind] = {}


def job_kind(
    name: str,
    *,
    parameters: type[Parameters],
    route: str,
    admit: Callable[[View, Any], object] = admit_all,
    sent_as: Callable[[Any], tuple[str, str | None]] = as_json,
    in_body: bool = False,
) -> Callable[[Run], Run]:
    """Register the decorated function as a kind of job; the first line of its docstring describes the result."""

    def register(run: Run) -> Run:
        summary = (run.__doc__ or "").partition("\n")[0]
        REGISTERED[name] = Kind(name, parameters, route, summary, admit, sent_as, run, in_body)
        return run

    return register


@cache
def kinds() -> Mapping[str, Kind]:
    """Return all kinds, sorted by name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(REGISTERED.items()))
