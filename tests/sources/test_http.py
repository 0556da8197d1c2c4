"""How services are asked: retries, limits, redirects, and what counts as no answer."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.errors import SourceUnavailable
from bot.sources._http import Http
from tests.sources.conftest import Service


async def test_a_passing_error_is_asked_again(service: Service, http: Http) -> None:
    """A 503 is tried once more."""
    service.answer(503)
    service.answer(200, "{}")
    reply = await http.ask("Test", "GET", service.url)
    assert (reply.http_status, reply.body, len(service.requests)) == (200, b"{}", 2)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
async def test_an_error_that_stays(service: Service, http: Http, status: int) -> None:
    """After the last attempt the failure names the service and its status."""
    service.answer(status)
    with pytest.raises(SourceUnavailable) as raised:
        await http.ask("Test", "GET", service.url)
    assert (raised.value.source, raised.value.http_status) == ("Test", status)
    assert len(service.requests) == 2


async def test_a_long_wait_is_not_waited_for(service: Service, http: Http) -> None:
    """A service that wants an hour is left alone at once: somebody waits in a chat."""
    service.answer(429, Retry_After="3600")
    with pytest.raises(SourceUnavailable, match="too many"):
        await http.ask("Test", "GET", service.url)
    assert len(service.requests) == 1


async def test_a_short_wait_is_honoured(service: Service, http: Http) -> None:
    """Retry-After is waited for before the second attempt."""
    service.answer(429, Retry_After="1")
    service.answer(200)
    loop = asyncio.get_running_loop()
    started = loop.time()
    await http.ask("Test", "GET", service.url)
    assert loop.time() - started >= 0.95


async def test_a_lost_connection_is_asked_again(service: Service, http: Http) -> None:
    """A connection that is dropped without an answer is tried once more."""
    service.drop()
    service.answer(200, "here")
    assert (await http.ask("Test", "GET", service.url)).body == b"here"


@pytest.mark.parametrize("fault", ["hang", "drop", "cut_off", "flood", "bomb"])
async def test_no_answer(service: Service, http: Http, fault: str) -> None:
    """Silence, a lost connection, a cut-off body, and more bytes than allowed are no answer."""
    import gzip

    match fault:
        case "hang":
            service.hang()
        case "drop":
            service.drop()
        case "cut_off":
            service.cut_off(b'{"half":')
        case "flood":
            service.answer(200, b"x" * 300_000)
        case "bomb":
            service.answer(200, gzip.compress(b"0" * 20_000_000), Content_Encoding="gzip")
    with pytest.raises(SourceUnavailable) as raised:
        await http.ask("Test", "GET", service.url)
    assert raised.value.http_status is None


async def test_a_redirect_on_the_same_host_is_followed(service: Service, http: Http) -> None:
    """A moved repository answers from its new address, which the reply names."""
    service.answer(301, location="/repositories/7")
    service.answer(200, "moved")
    reply = await http.ask("Test", "GET", f"{service.url}/repos/a/b", params={"x": "1"})
    assert (reply.body, reply.url) == (b"moved", f"{service.url}/repositories/7")
    assert [path for _, path, _ in service.requests] == ["/repos/a/b?x=1", "/repositories/7"]


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost:1/",
        "https://example.org/",
        "//example.org/",
        "/again",
        "",
        "http://[",
        "http://a:b/",
        "mailto:a@b",
    ],
)
async def test_a_redirect_elsewhere_or_for_ever_is_not(service: Service, http: Http, location: str) -> None:
    """Another host, and a circle, are no answer."""
    service.answer(302, location=location)
    with pytest.raises(SourceUnavailable):
        await http.ask("Test", "GET", service.url)
    assert len(service.requests) <= 4


async def test_nobody_listens() -> None:
    """A refused connection is no answer."""
    async with aiohttp.ClientSession() as session:
        with pytest.raises(SourceUnavailable, match="connection"):
            await Http(session, timeout_s=1).ask("Test", "GET", "http://127.0.0.1:9/")
