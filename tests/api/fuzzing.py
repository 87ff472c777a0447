"""Runs schemathesis against a server, as anybody could from a shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.served import Served

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = "positive_data_acceptance"
"""Stands in the hooks with the rules that no schema can say: `refused_only_for_what_no_schema_says`."""
ENDLESS = "/api/v1/events"
"""A stream of an hour, which a fuzzer would wait for; `test_events` has it."""
CONFIG = """
[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429]
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether every check held, how many cases there were, and what was said."""

    held: bool
    cases: int
    said: str


def fuzz(server: Served, folder: Path, *, phases: str, examples: int, seed: int) -> Outcome:
    """Try what the OpenAPI document allows and what it does not, with every check."""
    urllib.request.urlopen(
        f"{server.base}/api/v1/openapi.json"
    ).close()  # written once: schemathesis waits ten seconds at most
    config = folder / "schemathesis.toml"
    config.write_text(CONFIG, encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("st")), "--config-file", str(config), "--no-color",
        "run", f"{server.base}/api/v1/openapi.json",
        "--header", f"Authorization: Bearer {server.secret}",
        "--phases", phases, "--max-examples", str(examples), "--seed", str(seed),
        "--checks", "all", "--exclude-checks", LEFT_OUT, "--continue-on-failure", "--no-shrink",
        "--suppress-health-check", "all", "--generation-database", "none", "--request-timeout", "60", "--max-response-time", "60",
        "--warnings", "off", "--exclude-path", ENDLESS,
    ]  # fmt: skip
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.api.fuzz_hooks", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, errors="replace"
    )
    said = run.stdout + run.stderr
    found = re.search(r"([\d,]+) generated", said)
    return Outcome(run.returncode == 0, int(found[1].replace(",", "")) if found else 0, said)
