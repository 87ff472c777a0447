"""Commands made of questions: options, ranges and defaults come from the parameters of the registry."""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, get_args

import typer

from graph.texts import visible
from queries.errors import Invalid
from queries.signatures import choices_of, range_of
from queries.validation import read
from sojae.console import Json, StoreUrl, show_lines, view_of, write_json

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from pydantic.fields import FieldInfo

    from queries.parameters import Parameters
    from queries.registry import Question

    Lines = Callable[[Any], Iterable[str]]

WRONG_USAGE = 2
KEYWORD = inspect.Parameter.KEYWORD_ONLY
STORE = inspect.Parameter("store", KEYWORD, default=None, annotation=StoreUrl)
JSON = inspect.Parameter("json", KEYWORD, default=False, annotation=Json)
FURTHER = "further"


def asks(app: typer.Typer, question: Question, further: str = "") -> Callable[[Lines], Lines]:
    """Make a command of a question; the function below gives the lines for people, its docstring is the help.

    Args:
        app: what the command is added to; it is called as the function is.
        question: of the registry.
        further: help for parameters as `name=value`, where the question takes such.
    """

    def register(lines: Lines) -> Lines:
        places = [*subject_of(question), *arguments_of(question)]
        if further:
            places.append(argument(FURTHER, further, many=True))
        options = options_of(question.parameters, question.positional)

        def run(store: str | None, json: bool, **given: Any) -> None:
            subject = [given.pop(one) for one in question.subject]
            given |= dict(pair.partition("=")[::2] for pair in given.pop(FURTHER, None) or ())
            answer(question, subject, given, store, lines=None if json else lines)

        add(app, run, lines, [*places, *options, STORE, JSON])
        return lines

    return register


def add(
    app: typer.Typer, run: Callable[..., None], described: Callable[..., Any], places: list[inspect.Parameter]
) -> None:
    """Add a command with these parameters, called and described as a function is."""
    run.__signature__ = inspect.Signature(places)  # type: ignore[attr-defined]
    run.__annotations__ = {place.name: place.annotation for place in places}
    app.command(described.__name__.replace("_", "-"), help=inspect.getdoc(described))(run)


def answer(
    question: Question, subject: list[str], given: Mapping[str, Any], store: str | None, lines: Lines | None
) -> None:
    """Answer a question and print that; without lines as JSON."""
    parameters = read_usage(question.parameters, given)
    view = view_of(store)
    if lines is None:
        write_json(question.encoded(view, *subject, parameters=parameters))
    else:
        show_lines(lines(question.answer(view, *subject, parameters)))


def read_usage(model: type[Parameters], given: Mapping[str, Any]) -> Any:
    """Read parameters as they were typed; what cannot be read is wrong usage: the sentence, and exit 2."""
    fields = model.model_fields
    named = {
        (fields[name].alias or name) if name in fields else name: value
        for name, value in given.items()
        if value is not None and not (value is False and name in fields and fields[name].default is False)
    }
    try:
        return read(model, named)
    except Invalid as error:
        wrong_usage(str(error))


def wrong_usage(sentence: str) -> NoReturn:
    """Say what is wrong with a call and end with 2."""
    print(f"sojae: {visible(sentence)}", file=sys.stderr)
    raise SystemExit(WRONG_USAGE)


def subject_of(question: Question) -> list[inspect.Parameter]:
    """Give the arguments that a question is about."""
    return [argument(name, help) for name, help in question.subject.items()]


def arguments_of(question: Question) -> list[inspect.Parameter]:
    """Give the parameters that may be given by place."""
    fields = question.parameters.model_fields
    return [argument(name, fields[name].description or "") for name in question.positional]


def argument(name: str, help: str, *, many: bool = False) -> inspect.Parameter:
    """Make an argument."""
    metavar = "NAME=VALUE" if many else None
    given = typer.Argument(help=help, metavar=metavar, show_default=False)
    if many:
        return inspect.Parameter(name, KEYWORD, default=None, annotation=Annotated[list[str] | None, given])
    return inspect.Parameter(name, KEYWORD, annotation=Annotated[str, given])


def options_of(model: type[Parameters], without: Collection[str] = ()) -> list[inspect.Parameter]:
    """Make an option of each parameter; its range and default stand in the help, the model holds to them."""
    return [option(name, field) for name, field in model.model_fields.items() if name not in without]


def option(name: str, field: FieldInfo) -> inspect.Parameter:
    """Make an option of a parameter."""
    flag, help = f"--{(field.alias or name).replace('_', '-')}", field.description or ""
    if field.annotation is bool:
        return inspect.Parameter(
            name, KEYWORD, default=False, annotation=Annotated[bool, typer.Option(flag, help=help)]
        )
    if field.annotation == (bool | None):
        both = typer.Option(f"{flag}/--no-{flag.removeprefix('--')}", help=help)
        return inspect.Parameter(name, KEYWORD, default=None, annotation=Annotated[bool | None, both])
    default = field.default
    shown = bool(default) and not field.is_required()
    kind = typer.Option(
        flag, help=help, metavar=metavar_of(field), show_default=str(default) if shown else False
    )
    if field.is_required():
        return inspect.Parameter(name, KEYWORD, annotation=Annotated[str, kind])
    return inspect.Parameter(name, KEYWORD, default=None, annotation=Annotated[str | None, kind])


def metavar_of(field: FieldInfo) -> str:
    """Say what an option takes: the values of a closed set, a range, or the kind of value."""
    choices = choices_of(field.annotation)
    if choices:
        return f"[{'|'.join(choices)}]"
    return ", ".join(filter(None, [kind_of(field.annotation), range_of(field)]))


def kind_of(annotation: Any) -> str:
    """Name the kind of value."""
    kinds = [part for part in get_args(annotation) or (annotation,) if part is not type(None)]
    return {int: "INTEGER", float: "NUMBER"}.get(kinds[0], "TEXT")
