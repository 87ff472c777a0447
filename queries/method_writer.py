"""Write `queries/methods.py` from the registry: `python -m queries.method_writer`; a test checks that the file is current."""

from __future__ import annotations

import subprocess
import sys
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from queries.parameters import Several, written_day
from queries.registry import questions
from queries.signatures import choices_of, range_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from queries.registry import Question

COMMAND = "python -m queries.method_writer"
TARGET = Path(__file__).with_name("methods.py")
HEAD = f'''"""A method for every question of the registry, with its parameters in full. Written by `{COMMAND}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.calling import checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

'''


def written() -> str:
    """Return the content of the file."""
    registered = questions().values()
    imports = sorted({(question.result.__module__, question.result.__name__) for question in registered})
    modules = sorted({module for module, _ in imports})
    lines = "".join(
        f"    from {module} import {', '.join(name for of, name in imports if of == module)}\n"
        for module in modules
    )
    head = 'class Methods:\n    """A method for each question."""\n\n    def ask(self, question: str, *subject: str, **given: Any) -> Any:\n        """Answer a question of the registry."""\n        raise NotImplementedError\n'
    return formatted(f"{HEAD}{lines}\n\n{head}" + "".join(f"\n{method(question)}" for question in registered))


def method(question: Question) -> str:
    """Write one method."""
    fields = question.parameters.model_fields
    by_place = [name for name in fields if name in question.positional]
    by_name = sorted((n for n in fields if n not in by_place), key=lambda n: not fields[n].is_required())
    signature = [
        "self",
        *(f"{name}: str" for name in question.subject),
        *(declared(n, fields[n]) for n in by_place),
    ]
    if by_name:
        signature += ["*", *(declared(name, fields[name]) for name in by_name)]
    further = question.parameters.model_config.get("extra") == "allow"
    if further:
        signature.append("**further: Any")
    passed = [f'"{question.name}"', *question.subject, *(f"{name}={name}" for name in [*by_place, *by_name])]
    if further:
        passed.append("**further")
    return (
        f"    @checked\n    def {question.name}({', '.join(signature)}) -> {question.result.__name__}:\n"
        f'        """{docstring(question, further=further)}"""\n'
        f"        answer: {question.result.__name__} = self.ask({', '.join(passed)})\n        return answer\n"
    )


def declared(name: str, field: FieldInfo) -> str:
    """Write one parameter with its type and default."""
    return f"{name}: {hint_of(field)}{'' if field.is_required() else f' = {default_of(field)}'}"


def hint_of(field: FieldInfo) -> str:
    """Write the type of a parameter for notebooks: several values as any iterable, a date as text, year or date."""
    hint = type_of(field.annotation)
    if any(isinstance(mark, Several) for mark in field.metadata):
        return hint.replace("str", "Iterable[str]")
    dated = any(getattr(mark, "func", None) is written_day for mark in field.metadata)
    return hint.replace("str", "str | int | date") if dated else hint


def type_of(annotation: Any) -> str:
    """Write the type for notebooks: a value of a closed set is a text, a set of values any iterable."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType}:
        return " | ".join("None" if one is type(None) else type_of(one) for one in inner)
    if origin is frozenset:
        return "Iterable[str]"
    if origin is Annotated:
        return type_of(inner[0])
    if origin is list:
        return "Sequence[str]" if inner == (str,) else "Sequence[Mapping[str, Any]]"
    if origin is Literal or (isinstance(annotation, type) and issubclass(annotation, Enum)):
        return "str"
    return str(annotation.__name__)


def default_of(field: FieldInfo) -> str:
    """Write a default."""
    default = field.default
    if isinstance(default, Enum):
        return f'"{default.value}"'
    if isinstance(default, frozenset):
        return "()"
    return f'"{default}"' if isinstance(default, str) else repr(default)


def docstring(question: Question, *, further: bool) -> str:
    """Write the docstring of a method: its answer and its parameters."""
    arguments = {name: f"{name}: {what}." for name, what in question.subject.items()}
    for name, field in question.parameters.model_fields.items():
        arguments[name] = f"{name}: {described(field)}."
    if further:
        arguments["further"] = "further: the measure's own parameters." if question.name == "measure" else "further: filters, by the fields of the records."  # fmt: skip
    parts = [f"{question.summary}."]
    parts += [question.description] if question.description else []
    parts += ["Args:\n" + "\n".join(f"    {line}" for line in arguments.values())] if arguments else []
    text = "\n\n".join(parts)
    lines = [
        line if place == 0 or not line else f"        {line}" for place, line in enumerate(text.split("\n"))
    ]
    return "\n".join([*lines, "        "]) if len(lines) > 1 else text


def described(field: FieldInfo) -> str:
    """Describe a parameter: its purpose, values and range."""
    closed, bounds = choices_of(field.annotation), range_of(field)
    parts = [(field.description or "").rstrip(".")]
    parts += [f"one of {', '.join(closed)}"] if closed else []
    parts += [bounds] if bounds else []
    return "; ".join(filter(None, parts))


def formatted(source: str) -> str:
    """Format the source with ruff."""
    ruff, name = str(Path(sys.executable).with_name("ruff")), ["--stdin-filename", str(TARGET), "-"]
    for step in (["check", "--quiet", "--fix", "--select", "I"], ["format"]):
        done = subprocess.run([ruff, *step, *name], input=source, capture_output=True, text=True, check=True)  # noqa: S603
        source = done.stdout
    return source


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
