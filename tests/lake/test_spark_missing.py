"""What is said where Spark is not installed, has no Java, or its master does not answer; nothing of Spark runs here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

import sojae
from graph.extras import NotInstalled
from graph.lake.errors import LakeError
from graph.lake.spark import find_java, reach
from tests.engines.neo4j_server import free_port

if TYPE_CHECKING:
    from pathlib import Path


def test_pyspark_is_not_imported_unless_asked_for(lake_folder: Path) -> None:
    if "pyspark" not in sys.modules:
        with sojae.lake(lake_folder) as lake:
            lake.gaps()
        assert "pyspark" not in sys.modules


def test_without_pyspark_the_extra_is_named(lake_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.extras.find_spec", lambda name: None if name == "pyspark" else name)
    with pytest.raises(
        NotInstalled, match=r"The engine Spark needs the package pyspark.*pip install 'sojae\[spark\]'"
    ):
        sojae.lake(lake_folder, "spark")


def test_without_java_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(LakeError, match="Spark needs Java 17 or newer, which is not installed"):
        find_java()


def test_a_master_that_does_not_answer_is_named() -> None:
    master = f"spark://127.0.0.1:{free_port()}"
    with pytest.raises(LakeError, match=f"{master}: nobody answers there: is the master running"):
        reach(master)
    with pytest.raises(LakeError, match="“localhost:7077” is not a master: write spark://HOST:7077"):
        reach("localhost:7077")


def test_a_master_needs_spark(lake_folder: Path) -> None:
    with pytest.raises(LakeError, match="a master is one of Spark: use --engine spark"):
        sojae.lake(lake_folder, master="spark://127.0.0.1:7077")
