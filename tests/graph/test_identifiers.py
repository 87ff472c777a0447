"""Identifiers are checked, kept in one form, and refused with a rule and a remedy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import IdentifierError, crn_of_factory, identify, is_shown
from graph.model import Identifier
from graph.schema import check
from graph.vocabulary import IdentifierScheme, Kind

SCHEMES = st.sampled_from(list(IdentifierScheme))


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        ("brn", "124-81-00998", "1248100998"),
        ("brn", " １２４８１００９９８ ", "1248100998"),
        ("crn", "130111-0006246", "1301110006246"),
        ("corp_code", "00126380", "00126380"),
        ("stock_code", "005930", "005930"),
        ("stock_code", "A005930", "005930"),
        ("stock_code", "0001a0", "0001A0"),
        ("stock_code", "00680K", "00680K"),
        ("ror", "https://ror.org/040c17130", "040c17130"),
        ("ror", "040C17130", "040c17130"),
        ("ror", "01e666568", "01e666568"),  # read as a number it would be infinite
        ("ror", "02e123464", "02e123464"),
        ("openalex", "https://openalex.org/I31419693", "I31419693"),
        ("wikidata", "http://www.wikidata.org/entity/Q20718", "Q20718"),
        ("lei", "9884007ER46L6N7EI764", "9884007ER46L6N7EI764"),
        ("pic", "999986096", "999986096"),
        ("ksic", "10:26110", "10:26110"),
        ("ksic", "10:C26110", "10:26110"),
        ("ksic", "11: C", "11:C"),
        ("ipc", "C08L 23/06", "C08L 23/06"),
        ("ipc", "c08l23/06 (2006.01)", "C08L 23/06"),
        ("ipc", "H01L 021/02", "H01L 21/02"),
        ("ipc", "H01L0021020000", "H01L 21/02"),
        ("ipc", "H01L0021205000", "H01L 21/205"),
        ("ipc", "H01L", "H01L"),
        ("cpc", "Y02E 10/50", "Y02E 10/50"),
        ("place", "2772000000", "2772000000"),
        ("place", "27720", "2772000000"),
        ("factory", "130111000624601", "130111000624601"),
    ],
)
def test_an_identifier_is_kept_in_one_form(scheme, text, value):
    found = identify(scheme, text)
    assert (found.value, found.valid, found.warning) == (value, True, None)
    assert identify(scheme, found.value) == found


@pytest.mark.parametrize(
    ("scheme", "text", "rule"),
    [
        ("brn", "124-81-00999", "check digit"),
        ("brn", "124-81-0099", "leading zeros"),
        ("brn", "1.2481E+09", "shortened"),
        ("brn", "1E+09", "shortened"),
        ("ror", "1.2E+10", "shortened"),
        ("ror", "01e666569", "check digits"),
        ("brn", "삼성전자", "10 digits"),
        ("crn", "130111-000624", "13 digits"),
        ("corp_code", "126380", "leading zeros"),
        ("stock_code", "5930", "leading zeros"),
        ("stock_code", "K05930", "starting with a digit"),
        ("ror", "https://ror.org/040c17131", "check digits"),
        ("ror", "https://ror.org/040i17130", "other than i, l, o"),
        ("openalex", "https://openalex.org/A5023888391", "institution"),
        ("wikidata", "P31", "Wikidata item"),
        ("lei", "9884007ER46L6N7EI765", "ISO 17442"),
        ("pic", "1905614", "9 digits"),
        ("ksic", "26110", "revision"),
        ("ksic", "8:26110", "revision"),
        ("ipc", "Y02E 10/50", "section Y"),
        ("ipc", "H01L 0/02", "symbol"),
        ("ipc", "H01L 21/02; C08L 23/06", "symbol"),
        ("place", "9972000000", "province"),
        ("brn", "1" * 300, "at most"),
        ("crn", "", "13 digits"),
    ],
)
def test_what_cannot_be_one_is_refused_with_its_rule_and_a_remedy(scheme, text, rule):
    with pytest.raises(IdentifierError) as refused:
        identify(scheme, text)
    assert rule in refused.value.rule
    assert refused.value.remedy


def test_a_corporation_number_whose_check_digit_fails_is_kept_with_a_warning():
    found = identify("crn", "130111-0006247")
    assert found.value == "1301110006247"
    assert not found.valid
    assert "check digit" in found.warning


def test_the_resident_number_of_a_person_is_refused_and_not_repeated():
    first = "990101" + "300000"  # somebody born in 2099
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    last = (11 - sum(int(d) * w for d, w in zip(first, weights, strict=True)) % 11) % 10
    with pytest.raises(IdentifierError) as refused:
        identify("crn", f"{first}{last}")
    assert "person" in refused.value.rule
    assert first not in str(refused.value)


def test_a_factory_number_gives_a_corporation_number_only_when_its_check_digit_agrees():
    assert crn_of_factory("130111000624601") == "1301110006246"
    assert crn_of_factory("130111000624701") is None
    assert crn_of_factory("13011100062460") is None
    assert crn_of_factory("삼성") is None


@pytest.mark.parametrize(
    ("middle", "shown"),
    [("01", False), ("79", False), ("80", True), ("81", True), ("89", True), ("90", False), ("99", False)],
)
def test_the_number_of_a_sole_trader_is_never_shown(middle, shown):
    assert is_shown("brn", f"123{middle}00000") is shown


def test_numbers_of_other_registers_are_shown():
    assert is_shown("crn", "1301110006246")
    assert is_shown("stock_code", "005930")


@given(SCHEMES, st.text())
def test_any_text_is_kept_or_refused_and_checking_twice_changes_nothing(scheme, text):
    try:
        kept = identify(scheme, text)
    except IdentifierError as error:
        assert error.rule
        assert error.remedy
    else:
        assert identify(scheme, kept.value) == kept


@given(st.text("0123456789", min_size=9, max_size=9))
def test_each_nine_digits_have_one_check_digit(start):
    fitting = [digit for digit in "0123456789" if not refused("brn", start + digit)]
    assert len(fitting) == 1


@given(st.text("0123456789", min_size=9, max_size=9))
def test_the_check_digit_of_a_business_number_is_that_of_the_published_formula(start):
    d = [int(digit) for digit in start]
    total = sum(a * b for a, b in zip(d, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True)) + d[8] * 5 // 10
    assert not refused("brn", f"{start}{(10 - total % 10) % 10}")


@given(st.text("0123456789", min_size=12, max_size=12))
def test_the_check_digit_of_a_corporation_number_is_that_of_the_published_formula(start):
    total = sum(int(digit) * weight for digit, weight in zip(start, (1, 2) * 6, strict=True))
    last = (10 - total % 10) % 10
    assert crn_of_factory(f"{start}{last}00") == f"{start}{last}"
    assert crn_of_factory(f"{start}{(last + 1) % 10}00") is None


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_of_a_corporation_number_is_found_where_the_weight_shows_it(start, at, by):
    whole = next(start + d for d in "0123456789" if crn_of_factory(start + d + "00"))
    wrong = whole[:at] + str((int(whole[at]) + by) % 10) + whole[at + 1 :]
    found = crn_of_factory(wrong + "00")
    assert found is None or (at % 2 == 1 and by == 5)  # twice five is ten: the sum's last digit is the same


def refused(scheme, text):
    try:
        identify(scheme, text)
    except IdentifierError:
        return True
    return False


def test_a_record_with_a_wrong_identifier_is_refused_and_one_in_another_form_is_told_the_right_one():
    kinds = {"firm": Kind.ORGANISATION}

    def faults(scheme, value):
        return check(Identifier("firm", scheme, value, None, None, ("s1",)), kinds=kinds, sources={"s1"})

    assert faults("brn", "1248100998") == []
    assert faults("crn", "1301110006247") == []
    assert "check digit" in faults("brn", "1248100999")[0].rule
    assert faults("brn", "124-81-00998")[0].remedy == "write “1248100998”"
    assert faults("brm", "1")[0].field == "scheme"
