"""What an answer holds is declared once: a result inherits the members of the dataclass that it shows, and repeats none."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING, Any

import graph
import viz
from graph.members import MEMBERS
from graph.model import COLUMNS
from graph.vocabulary import RecordType
from queries.registry import questions
from queries.result import Shape
from queries.scene import SceneShape
from viz.scene_model import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

LIKE = 0.75
FEW = 3
"""A result is the twin of a dataclass if it has this share of its members; a few of them among others are no twin."""


def below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def dataclasses_of(room: Any) -> Iterator[type]:
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        if not module.name.startswith("viz.explorer"):
            members = vars(importlib.import_module(module.name)).values()
            yield from (
                one
                for one in members
                if inspect.isclass(one) and dataclasses.is_dataclass(one) and one.__module__ == module.name
            )


def twins(result: type, declared: list[type]) -> Iterator[str]:
    own = set(vars(result).get("__annotations__", {}).items())
    for one in declared:
        members = {(field.name, field.type) for field in dataclasses.fields(one)}
        shared = own & members
        if shared and len(shared) >= LIKE * len(members) and (shared == own or len(shared) > FEW):
            yield f"{result.__name__} repeats {one.__module__}.{one.__name__}"


def test_no_result_repeats_the_members_of_a_dataclass_below():
    questions()
    declared = [*dataclasses_of(graph), *dataclasses_of(viz)]
    found = [
        twin
        for result in below(Shape)
        if result.__module__.startswith("queries.")
        for twin in twins(result, declared)
    ]
    assert found == []


def test_a_result_that_repeats_a_dataclass_is_found():
    @dataclasses.dataclass
    class Size:
        nodes: int
        ties: int

    class Copy(Shape):
        nodes: int
        ties: int

    class Heir(Shape, Size):
        further: str

    assert list(twins(Copy, [Size])) == [f"Copy repeats {__name__}.Size"]
    assert list(twins(Heir, [Size])) == []


def test_every_column_of_a_record_is_a_member_in_json():
    left_out = {RecordType.ALIAS: {"node"}, RecordType.IDENTIFIER: {"node"}, RecordType.SAME_AS: {"sources"}}
    for record_type, members in MEMBERS.items():
        assert set(COLUMNS[record_type]) - set(members) == left_out.get(record_type, set()), record_type


def test_a_scene_has_the_parts_of_its_contract():
    assert set(SceneShape.model_fields) == set(PARTS)
