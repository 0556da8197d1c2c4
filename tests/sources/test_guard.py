"""Addresses that strangers choose: what is refused as written, by its name's answers, and at the socket."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Sequence

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.sources._guard import Blocked, allows_public, guarded_session, is_public, parse_public_url

REFUSED_AS_WRITTEN = """
http://127.0.0.1/ http://127.1/ http://127.0.0.1./ http://2130706433/ http://0x7f000001/ http://0x7f.1/ http://0x7F.0.0.1/
http://0177.0.0.1/ http://017700000001/ http://127.0.0x1/ http://0/ http://0.0.0.0/ http://00/ http://①②⑦.⓪.⓪.①/
http://127。0。0。1/ http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/
http://[::127.0.0.1]/ http://[64:ff9b::7f00:1]/ http://[64:ff9b::169.254.169.254]/ http://[64:ff9b:1::a00:1]/
http://[2002:7f00:1::]/ http://[2002:a00:1::1]/ http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/ http://[2001:db8::1]/
http://[fe80::1]/ http://[fe80::1%25eth0]/ http://[fc00::1]/ http://[fd00:ec2::254]/ http://[fec0::1]/ http://[ff02::1]/
http://10.0.0.1/ http://10.255.255.255/ http://172.16.0.1/ http://172.31.255.254/ http://192.168.1.1/ http://192.0.0.8/
http://192.0.0.192/ http://169.254.169.254/latest/meta-data/ http://2852039166/ http://0xA9FEA9FE/ http://0251.0376.0251.0376/
http://100.64.0.1/ http://100.100.100.200/ http://168.63.129.16/ http://198.18.0.1/ http://192.0.2.1/ http://192.88.99.1/
http://224.0.0.1/ http://239.255.255.250/ http://240.0.0.1/ http://255.255.255.255/ http://1.2.3.4.5/
http://localhost/ http://LOCALHOST/ http://localhost./ http://x.localhost/ http://metadata.google.internal/ http://metadata/
http://router.local/ http://nas.lan/ http://printer.home.arpa/ http://intranet/ http://hidden.onion/
http://example.org:8080/ http://example.org:22/ http://example.org:0/ https://example.org:6379/ http://93.184.216.34:81/
http://user@example.org/ http://user:pw@example.org/ http://github.com@127.0.0.1/ http://:pw@example.org/
ftp://example.org/ file:///etc/passwd gopher://example.org/ javascript:alert(1) data:text/html,x ws://example.org/
//example.org/ example.org http:/// http:// http://[::1 http://exa%00mple.org/ http://:80/
""".split()

ALLOWED_AS_WRITTEN = """
http://example.org/ https://example.org:443/x?y=z http://example.org:80/ HTTPS://EXAMPLE.ORG/ http://93.184.216.34/
http://[2606:2800:220:1:248:1893:25c8:1946]/ https://xn--bcher-kva.de/ https://bücher.de/ https://ada.github.io/engine/
https://127.0.0.1.nip.io/ http://1.1.1.1/ http://172.32.0.1/ http://100.128.0.1/ https://local.science.org/
""".split()


@pytest.mark.parametrize("url", REFUSED_AS_WRITTEN)
def test_refused_as_written(url: str) -> None:
    """What leads inside, in whatever notation, is refused before anything is asked."""
    with pytest.raises(Blocked):
        parse_public_url(url)


@pytest.mark.parametrize("url", ALLOWED_AS_WRITTEN)
def test_allowed_as_written(url: str) -> None:
    """Public addresses and names pass this first check."""
    assert parse_public_url(url).scheme in ("http", "https")


def test_an_endless_address_is_refused() -> None:
    """Addresses are bounded."""
    with pytest.raises(Blocked):
        parse_public_url("https://example.org/" + "a" * 3000)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("126.255.255.255", True), ("128.0.0.1", True), ("11.0.0.0", True), ("9.255.255.255", True),
        ("223.255.255.255", True), ("2a00:1450:4001::1", True), ("3ffe::1", True), ("2001:200::1", True),
        ("127.255.255.255", False), ("10.0.0.0", False), ("224.0.0.0", False), ("::ffff:8.8.8.8", False),
        ("64:ff9b::808:808", False), ("2002:808:808::", False), ("2001::1", False), ("3fff::1", False),
        ("1fff::1", False), ("4000::1", False), ("fd12::1", False), ("ff05::2", False),
    ],
)  # fmt: skip
def test_what_is_public(address: str, public: bool) -> None:
    """The edges of the registries' ranges."""
    parsed = ipaddress.ip_address(address)
    assert is_public(parsed) is public
    assert allows_public(parsed, 443) is public
    assert not allows_public(parsed, 8080)


class Names(AbstractResolver):
    """Answers names as the test says: each look-up takes the next answer, the last one for ever."""

    def __init__(self, **answers: Sequence[str]) -> None:
        self.answers = {name.replace("_", "."): list(answer) for name, answer in answers.items()}
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        answers = self.answers[host]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in answer.split()
        ]

    async def close(self) -> None:
        return None


class Listener:
    """A server on loopback that counts who connects."""

    def __init__(self) -> None:
        self.connections = 0
        self.port = 0
        self.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        await reader.readline()
        writer.write(self.answer)
        writer.close()
        await writer.wait_closed()


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """A server that must not be reached."""
    made = Listener()
    server = await asyncio.start_server(made.handle, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    async with server:
        yield made


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "0", "[::1]", "[::ffff:127.0.0.1]", "localhost", "0.0.0.0"],  # noqa: S104 - refused
)
async def test_the_socket_refuses_literals(listener: Listener, host: str) -> None:
    """Even where nobody looked at the address as written, nothing connects to this machine."""
    async with guarded_session("test") as session:
        with pytest.raises((aiohttp.ClientError, ValueError)):
            await session.get(f"http://{host}:{listener.port}/")
    assert listener.connections == 0


@pytest.mark.parametrize(
    "answer",
    ["127.0.0.1", "93.184.216.34 127.0.0.1", "::1", "::ffff:10.0.0.1", "169.254.169.254", "fe80::1%eth0", "10.0.0.7",
     "64:ff9b::7f00:1"],
)  # fmt: skip
async def test_a_name_that_leads_inside(answer: str) -> None:
    """A public name with a private address, alone or among others, is refused."""
    async with guarded_session("test", resolver=Names(evil_example_org=[answer])) as session:
        with pytest.raises(aiohttp.ClientConnectorError, match="private network"):
            await session.get("http://evil.example.org/")


async def test_a_name_that_changes_its_answer(listener: Listener) -> None:
    """Every connection resolves anew and is checked anew: the second answer leads inside and is refused."""
    names = Names(evil_example_org=["127.0.0.1", "127.0.0.2"])

    def allows(address: ipaddress.IPv4Address | ipaddress.IPv6Address, port: int) -> bool:
        return str(address) == "127.0.0.1" and port == listener.port

    async with guarded_session("test", resolver=names, allows=allows) as session:
        async with session.get(f"http://evil.example.org:{listener.port}/") as response:
            assert await response.text() == "hi"
        with pytest.raises(aiohttp.ClientConnectorError, match="private network"):
            await session.get(f"http://evil.example.org:{listener.port}/")
    assert (listener.connections, names.asked) == (1, ["evil.example.org"] * 2)


async def test_a_resolver_and_a_socket_that_disagree(listener: Listener) -> None:
    """What the resolver let through is checked once more where the connection is made."""
    seen: list[str] = []

    def allows(address: ipaddress.IPv4Address | ipaddress.IPv6Address, port: int) -> bool:
        seen.append(str(address))
        return len(seen) == 1  # the resolver's check passes, the socket's does not

    async with guarded_session("test", resolver=Names(evil_example_org=["127.0.0.1"]), allows=allows) as session:
        with pytest.raises(aiohttp.ClientConnectorError, match="private network"):
            await session.get(f"http://evil.example.org:{listener.port}/")
    assert (listener.connections, seen) == (0, ["127.0.0.1"] * 2)


async def test_a_redirect_inside(listener: Listener) -> None:
    """aiohttp's own redirects pass the socket's check too."""
    listener.answer = (
        b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )

    def allows(address: ipaddress.IPv4Address | ipaddress.IPv6Address, port: int) -> bool:
        return port == listener.port

    async with guarded_session("test", allows=allows) as session:
        with pytest.raises(aiohttp.ClientConnectorError, match="private network"):
            await session.get(f"http://127.0.0.1:{listener.port}/")


async def test_no_cookies_are_kept(listener: Listener) -> None:
    """A stranger's server cannot mark us."""
    async with guarded_session("test") as session:
        assert isinstance(session.cookie_jar, aiohttp.DummyCookieJar)
        assert session.headers["User-Agent"] == "test"
