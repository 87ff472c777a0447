"""Labels of yEd: the first visible one of a node or edge of any type."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

LABELS = frozenset({"NodeLabel", "EdgeLabel"})
MARKUP = re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class Labels:
    """The labels inside one or more data, in document order.

    A group has two appearances, open and closed (`Realizers`); the active one counts.
    """

    text: str = ""
    drawing: bool = False
    path: list[str] = field(default_factory=list[str])
    active: int = 0
    realizer: int = -1
    visible: bool = True

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Process the start of a graphics element."""
        self.drawing = True
        if tag == "Realizers":
            word = attributes.get("active", "0")
            self.active, self.realizer = int(word) if word.isdecimal() else 0, -1
        elif self.path and self.path[-1] == "Realizers":
            self.realizer += 1
        if tag in LABELS:
            self.visible = (
                attributes.get("visible", "true") != "false" and attributes.get("hasText", "true") != "false"
            )
        self.path.append(tag)

    def end(self, tag: str, text: str) -> None:
        """Process the end of a graphics element; a label's own text counts."""
        self.path.pop()
        inactive = "Realizers" in self.path and self.realizer != self.active
        if tag in LABELS and self.visible and not inactive and not self.text:
            self.text = plain(text)

    def drew(self, _key: str) -> bool:
        """Return whether the datum was graphics, which has no text of its own."""
        drawing, self.drawing = self.drawing, False
        return drawing


def plain(text: str) -> str:
    """Return a label without line breaks and HTML tags.

    >>> plain("<html><b>한빛</b><br>메탈</html>"), plain("A  < B")
    ('한빛 메탈', 'A < B')
    """
    if text.lstrip().casefold().startswith("<html"):
        text = unescape(MARKUP.sub(" ", text))
    return " ".join(text.split())
