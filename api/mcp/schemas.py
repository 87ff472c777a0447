"""Input schemas of tools, from the parameters of their questions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from api.mcp.tools import TOOLS
from queries.export import ExportParameters
from queries.parameters import DATE
from queries.registry import questions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.mcp.tools import Tool
    from queries.registry import Question

ROWS, MOST_ROWS = 10, 200
LANGUAGES = ("en", "ko")
HOW_MANY = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ROWS}
LANGUAGE = {
    "type": "string",
    "enum": list(LANGUAGES),
    "default": "en",
    "description": "language of sentences; names are always in both",
}
LONGEST_PATTERN = 80
"""Longer patterns are left out: they cost an agent more than they tell it, and every value is checked anyway."""
DATES = {"examples": ["2018", "2018-06", "2018-06-20"]}


@cache
def input_schema(name: str) -> dict[str, Any]:
    """Return the input schema of a tool: the subject, the parameters of its questions, `rows` and `language`."""
    tool = TOOLS[name]
    if name == "export":
        return plain(ExportParameters.model_json_schema())
    asked = [questions()[one] for one in (tool.question, tool.every) if one]
    schemas = [plain(question.parameters.model_json_schema()) for question in asked]
    properties: dict[str, Any] = {}
    for schema in reversed(schemas):
        properties = {**properties, **schema["properties"]}
    subject = subject_schema(tool, asked[0])
    limit = properties.pop("limit", None)
    rows = (
        {"limit": {**limit, **HOW_MANY}}
        if limit
        else {"rows": {**HOW_MANY, "description": "longest list returned"}}
    )
    required = [*([] if tool.every else subject), *schemas[0].get("required", ())]
    return {
        "type": "object",
        "properties": {**subject, **properties, **rows, "language": LANGUAGE},
        **({"required": required} if required else {}),
        "additionalProperties": any(one.get("additionalProperties", False) is True for one in schemas),
    }


def subject_schema(tool: Tool, question: Question) -> dict[str, Any]:
    """Describe the ids that a question is about."""
    if tool is TOOLS["node"]:
        return {"id": {"type": "string", "description": "id of a node, relation or source"}}
    return {name: {"type": "string", "description": text} for name, text in question.subject.items()}


def plain(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without references, titles and long patterns."""
    definitions: Mapping[str, Any] = schema.pop("$defs", {})

    def walk(part: Any, *, named: bool = False) -> Any:
        if isinstance(part, list):
            return [walk(one) for one in part]
        if not isinstance(part, dict):
            return part
        given = cast("dict[str, Any]", part)
        if named:  # names of properties, which may be “title”
            return {name: walk(one) for name, one in given.items()}
        if reference := given.get("$ref"):
            found = definitions[str(reference).rpartition("/")[2]]
            return walk({**found, **{name: one for name, one in given.items() if name != "$ref"}})
        kept = {name: walk(one, named=name == "properties") for name, one in given.items() if name != "title"}
        if len(str(kept.get("pattern", ""))) > LONGEST_PATTERN:
            kept |= DATES if DATE in kept.pop("pattern") else {}
        return kept

    found: dict[str, Any] = walk(schema)
    return found


def description(name: str) -> str:
    """Return the description of a tool: what its question answers, and when to use it."""
    tool = TOOLS[name]
    if name == "export":
        return f"Export the filtered graph as a file. {tool.use}"
    if name == "node":
        return f"Describe one node: its names, facts, sources, conflicts and number of relations. {tool.use}"
    question = questions()[tool.question]
    details = " ".join(question.description.split())
    return " ".join(filter(None, [f"{question.summary}.", details, tool.use]))
