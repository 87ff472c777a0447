"""The program starts at once: what is heavy is imported where it is used, and help is read from sources."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

from sojae.cli import COMMANDS, summary
from tests import forks

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "duckdb", "fastapi", "granian", "httpx", "igraph", "jinja2", "matplotlib", "neo4j", "networkx", "pandas", "pyarrow",
    "pydantic", "pydantic_settings", "pyvis", "scipy", "splink", "starlette",
}  # fmt: skip
OF_QUESTIONS = (
    "analyse", "ask", "briefs", "capabilities", "evaluate", "files", "history", "lake", "review", "scorecard", "structure", "tables", "what_next",
)  # fmt: skip
LOADED = """
import json, sys
from importlib import import_module
import sojae.cli
told = {}
for module in sorted(set(sojae.cli.COMMANDS.values()), key=lambda name: (name in sys.argv[1:], name)):
    import_module(f"sojae.commands.{module}")
    told[module] = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps(told))
"""


def test_no_command_imports_what_only_its_answer_needs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *OF_QUESTIONS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for module, names in json.loads(done.stdout).items():
        # options of questions are made of their parameters, which are pydantic's: 0.1 s
        assert HEAVY & set(names) <= ({"pydantic"} if module in OF_QUESTIONS else set()), module


def test_help_imports_no_command_and_not_even_numpy() -> None:
    code = (
        "import sys, sojae.cli\nsys.argv = ['sojae', '--help']\ntry: sojae.cli.main()\nexcept SystemExit: pass\n"
        "print(sorted(name for name in sys.modules if name.startswith(('sojae.commands', 'numpy'))), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert all(f" {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_of_a_command_what_its_own_help_says(name: str) -> None:
    room: typer.Typer = import_module(f"sojae.commands.{COMMANDS[name]}").app
    assert typer.main.get_group(room).commands[name].help == summary(name)


def test_what_is_no_command_is_told_with_the_nearest_and_an_option_before_a_command_is_none() -> None:
    wrong = forks.run("statsu")
    assert wrong.returncode == 2
    assert "did you mean “status”" in wrong.stderr
    assert "No such option" in forks.run("--quick", "status").stderr


@pytest.mark.parametrize(
    ("variable", "text", "told"),
    [
        ("SOJAE_PORT", "http", "SOJAE_PORT: “http” is not a whole number from 0 to 65535"),
        ("SOJAE_PORT", "70000", "SOJAE_PORT: “70000” is not a whole number from 0 to 65535"),
        ("SOJAE_ACCESS_LOG", "maybe", "SOJAE_ACCESS_LOG: “maybe” is neither true nor false"),
        ("SOJAE_LOG_FORMAT", "jsn", "SOJAE_LOG_FORMAT: “jsn” is not allowed: did you mean “json”?"),
        ("SOJAE_ROOT_PATH", "http://x", "SOJAE_ROOT_PATH: “http://x” is not a path prefix"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_with_the_rule(
    variable: str, text: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sojae.settings import SettingsError, read_settings

    monkeypatch.setenv(variable, text)
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert told in str(refused.value)


def test_the_environment_wins_over_the_file_and_secrets_are_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from sojae.settings import read_settings

    (tmp_path / ".env").write_text(
        "SOJAE_PORT=9001\nSOJAE_HOST=here\nSOJAE_STORE_PASSWORD=secret-word\nSOJAE_API_KEYS=a:write:1, b:write:2\nOTHER=1\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("sojae_port", "9002")
    found = read_settings()
    assert (found.port, found.host, len(found.api_keys)) == (9002, "here", 2)
    assert "secret-word" not in repr(found)
    assert found.store_password is not None
    assert found.store_password.value == "secret-word"
