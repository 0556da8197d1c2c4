"""The guard for addresses that strangers choose: only public web servers on their usual ports, checked at the socket.

The address as written is checked before anything is asked (`parse_public_url`); what a name resolves to is checked by
the resolver, and what is connected to by the socket itself: literals never reach a resolver (aiohttp 3.14), and a
name may answer differently the second time. Ranges: IANA's special-purpose registries for IPv4 and IPv6.
"""

from __future__ import annotations

import errno
import ipaddress
import re
import socket
from collections.abc import Callable
from typing import TypeAlias

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import AddrInfoType
from aiohttp.resolver import ThreadedResolver
from yarl import URL

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Allows: TypeAlias = Callable[[IPAddress, int], bool]

PORTS = frozenset({80, 443})
LONGEST_URL = 2000
_NAME = re.compile(r"(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{1,62}\.?", re.IGNORECASE)

_CLOSED_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # a public number, but Azure's own services for the machine that asks
    )
)  # fmt: skip
# Of IPv6 only global unicast is ever connected to: that leaves out mapped, NAT64, local and multicast addresses.
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_CLOSED_V6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo, ORCHID, benchmarking
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address within
        "3fff::/20",
    )
)
# Names that mean something inside a network only (RFC 6761, 6762, 8375, ICANN's .internal).
_CLOSED_NAMES = frozenset(
    "alt corp example home home.arpa internal intranet invalid lan local localdomain localhost onion test".split()
)


class Blocked(OSError):
    """The guard refuses an address; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EACCES, reason)
        self.reason = reason


def is_public(address: IPAddress) -> bool:
    """Whether `address` belongs to a server on the public internet; a mapped IPv4 address never counts."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    return address in _GLOBAL_V6 and not any(address in network for network in _CLOSED_V6)


def allows_public(address: IPAddress, port: int) -> bool:
    """What is allowed in earnest: public addresses, on the web's two ports."""
    return port in PORTS and is_public(address)


def parse_public_url(url: str) -> URL:
    """The address, when all that can be told without asking for its name allows it. Raises Blocked."""
    try:
        parsed = URL(url)
        host, port = parsed.raw_host, parsed.port
    except ValueError as error:
        raise Blocked("it is no web address") from error
    if parsed.scheme not in ("http", "https") or not host or len(url) > LONGEST_URL:
        raise Blocked("it is no web address")
    if parsed.raw_user is not None or parsed.raw_password is not None:
        raise Blocked("it holds a user name")
    if port not in PORTS:
        raise Blocked("it names another port than 80 and 443")
    address = _parse_literal(host)
    if address is not None and not is_public(address):
        raise Blocked("it leads into a private network")
    if address is None and not _is_public_name(host):
        raise Blocked("its name is known in a private network only")
    return parsed


def _parse_literal(host: str) -> IPAddress | None:
    """The IP address that `host` is, in any notation that a system's resolver reads; None for a name."""
    bare = host.rstrip(".")
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(bare))  # reads 127.1, 0x7f000001, 017700000001, 2130706433
    except (OSError, UnicodeEncodeError):
        return None


def _is_public_name(host: str) -> bool:
    labels = host.rstrip(".").lower().split(".")
    return bool(_NAME.fullmatch(host)) and not {labels[-1], ".".join(labels[-2:])} & _CLOSED_NAMES


class GuardedResolver(AbstractResolver):
    """Resolves names, and refuses a name of whose addresses one is not allowed."""

    def __init__(self, resolver: AbstractResolver, allows: Allows) -> None:
        self._resolver = resolver
        self._allows = allows

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of `host`. Raises Blocked, or the resolver's own OSError."""
        found = await self._resolver.resolve(host, port, family)
        for result in found:
            _check(result["host"], port, self._allows)
        return found

    async def close(self) -> None:
        """Closes the resolver beneath."""
        await self._resolver.close()


def guarded_session(
    user_agent: str, *, resolver: AbstractResolver | None = None, allows: Allows = allows_public
) -> aiohttp.ClientSession:
    """A session that connects to what `allows` lets through and to nothing else, and keeps no cookies.

    It is for strangers' addresses alone: a connection kept alive for a trusted host would not be checked again.
    Must be made inside a running loop; close it after use.
    """

    def open_socket(info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, where = info
        _check(str(where[0]), int(where[1]), allows)
        opened = socket.socket(family, kind, protocol)
        opened.setblocking(False)
        return opened

    connector = aiohttp.TCPConnector(
        resolver=GuardedResolver(resolver or ThreadedResolver(), allows),
        socket_factory=open_socket,
        use_dns_cache=False,
        limit=20,
        limit_per_host=4,
    )
    return aiohttp.ClientSession(
        connector=connector, headers={"User-Agent": user_agent}, cookie_jar=aiohttp.DummyCookieJar()
    )


def _check(host: str, port: int, allows: Allows) -> None:
    address = _parse_literal(host.partition("%")[0])
    if address is None or "%" in host or not allows(address, port):
        raise Blocked("it leads into a private network")
