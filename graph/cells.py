"""Values as cells of a CSV that somebody opens in a spreadsheet."""

from __future__ import annotations

from typing import Any

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""How a cell begins that Excel, LibreOffice or Google Sheets may take for a formula (OWASP: CSV injection)."""


def cell(value: Any) -> Any:
    """Give a value as a cell: nothing for None, and no text that would be run as a formula.

    >>> cell("=1+1"), cell(None), cell(True), cell(-1)
    ("'=1+1", '', 'true', -1)
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
