"""Characters that no text of the graph bears, and texts that say nothing."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from graph.schema import check
from graph.texts import says_nothing, tidied, visible
from tests.records import MILL, PAPER


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("한빛\u200b메탈", "한빛메탈"),
        ("a\u202eelif.exe", "aelif.exe"),
        (unicodedata.normalize("NFD", "한빛메탈"), "한빛메탈"),
        ("가나\u3164", "가나 "),
        ("가\x0b나", "가 나"),
        ("👩\u200d🔬 연구소", "👩\u200d🔬 연구소"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Han\u200cbit", "Hanbit"),
        ("شركة المواد", "شركة المواد"),
        ("ㄷㄱㅌㅋ", "ㄷㄱㅌㅋ"),
    ],
)
def test_what_nobody_sees_is_taken_out_and_letters_of_any_script_stay(written: str, kept: str) -> None:
    assert tidied(written) == kept
    assert tidied(kept) == kept


@pytest.mark.parametrize(
    "text", ["", " ", "-", ".", "···", "\u3164", "\u200b", "#N/A", "#REF!", "NaN", "null", "없음", "미상"]
)
def test_a_cell_that_says_that_there_is_nothing_is_no_name(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("name", ["가나", "3M", "NAVER", "널", "شركة", "Nonesuch", "무림"])
def test_a_name_is_one(name: str) -> None:
    assert not says_nothing(name)


@pytest.mark.parametrize("character", ["\x1b", "\x08", "\x9b", "\ufffe", "\u202e", "\u200b", "\u2066"])
@pytest.mark.parametrize("field", ["name_ko", "name_en", "products", "city"])
def test_no_record_with_a_character_that_steers_or_hides_may_be_stored(character: str, field: str) -> None:
    (fault,) = check(replace(MILL, **{field: f"가{character}나"}))
    assert (fault.field, fault.remedy) == (field, "remove it")
    assert f"U+{ord(character):04X}" in fault.rule


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "회의록 3쪽",
        "http://",
        "www.a.kr",
    ],
)
def test_an_address_that_must_not_be_followed_is_refused_of_a_website_as_of_a_source(address: str) -> None:
    (fault,) = check(replace(MILL, website=address))
    (other,) = check(replace(PAPER, url=address))
    assert (fault.field, other.field) == ("website", "url")
    assert fault.rule == other.rule == "an address begins with http:// or https://"


def test_a_text_is_shown_on_a_terminal_without_steering_it() -> None:
    assert visible("가\x1b[31m나\u202e") == "가<U+001B>[31m나<U+202E>"
