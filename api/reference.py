"""The OpenAPI document as a page: plain HTML, without scripts or external resources."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup, escape

from api.problems import PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATES = Path(__file__).resolve().parent / "templates"
PREFIX = "/api/v1"
FIRST = "about"
ATTEMPTS = {
    "/resolve/explain": "a=dmi&b=dyetec",
    "/search": "q=ㄷㄱㅌㅋ",
    "/paths": "source=dyetec&target=dmi&k=2&weight=rarity",
    "/aggregate": "group_by=sector,other_sector&predicates=SUPPLIES",
    "/changes": "since=2018&until=2018-12",
    "/nodes/dmi/neighbourhood": "limit=20",
    "/export": "format=graphml&around=dmi",
    "/scene": "around=dmi",
    "/page": "around=dmi&language=en",
}
IDS = {
    "organisations": "dmi", "technologies": "3d-fibre-snow-chain", "programmes": "daegu-materials-convergence-union",
    "relations": "r00837", "sources": "s0290", "nodes": "dmi", "sectors": "metals", "measures": "betweenness",
}  # fmt: skip
"""Example ids for addresses to try."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter, or a member of a request body."""

    name: str
    kind: str
    description: str
    required: bool
    default: str | None
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """An operation on the page."""

    method: str
    short: str
    anchor: str
    summary: str
    description: tuple[str, ...]
    key: bool
    parameters: tuple[Parameter, ...]
    sent: str | None
    members: tuple[Parameter, ...]
    example: str | None
    statuses: tuple[str, ...]
    attempt: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one resource."""

    name: str
    calls: tuple[Call, ...]


def marked(text: str) -> Markup:
    """Turn text with `code` into HTML."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704  # escaped before


@cache
def environment() -> Environment:
    """Return the templates."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["marked"] = marked
    return made


@cache
def style() -> str:
    """Read the style of all pages."""
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


@cache
def policy() -> str:
    """Return the content security policy: only what stands in the page, its style and its empty icon."""
    digest = b64encode(sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def reference_page(document: dict[str, Any]) -> str:
    """Write the page of an OpenAPI document."""
    info = document["info"]
    return rendered(
        "reference.html",
        version=info["version"],
        about=info["description"].split("\n\n"),
        groups=groups_of(document),
    )


@cache
def problems_page() -> str:
    """Write the page of problems."""
    return rendered("problems.html", problems=PROBLEMS)


def rendered(template: str, **values: Any) -> str:
    """Fill in a template, with the style in it."""
    safe = Markup(style())  # noqa: S704  # our own file
    return environment().get_template(template).render(style=safe, **values)


def groups_of(document: dict[str, Any]) -> list[Group]:
    """Group operations by resource, in order of declaration."""
    found: dict[str, list[Call]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            name = operation.get("tags", ["other"])[0]
            found.setdefault(name, []).append(call_of(document, path, method.upper(), operation))
    order = sorted(found, key=lambda name: name != FIRST)
    return [Group(name, tuple(found[name])) for name in order]


def call_of(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Call:
    """Read one operation."""
    short = path.removeprefix(PREFIX) or "/"
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    examples = [one["value"] for one in body.get("examples", {}).values()]
    return Call(
        method=method,
        short=short,
        anchor=f"{method.lower()}{re.sub('[^a-z]+', '-', short)}".strip("-"),
        summary=operation.get("summary", ""),
        description=tuple(part for part in operation.get("description", "").split("\n\n") if part),
        key="security" in operation,
        parameters=tuple(
            parameter_of(
                document, one["name"], one["schema"], one.get("required", False), one.get("description", "")
            )
            for one in sorted(operation.get("parameters", ()), key=lambda one: not one.get("required", False))
        ),
        sent=pretty(examples[0]) if examples else None,
        members=tuple(members_of(document, body.get("schema", {}))),
        example=example_of(operation),
        statuses=tuple(sorted(operation["responses"])),
        attempt=attempt_of(path, short) if method == "GET" else None,
    )


def members_of(document: dict[str, Any], schema: dict[str, Any]) -> Iterator[Parameter]:
    """Read the members of a request body."""
    shape = resolved(document, schema)
    for name, member in shape.get("properties", {}).items():
        yield parameter_of(
            document, name, member, name in shape.get("required", ()), member.get("description", "")
        )


def parameter_of(
    document: dict[str, Any], name: str, schema: dict[str, Any], required: bool, description: str
) -> Parameter:
    """Read a parameter: type, bounds and closed set."""
    default = schema.get("default")
    variants = [one for one in (resolved(document, part) for part in schema.get("anyOf", [schema])) if one.get("type") != "null"]  # fmt: skip
    choices = tuple(
        str(value) for one in variants for value in one.get("enum", one.get("items", {}).get("enum", ()))
    )
    kinds = list(dict.fromkeys(kind_of(one) for one in variants))
    return Parameter(
        name,
        " or ".join(kinds),
        description,
        required,
        None if default in (None, []) else json.dumps(default).strip('"'),
        choices,
    )


def kind_of(schema: dict[str, Any]) -> str:
    """Describe the type and bounds of a value."""
    kind = {"string": "text", "array": "list", "boolean": "true or false"}.get(schema.get("type", ""), schema.get("type", "any"))  # fmt: skip
    if str(schema.get("pattern", "")).startswith("^([0-9]{3}"):
        return "date"
    low, high = schema.get("minimum"), schema.get("maximum")
    return f"{kind} {low:g}–{high:g}" if low is not None and high is not None and high < 10**12 else str(kind)


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference."""
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = document["components"]["schemas"][name] if name else schema
    return found


def example_of(operation: dict[str, Any]) -> str | None:
    """Return the example of an answer."""
    for content in operation["responses"].get("200", {}).get("content", {}).values():
        if "example" in content:
            return pretty(content["example"])
    return None


def pretty(value: Any) -> str:
    """Format JSON; leave other files unchanged."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)


def attempt_of(path: str, short: str) -> str | None:
    """Return an address to try; None for streams, and for addresses that need a job, a workspace or an older version first."""
    if short.startswith(("/jobs/", "/workspaces/", "/changes/since/", "/events")):
        return None
    filled = short.replace("{sector_a}", "metals").replace("{sector_b}", "textiles")
    for word in ("{id}", "{name}"):
        filled = filled.replace(word, IDS.get(short.split("/")[1], ""))
    start = PREFIX if path.startswith(PREFIX) else ""
    query = ATTEMPTS.get(filled)
    return f"{start}{filled}" + (f"?{query}" if query else "")
