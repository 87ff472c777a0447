"""The registry of questions: a dict and a decorator; a new question is one file in this folder under `@question(...)`.

HTTP routes, commands, methods of `Ecosystem` and jobs are made from what stands here, so that they take the same parameters.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from queries.validation import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from queries.parameters import Parameters
    from queries.result import Result
    from queries.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    Attributes:
        name: as a method of `Ecosystem`; with `-` for `_` as a command.
        topic: the group that it is listed under.
        path: where its answers are found: `sectors/{id}`; what stands in braces is its `subject`.
        summary, description: what it answers, in a line and in full.
        subject: what it is about: names of ids that are given by place, each with its description.
        positional: parameters that a notebook and the command line may give by place as well.
        parameters: their names, ranges, defaults and descriptions.
        answer: gives the result for a view, the subject and parameters.
        result: the type of the result.
        example: a result, typed and so as it can be.
        written: gives the bytes of the result at once, where a bench shows that it pays (`docs/explanation/decisions/0017-queries.md`).
        quick: whether it is answered so fast that a server needs no thread for it.
        kept: whether its bytes are kept with the snapshot, since the same is asked again and again.
    """

    name: str
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

    @property
    def command(self) -> str:
        """Its name on the command line."""
        return self.name.replace("_", "-")

    def read(self, given: Mapping[str, Any]) -> Any:
        """Read its parameters.

        Raises:
            Invalid: a parameter is unknown, missing, or has a value that it cannot have.
        """
        return read(self.parameters, given, self.subject)

    def encoded(self, view: View, *subject: str, parameters: Any) -> bytes:
        """Give the result as JSON in the shape of the contract."""
        if self.written is not None:
            return self.written(view, *subject, parameters)

        def make() -> bytes:
            return self.answer(view, *subject, parameters).encoded()

        return view.snapshot.memo((self.name, *subject, parameters), make) if self.kept else make()

    @property
    def names(self) -> list[str]:
        """Every parameter, as HTTP and the command line call it."""
        return [field.alias or name for name, field in self.parameters.model_fields.items()]


QUESTIONS: dict[str, Question] = {}
MADE_OF_QUESTIONS = frozenset({"ecosystem", "methods", "method_writer"})
"""Files of this folder that need the registry, and so are no part of it."""
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
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Register the function below; the first line of its docstring is the summary, the rest its description."""

    def register(answer: Callable[..., Result]) -> Callable[..., Result]:
        summary, _, rest = (answer.__doc__ or "").strip().partition("\n")
        QUESTIONS[name] = Question(
            name=name,
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
    """Give the lines of a docstring without what they are indented by."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def find(name: str, file: str = "") -> Question:
    """Give one question of a file of this folder (by itself the one of its name), without importing the others."""
    importlib.import_module(f"queries.{file or name}")
    return QUESTIONS[name]


@cache
def questions() -> Mapping[str, Question]:
    """Give every question by name, having imported each file of this folder once."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name not in MADE_OF_QUESTIONS:
            importlib.import_module(f"queries.{module.name}")
    return dict(sorted(QUESTIONS.items()))
