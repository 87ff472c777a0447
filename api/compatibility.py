"""Breaking changes between two OpenAPI documents.

Requests may accept more, and answers may have more members. A closed set in an answer may grow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    Shape = dict[str, Any]

ANY = frozenset({"string", "integer", "number", "boolean", "object", "array", "null"})
UPPER, LOWER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems"), ("minimum", "exclusiveMinimum", "minLength", "minItems")  # fmt: skip
Way = Literal["sent", "read"]


@dataclass(slots=True)
class Comparison:
    """Two documents, and the pairs of shapes already compared: shapes may be recursive."""

    old: Shape
    new: Shape
    seen: set[tuple[str, str, Way]] = field(default_factory=set)

    def shapes(self, old: Shape, new: Shape, place: str, way: Way) -> Iterator[str]:
        """Yield breaking changes between two shapes at one place."""
        names = (old.get("$ref", ""), new.get("$ref", ""), way)
        if all(names[:2]):
            if names in self.seen:
                return
            self.seen.add(names)
        before, after = variants(self.old, old), variants(self.new, new)
        yield from values(before, after, place, way)
        for kind in ("object", "array"):
            ours, theirs = of_type(before, kind), of_type(after, kind)
            if ours is not None and theirs is not None:
                yield from self.members(ours, theirs, place, way)
                if "items" in ours and "items" in theirs:
                    yield from self.shapes(ours["items"], theirs["items"], f"{place}[]", way)

    def members(self, old: Shape, new: Shape, place: str, way: Way) -> Iterator[str]:
        """Yield breaking changes between the members of two objects."""
        ours: Shape = old.get("properties", {})
        theirs: Shape = new.get("properties", {})
        for name, shape in ours.items():
            if name in theirs:
                yield from self.shapes(shape, theirs[name], f"{place}.{name}", way)
            elif way == "read" or new.get("additionalProperties") is False:
                yield f"{place}.{name} is gone"
        must, had_to = set(new.get("required", ())), set(old.get("required", ()))
        if way == "sent":
            yield from (f"{place}.{name} is now required" for name in sorted(must - had_to))
        else:
            yield from (f"{place}.{name} is no longer always there" for name in sorted((had_to - must) & theirs.keys()))  # fmt: skip

    def operation(self, old: Shape, new: Shape) -> Iterator[str]:
        """Yield breaking changes between two versions of an operation."""
        names = old.get("operationId"), new.get("operationId")
        if names[0] != names[1]:
            yield f"typed clients call it {names[0]}, not {names[1]}"
        ours, theirs = parameters(old), parameters(new)
        for key, parameter in ours.items():
            if key not in theirs:
                yield f"the parameter {key[1]} is gone"
                continue
            if theirs[key].get("required") and not parameter.get("required"):
                yield f"the parameter {key[1]} is now required"
            yield from self.shapes(parameter["schema"], theirs[key]["schema"], f"the parameter {key[1]}", "sent")  # fmt: skip
        for key in theirs.keys() - ours.keys():
            if theirs[key].get("required"):
                yield f"the new parameter {key[1]} is required"
        yield from self.body(old.get("requestBody"), new.get("requestBody"))
        for status, answer in old["responses"].items():
            if not status.startswith("2"):
                continue
            if status not in new["responses"]:
                yield f"the answer {status} is gone"
            else:
                yield from self.contents(answer, new["responses"][status], f"answer {status}", "read")

    def body(self, old: Shape | None, new: Shape | None) -> Iterator[str]:
        """Yield breaking changes between two request bodies."""
        if new is not None and new.get("required") and not (old or {}).get("required"):
            yield "a request body is now required"
        if old is not None and new is None:
            yield "the request body is gone"
        elif old is not None and new is not None:
            yield from self.contents(old, new, "body", "sent")

    def contents(self, old: Shape, new: Shape, place: str, way: Way) -> Iterator[str]:
        """Yield breaking changes between the media types of requests or answers."""
        theirs: Shape = new.get("content", {})
        for kind, content in old.get("content", {}).items():
            if kind not in theirs:
                yield f"{place} is no longer available as {kind}"
            else:
                yield from self.shapes(content.get("schema", {}), theirs[kind].get("schema", {}), place, way)


def breaks(old: Shape, new: Shape) -> list[str]:
    """List all breaking changes, one sentence each."""
    found: list[str] = []
    for path, operations in old["paths"].items():
        if path not in new["paths"]:
            found.append(f"{path} is gone")
            continue
        for method, operation in operations.items():
            call = f"{method.upper()} {path}"
            if method not in new["paths"][path]:
                found.append(f"{call} is gone")
                continue
            changes = Comparison(old, new).operation(operation, new["paths"][path][method])
            found += [f"{call}: {what}" for what in changes]
    return found


def parameters(operation: Shape) -> dict[tuple[str, str], Shape]:
    """Return the parameters of an operation by place and name."""
    return {(one["in"], one["name"]): one for one in operation.get("parameters", ())}


def variants(document: Shape, shape: Shape) -> list[Shape]:
    """Return the alternatives of a shape, with references resolved."""
    if "$ref" in shape:
        target: Any = document
        for step in str(shape["$ref"]).removeprefix("#/").split("/"):
            target = target[step]
        return variants(document, target)
    for word in ("anyOf", "oneOf", "allOf"):
        if word in shape:
            return [one for part in shape[word] for one in variants(document, part)]
    return [shape]


def types(shape: Shape) -> frozenset[str]:
    """Return the types that a shape allows."""
    if "type" not in shape:
        return ANY
    given = shape["type"]
    return frozenset([given] if isinstance(given, str) else given)


def of_type(shapes: list[Shape], kind: str) -> Shape | None:
    """Return the only shape of a type; None if there is none or several."""
    found = [shape for shape in shapes if shape.get("type") == kind]
    return found[0] if len(found) == 1 else None


def closed_set(shapes: list[Shape]) -> frozenset[str] | None:
    """Return the allowed texts; None if any text is allowed."""
    found: set[str] = set()
    for shape in shapes:
        if "string" in types(shape):
            words = [shape["const"]] if "const" in shape else shape.get("enum")
            if words is None:
                return None
            found.update(map(str, words))
    return frozenset(found) or None


def values(before: list[Shape], after: list[Shape], place: str, way: Way) -> Iterator[str]:
    """Yield values that are no longer accepted, or that are new in answers."""
    ours = frozenset[str]().union(*map(types, before))
    theirs = frozenset[str]().union(*map(types, after))
    if way == "read":
        for kind in sorted(theirs - ours - ({"integer"} if "number" in ours else set())):
            yield f"{place} may now be {kind}"
        return
    for kind in sorted(ours - theirs - ({"integer"} if "number" in theirs else set())):
        yield f"{place} no longer takes {kind}"
    old_words, new_words = closed_set(before), closed_set(after)
    if old_words is None and new_words is not None and "string" in ours:
        yield f"{place} no longer takes any text, only {', '.join(sorted(new_words))}"
    elif old_words is not None and new_words is not None:
        yield from (f"{place} no longer takes {word}" for word in sorted(old_words - new_words))
    yield from bounds(before, after, place)


def bounds(before: list[Shape], after: list[Shape], place: str) -> Iterator[str]:
    """Yield bounds that became narrower."""
    for words, narrower in ((UPPER, min), (LOWER, max)):
        for word in words:
            new = [shape[word] for shape in after if word in shape]
            old = [shape[word] for shape in before if word in shape]
            if new and (not old or (new[0] != old[0] and narrower(new[0], old[0]) == new[0])):
                yield f"{place}: {word} is now {new[0]}" + (f", not {old[0]}" if old else "")
