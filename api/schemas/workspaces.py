"""Shapes of `/workspaces`: what is sent, what is answered, an example of each."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from api.schemas.loads import REPORT


class WorkspaceShape(BaseModel):
    """A workspace: files that are looked at without being loaded.

    `api` and `page` are the addresses of its own API and explorer; `mapping` is how a table was read, to be edited and sent again, and
    `proposal` how it was recognised: its tables with their first rows, their columns and what may become of each;
    `report` is that of a load into an empty store; `problem` says why the files could not be read, if they were kept with `keep`.
    """

    model_config = ConfigDict(extra="allow")
    id: str
    api: str
    page: str
    files: list[str]
    origin: str
    mapping: str | None
    options: dict[str, str]
    report: dict[str, Any]
    proposal: dict[str, Any] | None
    problem: dict[str, Any] | None
    expires: str


class RejectedShape(BaseModel):
    """Rows that break one rule: how many, the remedy, and where the first are."""

    field: str
    rule: str
    remedy: str
    count: int
    examples: list[str]


class ComparedShape(BaseModel):
    """An organisation of the files that is one of the store (`merge`), or may be one (`review`)."""

    record_id: str
    name: str
    decision: Literal["merge", "review"]
    node: str
    node_ko: str
    node_en: str
    reason: str
    reason_ko: str


class ComparisonShape(BaseModel):
    """The first organisations of the files beside those of the store: how many are known, to be reviewed, or new."""

    organisations: int
    counts: dict[str, int]
    results: list[ComparedShape]


class PreviewShape(BaseModel):
    """What the first rows of the files of a workspace would become; `compared` is null if the store is empty or too large for it."""

    origin: str
    accepts: list[str]
    records: list[dict[str, Any]]
    counts: dict[str, int]
    rejected: int
    rejects: list[RejectedShape]
    recognised: list[dict[str, Any]]
    sampled: bool
    seconds: float
    compared: ComparisonShape | None


OF_ANY_TYPE = WithJsonSchema({"description": "mapping of a table: YAML, or the same as a JSON object"})
"""Generators of clients cannot tell two types of one member apart."""


class HowToRead(BaseModel):
    """How the files of a workspace are to be read; what is left out is recognised or proposed."""

    model_config = ConfigDict(extra="forbid")
    origin: str | None = Field(
        default=None, max_length=100, description="origin of the files, for instance table or gexf"
    )
    mapping: Annotated[str | dict[str, Any] | None, OF_ANY_TYPE] = Field(
        default=None, max_length=1 << 20, description="mapping of a table: YAML, or the same as a JSON object"
    )
    options: dict[str, str] = Field(default_factory=dict, description="options of the origin, as `--set`")

    @property
    def written(self) -> str | None:
        """The mapping as YAML."""
        if self.mapping is None or isinstance(self.mapping, str):
            return self.mapping
        return yaml.safe_dump(self.mapping, allow_unicode=True, sort_keys=False)


class HowToTake(HowToRead):
    """How the files of a workspace are to be loaded into the store; what is left out is as they were read."""

    dry_run: bool = Field(default=False, description="report what would change; write nothing")


class WhatIsKnown(BaseModel):
    """What is known of a table; what is left out is detected."""

    model_config = ConfigDict(extra="forbid")
    encoding: Literal["utf-8", "cp949", "utf-16-le", "utf-16-be", "cp1252", "shift_jis", "gb18030"] | None = (
        Field(default=None, description="encoding of a text")
    )
    header: int | None = Field(
        default=None, ge=0, le=999_999, description="line where the header begins, 0 if there is none"
    )
    table: str | None = Field(
        default=None,
        max_length=400,
        description="label of a table, or name of a sheet; all if it is left out",
    )


class ProposalShape(BaseModel):
    """How the tables of a file were recognised, with the mapping of the likeliest, and the fields that a mapping has."""

    model_config = ConfigDict(extra="allow")
    file: str
    title: str
    origin: str
    tables: list[dict[str, Any]]
    mapping: dict[str, Any]
    fields: dict[str, list[str]]
    closed: dict[str, list[str]]


EXAMPLE: dict[str, Any] = {
    "id": "Zb3kN0s2QfT7aX1yUe9LcVtM", "api": "/workspaces/Zb3kN0s2QfT7aX1yUe9LcVtM/api/v1/", "page": "/w/Zb3kN0s2QfT7aX1yUe9LcVtM/",
    "files": ["network.gexf"], "origin": "gexf", "mapping": None, "options": {"title": "network.gexf"}, "proposal": None,
    "report": {**REPORT, "origin": "gexf-1f2e3d4c", "licence": None}, "problem": None, "expires": "2026-11-30T18:00:00+00:00",
}  # fmt: skip
PROPOSAL: dict[str, Any] = {
    "file": "firms.csv", "title": "firms", "origin": "list-1f2e3d", "tables": [], "fields": {"organisation": ["id", "name_ko"]}, "closed": {},
    "mapping": {"origin": "list-1f2e3d", "record": "organisation", "columns": {"name_ko": "업체명"}, "encoding": "cp949", "header": "3"},
}  # fmt: skip
PREVIEW: dict[str, Any] = {
    "origin": "table", "accepts": ["map"], "records": [], "counts": {"organisation": 3}, "rejected": 1,
    "rejects": [
        {"field": "name_ko", "rule": "empty", "remedy": "give a name", "count": 1, "examples": ["firms.csv, line 5"]}
    ],
    "recognised": [], "sampled": False, "seconds": 0.031,
    "compared": {"organisations": 3, "counts": {"merge": 1, "review": 0, "new": 2}, "results": []},
}  # fmt: skip
FORM = {
    "type": "object",
    "required": ["files"],
    "additionalProperties": False,
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "description": "one file, or several that belong together"},
        "origin": {"type": "string", "description": "origin of the files; recognised if it is left out"},
        "mapping": {"type": "string", "description": "mapping of a table, YAML; proposed if it is left out"},
        "options": {"type": "string", "description": "options of the origin, a JSON object"},
        "read": {"type": "string", "enum": ["true", "false"], "description": "false: recognise the files and read them later (PUT)"},
        "keep": {"type": "string", "enum": ["true", "false"], "description": "keep files that cannot be read, to read them in another way"},
    },
}  # fmt: skip
