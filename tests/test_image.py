"""The image without Docker: exactly the files that the Dockerfile copies, what it runs, and a server out of that."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import fields
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pytest
import yaml

from sojae.settings import PREFIX, Settings, read_settings
from tests.served import free_port

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = {f"{PREFIX}{field.name.upper()}" for field in fields(Settings)}
ELSEWHERE = re.compile(r"(?<![\w.])/(app|opt/sojae|data)\b")
"""Places of the image, which stand in a folder here."""


class Step(NamedTuple):
    """One instruction of a stage."""

    stage: int
    word: str
    rest: str


def steps() -> list[Step]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    found: list[Step] = []
    stage = -1
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        assert not line.endswith("\\"), "one instruction a line, so that this test can read it"
        word, _, rest = line.partition(" ")
        stage += word == "FROM"
        found.append(Step(stage, word, rest))
    return found


def ignored(path: PurePosixPath, patterns: list[str]) -> bool:
    """Tell whether .dockerignore leaves a path out, with all that is in it."""
    for pattern in patterns:
        assert not pattern.startswith("!"), "this test does not read exceptions"
        anywhere = pattern.removeprefix("**/")
        for place in (path, *path.parents):
            if anywhere != pattern and fnmatchcase(place.name, anywhere):
                return True
            if anywhere == pattern and fnmatchcase(place.as_posix(), pattern):
                return True
    return False


def copy(name: str, target: Path) -> None:
    """Copy one file or folder as COPY does."""
    patterns = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()

    def left_out(folder: str, names: list[str]) -> set[str]:
        inside = Path(folder).relative_to(ROOT)
        return {one for one in names if ignored(PurePosixPath(inside.as_posix()) / one, patterns)}

    source = ROOT / name
    assert not ignored(PurePosixPath(name), patterns), name
    if source.is_dir():
        shutil.copytree(source, target, ignore=left_out)
    else:
        shutil.copy(source, target / source.name if target.is_dir() else target)


def here(text: str, image: Path) -> str:
    return ELSEWHERE.sub(lambda place: f"{image}/{place[1]}", text)


def run(command: str, folder: Path, image: Path) -> None:
    """Do what a RUN line does; uv is here already, and users are made by nobody but the image."""
    if command == "python -m pip install --no-cache-dir uv" or command.startswith("useradd "):
        return
    binaries = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{Path(sys.executable).parent}"
    done = subprocess.run(
        ["sh", "-ec", here(command, image)],
        cwd=folder,
        env={
            "PATH": f"{binaries}{os.pathsep}/usr/bin:/bin",
            **{
                k: v
                for k, v in os.environ.items()
                if k in {"HOME", "UV_CACHE_DIR", "XDG_CACHE_HOME"}
                or "PROXY" in k.upper()
                or k.startswith(("PIP_", "UV_", "npm_", "NPM_", "SSL_"))
            },
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-1000:]}\n{done.stderr[-3000:]}"


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform == "win32", reason="the image is of Linux")
def test_what_the_dockerfile_says_gives_a_server_with_the_explorer(tmp_path):
    folder, image = tmp_path / "app", tmp_path
    environment: dict[str, str] = {}
    (tmp_path / "data").mkdir()
    for step in steps():
        if step.word == "WORKDIR" and step.stage == 0:
            folder = Path(here(step.rest, image))
            folder.mkdir()
        elif step.word == "COPY" and not step.rest.startswith("--from"):
            *names, target = step.rest.split()
            for name in names:
                copy(name, folder / target)
        elif step.word == "RUN":
            run(step.rest, folder, image)
        elif step.word == "ENV":
            environment |= dict(pair.split("=", 1) for pair in shlex.split(here(step.rest, image)))
    shutil.rmtree(folder)  # the second stage has nothing of it
    environment["PATH"] = environment["PATH"].replace("$PATH", "/usr/bin:/bin")
    environment |= {"HOME": str(tmp_path / "data"), "SOJAE_PORT": str(free_port()), "SOJAE_HOST": "127.0.0.1"}
    assert {name for name in environment if name.startswith(PREFIX)} <= SETTINGS
    place, sojae = tmp_path / "data", str(tmp_path / "opt" / "sojae" / "bin" / "sojae")
    stubs = list(
        (tmp_path / "opt" / "sojae").glob("lib/python*/site-packages/sojae/_app/queries/methods.pyi")
    )
    assert len(stubs) == 1, "the wheel has no types"
    subprocess.run([sojae, "load", "daegu"], cwd=place, env=environment, check=True, capture_output=True)
    (health,) = [step.rest for step in steps() if step.word == "HEALTHCHECK"]
    check = json.loads(health.partition("CMD ")[2])
    with subprocess.Popen(
        [sojae, "serve"], cwd=place, env=environment, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            end = time.monotonic() + 90
            while subprocess.run(
                check, env=environment, cwd=place, check=False, capture_output=True
            ).returncode:
                assert time.monotonic() < end
                assert server.poll() is None, server.stderr.read() if server.stderr else ""
            base = f"http://127.0.0.1:{environment['SOJAE_PORT']}"
            with urllib.request.urlopen(f"{base}/api/v1/organisations/dmi") as answer:
                assert json.loads(answer.read())["id"] == "dmi"
            with urllib.request.urlopen(f"{base}/") as page:
                assert b'id="app"' in page.read() or b"/assets/" in page.read()
            with urllib.request.urlopen(f"{base}/ready") as told:
                assert json.loads(told.read())["jobs"] == "ready"
            assert list((place / "jobs").iterdir())
        finally:
            server.send_signal(signal.SIGTERM)
            assert server.wait(30) == 0
    refused = subprocess.run(check, env=environment, cwd=place, check=False, capture_output=True)
    assert refused.returncode != 0


def test_the_image_runs_as_a_user_keeps_its_data_on_a_volume_and_tells_whether_it_is_well():
    last = {step.word: step.rest for step in steps() if step.stage == 1}
    (made,) = [step.rest for step in steps() if step.rest.startswith("useradd")]
    assert last["USER"] == made.split()[-1] != "root"
    assert last["VOLUME"] == last["WORKDIR"] == made.split("--home-dir ")[1].split()[0]
    assert json.loads(last["ENTRYPOINT"]) == ["sojae"]
    assert json.loads(last["CMD"]) == ["serve"]
    assert "curl" not in last["HEALTHCHECK"]
    assert "/ready" in last["HEALTHCHECK"]
    for step in steps():
        for name in re.findall(rf"{PREFIX}\w+", step.rest):
            assert name in SETTINGS


def test_compose_names_settings_that_there_are_restarts_and_keeps_what_must_last(monkeypatch):
    composed: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    services = composed["services"]
    for service in (services["load"], services["sojae"]):
        assert set(service["environment"]) <= SETTINGS
        assert {"SOJAE_STORE", "SOJAE_STORE_PASSWORD", "SOJAE_API_KEYS"} <= set(service["environment"])
        assert service["volumes"] == ["sojae:/data"]
        assert service["environment"]["SOJAE_JOBS"].startswith("/data/")
        assert service["build"] == "."
    assert services["sojae"]["restart"] == services["neo4j"]["restart"] == "unless-stopped"
    assert services["sojae"]["depends_on"]["load"]["condition"] == "service_completed_successfully"
    assert services["load"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert services["load"]["restart"] == "on-failure"
    named = {volume.split(":")[0] for service in services.values() for volume in service["volumes"]}
    assert named == set(composed["volumes"])
    for service in services.values():
        for port in service.get("ports", ()):
            assert port.startswith("127.0.0.1:"), "only a proxy in front is for others"
    monkeypatch.setenv("SOJAE_API_KEYS", "")  # what compose gives where nothing is set
    assert read_settings().api_keys == ()
