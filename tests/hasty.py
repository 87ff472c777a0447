"""`sojae serve` that gives a connection two seconds to say what it wants instead of fifteen, so that a test can wait for it."""

from __future__ import annotations

from sojae import cli
from sojae.commands import serve

SECONDS = 2


def main() -> None:
    """Run the program."""
    serve.MILLISECONDS_OF_A_HEAD = SECONDS * 1_000
    cli.main()
