"""The three doors, asked the same: HTTP, the command line, a notebook."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any

import click
import pytest
import typer

from queries.errors import QueryError
from sojae import cli
from tests.daegu import load_id

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from queries.ecosystem import Ecosystem
    from queries.registry import Question

ABOUT = {
    "neighbourhood": ("dmi",),
    "measure": ("degree",),
    "sector": ("metals",),
    "capability": ("metals",),
    "bridges": ("metals", "textiles"),
    "gap": ("metals", "textiles"),
    "organisation": ("dmi",),
    "node": ("alliance-metals",),
    "technology": ("3d-fibre-snow-chain",),
    "programme": ("alliance-metals",),
    "evaluate": ("daegu-materials-convergence-union",),
    "relation": ("r00837",),
    "source": ("s0290",),
}
"""What a question is about, where it is about something."""


class Subjects(dict[str, tuple[str, ...]]):
    """What questions are about; the load that they can ask about has another id in each process."""

    def get(self, name: str, default: Any = None) -> Any:
        """Give the subject of a question."""
        return (load_id(),) if name == "load_changes" else super().get(name, default)


SUBJECTS = Subjects(ABOUT)
REQUIRED: dict[str, dict[str, Any]] = {
    "search": {"q": "dmi"},
    "paths": {"source": "dmi", "target": "dyetec"},
    "aggregate": {"group_by": "sector"},
    "changes": {"since": "2017", "until": "2018"},
    "explain": {"a": "dmi", "b": "dyetec"},
    "resolve": {"records": [{"name": "다이텍연구원"}]},
    "network_of_set": {"ids": ["dmi", "nano-convergence-center"]},
    "enrichment": {"ids": ["dmi", "dyetec"]},
    "whatif": {"changes": [{"remove": "organisation", "id": "dyetec"}]},
}
"""What a question cannot be asked without."""


def over_http(client: TestClient, question: Question, subject: tuple[str, ...], given: dict[str, Any]) -> str:
    """Give the sentence with which HTTP refuses."""
    path = f"/api/v1/{question.path.format(**dict(zip(question.subject, subject, strict=True)))}"
    answer = (
        client.post(path, json=given)
        if question.name in {"resolve", "whatif", "network_of_set", "enrichment"}
        else client.get(path, params=given)
    )
    assert answer.status_code >= 400, answer.text
    return str(answer.json()["detail"])


def in_a_notebook(eco: Ecosystem, question: Question, subject: tuple[str, ...], given: dict[str, Any]) -> str:
    """Give the sentence with which a notebook refuses."""
    fields = question.parameters.model_fields
    named = {next((name for name, f in fields.items() if f.alias == key), key): v for key, v in given.items()}
    with pytest.raises(QueryError) as refused:
        getattr(eco, question.name)(*subject, **named)
    return str(refused.value)


def at_the_command_line(
    store: str, question: Question, subject: tuple[str, ...], given: dict[str, Any]
) -> tuple[int, str]:
    """Give the code and the sentence with which the command line refuses."""
    code, _, said = called(store, *words_of(question, subject, given))
    return code, said.strip().removeprefix("sojae: ")


def words_of(question: Question, subject: tuple[str, ...], given: dict[str, Any]) -> list[str]:
    """Write a question as somebody types it."""
    fields = question.parameters.model_fields
    by_place = [(fields[name].alias or name) for name in question.positional]
    words = [*question.command.split(), *subject, *(str(given[name]) for name in by_place if name in given)]
    own = {field.alias or name for name, field in fields.items()}
    for name, value in given.items():
        if name in by_place:
            continue
        words += [f"--{name.replace('_', '-')}", str(value)] if name in own else [f"{name}={value}"]
    return words


def called(store: str, *words: str) -> tuple[int, str, str]:
    """Call a command in this process; give its code and what it says on both streams."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    before = sys.argv
    sys.argv = ["sojae", *words, *(["--store", store] if store else [])]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            cli.run()
            code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.argv = before
    out.flush()
    return code, out.buffer.getvalue().decode(), err.getvalue()


def command_of(name: str) -> click.Command:
    """Give a command with its options; one of a group is named after it."""
    found: Any = typer.main.get_group(cli.app)
    for part in name.split():
        found = found.resolve_command(click.Context(found), [part])[1]
    command: click.Command = found
    return command
