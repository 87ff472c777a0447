"""Every kind of problem: the status it comes with, what it means, and what to do; `type` leads to these words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(NamedTuple):
    """One kind of problem; a status of None can be any."""

    status: int | None
    meaning: str


PROBLEMS: Mapping[str, Kind] = MappingProxyType(
    {
        "invalid-parameter": Kind(
            422, "a word of the request is unknown or its value cannot be: each fault says how to mend it"
        ),
        "unknown-node": Kind(404, "no node has the id; near ids are named, `/search` finds names"),
        "unknown-organisation": Kind(
            404, "no organisation has the id (it may be one of a technology or programme)"
        ),
        "unknown-technology": Kind(404, "no technology has the id; near ids are named"),
        "unknown-programme": Kind(404, "no programme has the id; near ids are named"),
        "unknown-relation": Kind(404, "no relation has the id; near ids are named"),
        "unknown-source": Kind(404, "no source has the id; near ids are named"),
        "unknown-measure": Kind(404, "the registry has no such measure: see `/measures`"),
        "unknown-sector": Kind(404, "no counted sector has the id (`other` is not counted): see `/sectors`"),
        "too-many-samples": Kind(
            413,
            "more samples than one call may draw: ask for fewer, or ask for a job, which may draw 1,000,000",
        ),
        "too-many-ties": Kind(
            413,
            "more ties than robustness and rich club are computed for in one call: leave them out with `quick=true`, ask for fewer, or ask for a job",
        ),
        "unknown-job": Kind(404, "no job has the id: it was removed, or never was; `/jobs` lists them"),
        "job-not-done": Kind(409, "there is no result (yet): the detail says how the job stands"),
        "queue-full": Kind(503, "as many jobs wait as may: ask again later, or cancel one"),
        "jobs-unavailable": Kind(
            503, "jobs cannot be kept: the folder cannot be written, or another server has it (`SOJAE_JOBS`)"
        ),
        "job-failed": Kind(
            500,
            "in a job's `error`: its process was cut off (memory, disk, a server that ended again and again)",
        ),
        "result-too-large": Kind(
            413,
            "in a job's `error`: the result is larger than all results may be (`limits` in `/`): ask for fewer records",
        ),
        "unknown-route": Kind(404, "nothing is under the address"),
        "method-not-allowed": Kind(405, "the address does not take the method: see `Allow`"),
        "not-acceptable": Kind(
            406, "nothing here is sent in a type that `Accept` names: accept one of those listed"
        ),
        "explorer-not-built": Kind(
            503,
            "the explorer was not built here: run `python viz/explorer/build.py`; API and `/api/v1/page` work without it",
        ),
        "not-installed": Kind(
            501, "this server lacks an optional package: the detail names the extra of Sojae that brings it"
        ),
        "expired-cursor": Kind(
            410, "the content changed since the page before: begin again without a cursor"
        ),
        "too-large": Kind(413, "the body is too large: send several requests"),
        "too-slow": Kind(
            408,
            "the body did not come within the seconds that `limits` in `/` names: send it faster, or in parts",
        ),
        "unknown-key": Kind(401, "the API key sent is not known here: check it, or send none to read"),
        "key-required": Kind(
            401, "writing needs a key: send `Authorization: Bearer KEY` (made by `sojae key`)"
        ),
        "scope-required": Kind(403, "the key lacks the scope: use one that has it"),
        "not-withdrawn": Kind(409, "nothing was said by hand about the record, or others refer to it"),
        "unsupported-media-type": Kind(415, "send `Content-Type: application/json` (a zip for `/loads`)"),
        "invalid-record": Kind(
            422, "a record breaks a rule: each fault names field, rule and remedy; nothing was written"
        ),
        "invalid-upload": Kind(422, "the upload is no zip of the origin's files; nothing was written"),
        "too-many-requests": Kind(429, "more requests a minute than allowed: wait as `Retry-After` says"),
        "not-ready": Kind(503, "nothing can be served yet; the detail says why: wait, or mend it"),
        "nothing-loaded": Kind(503, "nothing was ever loaded into the store: load an origin (`sojae load`)"),
        "unfinished-load": Kind(503, "a load was cut off: load its origin again to complete it"),
        "store": Kind(503, "the store cannot be read; the detail says why"),
        "http": Kind(None, "another error of HTTP"),
        "internal": Kind(500, "a fault here; it is logged under the request id"),
    }
)
