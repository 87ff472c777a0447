"""The page about the explorer names every word that its address may hold."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_word_of_the_address_has_its_line() -> None:
    folder = ROOT / "viz" / "explorer" / "src" / "state"
    source = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.ts")))
    shape = "".join(
        source.partition(f"export interface {name} {{")[2].partition("\n}")[0]
        for name in ("State extends Hands", "Hands")
    )
    words = set(re.findall(r"^  (\w+):", shape, re.MULTILINE))
    told = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "how-to" / "explorer.md").read_text(encoding="utf-8")))
    assert words <= told
    assert len(words) > 30


def test_the_lock_names_no_registry() -> None:
    lock = (ROOT / "viz" / "explorer" / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert "://registry" not in lock
