"""Builds the site: `python -m docs.site FOLDER` refuses stale tables, broken links and anything loaded from another host."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from docs import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).resolve().parent
ELSEWHERE = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
IN_STYLES = re.compile(r"""(?:url\(|@import)\s*['"]?((?:https?:)?//[^'")\s]+)""", re.IGNORECASE)
LOADED = {"src", "srcset", "poster", "data"}
LINKS_LOADED = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
}


class Resources(HTMLParser):
    """Collects the addresses that a page loads when it is opened, without links that a reader may follow."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = {name: value or "" for name, value in attrs}
        self.found += [value for name, value in given.items() if name in LOADED]
        if tag == "link" and LINKS_LOADED & set(given.get("rel", "").lower().split()):
            self.found.append(given.get("href", ""))


def loaded_from_elsewhere(site: Path) -> Iterator[str]:
    """Name everything that pages and styles of a site load from another host."""
    for path in sorted(site.rglob("*.html")):
        resources = Resources()
        resources.feed(path.read_text(encoding="utf-8"))
        yield from (f"{path.relative_to(site)}: {one}" for one in resources.found if ELSEWHERE.match(one))
    for path in sorted([*site.rglob("*.css"), *site.rglob("*.html")]):
        yield from (
            f"{path.relative_to(site)}: {one}" for one in IN_STYLES.findall(path.read_text(encoding="utf-8"))
        )


def build(site: Path) -> list[str]:
    """Build the site and list its faults."""
    from sphinx.cmd.build import main as sphinx

    if told := tables.stale():
        return told
    kept = site.with_name(f"{site.name}.doctrees")
    options = [
        "--quiet",
        "--fail-on-warning",
        "--keep-going",
        "--fresh-env",
        "--doctree-dir",
        str(kept),
        "--builder",
        "html",
    ]
    if sphinx([*options, str(SOURCE), str(site)]):
        return ["the site has faults: each warning above names page and line"]
    return [f"{one}: is loaded from another host" for one in loaded_from_elsewhere(site)]


def main() -> None:
    """Build into the given folder."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m docs.site FOLDER")
    if told := build(Path(sys.argv[1]).resolve()):
        sys.exit("\n".join(told))
    print(f"{sys.argv[1]}/index.html: built")


if __name__ == "__main__":
    main()
