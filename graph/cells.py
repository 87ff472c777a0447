"""Values as cells of a CSV file that may be opened in a spreadsheet."""

from __future__ import annotations

from typing import Any

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""First characters that Excel, LibreOffice or Google Sheets may read as a formula (OWASP: CSV injection)."""


def cell(value: Any) -> Any:
    """Return a value as a cell: empty for None, and formulas made harmless.

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
