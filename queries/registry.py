"""The registry of questions: a dict and a decorator; a new question is one file in this folder under `@question(...)`.

HTTP routes, commands, methods of `Ecosystem` and jobs are made from the registry, so that they take the same parameters.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from queries.validation import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from queries.parameters import Parameters
    from queries.result import Result
    from queries.view import View

Answer = TypeVar("Answer", bound="Callable[..., Result]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    Attributes:
        name: the method of `Ecosystem`.
        command: the command, by default the name with `-` instead of `_`; a part of a group has the group's name first.
        topic: the group in which it is listed.
        path: the path in the API, `sectors/{id}`; names in braces are its `subject`.
        summary, description: one line, and the details.
        subject: ids that the question is about, given by position: name → description.
        positional: parameters that notebook and command line also take by position.
        parameters: the model with names, ranges, defaults and descriptions.
        answer: computes the result for a view, the subject and parameters.
        result: the type of the result.
        example: a typical result.
        written: writes the result as bytes directly, where a benchmark shows that it is worth it (`docs/explanation/decisions/0017-queries.md`).
        quick: whether it is fast enough to be answered without a thread.
        kept: whether the encoded result is cached with the snapshot.
    """

    name: str
    command: str
    topic: str
    path: str
    summary: str
    description: str
    subject: Mapping[str, str]
    positional: tuple[str, ...]
    parameters: type[Parameters]
    answer: Callable[..., Result]
    result: type[Result]
    example: Result
    written: Callable[..., bytes] | None = None
    quick: bool = False
    kept: bool = False

    def read(self, given: Mapping[str, Any]) -> Any:
        """Validate its parameters.

        Raises:
            Invalid: a parameter is unknown, missing, or has an invalid value.
        """
        return read(self.parameters, given, self.subject)

    def encoded(self, view: View, *subject: str, parameters: Any) -> bytes:
        """Return the result as JSON."""
        if self.written is not None:
            return self.written(view, *subject, parameters)

        def make() -> bytes:
            return self.answer(view, *subject, parameters).encoded()

        return view.snapshot.memo((self.name, *subject, parameters), make) if self.kept else make()

    @property
    def aliases(self) -> dict[str, str]:
        """Names in API and command line → names in a notebook, where they differ."""
        return {f.alias: name for name, f in self.parameters.model_fields.items() if f.alias}

    @property
    def names(self) -> list[str]:
        """The names of all parameters in API and command line."""
        return [field.alias or name for name, field in self.parameters.model_fields.items()]


QUESTIONS: dict[str, Question] = {}
USES_REGISTRY = frozenset({"briefs", "ecosystem", "methods", "method_writer"})
"""Modules of this folder that use the registry and define no question."""
NONE: Mapping[str, str] = {}


def question(
    name: str,
    *,
    topic: str,
    path: str,
    parameters: type[Parameters],
    example: Result,
    subject: Mapping[str, str] = NONE,
    positional: tuple[str, ...] = (),
    written: Callable[..., bytes] | None = None,
    quick: bool = False,
    kept: bool = False,
    command: str | None = None,
) -> Callable[[Answer], Answer]:
    """Register the decorated function; the first line of its docstring is the summary, the rest the description."""

    def register(answer: Answer) -> Answer:
        summary, _, rest = (answer.__doc__ or "").strip().partition("\n")
        QUESTIONS[name] = Question(
            name=name,
            command=command or name.replace("_", "-"),
            topic=topic,
            path=path,
            summary=summary.rstrip("."),
            description=dedented(rest.partition("Raises:")[0]),
            subject=subject,
            positional=positional,
            parameters=parameters,
            answer=answer,
            result=type(example),
            example=example,
            written=written,
            quick=quick,
            kept=kept,
        )
        return answer

    return register


def dedented(text: str) -> str:
    """Remove the indentation from a docstring."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def find(name: str, file: str = "") -> Question:
    """Return one question of a module of this folder (default: of the same name), without importing the others."""
    importlib.import_module(f"queries.{file or name}")
    return QUESTIONS[name]


@cache
def questions() -> Mapping[str, Question]:
    """Return all questions by name; imports each module of this folder once."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name not in USES_REGISTRY:
            importlib.import_module(f"queries.{module.name}")
    return dict(sorted(QUESTIONS.items()))
