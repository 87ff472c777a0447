"""What generators of typed clients need of the OpenAPI document, beyond what validators do.

Tried with openapi-generator (Go, Java, Python) and openapi-typescript, see tests/api/clients: a query parameter cannot be null; a choice
between a text with a pattern and a list is no type in Java; two constants of one name do not compile in Go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from api.document import SHAPES, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    Json = dict[str, Any]

NULL = {"type": "null"}
INT_32 = 2**31 - 1
PAGES = ("NodePage", "RelationPage", "SourcePage")
"""Lists whose records bear only the fields that are asked for by `fields`."""
TAGS = {
    "about": "What the server is and holds.",
    "search": "Nodes by any of their names.",
    "records": "Organisations, technologies, programmes, relations and sources: single records and filtered lists.",
    "neighbourhoods": "The nodes around a node and the relations that lead to them.",
    "paths": "How two nodes are connected.",
    "measures": "Values of nodes in a network, ranked.",
    "sectors": "Sectors, the gaps between them, and who could bridge these.",
    "communities": "Groups of a network.",
    "structure": "A network as a whole, now and by year.",
    "aggregate": "Counts by several fields at once.",
    "changes": "What changed between two days.",
    "places": "Organisations by district and city.",
    "resolve": "Records of a list matched with organisations of the graph.",
    "pictures": "Scenes, stand-alone pages and files of networks.",
    "jobs": "Long computations in the background.",
    "writing": "Records written or withdrawn by hand, and loads; needs a key.",
    "operation": "Health, readiness and metrics.",
}


def settle(document: Json) -> Json:
    """Make a document fit for generators, in place; what is sent over the wire stays the same."""
    merge_twins(document["components"]["schemas"], document)
    for operation in operations(document):
        operation.setdefault("description", operation.get("summary", ""))
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "query":
                settle_parameter(parameter)
    for shape in document["components"]["schemas"].values():
        for member in shape.get("properties", {}).values():
            settle_member(member)
    share_sets(document)
    for page in PAGES:
        loosen_page(document["components"]["schemas"], page)
    for shape in shapes_in(document):
        if shape.get("type") == "integer" and shape.get("maximum", INT_32 + 1) > INT_32:
            shape.setdefault("format", "int64")  # a budget of 10 billion won is no 32-bit number
    document["servers"] = [{"url": "/", "description": "this server"}]
    document["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    return document


def shapes_in(part: object) -> Iterator[Json]:
    """Give every object of a document that may be a schema."""
    if isinstance(part, dict):
        members = cast("Json", part)
        if isinstance(members.get("type"), str):
            yield members
        for inner in members.values():
            yield from shapes_in(inner)
    elif isinstance(part, list):
        for inner in cast("list[object]", part):
            yield from shapes_in(inner)


def operations(document: Json) -> Iterator[Json]:
    """Give every operation."""
    for path in document["paths"].values():
        yield from path.values()


def settle_parameter(parameter: Json) -> None:
    """Leave out null, and let a set be an array that is sent with commas between."""
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
        # with anything beside a reference, generators take the type for any
        if "default" in schema:
            parameter["x-default"] = schema["default"]
            parameter["description"] = (
                f"{parameter.get('description', '')} (default: {schema['default']})".strip()
            )
        parameter["schema"] = schema = {"$ref": schema["$ref"]}
    if schema.get("type") == "array":
        schema.pop("uniqueItems", None)  # a value given twice is taken once
        parameter["style"], parameter["explode"] = "form", False


def settle_member(member: Json) -> None:
    """Let a set in a body be an array; a text with commas is still taken."""
    shapes: list[Json] = member.get("anyOf", [])
    lists = [shape for shape in shapes if shape.get("type") == "array"]
    texts = [shape for shape in shapes if shape.get("type") == "string" and "pattern" in shape]
    if lists and texts:
        member["anyOf"] = [shape for shape in shapes if shape not in texts]


def merge_twins(shapes: dict[str, Json], document: Json) -> None:
    """Give one name to a shape that stands there twice, once as it is sent and once as it is answered."""
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
    """Give the records of a list a shape of their own, in which nothing must be there: `fields` leaves members out."""
    items: Json = shapes[page]["properties"]["results"]["items"]
    name = items["$ref"].removeprefix(SHAPES)
    whole = shapes[name]
    part = {key: value for key, value in whole.items() if key != "required"}
    part["title"] = f"Listed{name}"
    part["description"] = f"A {name.lower()} in a list: all of it, or only what `fields` asks for."
    shapes[part["title"]] = part
    items["$ref"] = f"{SHAPES}{part['title']}"


def share_sets(document: Json) -> None:
    """Let a closed set that has a name be told by it: generators make a type of each set that is written out."""
    shapes: dict[str, Json] = document["components"]["schemas"]
    named = {tuple(shape["enum"]): name for name, shape in shapes.items() if "enum" in shape}
    for shape in list(shapes_in({"paths": document["paths"], "shapes": list(shapes.values())})):
        items: Json = shape.get("items", {})
        if (name := named.get(tuple(items.get("enum", ())))) is not None:
            shape["items"] = {"$ref": f"{SHAPES}{name}"}
