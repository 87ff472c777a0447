"""What every shape shares."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """A shape on the wire; shapes may grow by further members."""

    model_config = ConfigDict(extra="allow")
