"""The command line: results on stdout, progress and log on stderr; exit codes 0 done, 1 refused or failed, 2 wrong usage.

A command's module is imported when the command runs: importing all of them takes longer than most commands.
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
from sojae.console import REFUSED, WRONG_USAGE, fail, in_utf8, ready_streams

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
    "mcp": "mcp",
    "status": "status",
    "resolve": "resolve",
    "search": "ask",
    "neighbourhood": "ask",
    "paths": "ask",
    "gaps": "analyse",
    "gap": "what_next",
    "whatif": "what_next",
    "bridges": "analyse",
    "evaluate": "evaluate",
    "measure": "analyse",
    "measures": "analyse",
    "communities": "structure",
    "structure": "structure",
    "years": "structure",
    "sectors": "tables",
    "sector": "scorecard",
    "aggregate": "tables",
    "capabilities": "capabilities",
    "capability": "capabilities",
    "changes": "tables",
    "places": "tables",
    "export": "files",
    "page": "files",
    "brief": "briefs",
    "release": "release",
    "lake": "lake",
}
"""Command → its module in `sojae.commands`. A new command needs one line here; a question of the registry needs none."""


WRITING = frozenset({"load", "rollback", "review", "check", "restore", "copy"})


class Commands(TyperGroup):
    """Finds a command in its module; lists all commands from their source text, without importing them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """List the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command with its name and help only."""
        return TyperCommand(cmd_name, help=summary(cmd_name)) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Import the command that is called; refuse an unknown one and suggest the nearest."""
        name, *rest = args
        if name not in COMMANDS:
            if name.startswith("-"):
                return super().resolve_command(ctx, args)
            if (command := import_module("sojae.commands.registered").command_of(name)) is not None:
                return name, command, rest
            ctx.fail(f"Unknown command “{name}”: {nearest(name, COMMANDS, '`sojae --help` lists them')}")
        module: typer.Typer = import_module(f"sojae.commands.{COMMANDS[name]}").app
        return name, typer.main.get_group(module).commands[name], rest


def summary(name: str) -> str:
    """Read the help text of a command from its source, which is much faster than importing it."""
    source = Path(__file__).with_name("commands") / f"{COMMANDS[name]}.py"
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=found) if found == name:
                return ast.get_docstring(node) or ""
            case ast.Assign(targets=[ast.Name(id=found)], value=ast.Call(keywords=keywords)) if found == name:
                text = {keyword.arg: keyword.value for keyword in keywords}["help"]
                return str(ast.literal_eval(text))
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
    """Raise Interrupted, so that open work is undone on the way out."""
    raise Interrupted(number)


def interruption_message(interrupted: Interrupted) -> str:
    """Say that a command was interrupted, and in which state it leaves the store."""
    name = signal.Signals(interrupted.number).name
    writes = next((word for word in sys.argv[1:] if not word.startswith("-")), "") in WRITING
    dry = {"--dry-run", "--propose"} & set(sys.argv)
    left = (
        "nothing was written"
        if dry
        else "either all or none of it was written: see `sojae history`"
        if writes
        else "nothing was changed"
    )
    return f"sojae: interrupted ({name}): {left}"


def main() -> None:
    """Run a command; report an error in one line and exit with 1, or with 2 if a parameter is invalid."""
    in_utf8()
    ready_streams()
    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        run()
    except Interrupted as interrupted:
        print(interruption_message(interrupted), file=sys.stderr)
        raise SystemExit(128 + interrupted.number) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run() -> None:
    """Run a command."""
    try:
        app()
    except SojaeError as error:
        from queries.errors import Invalid

        code = WRONG_USAGE if isinstance(error, Invalid) else REFUSED
        fail(f"{error} {pointer(error)}".strip(), code)
    except ValueError as error:
        fail(str(error))


POINTERS = {
    **dict.fromkeys(("node", "organisation", "technology", "programme"), "Look it up with `sojae search`."),
    "load": "Loads are listed by `sojae history`.",
    "measure": "Measures are listed by `sojae measures`.",
}
"""Subject of an error → the command that lists the right names."""


def pointer(error: SojaeError) -> str:
    """Say which command finds the right name, unless the error already suggests one, or fills an empty store."""
    from graph.store import StoreEmpty

    if isinstance(error, StoreEmpty):
        return "(`sojae load daegu`)"
    faults = getattr(error, "faults", ())
    return POINTERS.get(getattr(error, "what", ""), "") if faults and not faults[0].remedy else ""


if __name__ == "__main__":
    main()
