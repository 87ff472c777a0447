"""Make commands from questions: options, ranges and defaults come from the parameters in the registry."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from queries.errors import Invalid
from queries.signatures import choices_of, range_of
from queries.validation import read
from sojae.console import Json, StoreUrl, show_lines, view_of, write_json
from sojae.language import Speech, known_language, language_option

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from pydantic.fields import FieldInfo

    from queries.parameters import Parameters
    from queries.registry import Question

    Lines = Callable[..., Iterable[str]]

KEYWORD = inspect.Parameter.KEYWORD_ONLY
STORE = inspect.Parameter("store", KEYWORD, default=None, annotation=StoreUrl)
JSON = inspect.Parameter("json", KEYWORD, default=False, annotation=Json)
FURTHER = "further"


def asks(
    app: typer.Typer, question: Question, further: str = "", *, spoken: bool = False
) -> Callable[[Lines], Lines]:
    """Make a command from a question; the decorated function yields the lines of text, and its docstring is the help.

    Args:
        app: the application to which the command is added, under the function's name.
        question: a question of the registry.
        further: help for parameters written as `name=value`, if the question takes such parameters.
        spoken: whether the text is in the language of `--language`; the function then takes a `Speech` after the answer.
    """

    def register(lines: Lines) -> Lines:
        places = [*subject_of(question), *arguments_of(question)]
        if further:
            places.append(argument(FURTHER, further, many=True))
        options = options_of(question.parameters, question.positional)
        if spoken:
            options.append(language_option())

        def run(store: str | None, json: bool, **typed: Any) -> None:
            language = known_language(typed.pop("language")) if spoken else None
            subject = [typed.pop(one) for one in question.subject]
            typed |= dict(pair.partition("=")[::2] for pair in typed.pop(FURTHER, None) or ())
            answer(question, subject, typed, store, lines=None if json else lines, language=language)

        add(app, run, lines, [*places, *options, STORE, JSON])
        return lines

    return register


def add(
    app: typer.Typer, run: Callable[..., None], described: Callable[..., Any], places: list[inspect.Parameter]
) -> None:
    """Add a command with these parameters, with the name and docstring of a function."""
    run.__signature__ = inspect.Signature(places)  # type: ignore[attr-defined]
    run.__annotations__ = {place.name: place.annotation for place in places}
    app.command(described.__name__.replace("_", "-"), help=inspect.getdoc(described))(run)


def answer(
    question: Question,
    subject: list[str],
    typed: Mapping[str, Any],
    store: str | None,
    lines: Lines | None,
    language: str | None = None,
) -> None:
    """Answer a question and print the result; as JSON if `lines` is None. With a language the lines are spoken."""
    by_place = {alias: name for alias, name in question.aliases.items() if name in question.positional}
    try:
        parameters = read_typed(question.parameters, typed)
        view = view_of(store)
        if lines is None:
            write_json(question.encoded(view, *subject, parameters=parameters))
        else:
            found = question.answer(view, *subject, parameters)
            show_lines(lines(found) if language is None else lines(found, Speech(language, view)))
    except Invalid as error:
        raise error.in_words_of(by_place) from None


def read_typed(model: type[Parameters], typed: Mapping[str, Any]) -> Any:
    """Validate parameters as typed.

    Raises:
        Invalid: a parameter is unknown, missing, or has an invalid value.
    """
    fields = model.model_fields
    named = {
        (fields[name].alias or name) if name in fields else name: value
        for name, value in typed.items()
        if value is not None
        and value != []
        and not (value is False and name in fields and fields[name].default is False)
    }
    return read(model, named)


def subject_of(question: Question) -> list[inspect.Parameter]:
    """Make the arguments for the subject of a question."""
    return [argument(name, help) for name, help in question.subject.items()]


def arguments_of(question: Question) -> list[inspect.Parameter]:
    """Make the arguments for positional parameters."""
    fields = question.parameters.model_fields
    return [
        several(name, fields[name].description or "")
        if holds_texts(fields[name].annotation)
        else argument(name, fields[name].description or "")
        for name in question.positional
    ]


def holds_texts(annotation: Any) -> bool:
    """Return whether a parameter is a list of texts, which a command takes one after another."""
    parts = [annotation, *get_args(annotation), *(p for part in get_args(annotation) for p in get_args(part))]
    return list[str] in parts


def several(name: str, help: str) -> inspect.Parameter:
    """Make an argument that takes several values."""
    described = typer.Argument(help=help, metavar=name.upper().removesuffix("S") + "…", show_default=False)
    return inspect.Parameter(name, KEYWORD, default=None, annotation=Annotated[list[str] | None, described])


def argument(name: str, help: str, *, many: bool = False) -> inspect.Parameter:
    """Make an argument."""
    metavar = "NAME=VALUE" if many else None
    described = typer.Argument(help=help, metavar=metavar, show_default=False)
    if many:
        return inspect.Parameter(
            name, KEYWORD, default=None, annotation=Annotated[list[str] | None, described]
        )
    return inspect.Parameter(name, KEYWORD, annotation=Annotated[str, described])


def options_of(model: type[Parameters], without: Collection[str] = ()) -> list[inspect.Parameter]:
    """Make an option for each parameter; the help shows its range and default, the model checks them."""
    return [option(name, field) for name, field in model.model_fields.items() if name not in without]


def option(name: str, field: FieldInfo) -> inspect.Parameter:
    """Make an option for a parameter."""
    flag, help = f"--{(field.alias or name).replace('_', '-')}", field.description or ""
    if field.annotation is bool:
        return inspect.Parameter(
            name, KEYWORD, default=False, annotation=Annotated[bool, typer.Option(flag, help=help)]
        )
    if field.annotation == (bool | None):
        both = typer.Option(f"{flag}/--no-{flag.removeprefix('--')}", help=help)
        return inspect.Parameter(name, KEYWORD, default=None, annotation=Annotated[bool | None, both])
    if holds_texts(field.annotation):
        listed = typer.Option(
            flag, help=f"{help}; may be given several times", metavar="TEXT", show_default=False
        )
        return inspect.Parameter(name, KEYWORD, default=None, annotation=Annotated[list[str] | None, listed])
    default = field.default
    has_default = bool(default) and not field.is_required()
    kind = typer.Option(
        flag, help=help, metavar=metavar_of(field), show_default=str(default) if has_default else False
    )
    if field.is_required():
        return inspect.Parameter(name, KEYWORD, annotation=Annotated[str, kind])
    return inspect.Parameter(name, KEYWORD, default=None, annotation=Annotated[str | None, kind])


def metavar_of(field: FieldInfo) -> str:
    """Describe the values of an option: a closed set, a range, or the type."""
    choices = choices_of(field.annotation)
    if choices:
        return f"[{'|'.join(choices)}]"
    return ", ".join(filter(None, [kind_of(field.annotation), range_of(field)]))


def kind_of(annotation: Any) -> str:
    """Name the type of a value."""
    kinds = [part for part in get_args(annotation) or (annotation,) if part is not type(None)]
    return {int: "INTEGER", float: "NUMBER"}.get(kinds[0], "TEXT")
