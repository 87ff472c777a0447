"""A name is the same however it is written: legal form, site, width, spaces and brackets do not matter."""

from __future__ import annotations

import unicodedata
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.legal_forms import BRACKETS, KOREAN, parted
from graph.names import comparable
from ingest.names import romanised, split_name

HANGUL = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
PIECES = st.sampled_from(
    [*KOREAN, *(f"({word})" for word in BRACKETS), "㈜", "Co., Ltd.", "Inc.", "GmbH", "제2공장", "온양사업장", "대구지점",
     "본사", "(구 대한)", "(DYETEC)", "주)", "Plant 2", " ", "-", ",", "아진", "산업", "Ajin", "ㄷ"]
)  # fmt: skip
WRITTEN = st.one_of(st.text(), st.lists(st.one_of(PIECES, HANGUL), max_size=8).map("".join))
STEMS = st.text(HANGUL, min_size=4, max_size=8).filter(
    lambda stem: split_name(stem).bare == stem and not any(form in stem for form in KOREAN)
)


@given(WRITTEN)
def test_taking_a_bare_name_apart_again_changes_nothing(text):
    bare = split_name(text).bare
    assert split_name(bare).bare == bare


@given(WRITTEN)
def test_a_name_with_a_letter_is_never_empty(text):
    assert bool(split_name(text).bare) == bool(comparable(text))


@given(WRITTEN)
def test_composed_and_decomposed_letters_are_one_name(text):
    one, other = (split_name(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert (one.bare, one.legal_form, one.site, one.also) == (
        other.bare, other.legal_form, other.site, other.also,
    )  # fmt: skip


@given(
    STEMS,
    st.sampled_from(["(주)", "㈜", "주식회사", "( 주 )", "(株)"]),
    st.booleans(),
    st.sampled_from(["", " "]),
)
def test_it_does_not_matter_where_and_how_the_legal_form_stands(stem, form, first, gap):
    name = split_name(f"{form}{gap}{stem}" if first else f"{stem}{gap}{form}")
    assert (name.bare, name.legal_form) == (stem, "주식회사")


def test_the_order_of_several_legal_forms_does_not_matter():
    for order in permutations(["농업회사법인", "아진", "(주)"]):
        name = split_name(" ".join(order))
        assert (name.bare, name.legal_form) == ("아진", "농업회사법인")


@pytest.mark.parametrize(
    ("text", "bare", "form"),
    [
        ("㈜ 다이텍", "다이텍", "주식회사"),
        ("주)다이텍", "다이텍", "주식회사"),
        ("(유)다이텍", "다이텍", "유한회사"),
        ("다이텍 유한회사", "다이텍", "유한회사"),
        ("다이텍(유한)", "다이텍", "유한회사"),
        ("유한책임회사 다이텍", "다이텍", "유한책임회사"),
        ("Garam Gesellschaft mit beschränkter Haftung", "garam", "GmbH"),
        ("Garam Sendirian Berhad", "garam", "Sdn. Bhd."),
        ("Garam Naamloze Vennootschap", "garam", "N.V."),
        ("Garam Aktiebolag", "garam", "AB"),
        ("AB Garam", "garam", "AB"),
        ("Aktiebolaget Garam", "garam", "AB"),
        ("AB Garam SA", "abgaram", "S.A."),
        ("AB 가람", "ab가람", None),
        ("Garam S.C.p.A.", "garam", "S.C.p.A."),
        ("Garam Spółka Akcyjna", "garam", "S.A."),
        ("Garam, a. s.", "garam", "a.s."),
        ("Garam Such As", "garamsuchas", None),
        ("Garam Pvt. Ltd.", "garam", "Ltd."),
        ("Garam Private Limited", "garam", "Ltd."),
        ("Garam (Pty) Ltd", "garam", "Ltd."),
        ("다이텍합자회사", "다이텍", "합자회사"),
        ("합명회사 다이텍", "다이텍", "합명회사"),
        ("재단법인대구테크노파크", "대구테크노파크", "재단법인"),
        ("(재)대구테크노파크", "대구테크노파크", "재단법인"),
        ("사단법인 한국섬유산업연합회", "한국섬유산업연합회", "사단법인"),
        ("농업회사법인 다이텍", "다이텍", "농업회사법인"),
        ("(사)한국섬유산업연합회", "한국섬유산업연합회", "사단법인"),
        ("학교법인 영남학원", "영남학원", "학교법인"),
        ("경북대학교 산학협력단", "경북대학교", "산학협력단"),
        ("다이텍 사회적협동조합", "다이텍", "사회적협동조합"),
        ("Ajin Industrial Co., Ltd.", "ajinindustrial", "Co., Ltd."),
        ("Ajin Industrial Co.,Ltd", "ajinindustrial", "Co., Ltd."),
        ("Ajin Industrial Company Limited", "ajinindustrial", "Co., Ltd."),
        ("AJIN INDUSTRIAL INC", "ajinindustrial", "Inc."),
        ("Ajin Industrial Corp.", "ajinindustrial", "Corp."),
        ("Ajin Industrial LLC", "ajinindustrial", "LLC"),
        ("Ajin Industrial GmbH", "ajinindustrial", "GmbH"),
        ("Kanada Werke G.m.b.H.", "kanadawerke", "GmbH"),
        ("Kanada G. m. b. H. & Co. KG", "kanada", "GmbH & Co. KG"),
        ("Kanada Holding B. V.", "kanadaholding", "B.V."),
        ("Kanada Holding B.V.", "kanadaholding", "B.V."),
        ("Kanada N. V.", "kanada", "N.V."),
        ("Kanada Aktiengesellschaft", "kanada", "AG"),
        ("Kanada AG", "kanada", "AG"),
        ("Kanada Public Limited Company", "kanada", "PLC"),
        ("Kanada p.l.c.", "kanada", "PLC"),
        ("Kanada AB", "kanada", "AB"),
        ("Kanada Oy", "kanada", "Oy"),
        ("Kanada Oyj", "kanada", "Oy"),
        ("Kanada S. p. A.", "kanada", "S.p.A."),
        ("Kanada S.A.S.", "kanada", "S.A.S."),
        ("Kanada K.K.", "kanada", "K.K."),
        ("Kanada Kabushiki Kaisha", "kanada", "K.K."),
        ("Kanada Sdn. Bhd.", "kanada", "Sdn. Bhd."),
        ("Kanada Sdn Bhd", "kanada", "Sdn. Bhd."),
        ("Kanada Pte Ltd", "kanada", "Ltd."),
        ("Kanada Pte. Ltd.", "kanada", "Ltd."),
        ("Kanada Lab", "kanadalab", None),
        ("Kanada Public", "kanadapublic", None),
        ("주식회사", "주식회사", None),
        ("유한양행", "유한양행", None),
        ("대구염색공업협동조합", "대구염색공업협동조합", None),
    ],
)
def test_the_legal_form_is_taken_off_and_kept_beside_the_name(text, bare, form):
    name = split_name(text)
    assert (name.bare, name.legal_form) == (bare, form)


@pytest.mark.parametrize(
    ("text", "bare", "site"),
    [
        ("아진산업 제2공장", "아진산업", "제2공장"),
        ("아진산업2공장", "아진산업", "2공장"),
        ("삼성전자(주) 온양사업장", "삼성전자", "온양사업장"),
        ("세아특수강(주)포항공장", "세아특수강", "포항공장"),
        ("한국오에스지 대구지점", "한국오에스지", "대구지점"),
        ("대구은행(본점)", "대구은행", "본점"),
        ("아진산업(주) 경산 제1공장", "아진산업", "경산 제1공장"),
        ("Ajin Industrial Co., Ltd. Gumi Plant", "ajinindustrial", "Gumi Plant"),
        ("Ajin Industrial Plant 2", "ajinindustrial", "Plant 2"),
        ("Doosan Power Plant", "doosanpowerplant", None),
        ("동아 정밀공장", "동아정밀공장", None),
        ("아진산업 기업부설연구소", "아진산업기업부설연구소", None),
        ("다이텍연구원 부산 분원", "다이텍연구원부산분원", None),
        ("한국건축사사무소", "한국건축사사무소", None),
        ("제2공장", "제2공장", None),
    ],
)
def test_a_plant_is_told_from_the_firm_and_a_body_of_its_own_is_not(text, bare, site):
    name = split_name(text)
    assert (name.bare, name.site) == (bare, site)


def test_brackets_hold_an_abbreviation_the_other_script_or_a_former_name():
    assert split_name("다이텍연구원(DYETEC)").also == ("DYETEC",)
    assert split_name("SL Corp (에스엘)").also == ("에스엘",)
    assert split_name("이수페타시스(구 남양정밀)").formerly == ("남양정밀",)
    assert split_name("다이텍연구원(DYETEC)").bare == split_name("다이텍연구원").bare


@pytest.mark.parametrize(
    "text", ["에스.엘.산업", "에스엘 산업", "에스-엘-산업", "에스·엘·산업", "에스엘산업", "㈜에스.엘 산업"]
)
def test_spaces_dots_and_hyphens_say_nothing(text):
    assert split_name(text).bare == "에스엘산업"


@pytest.mark.parametrize(
    "text", ["S.L. INDUSTRY", "s l industry", "Ｓ－Ｌ　Industry", "SL Industry Co., Ltd."]
)
def test_width_and_case_of_latin_letters_say_nothing(text):
    assert split_name(text).bare == "slindustry"


def test_abbreviations_and_beginnings_of_many_names_are_too_short_to_be_alike():
    assert all(split_name(text).short for text in ("서울", "서울대", "KIT", "(주)대구"))
    assert not any(split_name(text).short for text in ("아진산업", "서울대학교", "Ajin Industrial"))


def test_a_very_long_name_is_taken_apart_at_once():
    for text in ("(" * 50_000 + "x", "," * 50_000 + "x", "co " * 20_000, "(주)" * 20_000 + "아진"):
        assert split_name(text).bare


@pytest.mark.parametrize(
    ("korean", "latin"),
    [
        ("구미", "Gumi"), ("옥천", "Okcheon"), ("합덕", "Hapdeok"), ("호법", "Hobeop"), ("월곶", "Wolgot"),
        ("벚꽃", "Beotkkot"), ("한밭", "Hanbat"), ("백마", "Baengma"), ("종로", "Jongno"), ("왕십리", "Wangsimni"),
        ("별내", "Byeollae"), ("신라", "Silla"), ("해돋이", "Haedoji"), ("같이", "Gachi"), ("좋고", "Joko"),
        ("놓다", "Nota"), ("묵호", "Mukho"), ("집현전", "Jiphyeonjeon"), ("압구정", "Apgujeong"), ("낙동강", "Nakdonggang"),
        ("대관령", "Daegwallyeong"), ("독립문", "Dongnimmun"), ("설악", "Seorak"), ("울릉", "Ulleung"),
        ("극락전", "Geungnakjeon"), ("속리산", "Songnisan"), ("불국사", "Bulguksa"), ("값이", "Gapsi"), ("닭", "Dak"),
        ("대구 달서구", "Daegu Dalseogu"), ("KT대구 2공장", "KTdaegu 2Gongjang"), ("", ""),
    ],
)  # fmt: skip
def test_hangul_is_romanised_as_it_sounds(korean, latin):
    assert romanised(korean) == latin


@given(st.text(HANGUL, min_size=1))
def test_no_hangul_is_left_and_letters_are_plain(text):
    assert romanised(text).isascii()
    assert romanised(text).isalpha()


def test_parting_a_name_without_a_form_changes_nothing():
    assert parted("아진산업") == ("아진산업", None)


@pytest.mark.parametrize(
    "text",
    [
        "Garam AB (fd Naru)", "Garam AB (f.d. Naru)", "Garam GmbH (vormals Naru)", "Garam GmbH (ehem. Naru)",
        "Garam Ltd. (formerly Naru)", "Garam SA (ex Naru)", "Garam SA (ex-Naru)",
    ],
)  # fmt: skip
def test_a_former_name_in_brackets_is_read_in_several_languages(text):
    name = split_name(text)
    assert (name.bare, name.also, name.formerly) == ("garam", (), ("Naru",))


@pytest.mark.parametrize("text", ["가람산업(現 나루산업)", "가람산업 (현 나루산업)", "가람산업(現나루산업)"])
def test_the_present_name_in_brackets_is_another_name(text):
    name = split_name(text)
    assert (name.bare, name.also, name.formerly) == ("가람산업", ("나루산업",), ())


def test_a_word_that_begins_like_a_mark_is_none():
    assert split_name("가람(현대)").also == ()
    assert split_name("Garam (Export)").formerly == ()
