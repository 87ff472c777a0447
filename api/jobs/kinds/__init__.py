"""The registry of what can be a job: a dict and a decorator; a new kind is one file in this folder under `@job_kind(...)`."""

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
    """How a running job tells how far it is."""

    def progress(self, stage: str, done: int, total: int | None, unit: str) -> None:
        """Tell what is being done, and how much of it is done."""
        ...

    def partial(self, what: str, content: bytes) -> None:
        """Hand over JSON that is of use before the result is there, and say what it is."""
        ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job.

    Attributes:
        name: what it is asked for by.
        parameters: those of the question.
        route: path of the route that answers the same, below `/api/v1`.
        summary: what its result is.
        admit: refuses what needs no computing to be refused.
        sent_as: media type of the result, and its Content-Disposition if it is a file.
        run: gives the bytes of the result.
    """

    name: str
    parameters: type[Parameters]
    route: str
    summary: str
    admit: Callable[[View, Any], object]
    sent_as: Callable[[Any], tuple[str, str | None]]
    run: Run

    def read(self, parameters: Mapping[str, Any]) -> Parameters:
        """Read parameters just as the route would read them from its query.

        Raises:
            Invalid: one is unknown or has a value that cannot be.
        """
        given = {as_typed(name): as_typed(value) for name, value in parameters.items() if value is not None}
        return read(self.parameters, given)

    def address(self, parameters: Mapping[str, Any]) -> str:
        """Write the address that asks the route the same."""
        query = urlencode({name: as_typed(value) for name, value in parameters.items()}, safe=",")
        return f"/api/v1/{self.route}?{query}"


def as_typed(value: Any) -> str:
    """Write a value as it would stand in a query."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(map(as_typed, value))
    return (
        str(value).encode(errors="replace").decode()
    )  # half a character, which a query cannot hold, becomes “?”


def as_given(parameters: Parameters) -> dict[str, Any]:
    """Write parameters as JSON: sets as sorted lists, nothing for what was left out and has no default."""
    written = parameters.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {name: sorted(value) if isinstance(value, list) else value for name, value in written.items()}


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
) -> Callable[[Run], Run]:
    """Register the function below as a kind of job; the first line of its docstring says what its result is."""

    def register(run: Run) -> Run:
        summary = (run.__doc__ or "").partition("\n")[0]
        REGISTERED[name] = Kind(name, parameters, route, summary, admit, sent_as, run)
        return run

    return register


@cache
def kinds() -> Mapping[str, Kind]:
    """Give all kinds by name, in the order of names."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(REGISTERED.items()))
