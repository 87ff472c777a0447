"""Brings up generators of typed clients: openapi-generator through Maven, spectral and openapi-typescript through npm.

They are looked for, not demanded: where a tool or its registry is missing, the tests that need it are skipped with the reason.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

GENERATOR = "org.openapitools:openapi-generator-cli:7.25.0"
SPECTRAL = "@stoplight/spectral-cli@6.16.3"
OUT = Path(__file__).resolve().parents[2] / "out" / "clients"
"""Where tools are kept between runs; git ignores it."""
PARTS = {"apiTests": "false", "modelTests": "false", "apiDocs": "false", "modelDocs": "false"}
OPTIONS = {"go": ["--additional-properties=enumClassPrefix=true"], "java": ["--library=native"], "python": []}


QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a Java that runs for seconds: it would be at optimising itself for most of its time."""
TOOLS = {"GOFLAGS": "-mod=mod -trimpath -gcflags=all=-N", "CGO_ENABLED": "0", "MAVEN_OPTS": " ".join(QUICK)}
"""Go keeps what it has compiled for the next run only if the folder is not a part of it, and need not optimise it; no C compiler is asked for."""


def run(*command: str, cwd: Path, seconds: int = 240) -> str:
    """Run a command; what fails is told with all that it printed."""
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=seconds, check=False, env={**os.environ, **TOOLS}
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def needed(*tools: str) -> None:
    """Skip the test unless these commands are at hand."""
    for tool in tools:
        if shutil.which(tool) is None:
            pytest.skip(f"no {tool} on this machine")


def brought(*command: str) -> None:
    """Bring a tool from its registry; skip the test if it cannot be reached, or does not have the tool."""
    done = subprocess.run(command, cwd=OUT, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        pytest.skip(f"{command[0]} brings nothing: {(done.stdout + done.stderr)[-300:]}")


def generator() -> Path:
    """Give the jar of openapi-generator."""
    needed("java", "mvn")
    OUT.mkdir(parents=True, exist_ok=True)
    _, name, version = GENERATOR.split(":")
    jar = OUT / f"{name}-{version}.jar"
    if not jar.exists():
        brought("mvn", "-q", "-B", "dependency:copy", f"-Dartifact={GENERATOR}", f"-DoutputDirectory={OUT}")
    return jar


def generated(language: str, document: Path, folder: Path) -> Path:
    """Generate a client of a document."""
    jar = generator()
    parts = ",".join(f"{name}={value}" for name, value in PARTS.items())
    command = [
        "java", *QUICK, "-jar", str(jar), "generate", "-g", language, "-i", str(document), "-o", str(folder), "--global-property", parts,
    ]  # fmt: skip
    run(*command, *OPTIONS[language], cwd=folder.parent)
    return folder


def spectral() -> Path:
    """Give spectral, a linter of OpenAPI documents."""
    needed("node", "npm")
    OUT.mkdir(parents=True, exist_ok=True)
    found = OUT / "node_modules" / ".bin" / "spectral"
    if not found.exists():
        brought(
            "npm",
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
            str(OUT),
            SPECTRAL,
        )
    return found
