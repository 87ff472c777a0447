"""Revise the framework's OpenAPI document: shared problems, 304 only with an ETag, short names of shapes."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from api.deps import NULL_MARK
from api.errors import MEDIA_TYPE
from api.etags import has_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    Json = dict[str, Any]

PREFIX, SHAPES = "/api/v1", "#/components/schemas/"
KNOWN_AS = {"BatchParameters": "BatchWords", "JobParameters": "JobWords", "ResolveParameters": "ResolveBody"}
"""Shapes with an older name in typed clients."""


def finish(document: Json) -> Json:
    """Revise a document in place."""
    shared = document["components"].setdefault("responses", {})
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            answers: dict[str, Json] = operation["responses"]
            if not has_tag(method.upper(), path):
                answers.pop("304", None)
            for status, answer in answers.items():
                if MEDIA_TYPE in answer.get("content", {}):
                    name = f"{HTTPStatus(int(status)).phrase.replace(' ', '')}Problem"
                    shared[name] = {**answer, "content": {MEDIA_TYPE: answer["content"][MEDIA_TYPE]}}
                    answers[status] = {"$ref": f"#/components/responses/{name}"}
    name_shapes(document)
    unmark(document)
    return document


def unmark(part: object) -> None:
    """Restore null in examples, in place; the framework would drop it."""
    if isinstance(part, dict | list):
        members = cast("Any", part)
        for key, inner in list(members.items() if isinstance(members, dict) else enumerate(members)):
            if inner == NULL_MARK:
                members[key] = None
            else:
                unmark(inner)


def name_shapes(document: Json) -> None:
    """Remove unused shapes, and name the others without their module."""
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
    """Return the name of a shape for clients."""
    return KNOWN_AS.get(name, name)


def references(part: object) -> Iterator[Json]:
    """Find all references to shapes."""
    return (place for place in objects_in(part) if isinstance(place.get("$ref"), str))


def objects_in(part: object) -> Iterator[Json]:
    """Yield all objects of a document, the outer ones first."""
    if isinstance(part, dict):
        place = cast("Json", part)
        yield place
        for inner in place.values():
            yield from objects_in(inner)
    elif isinstance(part, list):
        for inner in cast("list[object]", part):
            yield from objects_in(inner)
