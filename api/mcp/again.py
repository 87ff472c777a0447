"""How to get the whole answer again: the call of the API, and the command."""

from __future__ import annotations

from shlex import quote as shell_quote
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from api.prefix import below

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from queries.registry import Question

PREFIX = "/api/v1"
POSTED = frozenset({"resolve", "whatif", "network_of_set", "enrichment"})
"""Questions that the API takes as a request body."""
OWN_WORDS = frozenset({"resolve", "whatif"})
"""Questions whose commands take other words than the API."""
IN_GROUP = {"evaluate_all": "evaluate --all"}


def again(question: Question, subject: Sequence[str], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the call of the API and the command that give the whole answer."""
    path = question.path
    for name, value in zip(question.subject, subject, strict=True):
        path = path.replace(f"{{{name}}}", quote(value, safe=""))
    call: dict[str, Any] = {"api": f"{'POST' if question.name in POSTED else 'GET'} {below(PREFIX)}/{path}"}
    if question.name in POSTED:
        call["body"] = dict(given)
    elif given:
        call["api"] += f"?{urlencode({name: joined(value) for name, value in given.items()})}"
    if question.name not in OWN_WORDS:
        call["command"] = command(question, subject, given)
    return call


def joined(value: Any) -> str:
    """Write a value as in an address: several with commas between them."""
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(joined, value)) if isinstance(value, list) else str(value)


def command(question: Question, subject: Sequence[str], given: Mapping[str, Any]) -> str:
    """Write the command."""
    fields = {field.alias or name: name for name, field in question.parameters.model_fields.items()}
    placed = {name: value for name, value in given.items() if fields.get(name) in question.positional}
    words = ["sojae", *IN_GROUP.get(question.name, question.command).split(), *subject]
    for name in sorted(placed, key=lambda one: question.positional.index(fields[one])):
        value = placed[name]
        words += map(str, value) if isinstance(value, list) else [str(value)]
    for name, value in given.items():
        if name in placed:
            continue
        if name not in fields:  # a parameter of the measure itself
            words.append(f"{name}={joined(value)}")
        elif value is True:
            words.append(f"--{name.replace('_', '-')}")
        elif value is not False:
            words += [f"--{name.replace('_', '-')}", joined(value)]
    return " ".join(map(shell_quote, [*words, "--json"]))
