"""`sojae export`: whole files or none, and one clear line when it cannot be."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from typer.testing import CliRunner

from sojae.cli import app
from sojae.commands.files import write
from tests import forks
from viz.exports import formats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store

FORMATS = formats()


@pytest.fixture
def export(daegu_store: Store, monkeypatch: pytest.MonkeyPatch):
    """Run the command on the Daegu data and give its exit code and what it said."""
    monkeypatch.setenv("SOJAE_STORE", daegu_store.address)

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["export", *words])
        return done.exit_code, done.stderr

    return run


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_whole(export, tmp_path, name):
    out = tmp_path / f"dmi.{FORMATS[name].extension}"
    code, told = export(name, str(out), "--around", "dmi")
    assert (code, told.count("\n")) == (0, 1)
    assert out.stat().st_size > 1000
    assert [file.name for file in tmp_path.iterdir()] == [out.name]


def test_one_table_has_the_ending_of_its_own(export, tmp_path):
    assert (
        export("parquet", str(tmp_path / "r.parquet"), "--part", "relations", "--kinds", "organisation")[0]
        == 0
    )
    assert set(pd.read_parquet(tmp_path / "r.parquet")["predicate"]) >= {"SUPPLIES"}
    code, told = export("csv", str(tmp_path / "all.csv"))
    assert code == 1
    assert "all.zip" in told
    assert "--part" in told


@pytest.mark.parametrize(
    ("words", "told", "ends"),
    [
        (("gexff", "x"), "gexf", 2),
        (("gexf", "x.graphml"), "x.gexf", 1),
        (("graphml", "x.graphml", "--part", "nodes"), "no tables", 2),
        (("csv", "x.zip", "--positions"), "has no positions", 2),
        (("csv", "x.zip", "--sectors", "metal"), "metals", 2),
        (("csv", "x.zip", "--predicates", "SUPLIES"), "SUPPLIES", 2),
        (("csv", "x.zip", "--around", "dmj"), "dmi", 1),
        (("csv", "/nonexistent/x.zip"), "choose another file", 1),
        (("csv", "/proc/x.zip"), "choose another file", 1),
    ],
)
def test_what_is_refused_is_one_clear_line_and_no_file(export, tmp_path, monkeypatch, words, told, ends):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["sojae", "export", *words])
    code, said = whole_command(words)
    assert code == ends
    assert told in said
    assert len(said.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def whole_command(words: tuple[str, ...]) -> tuple[int, str]:
    """Run the program itself, which turns a refusal into a line."""
    import contextlib

    from sojae.cli import main

    said = io.StringIO()
    with contextlib.redirect_stderr(said), pytest.raises(SystemExit) as ended:
        main()
    return int(str(ended.value.code)), said.getvalue()


def test_a_file_that_cannot_be_finished_leaves_the_older_one_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "graph.gexf"
    out.write_bytes(b"older")

    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(SystemExit):
        write(out, chunks(), "")
    assert out.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [out]


def test_a_link_keeps_leading_to_its_file_and_a_device_is_written_into(tmp_path: Path) -> None:
    target, link = tmp_path / "target.zip", tmp_path / "link.zip"
    target.write_bytes(b"")
    link.symlink_to(target)
    write(link, [b"new"], "")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")
    write(Path("/dev/null"), [b"new"], "")
    assert not Path("/dev/null").is_file()


def test_a_zip_on_stdout_is_whole(daegu_store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    with out.open("wb") as file:
        done = forks.begin(
            "export", "csv", "/dev/stdout", "--store", daegu_store.address, stdout=file.fileno()
        )
        assert done.communicate(60)
    assert done.returncode == 0
    assert zipfile.ZipFile(out).testzip() is None
