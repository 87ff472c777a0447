"""The tables of the reference, generated from the code: `python -m docs.tables` writes them into the pages.

A page has a table between two comments with its name; everything else on the page is written by hand.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING
from inspect import cleandoc
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PAGES = Path(__file__).resolve().parent
COMMAND = "python -m docs.tables"
BLOCK = re.compile(
    r"(<!-- (?P<name>[\w-]+): written by `[^`]*` -->\n)(?P<table>.*?)(<!-- end of (?P=name) -->)", re.DOTALL
)
ALWAYS = frozenset({"json", "store", "help"})  # described once for all commands

Table = Callable[[], str]
TABLES: dict[str, Table] = {}


def table(make: Table) -> Table:
    """Enter a table under the name of its function."""
    TABLES[make.__name__] = make
    return make


def rows(head: Iterable[str], body: Iterable[Iterable[str]]) -> str:
    """Write a table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(cell(one) for one in line)} |" for line in lines)


def cell(text: str) -> str:
    """Write one cell: a line, in which no stroke ends it."""
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def commands_in(group: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Walk through the commands and those inside groups of commands."""
    import click

    context = click.Context(group)
    for name in group.list_commands(context):
        _, found, _ = group.resolve_command(
            context, [name]
        )  # the command itself; get_command gives what a list shows
        if hasattr(found, "list_commands"):
            yield from commands_in(found, (*words, name))
        else:
            yield " ".join((*words, name)), found


def all_commands() -> list[tuple[str, Any]]:
    """Give every command of `sojae` by its full name."""
    import typer

    from sojae.cli import app

    return list(commands_in(typer.main.get_command(app)))


def first_line(text: str | None) -> str:
    """Give the first paragraph of a text."""
    return cleandoc(text or "").partition("\n\n")[0]


@table
def commands() -> str:
    """Every command with the sentence of its help."""
    return rows(("command", "what it does"), ((f"[`sojae {name}`](#sojae-{name.replace(' ', '-')})", first_line(found.help)) for name, found in all_commands()))  # fmt: skip


@table
def command_options() -> str:
    """The arguments and options of each command."""
    return "\n\n".join(f"### sojae {name}\n\n{described(found)}" for name, found in all_commands())


def described(command: Any) -> str:
    """Write a command's help and a table of its arguments and options."""
    taken = [one for one in command.params if one.name not in ALWAYS]
    text = cleandoc(command.help or "")
    if not taken:
        return text
    body = ((called(one), kind_of(one), default_of(one), getattr(one, "help", "") or "") for one in taken)
    return f"{text}\n\n{rows(('', 'value', 'default', ''), body)}"


def called(parameter: Any) -> str:
    """Give the name of an argument or option as one types it."""
    if parameter.param_type_name == "argument":
        name = (parameter.metavar or parameter.name).upper()
        return f"`{name}{' …' if parameter.nargs == -1 else ''}`"
    return ", ".join(f"`{one}`" for one in [*parameter.opts, *parameter.secondary_opts])


def kind_of(parameter: Any) -> str:
    """Give the type and range of a parameter."""
    kind, said = parameter.type, getattr(parameter, "metavar", None)
    if said and parameter.param_type_name == "option":  # of a question: what its parameter takes
        if said.startswith("["):
            return ", ".join(f"`{one}`" for one in said.strip("[]").split("|"))
        return str(said).lower()
    if getattr(parameter, "is_flag", False):
        return ""
    if choices := getattr(kind, "choices", None):
        return ", ".join(f"`{getattr(one, 'value', one)}`" for one in choices)
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    word = kind.name.removesuffix(" range")
    word = {"int": "integer", "float": "number", "str": "text", "path": "file"}.get(word, word)
    if low is not None and high is not None:
        return f"{word}, {low:,} to {high:,}"
    return f"{word}, {low:,} or more" if low is not None else word


def default_of(parameter: Any) -> str:
    """Give the default of a parameter."""
    if parameter.required:
        return "required"
    if isinstance(shown := getattr(parameter, "show_default", None), str):
        return f"`{shown}`"
    value = parameter.default
    if value is None or isinstance(value, bool) or callable(value) or value in ((), []) or "Sentinel" in type(value).__name__:  # fmt: skip
        return ""
    return f"`{getattr(value, 'value', value)}`"


@table
def routes() -> str:
    """Every route with its parameters, as the OpenAPI document has them."""
    from api.app import create_app
    from graph.stores import open_store

    with TemporaryDirectory() as folder:
        document = create_app(open_store(f"sqlite:///{Path(folder) / 'none.sqlite'}")).openapi()
    body = (
        (
            f"`{method.upper()} {path.removeprefix('/api/v1')}`",
            operation["summary"],
            ", ".join(parameters_of(operation, shared)),
        )
        for path, operations in sorted(
            document["paths"].items(), key=lambda one: (not one[0].startswith("/api"), one[0])
        )
        for shared in [operations.get("parameters", [])]
        for method, operation in operations.items()
        if method in {"get", "put", "post", "delete", "patch"}
    )
    return rows(("route", "what it gives", "query parameters"), body)


def parameters_of(operation: dict[str, Any], shared: list[dict[str, Any]]) -> Iterator[str]:
    """Name the query parameters, required ones in bold; for lists without the filters of fields."""
    found = [one for one in [*shared, *operation.get("parameters", [])] if one.get("in") == "query"]
    of_list = {"sort", "fields"} <= {one["name"] for one in found}
    shown = (
        [one for one in found if one["name"] in {"q", "sort", "fields", "sample", "seed", "limit", "cursor"}]
        if of_list
        else found
    )
    for one in shown:
        yield f"**`{one['name']}`**" if one.get("required") else f"`{one['name']}`"
    if of_list:
        yield "[filters of every field](parameters.md)"


@table
def tools() -> str:
    """Every tool of the MCP server with its parameters."""
    from api.mcp.schemas import input_schema
    from api.mcp.tools import TOOLS
    from queries.registry import questions

    body = (
        (
            f"`{name}`",
            tool.use if name in {"node", "export"} else f"{questions()[tool.question].summary}. {tool.use}",
            ", ".join(parameters_in(input_schema(name))),
        )
        for name, tool in TOOLS.items()
    )
    return rows(("tool", "what it gives, and when to use it", "parameters"), body)


def parameters_in(schema: dict[str, Any]) -> Iterator[str]:
    """Name the parameters of a tool, required ones in bold; `language` is described once for all tools."""
    required = schema.get("required", ())
    for name in schema["properties"]:
        if name != "language":
            yield f"**`{name}`**" if name in required else f"`{name}`"


@table
def lake_columns() -> str:
    """The columns that a lake needs, with those that an export lacks in bold."""
    from graph.lake.schema import NUMBERED, TABLES

    body = (
        (
            f"**`{one.name}`**" if one.name in NUMBERED.get(name, ()) else f"`{one.name}`",
            name,
            one.type,
            one.holds,
        )
        for name, columns in TABLES.items()
        for one in columns
    )
    return rows(("column", "table", "type", "what it holds"), body)


@table
def measures() -> str:
    """Every measure as the registry has it."""
    from graph.measures import measures as registry

    found = sorted(registry().items())
    body = (
        (f"[`{name}`]({name}.md) ({one.title_ko})", one.unit, one.range, one.summary) for name, one in found
    )
    return rows(("measure", "unit", "range", "what it tells"), body)


@table
def problems() -> str:
    """Every kind of problem."""
    from api.problems import PROBLEMS

    body = (
        (f'<a id="{name}"></a>`{name}`', str(kind.status or "any"), kind.meaning)
        for name, kind in PROBLEMS.items()
    )
    return rows(("anchor of `type`", "status", "what it means, and what to do"), body)


@table
def predicates() -> str:
    """Every predicate with the kinds that it joins."""
    from graph.schema import JOINS
    from graph.vocabulary import Predicate

    def joins(predicate: Predicate) -> str:
        objects: dict[str, list[str]] = {}
        for subject, found in JOINS[predicate]:
            objects.setdefault(str(subject), []).append(str(found))
        return ", ".join(
            f"{subject} → {' or '.join(sorted(found))}" for subject, found in sorted(objects.items())
        )

    body = ((f"`{one}`", joins(one), one.ko, one.en) for one in Predicate)
    return rows(("predicate", "joins", "in Korean", "what it states"), body)


@table
def settings() -> str:
    """Every setting with its default and the description below it in the code."""
    import ast
    from dataclasses import fields

    from sojae.settings import PREFIX, Settings

    found = ast.parse(Path(sys.modules[Settings.__module__].__file__ or "").read_text(encoding="utf-8"))
    [made] = [one for one in found.body if isinstance(one, ast.ClassDef) and one.name == Settings.__name__]
    says = {
        field.target.id: str(words.value.value)
        for field, words in pairwise(made.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(words, ast.Expr) and isinstance(words.value, ast.Constant)
    }
    defaults = {
        field.name: "" if field.default in {MISSING, None, "", ()} else str(field.default)
        for field in fields(Settings)
    }
    body = (
        (f"`{PREFIX}{name.upper()}`", f"`{value.lower()}`" if value else "", says[name])
        for name, value in defaults.items()
    )
    return rows(("variable", "default", "what it sets"), body)


def written(text: str) -> str:
    """Give a page with current tables."""
    return BLOCK.sub(lambda found: f"{found[1]}{TABLES[found['name']]()}\n{found[4]}", text)


def pages() -> dict[Path, str]:
    """Give the pages that have tables."""
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in sorted(PAGES.rglob("*.md"))
        if "_build" not in path.parts
    }
    return {path: text for path, text in texts.items() if BLOCK.search(text)}


def stale() -> list[str]:
    """Name the pages with stale tables, with missing and surplus lines."""
    told = []
    for path, text in pages().items():
        if (now := written(text)) != text:
            old, new = set(text.splitlines()), set(now.splitlines())
            lines = [f"  missing: {line}" for line in now.splitlines() if line not in old]
            lines += [f"  too much: {line}" for line in text.splitlines() if line not in new]
            told.append("\n".join([f"docs/{path.relative_to(PAGES)}: `{COMMAND}` writes it again", *lines]))
    return told


def main() -> None:
    """Write the tables into their pages; with --check only say which pages are stale."""
    if "--check" in sys.argv[1:]:
        if told := stale():
            sys.exit("\n".join(told))
        return
    for path, text in pages().items():
        if (now := written(text)) != text:
            path.write_text(now, encoding="utf-8")
            print(f"docs/{path.relative_to(PAGES)}: written")


if __name__ == "__main__":
    main()
