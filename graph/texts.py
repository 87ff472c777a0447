"""Characters that are not allowed in texts of the graph: control characters, text direction marks and invisible ones."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
"""C0 and C1 controls (including ESC) and line separators, except tab and line feed, which count as spaces."""
DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = r"\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
FILLERS = r"\u115f\u1160\u2800\u3164\uffa0"
"""Letters in Unicode that look blank: a name of them is empty."""
NO_CHARACTERS = r"\ufdd0-\ufdef\ufffe\uffff"
JOINERS = r"(?<=[0-9A-Za-z가-힣一-鿿])[\u200c\u200d]|[\u200c\u200d](?=[0-9A-Za-z가-힣一-鿿])"
"""Joiners are used in Persian, Hindi and emoji; next to Latin letters and Hangul they are only hidden."""
HIDDEN = re.compile(rf"[{CONTROLS}{DIRECTIONS}{INVISIBLE}{FILLERS}{NO_CHARACTERS}]|{JOINERS}")
SPACES = re.compile(rf"[{FILLERS}\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]")
INVISIBLES = re.compile(rf"[{DIRECTIONS}{INVISIBLE}{FILLERS}]|{JOINERS}")
"""Characters removed silently. Control characters are kept and then refused, since the text around them is broken, too."""
NOT_A_NAME = frozenset({
    "na", "n/a", "#n/a", "#ref!", "#name?", "#value!", "#div/0!", "#null!", "#num!", "#spill!", "#calc!", "#getting_data", "nan",
    "null", "none", "nil", "undefined", "(null)", "<na>", "nat", "(blank)", "(없음)", "없음", "해당없음", "해당 없음", "해당사항없음",
    "해당사항 없음", "미상", "불명", "미정", "미기재", "미입력", "무기명",
})  # fmt: skip
"""Placeholders that people, spreadsheets and programs write into empty cells, in lower case."""

TRUTHS = {
    **dict.fromkeys(("true", "yes", "on", "1", "t", "y"), True),
    **dict.fromkeys(("false", "no", "off", "0", "f", "n"), False),
}
"""What stands for true and false in queries, in any case: the words that FastAPI takes."""


def truth_of(text: str) -> bool | None:
    """Read a truth value; None if it is neither."""
    return TRUTHS.get(text.casefold())


def tidied(text: str) -> str:
    r"""Compose a text (NFC), remove invisible characters and replace unusual spaces.

    >>> tidied("한빛\u200b메탈"), tidied("a\u202eexe.b"), tidied("\u3164") == " "
    ('한빛메탈', 'aexe.b', True)
    """
    if text.isascii() and text.isprintable():
        return text
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if HIDDEN.search(text) is None:
        return text
    return INVISIBLES.sub("", SPACES.sub(" ", text))


def taken_out(text: str) -> str | None:
    """Return the first character that `tidied` removes from a text."""
    if text.isascii():
        return None
    found = INVISIBLES.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def hidden_in(text: str) -> str | None:
    r"""Return the first character of a text that is not allowed.

    >>> hidden_in("가나\x1b[31m"), hidden_in("가나")
    ('U+001B', None)
    """
    if text.isascii() and text.isprintable():
        return None
    found = HIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def visible(text: str) -> str:
    r"""Return a text for a terminal, with characters that are not allowed as code points.

    >>> visible("가\x1b[31m")
    '가<U+001B>[31m'
    """
    return HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


@lru_cache(maxsize=1 << 14)
def says_nothing(text: str) -> bool:
    """Return whether a text is empty or a placeholder: “-”, “#N/A”, “없음”.

    >>> [says_nothing(text) for text in ("-", "#N/A", "없음", ".", "가나", "NAVER")]
    [True, True, True, True, False, False]
    """
    plain = tidied(text).strip().casefold()
    return plain in NOT_A_NAME or not any(character.isalnum() for character in plain)
