"""Call a tool: read its parameters, ask the question, and make the short answer within its limit of bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import orjson
from pydantic import Field

from api.mcp.again import again
from api.mcp.evidence import basis_of, names_of, sources_of
from api.mcp.exporting import export_address
from api.mcp.schemas import MOST_ROWS, ROWS
from api.mcp.shortening import Shortening
from api.mcp.tools import TOOLS
from queries.errors import TooLarge
from queries.parameters import Parameters
from queries.python_values import subject_of
from queries.record import COLLECTIONS
from queries.records import node_number
from queries.registry import questions
from queries.validation import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.mcp.tools import Tool
    from queries.registry import Question
    from queries.view import View

MOST_BYTES = 24_000
"""Size of the structured part of an answer: about 8,000 tokens. The text beside it has a third of that at most."""


class OwnParameters(Parameters):
    """Parameters that tools have beside those of their questions."""

    rows: int = Field(default=ROWS, ge=1, le=MOST_ROWS)
    limit: int = Field(default=ROWS, ge=1, le=MOST_ROWS)
    language: Literal["en", "ko"] = "en"


def call(view: View, name: str, arguments: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Call a tool; return the answer, which says what it leaves out and how to get it, and the member with its rows.

    Raises:
        QueryError: the question cannot be answered: a parameter is invalid, nothing has the id, the answer is too large.
    """
    given = {key: value for key, value in arguments.items() if value is not None}
    tool = TOOLS[name]
    if name == "export":
        return export_address(view, given), ""
    question = question_of(tool, view, given)
    subject = subject_of(question.subject, [given.pop(one) for one in question.subject if one in given])
    counted = "limit" if "limit" in question.parameters.model_fields else "rows"
    own = read(OwnParameters, {one: given[one] for one in (counted, "language") if one in given})
    given = {
        key: value
        for key, value in given.items()
        if key not in {"language", "rows" if counted == "rows" else ""}
    }
    wanted = rows = own.rows if counted == "rows" else own.limit
    while True:
        asked = {**given, **({"limit": rows} if counted == "limit" else {})}
        found = orjson.loads(question.encoded(view, *subject, parameters=question.read(asked)))
        shorten = Shortening(rows, own.language, tool.without)
        answer = composed(view, question, found, shorten)
        answer["again"] = again(question, subject, given)
        if answer.get("cut") or "next" in answer["answer"]:
            answer["more"] = more(counted, rows, wanted, answer["answer"].get("next"))
        size = len(orjson.dumps(answer))
        if size <= MOST_BYTES:
            return answer, question.result.table
        if rows == 1:
            remedy = "narrow the question, or take the whole answer from the API or the command line"
            rule = f"the answer has {size:,} bytes, more than the maximum of {MOST_BYTES:,}"
            raise TooLarge(f"{rule[0].upper()}{rule[1:]}: {remedy}.", counted, rule, remedy)
        rows //= 2


def question_of(tool: Tool, view: View, given: Mapping[str, Any]) -> Question:
    """Find the question that a call asks: by the kind of the record for `node`, else by whether there is a subject."""
    known = questions()
    question = known[tool.question]
    if tool is TOOLS["node"]:
        return known[kind_of_record(view, given.get("id"))]
    if tool.every and not any(one in given for one in question.subject):
        return known[tool.every]
    return question


def kind_of_record(view: View, key: object) -> str:
    """Return the kind of the record with an id; records that were closed are in the store.

    Raises:
        NotFound: no record has the id.
    """
    snapshot = view.snapshot
    if not isinstance(key, str):
        return "organisation"  # which refuses it
    if key in snapshot.index:
        return str(snapshot.kind(snapshot.index[key]))
    if key in snapshot.relation_index:
        return "relation"
    if key in snapshot.source_index:
        return "source"
    for kind in COLLECTIONS.values():
        if view.store.closed(kind, key) is not None:
            return str(kind)
    return str(snapshot.kind(node_number(view, key)))


def composed(view: View, question: Question, found: dict[str, Any], shorten: Shortening) -> dict[str, Any]:
    """Put the parts of an answer together: the short answer, names, sources, what was cut, and what it rests on."""
    snapshot = view.snapshot
    answer = shorten(found)
    answer.pop("graph_version", None)
    totals: dict[str, Any] = {**found.get("totals", {}), question.result.table: found.get("total")}
    for member, total in totals.items():
        held: Any = found.get(member)
        if isinstance(held, list) and isinstance(total, int) and total > len(answer[member]):
            shorten.note(member, len(answer[member]), total)
    sources, cited = sources_of(snapshot, answer)
    if cited > len(sources):
        shorten.note("sources", len(sources), cited)
    cut = [{"member": member, "shown": shown, "of": of} for member, (shown, of) in shorten.cut.items()]
    names = names_of(snapshot, answer)
    return {
        "answer": answer,
        **({"names": names} if names else {}),
        "sources": sources,
        **({"cut": cut} if cut else {}),
        "basis": basis_of(snapshot),
        "graph_version": snapshot.graph_version,
    }


def more(counted: str, rows: int, wanted: int, cursor: str | None) -> str:
    """Say how to get what was cut off."""
    shortened = f"{counted} was lowered from {wanted} to {rows}, so that the answer has at most {MOST_BYTES:,} bytes. "
    start = shortened if rows < wanted else ""
    if cursor:
        return f"{start}The next rows: the same call with cursor={cursor}. The whole answer: see “again”."
    if rows < wanted or rows == MOST_ROWS:
        return f"{start}The whole answer: see “again”."
    return f"More rows: {counted} up to {MOST_ROWS}. The whole answer: see “again”."
