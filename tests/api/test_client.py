"""openapi-python-client makes a client from the document, without a warning, and the client fetches what the page shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.served import ROOT

PAGE = ROOT / "docs" / "how-to" / "client.md"
ADDRESS = "http://127.0.0.1:8000"


def test_a_client_is_made_as_the_page_says_and_does_what_it_shows(server, tmp_path):
    blocks = dict(
        re.findall(r"```(yaml|sh|python|text)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    )
    (tmp_path / "client.yaml").write_text(blocks["yaml"], encoding="utf-8")
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    made = subprocess.run(
        ["bash", "-e"],
        input=blocks["sh"].replace(ADDRESS, server.base),
        cwd=tmp_path,
        env={**os.environ, "PATH": tools},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    asked = subprocess.run(
        [sys.executable, "-c", blocks["python"].replace(ADDRESS, server.base)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert asked.stdout == blocks["text"], asked.stderr
