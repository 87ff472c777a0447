"""What the framework's OpenAPI document lacks: problems told once, no 304 where nothing bears a tag, shapes by their own names."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from api.deps import NULL_MARK
from api.errors import MEDIA_TYPE
from api.middleware import bears_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    Json = dict[str, Any]

PREFIX, SHAPES = "/api/v1", "#/components/schemas/"
KNOWN_AS = {"BatchParameters": "BatchWords", "JobParameters": "JobWords", "ResolveParameters": "ResolveBody"}
"""Shapes that typed clients know by an older name."""


def finish(document: Json) -> Json:
    """Finish a document in place."""
    shared = document["components"].setdefault("responses", {})
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            answers: dict[str, Json] = operation["responses"]
            if not bears_tag(method.upper(), path):
                answers.pop("304", None)
            for status, answer in answers.items():
                if MEDIA_TYPE in answer.get("content", {}):
                    name = HTTPStatus(int(status)).phrase.replace(" ", "")
                    shared[name] = {**answer, "content": {MEDIA_TYPE: answer["content"][MEDIA_TYPE]}}
                    answers[status] = {"$ref": f"#/components/responses/{name}"}
    name_shapes(document)
    unmark(document)
    return document


def unmark(part: object) -> None:
    """Put null back into examples, in place; the framework would have left it out."""
    if isinstance(part, dict | list):
        members = cast("Any", part)
        for key, inner in list(members.items() if isinstance(members, dict) else enumerate(members)):
            if inner == NULL_MARK:
                members[key] = None
            else:
                unmark(inner)


def name_shapes(document: Json) -> None:
    """Leave out shapes that nothing refers to, and name the others without the module that they stand in."""
    shapes: dict[str, Json] = document["components"]["schemas"]
    while unused := shapes.keys() - {place["$ref"].removeprefix(SHAPES) for place in references(document)}:
        for name in unused:
            del shapes[name]
    short = {name: known_as(name.rpartition("__")[2]) for name in shapes}
    if len(set(short.values())) < len(shapes):
        raise ValueError(f"two shapes have one name: rename one of {sorted(n for n in shapes if '__' in n)}")
    for place in references(document):
        name = place["$ref"].removeprefix(SHAPES)
        if name in short:
            place["$ref"] = f"{SHAPES}{short[name]}"
    document["components"]["schemas"] = {
        short[name]: {**shape, "title": known_as(shape["title"])} if "title" in shape else shape
        for name, shape in shapes.items()
    }


def known_as(name: str) -> str:
    """Give the name by which clients know a shape."""
    return KNOWN_AS.get(name, name)


def references(part: object) -> Iterator[Json]:
    """Find every place that refers to a shape."""
    if isinstance(part, dict):
        place = cast("Json", part)
        if isinstance(place.get("$ref"), str):
            yield place
        for inner in place.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in cast("list[object]", part):
            yield from references(inner)
