"""The base of all shapes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """A shape of requests or answers; new members may be added."""

    model_config = ConfigDict(extra="allow")
