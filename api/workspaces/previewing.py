"""What a reading process tells of files before they are read: how they are recognised, and what their first rows would become."""

from __future__ import annotations

import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import yaml

from api.workspaces.read_ahead import fits, read_ahead
from api.workspaces.sample import SMALL, sampled
from graph.stores import SQLITE, open_store
from ingest.adapters import adapters
from ingest.looking import MAPPING, chosen, options_for
from ingest.mapping import PlainLoader
from ingest.mapping_parts import encoding_in, header_in
from ingest.origin import OriginError
from ingest.preview import previewed
from ingest.proposal_text import mapping_text
from ingest.proposing import Given, proposal_of
from ingest.record_fields import CLOSED, FIELDS
from ingest.session import LoadReport, TookNothing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from api.workspaces.order import Order
    from ingest.proposal import Proposal

SHOWN, COMPARED = 10, 100
"""Records that are shown, and organisations that are compared with the store."""
EXAMPLES = 3
MOST_GROUPS = 50
PREVIEW_STORE = "preview.sqlite"
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})


def propose(order: Order) -> dict[str, Any]:
    """Recognise the files, and propose a mapping if they are tables; nothing is read yet.

    Returns:
        `origin`, `mapping` (text), `options` and `proposal` (None for origins without a mapping).
    """
    origin, _ = chosen(order.paths, order.origin, order.mapping or "")
    if origin != "table":
        return {"origin": origin, "mapping": None, "options": order.options, "proposal": None}
    proposal = proposal_of(order.paths[0], given=given_in(order.mapping))
    return {
        "origin": origin,
        "mapping": order.mapping or mapping_text(proposal),
        "options": order.options,
        "proposal": described(proposal),
    }


def proposal_for(origin: str, order: Order) -> dict[str, Any] | None:
    """Return the proposal for tables that were read by whatever mapping; None for other origins."""
    return (
        described(proposal_of(order.paths[0], given=given_in(order.mapping))) if origin == "table" else None
    )


def propose_given(order: Order) -> dict[str, Any]:
    """Propose how a table is read whose encoding, header or sheet a person gives; workbooks are known by their first rows."""
    given = Given(
        order.options.get("encoding"),
        int(order.options["header"]) if "header" in order.options else None,
        order.options.get("table"),
    )
    path = order.paths[0]
    if given.encoding is None and path.stat().st_size > SMALL and path.suffix.casefold() in WORKBOOKS:
        path = sampled(order)[0][0]
    return described(proposal_of(path, order.paths[0].name, given))


def given_in(mapping: str | None) -> Given:
    """Return the encoding and the header that a mapping gives; what is wrong with it is reported where it is read."""
    try:
        content = yaml.load(mapping or "", Loader=PlainLoader)  # noqa: S506  # a SafeLoader, less aliases
        if not isinstance(content, dict):
            return Given()
        return Given(encoding_in(MAPPING, content), header_in(MAPPING, content))
    except (yaml.YAMLError, OriginError):
        return Given()


def described(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as JSON, and the fields of a mapping."""
    whole = proposal.as_dict()
    whole["fields"] = {record: list(fields) for record, fields in FIELDS.items()}
    whole["closed"] = {field: list(values) for field, values in CLOSED.items()}
    return whole


def preview(order: Order) -> dict[str, Any]:
    """Read the first rows and tell what they would become; nothing is kept.

    Returns:
        `accepts` (options of the origin), `records` (the first of each type), `organisations` (those to compare with the store), `counts`, `rejects` by rule, `recognised`,
        `sampled` (whether only the first rows were read) and `seconds`.
    """
    began = time.perf_counter()
    origin, mapping = chosen(order.paths, order.origin, order.mapping)
    paths, cut = order.paths, False
    if origin == "table":
        paths, cut, mapping = sampled_with(order, mapping or "")
    try:
        if fits(order, origin):
            report, records = read_ahead(order, origin, mapping, COMPARED)
        else:
            report, records = dry_run(order, paths, origin, mapping)
    except TookNothing as nothing:
        report, records = nothing.report, []
    told = report.as_dict()
    return {
        "origin": origin,
        "accepts": list(adapters()[origin].options),
        "records": first_of_each(records),
        "organisations": [to_compare(one) for one in records if one["type"] == "organisation"],
        "counts": told.get("new", {}),
        "rejected": told.get("rejected", 0),
        "rejects": grouped(report),
        "recognised": told.get("recognised", []),
        "sampled": cut,
        "seconds": round(time.perf_counter() - began, 3),
    }


def dry_run(
    order: Order, paths: list[Path], origin: str, mapping: str | None
) -> tuple[LoadReport, list[dict[str, Any]]]:
    """Read files, or the first rows of them, without keeping anything."""
    options = options_for(paths, paths[0].parent, origin, mapping, order.options)
    store = open_store(f"{SQLITE}{order.paths[0].parent / PREVIEW_STORE}")
    try:
        store.prepare()
        return previewed(store, origin, paths, options=options, most=COMPARED)
    finally:
        store.close()


def sampled_with(order: Order, mapping: str) -> tuple[list[Path], bool, str]:
    """Return the first rows of tables, whether rows were left out, and the mapping; a sample is written in our own encoding."""
    encoding = given_in(mapping).encoding
    paths, cut = sampled(order, encoding)
    if encoding is None or paths == order.paths:
        return paths, cut, mapping
    content = yaml.load(mapping, Loader=PlainLoader)  # noqa: S506  # a SafeLoader, less aliases
    del content["encoding"]
    return paths, cut, yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def first_of_each(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the first records of each type."""
    seen: dict[str, int] = defaultdict(int)
    found: list[dict[str, Any]] = []
    for one in records:
        seen[one["type"]] += 1
        if seen[one["type"]] <= SHOWN:
            found.append(one)
    return found


def to_compare(record: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of an organisation by which it is matched."""
    fields = {"website", "founded", "city", "district", "sector", "products"}
    facts = {name: str(value)[:300] for name, value in record["fields"].items() if name in fields}
    numbers = {
        name: value
        for name, value in record["identifiers"].items()
        if name in {"brn", "crn", "corp_code", "ror"}
    }
    kind = record["fields"].get("organisation_kind")
    names = {"name_ko": record["name"][:300], "name_en": record["name_en"][:300]}
    return {"record_id": record["id"][:300], **names, "kind": kind, **facts, **numbers}


def grouped(report: LoadReport) -> list[dict[str, Any]]:
    """Return the rejected rows by field, rule and remedy, the most frequent first."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in report.rejects:
        groups[one.field, one.rule, one.remedy].append(f"{one.file}, {one.line}")
    most_first = sorted(groups.items(), key=lambda group: -len(group[1]))[:MOST_GROUPS]
    return [
        {"field": field, "rule": rule, "remedy": remedy, "count": len(places), "examples": places[:EXAMPLES]}
        for (field, rule, remedy), places in most_first
    ]
