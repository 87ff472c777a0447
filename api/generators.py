"""Adapt the OpenAPI document to generators of typed clients.

Tried with openapi-generator (Go, Java, Python) and openapi-typescript, see tests/api/clients, and with oapi-codegen and orval: a query
parameter cannot be null; a choice between a text with a pattern and a list has no type in Java; two constants of one name do not compile
in Go, nor a constant and a shape; orval makes a type `SearchResult` of the operation `search`, so that no shape may have this name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from api.document import SHAPES, objects_in, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    Json = dict[str, Any]

NULL = {"type": "null"}
PLAIN = frozenset({"boolean", "integer", "number", "string"})
SET_NAMES = {
    "ChangeChange": "ChangeKind", "JobWordsKind": "JobKind", "GetJobsKind": "JobKind", "BatchWordsRankBy": "RankBy",
    "SectorsLayer": "GapLayer", "GetPageLanguage": "Language", "SectorPairVerdict": "Verdict", "JobState": "State",
    "NeighbourhoodSectors": "SectorId", "ScenarioParametersLayer": "GapLayer",
}  # fmt: skip
"""Better names of closed sets than those of their first place."""
INT_32 = 2**31 - 1
PAGES = ("NodePage", "RelationPage", "SourcePage")
"""Lists whose records may have only the fields chosen by `fields`."""
TAGS = {
    "about": "The server and its content.",
    "search": "Nodes by any of their names.",
    "records": "Organisations, technologies, programmes, relations and sources: single records and filtered lists.",
    "neighbourhoods": "The nodes around a node, and their relations.",
    "paths": "Paths between two nodes.",
    "measures": "Nodes ranked by measures of a network.",
    "sectors": "Sectors, gaps between them, and organisations that could bridge them.",
    "communities": "Communities of a network.",
    "structure": "A network as a whole, and by year.",
    "aggregate": "Counts by one or two fields.",
    "changes": "Relations that began or ended between two days.",
    "places": "Organisations by place.",
    "resolve": "Records matched to nodes of the graph.",
    "pictures": "Scenes, stand-alone pages and files of networks.",
    "jobs": "Long computations in the background.",
    "writing": "Manual changes of records, and loads; writing needs an API key.",
    "operation": "Health, readiness and metrics.",
}


def settle(document: Json) -> Json:
    """Adapt a document to generators, in place; requests and answers stay the same."""
    merge_twins(document["components"]["schemas"], document)
    for operation in operations(document):
        operation.setdefault("description", operation.get("summary", ""))
        for parameter in operation.get("parameters", ()):
            if parameter["in"] in {"query", "header"}:
                settle_parameter(parameter)
    for shape in document["components"]["schemas"].values():
        for member in shape.get("properties", {}).values():
            settle_member(member)
    name_sets(document)
    share_sets(document)
    name_constants(document["components"]["schemas"])
    for page in PAGES:
        loosen_page(document["components"]["schemas"], page)
    for shape in shapes_in(document):
        if shape.get("type") == "integer" and shape.get("maximum", INT_32 + 1) > INT_32:
            shape.setdefault("format", "int64")  # a budget of 10 billion won exceeds 32 bits
        if shape.get("type") == "number":
            shape.setdefault("format", "double")  # Go takes 32 bits for a number without it
        loosen_values(shape)
    document["servers"] = [{"url": "/", "description": "this server"}]
    document["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    return document


def name_sets(document: Json) -> None:
    """Give each closed set a name of its own: generators invent names for sets without one, and these collide."""
    shapes: dict[str, Json] = document["components"]["schemas"]
    names = {tuple(shape["enum"]): name for name, shape in shapes.items() if "enum" in shape}

    def named(place: Json, name: str) -> None:
        for shape in [place, *place.get("anyOf", ()), place.get("items", {})]:
            if shape.get("type") != "string" or "enum" not in shape:
                continue
            words = tuple(shape["enum"])
            if words not in names:
                free = SET_NAMES.get(name, name)
                names[words] = free if free not in shapes else f"{free}Name"
                shapes[names[words]] = {"title": names[words], "type": "string", "enum": list(words)}
            kept = {key: shape[key] for key in ("default",) if key in shape}
            nullable = NULL in shape.get("anyOf", ())
            shape.clear()
            reference = {"$ref": f"{SHAPES}{names[words]}"}
            shape.update({"anyOf": [reference, NULL]} if nullable else {**reference, **kept})

    for name, shape in list(shapes.items()):
        for member, place in shape.get("properties", {}).items():
            named(place, f"{name.removesuffix('Shape')}{camel(member)}")
    for operation in operations(document):
        for parameter in operation.get("parameters", ()):
            named(parameter["schema"], f"{camel(operation['operationId'])}{camel(parameter['name'])}")
            if parameter["in"] in {"query", "header"}:
                settle_parameter(parameter)


def name_constants(shapes: dict[str, Json]) -> None:
    """Name the constants of a closed set where one would have the name of a shape: in Go both stand in one package."""
    for name, shape in shapes.items():
        constants = [camel(str(value)) for value in shape.get("enum", ())]
        if any(constant in shapes for constant in constants):
            shape["x-enum-varnames"] = [f"{name}{constant}" for constant in constants]


def camel(name: str) -> str:
    """Write a name in camel case.

    >>> camel("rank_by")
    'RankBy'
    """
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[\W_]+", name))


def loosen_values(shape: Json) -> None:
    """Let values that may be of several plain types be any: a union of plain types has no type in Rust or Java."""
    values: object = shape.get("additionalProperties")
    if isinstance(values, dict):
        variants: list[Json] = cast("Json", values).get("anyOf", [])
        plain = [one for one in variants if one.get("type") in PLAIN]
        if len(plain) > 1:
            shape["additionalProperties"] = True


def shapes_in(part: object) -> Iterator[Json]:
    """Yield all objects of a document that may be a schema."""
    return (place for place in objects_in(part) if isinstance(place.get("type"), str))


def operations(document: Json) -> Iterator[Json]:
    """Yield all operations."""
    for path in document["paths"].values():
        yield from path.values()


def settle_parameter(parameter: Json) -> None:
    """Remove null, and make a set an array that is sent comma-separated."""
    schema: Json = parameter["schema"]
    shapes = [shape for shape in schema.get("anyOf", ()) if shape != NULL]
    if shapes:
        lists = [shape for shape in shapes if shape.get("type") == "array"]
        if lists or len(shapes) == 1:
            del schema["anyOf"]
            schema.update({**(lists or shapes)[0], **schema})
        else:
            schema["anyOf"] = shapes
    if schema.get("default", ...) is None:
        del schema["default"]
    if "$ref" in schema and len(schema) > 1:
        # generators ignore the type of a reference with siblings
        if "default" in schema:
            parameter["x-default"] = schema["default"]
            parameter["description"] = (
                f"{parameter.get('description', '')} (default: {schema['default']})".strip()
            )
        parameter["schema"] = schema = {"$ref": schema["$ref"]}
    if schema.get("type") == "array":
        schema.pop("uniqueItems", None)  # a repeated value counts once
        parameter["style"], parameter["explode"] = "form", False


def settle_member(member: Json) -> None:
    """Make a set in a request body an array; comma-separated text is still accepted."""
    shapes: list[Json] = member.get("anyOf", [])
    lists = [shape for shape in shapes if shape.get("type") == "array"]
    texts = [shape for shape in shapes if shape.get("type") == "string" and "pattern" in shape]
    if lists and texts:
        member["anyOf"] = [shape for shape in shapes if shape not in texts]


def merge_twins(shapes: dict[str, Json], document: Json) -> None:
    """Merge shapes that are listed twice, for requests and for answers."""
    twins = {
        name: plain
        for name in shapes
        if (plain := name.removesuffix("-Output").removesuffix("-Input")) != name
        and shapes.get(plain) == shapes[name]
    }
    for place in references(document):
        if (name := place["$ref"].removeprefix(SHAPES)) in twins:
            place["$ref"] = f"{SHAPES}{twins[name]}"
    for name in twins:
        del shapes[name]


def loosen_page(shapes: dict[str, Json], page: str) -> None:
    """Give the records of a list their own shape without required members: `fields` leaves members out."""
    items: Json = shapes[page]["properties"]["results"]["items"]
    name = items["$ref"].removeprefix(SHAPES)
    whole = shapes[name]
    part = {key: value for key, value in whole.items() if key != "required"}
    part["title"] = f"Listed{name}"
    part["description"] = f"A {name.lower()} in a list: all members, or only those chosen by `fields`."
    shapes[part["title"]] = part
    items["$ref"] = f"{SHAPES}{part['title']}"


def share_sets(document: Json) -> None:
    """Refer to closed sets by name: generators make a new type for each set that is written out."""
    shapes: dict[str, Json] = document["components"]["schemas"]
    named = {tuple(shape["enum"]): name for name, shape in shapes.items() if "enum" in shape}
    for shape in list(shapes_in({"paths": document["paths"], "shapes": list(shapes.values())})):
        items: Json = shape.get("items", {})
        if (name := named.get(tuple(items.get("enum", ())))) is not None:
            shape["items"] = {"$ref": f"{SHAPES}{name}"}
