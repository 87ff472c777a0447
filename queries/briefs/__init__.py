"""The registry of topics of briefs: a dict and a decorator; a new topic is one file in this folder under `@topic(...)`.

A topic asks questions of the registry and puts their answers into the structure of a brief (`viz.briefs.model`).
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.figures import Sentence as Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from queries.parameters import Parameters
    from queries.view import View
    from viz.briefs.model import Brief

    Make = Callable[[View, str | None, Any], Brief]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of briefs.

    Attributes:
        name: its id.
        title: what it is about.
        subject: what its id is the id of; None if it has no id.
        parameters: the model of its parameters.
        make: makes the brief from a view, the id and parameters.
    """

    name: str
    title: Words
    subject: str | None
    parameters: type[Parameters]
    make: Make


TOPICS: dict[str, Topic] = {}


def topic(
    name: str, *, ko: str, en: str, parameters: type[Parameters], subject: str | None = None
) -> Callable[[Make], Make]:
    """Register the decorated function as a topic; `ko` and `en` say what it is about."""

    def register(make: Make) -> Make:
        TOPICS[name] = Topic(name, Words(ko, en), subject, parameters, make)
        return make

    return register


def topics() -> Mapping[str, Topic]:
    """Return all topics, sorted by name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(TOPICS.items()))
