"""Bad input at a real server: refused or served, never a hang, never a fault; and the server still answers."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from api.bodies import Body
from api.deps import LIMITS
from api.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.served import Served

SOON = 20.0
END = b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"


@pytest.fixture(autouse=True)
def still_answers(server: Served) -> Iterator[None]:
    """After each test the server answers, and has met no fault."""
    said = server.log.stat().st_size
    yield
    with urllib.request.urlopen(f"{server.base}/api/v1/nodes/dmi/neighbourhood", timeout=SOON) as answer:
        assert answer.status == 200
    assert b"Traceback" not in server.log.read_bytes()[said:]


def connected(server: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), SOON)


def rest_of(line: socket.socket) -> bytes:
    """Read until the server closes; a hang fails."""
    line.settimeout(SOON)
    parts = []
    with suppress(ConnectionError):  # closed without waiting for what else was sent
        while part := line.recv(65536):
            parts.append(part)
    return b"".join(parts)


def sent(server: Served, *parts: bytes) -> bytes:
    """Send bytes and read what comes back until the server closes."""
    with connected(server) as line:
        with suppress(ConnectionError):
            for part in parts:
                line.sendall(part)
        return rest_of(line)


def status_of(answer: bytes) -> int:
    assert answer.startswith(b"HTTP/1.1 "), answer[:200]
    return int(answer[9:12])


def problem_in(answer: bytes) -> dict[str, object]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head.lower(), answer[:300]
    found: dict[str, object] = json.loads(body)
    return found


def get(server: Served, target: bytes) -> bytes:
    return sent(server, b"GET " + target + END + b"\r\n")


def post(server: Served, target: bytes, body: bytes, *headers: bytes) -> bytes:
    about = [b"Content-Type: application/json", b"Content-Length: %d" % len(body), *headers]
    return sent(server, b"POST " + target + END + b"\r\n".join(about) + b"\r\n\r\n", body)


@pytest.mark.parametrize("length", [b"1048577", b"999999999999", b"99999999999999999999999", b"-1", b"1e3"])
def test_a_body_that_says_it_is_too_large_is_refused_before_it_comes(server, length):
    head = b"POST /api/v1/neighbourhoods" + END + b"Content-Type: application/json\r\n"
    answer = sent(server, head + b"Content-Length: " + length + b"\r\n\r\n")
    assert status_of(answer) in {400, 413}


def test_an_endless_body_is_cut(server):
    head = (
        b"POST /api/v1/neighbourhoods"
        + END
        + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    answer = sent(server, head, *[chunk] * 400)
    if answer:  # a server that has refused need not read on
        assert status_of(answer) == 413


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 500_000,
        b'{"a":' * 150_000 + b"1" + b"}" * 150_000,
        b'{"ids":["\x00"]}',
        b'{"ids":["\xff\xfe\xfd"]}',
        b'{"ids":["\\u0000"]}',
        b'{"ids":["\\ud800"]}',
        b'{"ids":["dmi"],"limit":' + b"9" * 5000 + b"}",
        b'{"ids":["dmi"],"limit":1e999}',
        b'{"ids":["dmi"],"limit":NaN}',
        b'{"ids":[' + b'"dmi",' * 100_000 + b'"dmi"]}',
        b'{"ids":["' + b"a" * 1_000_000 + b'"]}',
        b'{"' + b"a" * 1_000_000 + b'":1}',
        b"{" + b",".join(b'"a%d":1' % i for i in range(50_000)) + b"}",
        b"\xef\xbb\xbf{}",
    ],
    ids=lambda body: repr(body[:24]),
)
def test_no_body_is_a_fault(server, body):
    answer = post(server, b"/api/v1/neighbourhoods", body)
    assert status_of(answer) in {200, 413, 422}  # unknown ids are listed
    if status_of(answer) != 200:
        assert problem_in(answer)["status"] == status_of(answer)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b'{"ids":["dmi"],\n "grow": tru}', "line 2, column 10"),
        (b'{"ids":["dmi"],\n "names":["\xff"]}', "line 2, byte 12"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_with_the_place(server, body, where):
    told = problem_in(post(server, b"/api/v1/networks", body))
    assert told["errors"][0]["parameter"] == "body"
    assert where in told["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b'{"kind":"gaps","parameters":{"samples":' + b"9" * 4000 + b"}}",
        b'{"kind":"gaps","parameters":{"samples":1e308}}',
        b'{"kind":"\\ud800"}',
        b'{"kind":"gaps","parameters":{"\\ud800":"\\udfff"}}',
        b'{"kind":"export","parameters":{"around":"\\u0000"}}',
    ],
)
def test_no_job_is_a_fault(server, body):
    assert status_of(post(server, b"/api/v1/jobs", body)) in {404, 413, 422}


@pytest.mark.parametrize(
    "target",
    [
        b"/api/v1/organisations/%00",
        b"/api/v1/organisations/%ff%fe",
        b"/api/v1/organisations/\xff\xfe",
        b"/api/v1/organisations/" + b"a" * 4000,
        b"/api/v1/nodes/" + b"%F0%9F%92%A9" * 500 + b"/neighbourhood",
        b"/api/v1/sources/%ED%A0%80",
        b"/api/v1/sectors/%00/%ff/bridges",
        b"/api/v1/measures/%00",
        b"/api/v1/jobs/..%2f..%2fetc%2fpasswd",
        b"/api/v1/jobs/%00/result",
        b"/api/v1/search?q=%00",
        b"/api/v1/search?q=%ff%fe",
        b"/api/v1/search?q=" + b"%EA%B0%80" * 200,
        b"/api/v1/search?q=a&limit=" + b"9" * 4000,
        b"/api/v1/search?%ff=%00",
        b"/api/v1/organisations?%00=%00",
        b"/api/v1/organisations?name_ko=%ff",
        b"/api/v1/organisations?degree_from=" + b"9" * 400,
        b"/api/v1/organisations?cursor=" + b"A" * 4000,
        b"/api/v1/organisations?cursor=%00",
        b"/api/v1/organisations?sort=" + b"-" * 4000,
        b"/api/v1/programmes?budget_krw_from=-999999999999999999&budget_krw_to=999999999999999999",
        b"/api/v1/paths?source=%00&target=%ff",
        b"/api/v1/paths?source=dmi&target=dyetec&avoid=" + b"," * 4000,
        b"/api/v1/scene?seed=99999999999999999999999999",
        b"/api/v1/scene?around=%00",
        b"/api/v1/communities?resolution=1e-300",
        b"/api/v1/communities?resolution=nan",
        b"/api/v1/communities?resolution=inf",
        b"/api/v1/structure/years?from=-1&until=" + b"9" * 400,
        b"/api/v1/sectors/gaps?method=certified&samples=" + b"9" * 400,
        b"/api/v1/export?format=%00",
        b"/api/v1/loads?origin=%00&limit=" + b"9" * 400,
        b"/api/v1/changes?since=99999&until=%00",
        b"/assets/..%2f..%2fsettings.py",
        b"/explorer/%00",
        b"/explorer/../../../../etc/passwd",
        b"/explorer/%2e%2e%2f%2e%2e%2fpage.py",
        b"//api//v1//",
        b"*",
        b"http://elsewhere/api/v1/",
    ],
    ids=lambda target: target[:60].decode("ascii", "backslashreplace"),
)
def test_no_address_is_a_fault(server, target):
    answer = get(server, target)
    assert 200 <= status_of(answer) < 500 or b"explorer-not-built" in answer
    assert b"root:" not in answer


@pytest.mark.parametrize("typed", ["다이텍".encode(), b"%EB%8B%A4%EC%9D%B4%ED%85%8D"])
def test_korean_is_understood_as_it_is_typed(server, typed):
    assert b'"id":"dyetec"' in get(server, b"/api/v1/search?q=" + typed)
    assert b'"id":"dyetec"' in get(server, b"/api/v1/organisations?aliases.name=" + typed)


@pytest.mark.parametrize(
    "path",
    [b"organisations", b"relations", b"search", b"aggregate", b"measures/degree", b"nodes/dmi/neighbourhood"],
)
@pytest.mark.parametrize("count", [150, 10_000])
def test_ten_thousand_filters_are_refused_at_once(server, path, count):
    began = time.monotonic()
    target = b"/api/v1/" + path + b"?" + b"&".join(b"filter%d=x" % i for i in range(count))
    assert 400 <= status_of(get(server, target)) < 500
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "headers",
    [
        b"".join(b"X-%d: y\r\n" % i for i in range(5000)),
        b"X-Long: " + b"y" * 1_000_000 + b"\r\n",
        b"Accept: " + b"application/json;q=0.5," * 3000 + b"*/*\r\n",
        b"If-None-Match: " + b'"a",' * 5000 + b'"b"\r\n',
        b"X-Request-ID: \xff\x01\r\n",
        b"Authorization: Bearer \xff\xff\r\n",
        b"Authorization: Bearer " + b"a" * 5000 + b"\r\n",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Accept-Encoding: " + b"gzip;q=0.1," * 3000 + b"zstd\r\n",
        b": no name\r\n",
        b"No colon\r\n",
    ],
    ids=lambda headers: repr(headers[:24]),
)
def test_no_header_is_a_fault(server, headers):
    answer = sent(server, b"GET /api/v1/organisations/dmi" + END + headers + b"\r\n")
    assert not answer or 200 <= status_of(answer) < 500


@pytest.mark.parametrize(
    "noise",
    [
        b"\x00" * 10_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xaa" * 500,
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n" * 10_000 + b"x\r\n\r\n",
        b"BREW /api/v1/ HTCPCP/1.0\r\n\r\n",
    ],
    ids=lambda noise: repr(noise[:16]),
)
def test_garbage_is_refused(server, noise):
    with connected(server) as line:
        line.sendall(noise)
        with suppress(OSError):  # it may be closed already
            line.shutdown(socket.SHUT_WR)
        answer = rest_of(line)
    assert not answer or status_of(answer) == 400


def test_no_tls_is_spoken_and_who_tries_is_not_kept_waiting(server):
    context = ssl.create_default_context()
    with connected(server) as line, pytest.raises((ssl.SSLError, ConnectionError)):
        context.wrap_socket(line, server_hostname="sojae")


def test_what_comes_after_a_good_request_does_not_spoil_its_answer(server):
    with connected(server) as line:
        line.sendall(
            b"GET /api/v1/organisations/dmi HTTP/1.1\r\nHost: localhost\r\n\r\n"
            + b"\xde\xad\xbe\xef" * 500
            + b"\r\n\r\n"
        )
        answer = rest_of(line)
    assert status_of(answer) == 200
    assert b'"id":"dmi"' in answer


def test_pipelined_requests_are_answered_in_their_order(server):
    one = b"GET /api/v1/organisations/%b HTTP/1.1\r\nHost: localhost\r\n"
    answer = sent(
        server,
        one % b"dmi" + b"\r\n" + one % b"dyetec" + b"\r\n" + one % b"ktdi" + b"Connection: close\r\n\r\n",
    )
    assert answer.count(b"HTTP/1.1 200") == 3
    assert answer.index(b'{"id":"dmi"') < answer.index(b'{"id":"dyetec"') < answer.index(b'{"id":"ktdi"')


@pytest.mark.parametrize(
    "part",
    [
        b"GET /api/v1/organisations/dmi HTTP/1.1\r\nHo",
        b"POST /api/v1/resolve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
        b"POST /api/v1/resolve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{",
        b"POST /api/v1/resolve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=["head", "body", "chunk", "no chunk"],
)
def test_who_stops_in_the_middle_and_closes_its_half_is_not_waited_for(server, part):
    began = time.monotonic()
    with connected(server) as line:
        line.sendall(part)
        with suppress(OSError):
            line.shutdown(socket.SHUT_WR)
        answer = rest_of(line)
    assert time.monotonic() - began < 5
    assert not answer or 400 <= status_of(answer) < 500


def test_a_whole_request_on_a_half_closed_connection_is_answered_or_closed(server):
    with connected(server) as line:
        line.sendall(b"GET /api/v1/organisations/dmi" + END + b"\r\n")
        line.shutdown(socket.SHUT_WR)
        answer = rest_of(line)
    assert not answer or status_of(answer) == 200


def test_slow_clients_are_served_and_keep_nobody_waiting(server):
    """Thirty clients send their heads and bodies byte by byte; meanwhile others are answered as ever."""
    head = (
        b"POST /api/v1/neighbourhoods" + END + b"Content-Type: application/json\r\nContent-Length: 15\r\n\r\n"
    )
    message = head + b'{"ids":["dmi"]}'
    lines = [connected(server) for _ in range(30)]
    worst, at = 0.0, 0
    for at in range(0, len(message), 8):
        for line in lines:
            line.sendall(message[at : at + 8])
        began = time.monotonic()
        with urllib.request.urlopen(f"{server.base}/api/v1/organisations/dmi", timeout=SOON) as answer:
            assert answer.status == 200
        worst = max(worst, time.monotonic() - began)
        time.sleep(0.05)
    assert worst < 5
    for line in lines:
        assert status_of(rest_of(line)) == 200
        line.close()


def test_connections_that_say_nothing_keep_nobody_out(server):
    lines = [connected(server) for _ in range(500)]
    assert status_of(get(server, b"/api/v1/organisations/dmi")) == 200
    for line in lines:
        line.close()


def test_who_leaves_in_the_middle_of_an_answer_leaves_nothing_behind(server):
    for _ in range(10):
        with connected(server) as line:
            line.sendall(b"GET /api/v1/export?format=ndjson" + END + b"\r\n")
            assert line.recv(1000).startswith(b"HTTP/1.1 200")
    assert status_of(get(server, b"/api/v1/organisations/dmi")) == 200


def test_a_body_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setitem(LIMITS, "body_seconds", 0)

    async def receive() -> dict[str, object]:
        await asyncio.sleep(SOON)
        return {}

    with pytest.raises(Problem) as refused:
        ThreadPoolExecutor(
            1
        ).submit(  # a thread of its own: a browser of another test may keep a loop in this one
            lambda: asyncio.run(Body(receive, "/api/v1/resolve")())  # type: ignore[arg-type]
        ).result()
    assert (refused.value.status, refused.value.kind) == (408, "too-slow")


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        (b"POST", b"/api/v1/loads?origin=daegu", b"application/zip"),
        (b"PUT", b"/api/v1/organisations/gana-materials", b"application/json"),
    ],
)
def test_a_client_that_hangs_up_in_a_body_is_no_fault_of_the_server(server, method, path, kind):
    with connected(server) as line:
        head = method + b" " + path + END + b"Content-Type: " + kind + b"\r\nAuthorization: Bearer "
        line.sendall(head + server.secret.encode() + b"\r\nContent-Length: 100000\r\n\r\n" + b"{" * 5000)
        time.sleep(0.2)
    wanted = b'method="' + method + b'",route="' + path.partition(b"?")[0].replace(b"gana-materials", b"{id}")
    end = time.monotonic() + SOON
    while time.monotonic() < end:
        lines = [one for one in get(server, b"/metrics").splitlines() if wanted in one and b"_total" in one]
        if any(b'status="499"' in one for one in lines):
            break
        time.sleep(0.1)
    assert any(b'status="499"' in one for one in lines), lines
    assert not any(b'status="500"' in one for one in lines), lines
