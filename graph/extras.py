"""Optional parts of an installation: whatever needs a package that may be missing says here which extra brings it.

The extras stand in `pyproject.toml`; what each weighs, in docs/how-to/install.md.
"""

from __future__ import annotations

from importlib.util import find_spec

from graph.errors import SojaeError


class NotInstalled(SojaeError):
    """A package of an extra is missing; the message names the package and the command that installs it."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(
            f"{purpose} needs the package {package}, which is not installed: run pip install 'sojae[{extra}]'"
        )
        self.package, self.extra, self.purpose = package, extra, purpose


def needs(package: str, *, extra: str, purpose: str) -> None:
    """Refuse what needs a package that is not installed; called where the package is about to be imported.

    >>> needs("json", extra="parquet", purpose="Parquet")
    >>> needs("no_such_package", extra="parquet", purpose="Parquet")
    Traceback (most recent call last):
    graph.extras.NotInstalled: Parquet needs the package no_such_package, which is not installed: run pip install 'sojae[parquet]'

    Raises:
        NotInstalled: the package is missing.
    """
    if find_spec(package) is None:
        raise NotInstalled(package, extra, purpose)
