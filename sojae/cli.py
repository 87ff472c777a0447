"""The command line: results on stdout, progress and log on stderr; exit 0 done, 1 refused or failed, 2 wrong usage.

A command's module is imported when the command is called: importing all of them takes longer than most answers.
"""

from __future__ import annotations

import ast
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from graph.errors import SojaeError
from graph.near import nearest
from sojae.console import fail, in_utf8, ready_streams

COMMANDS = {
    "load": "load",
    "history": "history",
    "rollback": "history",
    "review": "review",
    "key": "key",
    "check": "keep",
    "backup": "keep",
    "restore": "keep",
    "copy": "keep",
    "serve": "serve",
    "status": "status",
    "resolve": "resolve",
    "search": "ask",
    "neighbourhood": "ask",
    "paths": "ask",
    "gaps": "analyse",
    "bridges": "analyse",
    "measure": "analyse",
    "measures": "analyse",
    "communities": "structure",
    "structure": "structure",
    "years": "structure",
    "sectors": "tables",
    "sector": "tables",
    "aggregate": "tables",
    "changes": "tables",
    "places": "tables",
    "export": "files",
    "page": "files",
}
"""Command → its module in `sojae.commands`; a new command is one line here. A question of the registry needs none."""


WRITING = frozenset({"load", "rollback", "review", "check", "restore", "copy"})


class Commands(TyperGroup):
    """Finds a command in its module; to list them all, only what their sources say is read."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give a command as far as it is needed to list it."""
        return TyperCommand(cmd_name, help=summary(cmd_name)) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Import the command that is called; an unknown one is refused with the nearest."""
        name, *rest = args
        if name not in COMMANDS:
            if name.startswith("-"):
                return super().resolve_command(ctx, args)
            if (command := import_module("sojae.commands.asked").command_of(name)) is not None:
                return name, command, rest
            ctx.fail(f"Unknown command “{name}”: {nearest(name, COMMANDS)}")
        room: typer.Typer = import_module(f"sojae.commands.{COMMANDS[name]}").app
        return name, typer.main.get_group(room).commands[name], rest


def summary(name: str) -> str:
    """Read what a command does out of its module, without the seconds that importing all of them would take."""
    source = Path(__file__).with_name("commands") / f"{COMMANDS[name]}.py"
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=found) if found == name:
                return ast.get_docstring(node) or ""
            case ast.Assign(targets=[ast.Name(id=found)], value=ast.Call(keywords=words)) if found == name:
                told = {word.arg: word.value for word in words}["help"]
                return str(ast.literal_eval(told))
            case _:
                pass
    raise LookupError(f"{source} has no {name}")


app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False)


@app.callback()
def sojae() -> None:
    """Sojae (소재): who works with whom in the materials industries."""


class Interrupted(BaseException):
    """A signal asks the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def interrupt(number: int, _frame: object) -> None:
    """Let whatever is under way be undone on the way out."""
    raise Interrupted(number)


def told_end(interrupted: Interrupted) -> str:
    """Say that a command has ended before its time, and what that leaves."""
    name = signal.Signals(interrupted.number).name
    writes = next((word for word in sys.argv[1:] if not word.startswith("-")), "") in WRITING
    left = "it is done whole or not at all: `sojae history` tells" if writes else "nothing was changed"
    return f"sojae: interrupted ({name}): {left}"


def main() -> None:
    """Run a command; what is refused becomes one clear line and exit 1."""
    in_utf8()
    ready_streams()
    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        run()
    except Interrupted as interrupted:
        print(told_end(interrupted), file=sys.stderr)
        raise SystemExit(128 + interrupted.number) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run() -> None:
    """Run a command."""
    try:
        app()
    except SojaeError as error:
        fail(f"{error} {pointer(error)}".strip())
    except ValueError as error:
        fail(str(error))


POINTERS = {
    **dict.fromkeys(("node", "organisation", "technology", "programme"), "Look it up with `sojae search`."),
    "measure": "Measures are listed by `sojae measures`.",
}
"""Where somebody at a command line looks up what they do not know how to call."""


def pointer(error: SojaeError) -> str:
    """Say where to look up what was not found, where nothing near it is known."""
    faults = getattr(error, "faults", ())
    return POINTERS.get(getattr(error, "what", ""), "") if faults and not faults[0].remedy else ""


if __name__ == "__main__":
    main()
