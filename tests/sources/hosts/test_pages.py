"""Pages at strangers' addresses: what is fetched, what is gone, what cannot be told, what is refused."""

from __future__ import annotations

import gzip
import ipaddress
import socket
from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.errors import NameNotFound, SourceUnavailable
from bot.sources._guard import guarded_session
from bot.sources.hosts.pages import Pages, open_pages
from tests.sources.conftest import Service

PAGE = "https://ada.github.io/engine/"
HTML = '<meta name="generator" content="Jekyll"><p>Hello <a href="https://github.com/ada/engine">Code</a></p>'


@pytest.fixture
async def pages(service: Service) -> AsyncIterator[Pages]:
    """The web, for which a service with answers in order stands."""
    async with open_pages("test", gateway=f"{service.url}/web") as opened:
        yield opened


async def test_a_page(service: Service, pages: Pages) -> None:
    """A page is asked for through the gateway, and gives its text and links."""
    service.answer(200, HTML, Content_Type="text/html; charset=utf-8")
    page = await pages.fetch(PAGE)
    assert page is not None
    assert (page.url, page.http_status, page.content_type, page.text) == (PAGE, 200, "text/html", "Hello Code")
    assert ([link.url for link in page.links], page.generator) == (["https://github.com/ada/engine"], "Jekyll")
    assert page.is_html
    method, path, _ = service.requests[0]
    assert (method, path) == ("GET", f"/web?url={quote(PAGE, safe=':/')}")


@pytest.mark.parametrize("status", [404, 410, 451])
async def test_a_page_that_is_gone(service: Service, pages: Pages, status: int) -> None:
    """The host itself says that it is gone: a value, no error."""
    service.answer(status)
    assert await pages.fetch(PAGE) is None


@pytest.mark.parametrize("status", [204, 400, 401, 403, 429, 500, 503, 999])
async def test_a_page_that_is_refused(service: Service, pages: Pages, status: int) -> None:
    """Any other answer says nothing; the host is named."""
    service.answer(status)
    with pytest.raises(SourceUnavailable) as raised:
        await pages.fetch(PAGE)
    assert (raised.value.source, raised.value.http_status) == ("ada.github.io", status)


async def cut_off(request: web.Request) -> web.StreamResponse:
    """A page of which half comes."""
    response = web.StreamResponse(headers={"Content-Length": "1000", "Content-Type": "text/html"})
    await response.prepare(request)
    await response.write(b"<html>")
    assert request.transport is not None
    request.transport.close()
    return response


@pytest.mark.parametrize("fault", ["hang", "drop", "cut_off", "flood", "bomb"])
async def test_no_answer(service: Service, fault: str) -> None:
    """Silence, a lost connection, a cut-off body, more bytes than allowed and a bomb are no answer."""
    match fault:
        case "hang":
            service.hang()
        case "drop":
            service.drop()
        case "cut_off":
            service.answers.append(cut_off)
        case "flood":
            service.answer(200, b"x" * 6_000_000, Content_Type="text/html")
        case "bomb":
            service.answer(200, gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip", Content_Type="text/html")
    async with open_pages("test", gateway=service.url) as pages:
        pages._timeout_s = 0.5
        with pytest.raises(SourceUnavailable):
            await pages.fetch(PAGE)


async def test_files_are_not_fetched(service: Service, pages: Pages) -> None:
    """Of a file its kind is enough: its body, whatever its size, is left where it is."""
    service.answer(200, b"PK" + b"x" * 9_000_000, Content_Type="application/zip")
    page = await pages.fetch("https://ada.org/code.zip")
    assert page is not None
    assert (page.content_type, page.text, page.is_html) == ("application/zip", "", False)


async def test_plain_text_and_json(service: Service, pages: Pages) -> None:
    """Text and JSON come as they are; JSON of another shape is no answer."""
    service.answer(200, '{"id": 7}', Content_Type="application/json")
    page = await pages.fetch("https://git.ada.org/api")
    assert page is not None
    assert page.decode(dict[str, int]) == {"id": 7}
    with pytest.raises(SourceUnavailable):
        page.decode(list[int])


async def test_redirects_are_followed(service: Service, pages: Pages) -> None:
    """From the server or from the page itself; the page's address is the last one."""
    service.answer(301, location="/moved/")
    service.answer(200, '<meta http-equiv="refresh" content="0; url=https://new.org/x">', Content_Type="text/html")
    service.answer(200, HTML, Content_Type="text/html")
    page = await pages.fetch(PAGE)
    assert page is not None
    assert page.url == "https://new.org/x"
    asked = [URL(path).query["url"] for _, path, _ in service.requests]
    assert asked == [PAGE, "https://ada.github.io/moved/", "https://new.org/x"]


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1/", "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/", "http://0x7f000001/", "ftp://x.org/",
     "http://x.org:22/", "http://a:b@x.org/", "//localhost/", "file:///etc/passwd"],
)  # fmt: skip
async def test_redirects_inside_are_refused(service: Service, pages: Pages, location: str) -> None:
    """Each hop is checked like the first address, from the header and from the page."""
    service.answer(302, location=location)
    with pytest.raises(SourceUnavailable, match=r"its? "):
        await pages.fetch(PAGE)
    assert len(service.requests) == 1


async def test_redirects_end(service: Service, pages: Pages) -> None:
    """A circle is no answer."""
    service.answer(302, location=PAGE)
    with pytest.raises(SourceUnavailable, match="for ever"):
        await pages.fetch(PAGE)
    assert len(service.requests) == 6


@pytest.mark.parametrize(
    "url", ["http://localhost/", "http://10.0.0.1/", "https://x.org:8443/", "ftp://x.org/", "no url"]
)
async def test_addresses_inside_are_refused(service: Service, pages: Pages, url: str) -> None:
    """The guard speaks before the gateway is asked."""
    with pytest.raises(SourceUnavailable):
        await pages.fetch(url)
    assert service.requests == []


class Resolver(AbstractResolver):
    """Finds every name on this machine, or fails with `error`."""

    error: int | None = None

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if self.error is not None:
            raise socket.gaierror(self.error, "name")
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=0),
        ]

    async def close(self) -> None:
        return None


class Web:
    """Pages without a gateway, on a resolver that tests move."""

    def __init__(self) -> None:
        self.resolver = Resolver()
        self.session = guarded_session("test", resolver=self.resolver, allows=lambda a, _: a == _LOOPBACK)

    def pages(self, known_host: str = "localhost") -> Pages:
        return Pages(self.session, known_host=known_host)


_LOOPBACK = ipaddress.ip_address("127.0.0.1")


@pytest.fixture
async def world() -> AsyncIterator[Web]:
    """The web by a resolver of the test."""
    made = Web()
    async with made.session:
        yield made


@pytest.mark.parametrize("error", [socket.EAI_NONAME, socket.EAI_NODATA])
async def test_a_name_that_is_not_found(world: Web, error: int) -> None:
    """A name that is not found is told apart from a host that does not answer; it is no proof that the page is gone."""
    world.resolver.error = error
    with pytest.raises(NameNotFound, match="its name is not found") as raised:
        await world.pages().fetch("https://dead.example.org/x")
    assert raised.value.source == "dead.example.org"


async def test_a_passing_failure_of_names_proves_nothing(world: Web) -> None:
    """EAI_AGAIN, at any time, is no answer."""
    world.resolver.error = socket.EAI_AGAIN
    with pytest.raises(SourceUnavailable, match="no connection") as raised:
        await world.pages().fetch("https://dead.example.org/")
    assert not isinstance(raised.value, NameNotFound)


async def test_a_resolver_that_finds_nothing_proves_nothing(world: Web) -> None:
    """Where a known name is not found either, it is our resolver that fails."""
    world.resolver.error = socket.EAI_NONAME
    with pytest.raises(SourceUnavailable, match="no connection") as raised:
        await world.pages(known_host="no-such-host.invalid").fetch("https://dead.example.org/")
    assert not isinstance(raised.value, NameNotFound)


async def test_nobody_listens(world: Web) -> None:
    """A refused connection is no answer."""
    with pytest.raises(SourceUnavailable, match="no connection"):
        await world.pages().fetch("http://refusing.example.org/")


async def test_the_guard_is_at_the_socket() -> None:
    """Pages opened without a gateway refuse what leads inside, whatever its name says."""
    async with open_pages("test") as pages:
        pages._session.connector._resolver._resolver = Resolver()  # type: ignore[union-attr]
        with pytest.raises(SourceUnavailable, match="private network"):
            await pages.fetch("http://inside.example.org/")
