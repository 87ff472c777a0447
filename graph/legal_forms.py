"""Legal forms of bodies, which names bear or leave out: (주), 주식회사, 재단법인, Co., Ltd., Inc."""

from __future__ import annotations

import re
import unicodedata

from graph.names import comparable

BRACKETED = re.compile(r"\((?:주|유|재|사|합|학|의)\)")
KOREAN = "주식회사|유한책임회사|유한회사|합자회사|합명회사|재단법인|사단법인|학교법인|의료법인|사회복지법인|농업회사법인|사회적협동조합"
LEADING = re.compile(rf"^\s*(?:{KOREAN})\s*")
TRAILING = re.compile(
    rf"\s*(?:{KOREAN})\s*$"
    r"|[\s,]+(?:co\.?,?\s*,?\s*ltd|ltd|inc|corp|corporation|llc|limited|company|co)\.?\s*$",
    re.IGNORECASE,
)


def without_legal_form(name: str) -> str:
    """Give a name in comparable form, less the legal form; a name that is nothing else stays.

    >>> without_legal_form("㈜ 아진산업"), without_legal_form("Ajin Industrial Co., Ltd.")
    ('아진산업', 'ajinindustrial')
    """
    text = BRACKETED.sub(" ", unicodedata.normalize("NFKC", name))
    while (shorter := TRAILING.sub("", LEADING.sub("", text))) != text:
        text = shorter
    return comparable(text) or comparable(name)
