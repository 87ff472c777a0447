"""The server of the protocol: tools, resources and prompts over whatever view is current."""

from __future__ import annotations

import asyncio
import json
import logging
from functools import cache
from typing import TYPE_CHECKING, Any

from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    PromptMessage,
    ReadResourceRequestParams,
    ReadResourceResult,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)

from api.errors import Problem
from api.mcp import prompts, resources
from api.mcp.asking import call
from api.mcp.errors import tool_error
from api.mcp.schemas import description, input_schema
from api.mcp.texts import text_of
from api.mcp.tools import TOOLS
from api.program import program_version
from queries.errors import QueryError, did_you_mean, near_to
from queries.python_values import whole_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcp.server.context import ServerRequestContext

    from api.serving import Serving

    Context = ServerRequestContext[Any, Any]

LOG = logging.getLogger("sojae.mcp")
INSTRUCTIONS = """Sojae (소재): who works with whom in the materials industries of a region (organisations, technologies, programmes and dated, cited relations).
Begin with `search`: the other tools take ids. Sectors and measures are listed by `sector` and `measure` without a subject.
A tie that is missing in the data may still exist: absence of a tie is not evidence of absence. “Not enough data” and “cannot be estimated” are results: report them.
Cite `sources` and `graph_version` with every figure. Answers are short: `cut` says what was left out, `more` and `again` how to get it. A member without a value is left out."""
READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
INTERNAL = "Internal error: the log of the server has it. Other questions may still be answered."


@cache
def tools() -> tuple[Tool, ...]:
    """Describe the tools."""
    return tuple(
        Tool(
            name=name,
            description=description(name),
            input_schema=input_schema(name),
            annotations=READ_ONLY,
        )
        for name in TOOLS
    )


def answered(serving: Serving, name: str, arguments: Mapping[str, Any]) -> CallToolResult:
    """Answer a call; an error of the question is an error of the tool, which an agent can read and act on."""
    try:
        arguments = whole(arguments)
        cursor = arguments.get("cursor")
        view = serving.view_at(cursor if isinstance(cursor, str) else None)
        found, table = call(view, name, arguments)
        text = text_of(found, table, str(arguments.get("language") or "en"))
    except QueryError as error:
        return refused(tool_error(error))
    except Problem as problem:
        return refused({"error": problem.title, "detail": problem.detail, "errors": []})
    except Exception:
        LOG.exception("tool %s", name)
        return refused({"error": "Internal error", "detail": INTERNAL, "errors": []})
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=found)


def whole(given: Mapping[str, Any]) -> dict[str, Any]:
    r"""Return arguments that can be encoded: half of a surrogate pair, as JSON may have it, becomes �.

    >>> whole({"q": "dmi\ud800"})
    {'q': 'dmi�'}
    """
    found: dict[str, Any] = json.loads(whole_text(json.dumps(given, ensure_ascii=False)))
    return found


def refused(error: dict[str, Any]) -> CallToolResult:
    """Make an error of a tool."""
    detail = str(error["detail"])
    return CallToolResult(
        content=[TextContent(type="text", text=detail)], structured_content=error, is_error=True
    )


def make_server(serving: Serving) -> Server[Any]:
    """Make the server of what is served; a request over HTTP may be for the files of a workspace instead."""

    def serving_of(context: Context) -> Serving:
        scope = getattr(context.request, "scope", {})
        chosen: Serving = scope.get("serving") or serving
        return chosen

    async def list_tools(_: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=list(tools()))

    async def call_tool(context: Context, asked: CallToolRequestParams) -> CallToolResult:
        if asked.name not in TOOLS:
            name = whole_text(asked.name[:60])
            near = did_you_mean(near_to(name, list(TOOLS)))
            raise MCPError(INVALID_PARAMS, f"Unknown tool “{name}”. {near}".strip())
        return await asyncio.to_thread(answered, serving_of(context), asked.name, asked.arguments or {})

    async def list_resources(_: Context, __: PaginatedRequestParams | None) -> ListResourcesResult:
        return ListResourcesResult(resources=resources.RESOURCES)

    async def list_templates(_: Context, __: PaginatedRequestParams | None) -> ListResourceTemplatesResult:
        return ListResourceTemplatesResult(resource_templates=resources.TEMPLATES)

    async def read_resource(context: Context, asked: ReadResourceRequestParams) -> ReadResourceResult:
        uri = whole_text(str(asked.uri))
        try:
            text = await asyncio.to_thread(lambda: resources.contents(serving_of(context).current(), uri))
        except (QueryError, Problem) as error:
            raise MCPError(
                INVALID_PARAMS, error.detail if isinstance(error, Problem) else str(error)
            ) from None
        contents = TextResourceContents(uri=uri, mime_type=resources.JSON, text=text.decode())
        return ReadResourceResult(contents=[contents])

    async def list_prompts(_: Context, __: PaginatedRequestParams | None) -> ListPromptsResult:
        return ListPromptsResult(prompts=prompts.listed())

    async def get_prompt(_: Context, asked: GetPromptRequestParams) -> GetPromptResult:
        try:
            text = prompts.written(whole_text(asked.name), whole(asked.arguments or {}))
        except QueryError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from None
        message = PromptMessage(role="user", content=TextContent(type="text", text=text))
        return GetPromptResult(description=prompts.PROMPTS[asked.name].description, messages=[message])

    return Server(
        "sojae",
        version=program_version(),
        title="Sojae (소재)",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )
