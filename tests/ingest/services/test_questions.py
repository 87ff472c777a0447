"""What services are asked, word for word, how politely, and the turns of their answers that ORIGINS.md warns of."""

from __future__ import annotations

import json
import time

import pytest

from graph.snapshot import Snapshot
from ingest.adapters import dart_company, factoryon, kipris, ntis
from ingest.load import TookNothing, load
from ingest.origin import OriginError
from ingest.services.client import ServiceStop
from ingest.services.saved_pages import Allowance
from tests.ingest.services.loaded import empty_store, everything
from tests.ingest.services.serving import ANSWERS, KEY, Reply, answer, serving, told

FACTORY = {"fctryManageNo": "130111000624601", "cmpnyNm": "한빛메탈", "rnAdres": "경상북도 경산시 진량읍 1"}


def asked(origin, reply, folder, **options):
    """Load from a service; give the report, all that is held, and the words of each call."""
    with serving(reply) as service, empty_store(folder) as store:
        report = load(store, origin, options=told(service, folder, **options))
        return report, everything(store), service.calls


def of_factories(items, total=1):
    body = {"items": items, "totalCount": total, "pageNo": 1}
    said = {"response": {"header": {"resultCode": "00"}, "body": body}}
    return lambda *_: Reply(json.dumps(said, ensure_ascii=False).encode())


def test_ntis_is_asked_in_its_own_words_a_hundred_at_once(tmp_path):
    _, _, calls = asked(
        "ntis",
        lambda words, _: answer("ntis-1.xml" if words["startPosition"] == "1" else "ntis-2.xml"),
        tmp_path, words="금속", field="TI",
    )  # fmt: skip
    for call, begin in zip(calls, ("1", "101"), strict=True):
        assert call == {
            "apprvKey": KEY, "collection": "project", "SRWR": "금속", "searchFd": "TI", "searchRnkn": "DATE/DESC", "startPosition": begin,
            "displayCnt": "100",
        }  # fmt: skip
    assert ntis.ADDRESS.endswith("rndopen/openApi/public_project")


def test_kipris_is_asked_in_its_own_words_five_hundred_at_once_and_misspelt_as_it_is(tmp_path):
    _, _, (call,) = asked("kipris", lambda *_: answer("kipris-1.xml"), tmp_path, applicants="한빛메탈")
    assert (call["ServiceKey"], call["applicant"]) == (KEY, "한빛메탈")
    assert (call["docsStart"], call["docsCount"], call["numOfRows"]) == ("1", "500", "500")
    assert kipris.ADDRESS.endswith("kipo-api/kipi/patUtiModInfoSearchSevice/getAdvancedSearch"), "theirs"


def test_dart_and_factoryon_are_asked_in_their_own_words(tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
    _, _, (call,) = asked(
        "dart-company", lambda *_: answer("dart-00999999.json"), tmp_path / "a", codes="00999999"
    )
    assert call == {"crtfc_key": KEY, "corp_code": "00999999"}
    _, _, (call,) = asked("factoryon", of_factories({"item": FACTORY}), tmp_path / "b", firms="한빛메탈")
    assert call == {
        "serviceKey": KEY,
        "cmpnyNm": "한빛메탈",
        "type": "json",
        "pageNo": "1",
        "numOfRows": "100",
    }
    assert factoryon.ADDRESS.endswith("fctryRegistInfo/getFctryPrdctnService_v2")
    assert dart_company.ADDRESS.endswith("api/company.json")


def test_the_thousand_calls_of_a_month_that_kipris_allows_end_the_fetch_before_another_call(tmp_path):
    allowance = Allowance(tmp_path / "pages", "kipris", kipris.CALLS)
    allowance.spend()
    assert kipris.CALLS == 1000
    allowance.path.write_text("1000", encoding="ascii")
    with serving(lambda *_: answer("kipris-1.xml")) as service, empty_store(tmp_path) as store:
        with pytest.raises(ServiceStop, match="the 1000 calls of this month are used:"):
            load(store, "kipris", options=told(service, tmp_path, applicants="한빛메탈"))
        assert not Snapshot(store).ids
    assert service.calls == []


def test_calls_are_made_politely_with_a_pause_between_them(tmp_path):
    moments = []

    def reply(words, _):
        moments.append(time.monotonic())
        return answer("ntis-1.xml" if words["startPosition"] == "1" else "ntis-2.xml")

    asked("ntis", reply, tmp_path, words="금속", pause="1.0")
    assert len(moments) == 2
    assert moments[1] - moments[0] >= 0.5  # they are taken by the server, which may be late for the first


@pytest.mark.parametrize("items", ["", None, {"item": []}, {"item": ""}, []])
def test_no_factory_at_all_is_an_empty_text_where_a_list_was_meant(items, tmp_path):
    with (
        serving(of_factories(items, 0)) as service,
        empty_store(tmp_path) as store,
        pytest.raises(TookNothing, match="no row gives a record") as nothing,
    ):
        load(store, "factoryon", options=told(service, tmp_path, firms="한빛메탈"))
    assert nothing.value.report.rejected == 0


def test_factoryon_is_asked_for_firms_by_name_since_it_wants_one(tmp_path):
    with empty_store(tmp_path) as store, pytest.raises(OriginError, match="--set firms="):
        load(store, "factoryon", options={"key": KEY, "pages": "x"})


@pytest.mark.parametrize(
    ("change", "field"),
    [({"cmpnyNm": ""}, "cmpnyNm"), ({"fctryManageNo": "13011100062460"}, "fctryManageNo"), ({"fctryManageNo": ""}, "fctryManageNo")],
)  # fmt: skip
def test_a_factory_without_a_firm_or_its_fifteen_digits_is_rejected(change, field, tmp_path):
    other = {**FACTORY, **change}
    report, held, _ = asked(
        "factoryon", of_factories({"item": [FACTORY, other]}, 2), tmp_path, firms="한빛메탈"
    )
    assert [one.field for one in report.rejects] == [field]
    assert report.new["organisation"] == 1
    assert "factoryon:130111000624601" in held


def test_the_first_digits_of_a_factory_number_are_no_corporation_where_the_check_digit_fails(tmp_path):
    other = {**FACTORY, "fctryManageNo": "130111000624701"}
    _, held, _ = asked("factoryon", of_factories({"item": [other]}), tmp_path, firms="한빛메탈")
    assert "130111000624701" in held
    assert "'crn'" not in held


def dart(**change):
    said = {"status": "000", "corp_code": "00999999", "corp_name": "한빛메탈", "est_dt": "19990301", **change}
    return lambda *_: Reply(json.dumps(said, ensure_ascii=False).encode())


def test_a_corporation_number_whose_check_fails_is_a_warning_and_no_rejection(tmp_path):
    """The numbering was reformed."""
    report, held, _ = asked("dart-company", dart(jurir_no="1301110006247"), tmp_path, codes="00999999")
    assert report.rejected == 0
    assert "1301110006247" in held


def test_a_business_number_whose_check_fails_rejects_its_row(tmp_path):
    with serving(dart(bizr_no="1248100999")) as service, empty_store(tmp_path) as store:
        with pytest.raises(TookNothing) as nothing:
            load(store, "dart-company", options=told(service, tmp_path, codes="00999999"))
        assert [one.field for one in nothing.value.report.rejects] == ["bizr_no"]
        assert "1248100999" not in everything(store)


def test_a_company_without_a_stock_code_is_not_listed_and_no_fault(tmp_path):
    report, held, _ = asked("dart-company", dart(stock_code=" ", bizr_no=""), tmp_path, codes="00999999")
    assert report.rejected == 0
    assert "stock_code" not in held


@pytest.mark.parametrize(
    ("body", "says"), [(dart(status="020"), "call limit is reached"), (dart(status="800"), "error 800")]
)
def test_dart_says_errors_with_http_200_in_its_status(body, says, tmp_path):
    with (
        serving(body) as service,
        empty_store(tmp_path) as store,
        pytest.raises(OriginError, match=says),
    ):
        load(store, "dart-company", options=told(service, tmp_path, codes="00999999"))


HIT = """<RESULT><TOTALHITS>1</TOTALHITS><HIT><ProjectNumber>1</ProjectNumber><ProjectYear>2020</ProjectYear>
<ProjectTitle><Korean>{title}</Korean></ProjectTitle><ResearchAgency><Name>(주){agency}</Name></ResearchAgency>
<ProjectPeriod><Start>{start}</Start><End>20201231</End></ProjectPeriod></HIT></RESULT>"""


@pytest.mark.parametrize(
    "mark",
    ['<span class="search_word">{}</span>', "&lt;span class=&quot;search_word&quot;&gt;{}&lt;/span&gt;",
     '<![CDATA[<span class="search_word">{}</span>]]>'],
    ids=["elements", "escaped", "cdata"],
)  # fmt: skip
def test_the_marks_of_a_search_inside_text_are_taken_out(mark, tmp_path):
    body = HIT.format(
        title=mark.format("금속") + "소재 개발", agency="한빛" + mark.format("메탈"), start="20200101"
    )
    _, held, _ = asked("ntis", lambda *_: Reply(body.encode()), tmp_path, words="금속")
    assert "금속소재 개발" in held
    assert "(주)한빛메탈" in held
    assert "span" not in held


@pytest.mark.parametrize("start", ["20200401", "2020-04-01 00:00:00.0", "2020-04-01"])
def test_each_way_in_which_ntis_writes_a_date_is_read(start, tmp_path):
    body = HIT.format(title="금속", agency="한빛메탈", start=start)
    _, held, _ = asked("ntis", lambda *_: Reply(body.encode()), tmp_path, words="금속")
    assert "'2020-04-01'" in held


def test_each_class_of_science_of_a_project_is_a_technology_of_its_leading_body(tmp_path):
    with empty_store(tmp_path) as store:
        load(store, "ntis", [ANSWERS / "ntis-1.xml"])
        held = everything(store)
    assert held.count('"DEVELOPS"') == 2
    assert "금속재료" in held
    assert "정밀생산기계" in held
    assert "서양사" not in held
