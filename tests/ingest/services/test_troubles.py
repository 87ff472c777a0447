"""A service that falters is asked again; one that refuses is told as such; nothing is written by halves, the key never shown."""

from __future__ import annotations

import logging
import time

import pytest

from graph.snapshot import Snapshot
from ingest.load import load
from ingest.origin import OriginError
from ingest.services.client import Client, ServiceStop, seconds_of
from ingest.services.organisations import applicants
from ingest.services.saved_pages import Allowance
from tests.ingest.services.loaded import empty_store
from tests.ingest.services.serving import KEY, Reply, answer, serving, told

BOMB = b"""<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><RESULT><TOTALHITS>&c;</TOTALHITS></RESULT>"""
OUTSIDE = (
    b"""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><RESULT><TOTALHITS>&x;</TOTALHITS></RESULT>"""
)


def ntis(words):
    return answer("ntis-1.xml" if words["startPosition"] == "1" else "ntis-2.xml")


def refused(reply, folder, **options):
    """Load from a service, and give the error with which it ends and the calls there were; nothing may be written."""
    with serving(reply) as service, empty_store(folder) as store:
        with pytest.raises(OriginError) as error:
            load(store, "ntis", options=told(service, folder, words="금속", **options))
        assert not Snapshot(store).ids
    assert KEY not in str(error.value)
    return error.value, service.calls


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_service_that_is_busy_is_asked_again(status, tmp_path):
    def reply(words, before):
        return Reply(b"busy", status) if before < 2 else ntis(words)

    with serving(reply) as service, empty_store(tmp_path) as store:
        report = load(store, "ntis", options=told(service, tmp_path, words="금속"))
    assert sum(report.new.values()) > 0
    assert len(service.calls) == 4


def test_a_wait_that_is_asked_for_is_kept_and_a_long_one_stops_the_fetch(tmp_path):
    def reply(words, before):
        return Reply(b"", 429, {"Retry-After": "1"}) if before == 0 else ntis(words)

    began = time.monotonic()
    with serving(reply) as service, empty_store(tmp_path) as store:
        load(store, "ntis", options=told(service, tmp_path, words="금속"))
    assert time.monotonic() - began >= 1.0
    folder = tmp_path / "long"
    folder.mkdir()
    error, calls = refused(lambda *_: Reply(b"", 429, {"Retry-After": "86400"}), folder)
    assert isinstance(error, ServiceStop)
    assert "86400 seconds" in str(error)
    assert len(calls) == 1


def test_a_wait_may_be_told_as_a_moment():
    assert seconds_of("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert seconds_of("Wed, 21 Oct 2099 07:28:00 GMT") > 1e9
    assert seconds_of("soon") == seconds_of(None) == 0.0


def test_a_service_that_does_not_answer_in_time_is_given_up_after_five_tries():
    with serving(lambda *_: Reply(b"late", wait=2.0)) as service:
        client = Client("slow", KEY, key_as="key", pause=0.0, timeout=0.1)
        with pytest.raises(ServiceStop, match="no response in time after 5 attempts"):
            client.get(service.address, {})
        client.close()
    assert len(service.calls) == 5


def test_a_service_that_is_not_there_is_told_as_such(tmp_path):
    with serving(lambda *_: Reply(b"")) as service:
        address = service.address
    with empty_store(tmp_path) as store, pytest.raises(ServiceStop, match="no connection"):
        load(store, "ntis", options={
            "key": KEY, "pages": str(tmp_path), "pause": "0", "address": address, "words": "금속",
        })  # fmt: skip


def test_a_fetch_that_stopped_goes_on_where_it_stopped(tmp_path):
    works = False

    def reply(words, _):
        return ntis(words) if words["startPosition"] == "1" or works else Reply(b"", 503)

    with serving(reply) as service, empty_store(tmp_path) as store:
        options = told(service, tmp_path, words="금속")
        with pytest.raises(ServiceStop, match="the responses so far are kept"):
            load(store, "ntis", options=options)
        assert not Snapshot(store).ids
        works = True
        load(store, "ntis", options=options)
        assert Snapshot(store).ids
    assert [call["startPosition"] for call in service.calls] == ["1", *["101"] * 5, "101"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<error>유효한 인증키가 아닙니다.</error>".encode(), "유효한 인증키가 아닙니다"),
        ("<error>접근 허용 IP가 아닙니다.</error>".encode(), "valid for this address"),
        (b"<!DOCTYPE html><html><body>login</body></html>", "a web page instead of data"),
        (b"  <html><body>down</body></html>", "a web page instead of data"),
        (b"", "an empty response"),
        (b"<RESULT><TOTALHITS>3</TOTALHITS><HIT>", "broken XML"),
        (b"<RESULT><other/></RESULT>", "not from this service"),
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        (b"<RESULT><TOTALHITS>7</TOTALHITS></RESULT>", "7 items announced, 0 received"),
    ],
)
def test_an_answer_that_is_none_is_refused_although_it_came_with_200(body, says, tmp_path):
    error, _ = refused(lambda *_: Reply(body), tmp_path)
    assert says in str(error)


@pytest.mark.parametrize(
    ("name", "says", "stop"),
    [
        ("portal-refused.xml", "the key is refused", False),
        ("portal-used-up.xml", "call limit is reached", True),
    ],
)
def test_errors_of_the_data_portal_are_told_apart(name, says, stop, tmp_path):
    error, _ = refused(lambda *_: answer(name), tmp_path)
    assert says in str(error)
    assert isinstance(error, ServiceStop) is stop


@pytest.mark.parametrize(
    ("status", "says"),
    [(401, "key is refused"), (403, "key is refused"), (302, "redirects"), (404, "request")],
)
def test_a_refusal_is_not_asked_again(status, says, tmp_path):
    error, calls = refused(lambda *_: Reply(b"no", status, {"Location": "http://127.0.0.1:9/"}), tmp_path)
    assert says in str(error)
    assert len(calls) == 1


def test_the_same_page_twice_is_found_out(tmp_path):
    page = b"<RESULT><TOTALHITS>900</TOTALHITS><HIT><ProjectNumber>1</ProjectNumber></HIT></RESULT>"
    error, calls = refused(lambda *_: Reply(page), tmp_path)
    assert "repeats page" in str(error)
    assert len(calls) == 2


def test_kipris_and_dart_say_errors_in_words_of_their_own(tmp_path):
    with empty_store(tmp_path) as store:
        with (
            serving(lambda *_: answer("kipris-refused.xml")) as service,
            pytest.raises(OriginError, match="key is refused"),
        ):
            load(store, "kipris", options=told(service, tmp_path, applicants="한빛"))
        for body, says in (
            (b'{"status":"020","message":"x"}', "call limit is reached"),
            (b'{"status":"010","message":"x"}', "key is refused"),
        ):
            with (
                serving(lambda *_, body=body: Reply(body)) as service,
                pytest.raises(OriginError, match=says),
            ):
                load(store, "dart-company", options=told(service, tmp_path, codes="00126380"))


def test_the_calls_of_a_month_are_counted_and_end(tmp_path):
    allowance = Allowance(tmp_path, "kipris", 2)
    allowance.spend()
    Allowance(tmp_path, "kipris", 2).spend()
    with pytest.raises(ServiceStop, match="2 calls of this month are used:"):
        allowance.spend()
    assert allowance.used == 2


def test_the_key_is_shown_nowhere(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    with serving(lambda words, _: ntis(words)) as service, empty_store(tmp_path) as store:
        report = load(store, "ntis", options=told(service, tmp_path, words="금속"))
        kept = b"".join(path.read_bytes() for path in (tmp_path / "pages").rglob("*") if path.is_file())
        client = Client("ntis", KEY, key_as="apprvKey")
    assert service.calls[0]["apprvKey"] == KEY
    client.close()
    for said in (
        caplog.text,
        repr(client),
        repr(report),
        kept.decode(),
        (tmp_path / "graph.sqlite").read_bytes().decode("latin1"),
    ):
        assert KEY not in said
        assert "a%2Bsecret" not in said


def test_a_key_given_as_it_stands_in_addresses_is_decoded(tmp_path):
    with serving(lambda words, _: ntis(words)) as service, empty_store(tmp_path) as store:
        load(
            store, "ntis", options={**told(service, tmp_path, words="금속"), "key": "a%2Bsecret%2Fkey%3D%3D"}
        )
    assert service.calls[0]["apprvKey"] == KEY


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"words": "금속", "pages": "x"}, "set SOJAE_NTIS_KEY"),
        ({"key": KEY, "pages": "x"}, "--set words="),
        ({"key": KEY, "words": "금속"}, "--set pages="),
        ({"key": KEY, "words": "금속", "pages": "x", "pause": "-1"}, "pause=-1"),
        ({"key": KEY, "words": "금속", "pause": "1_0"}, "pause=1_0"),
        ({"key": KEY, "words": "금속", "pages": "x", "field": "ZZ"}, "field=ZZ"),
    ],
)
def test_what_is_missing_is_named_with_the_remedy(options, says, tmp_path):
    with empty_store(tmp_path) as store, pytest.raises(OriginError, match=says):
        load(store, "ntis", options=options)


def test_a_list_of_applicants_without_an_end_is_passed_over_at_once():
    assert [one.why for one in applicants("가나다라마 " * 20_000)] == [
        "a list of applicants of more than 4000 characters"
    ]
    began = time.monotonic()
    applicants("가나다라마 " * 660)
    assert time.monotonic() - began < 5.0
