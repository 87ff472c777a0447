"""All kinds of problems: status, meaning and remedy; `type` of a problem links to them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(NamedTuple):
    """A kind of problem; status None: several."""

    status: int | None
    meaning: str


PROBLEMS: Mapping[str, Kind] = MappingProxyType(
    {
        "invalid-parameter": Kind(
            422, "a parameter is unknown or has an invalid value: each fault has a remedy"
        ),
        "unknown-node": Kind(404, "no node has the id; similar ids are suggested, `/search` finds names"),
        "unknown-organisation": Kind(
            404, "no organisation has the id (a technology or programme may have it)"
        ),
        "unknown-technology": Kind(404, "no technology has the id; similar ids are suggested"),
        "unknown-programme": Kind(404, "no programme has the id; similar ids are suggested"),
        "unknown-relation": Kind(404, "no relation has the id; similar ids are suggested"),
        "unknown-source": Kind(404, "no source has the id; similar ids are suggested"),
        "unknown-measure": Kind(404, "no measure has this name: see `/measures`"),
        "unknown-sector": Kind(404, "no counted sector has the id (`other` is not counted): see `/sectors`"),
        "too-many-samples": Kind(
            413,
            "too many samples for one call: use fewer, or submit a job, which may draw 1,000,000",
        ),
        "too-many-ties": Kind(
            413,
            "too many ties for robustness and rich club in one call: leave these out with `quick=true`, choose fewer ties, or submit a job",
        ),
        "unknown-job": Kind(
            404, "no job has the id: it was removed or never existed; `/jobs` lists all jobs"
        ),
        "job-not-done": Kind(409, "the job has no result (yet): the detail gives its state"),
        "queue-full": Kind(503, "too many jobs are queued: try again later, or cancel one"),
        "jobs-unavailable": Kind(503, "jobs cannot be stored: the folder is not writable (`SOJAE_JOBS`)"),
        "job-failed": Kind(
            500,
            "in a job's `error`: its process was cut off (memory, disk, or repeated stops of the server)",
        ),
        "result-too-large": Kind(
            413,
            "in a job's `error`: the result exceeds the limit for all results (`limits` in `/`): choose fewer records",
        ),
        "mcp-off": Kind(
            403, "this server does not answer agents (`SOJAE_MCP=false`): run `sojae mcp` yourself"
        ),
        "foreign-origin": Kind(
            403,
            "a web page of another origin called `/mcp`, or tried to change something without a key: the server must list it in `SOJAE_CORS_ORIGINS`",
        ),
        "foreign-host": Kind(
            403,
            "a request that changes something came by a name that is not this server's (a web page may have turned its own name to this machine): list it in `SOJAE_HOSTS`, or send an API key",
        ),
        "workspaces-off": Kind(
            403, "this server takes no files to look at (`SOJAE_WORKSPACES=false`): run Sojae yourself"
        ),
        "too-many-workspaces": Kind(503, "too many workspaces at once: end one, or try again later"),
        "unknown-workspace": Kind(
            404, "no workspace has the id: it ended after its hours, or with the server; open the files again"
        ),
        "not-in-a-workspace": Kind(
            404, "a workspace is only read, and has no jobs: send the request to the server itself"
        ),
        "workspaces-unavailable": Kind(503, "ended workspaces are no longer removed: restart the server"),
        "unreadable-files": Kind(
            422,
            "the files of a workspace cannot be read: the detail says what and where, and each fault has a remedy",
        ),
        "unknown-route": Kind(404, "nothing is at this address"),
        "method-not-allowed": Kind(405, "the address does not support the method: see `Allow`"),
        "not-acceptable": Kind(406, "no media type in `Accept` is available: accept one of those listed"),
        "explorer-not-built": Kind(
            503,
            "the explorer has not been built: run `python viz/explorer/build.py`; API and `/api/v1/page` work without it",
        ),
        "not-installed": Kind(
            501, "this server lacks an optional package: the detail names the extra to install"
        ),
        "expired-cursor": Kind(
            410,
            "the content that the cursor belongs to is no longer kept (`limits` in `/`): start again without a cursor",
        ),
        "expired-version": Kind(
            410,
            "it is no longer known what moved since this graph version, or it never was one of this store: load everything again",
        ),
        "too-many-streams": Kind(
            503,
            "too many clients wait for events (`limits` in `/`): try again later, or ask for `/` now and then",
        ),
        "too-large": Kind(413, "the request body is too large: send several requests"),
        "too-slow": Kind(
            408,
            "the request body did not arrive in time (`limits` in `/`): send it faster, or in parts",
        ),
        "unknown-key": Kind(401, "the API key is unknown: check it, or send none for reading"),
        "key-required": Kind(
            401, "writing needs a key: send `Authorization: Bearer KEY` (the operator makes keys)"
        ),
        "scope-required": Kind(403, "the key lacks the scope: use one that has it"),
        "not-withdrawn": Kind(
            409, "the record has no manual entry to withdraw, or other records refer to it"
        ),
        "precondition-failed": Kind(
            412,
            "the content has changed since the version of `If-Match`: read the record again, then write; `ETag` has the current version",
        ),
        "unknown-load": Kind(404, "no load has the id: see `/loads`"),
        "not-rolled-back": Kind(
            409,
            "the load was already rolled back, or holds results of the rules: the detail names the remedy",
        ),
        "stale-pair": Kind(
            409,
            "the records of the pair, or what is said about them, have changed since you read them: read the pair again with `/review?id=…`",
        ),
        "pair-decided": Kind(
            409,
            "a person has decided differently: send `state` of the pair as `seen` to replace that decision, or withdraw it first",
        ),
        "contradicted-merge": Kind(
            409,
            "the records have different valid numbers of one register and cannot be merged: correct the number, or decide split",
        ),
        "unsupported-media-type": Kind(415, "send `Content-Type: application/json` (a zip for `/loads`)"),
        "invalid-record": Kind(
            422, "a record breaks a rule: each fault names field, rule and remedy; nothing was written"
        ),
        "invalid-upload": Kind(422, "the upload is not a zip of the origin's files; nothing was written"),
        "too-many-requests": Kind(429, "too many requests per minute: wait as long as `Retry-After` says"),
        "not-ready": Kind(503, "nothing can be served yet: wait, or remove the cause given in the detail"),
        "behind": Kind(
            503,
            "this server has not read the edition of `Min-Graph-Edition` yet: try again as `Retry-After` says, or ask another server",
        ),
        "other-edition": Kind(
            422, "`Min-Graph-Edition` is not an edition, or one of another store: the detail says which"
        ),
        "nothing-loaded": Kind(503, "the store is empty: load an origin"),
        "unfinished-load": Kind(503, "a load was cut off: load its origin again to complete it"),
        "store": Kind(503, "the store cannot be read: the detail gives the reason"),
        "http": Kind(None, "another HTTP error"),
        "internal": Kind(500, "an error of the server, logged under the request id"),
    }
)
