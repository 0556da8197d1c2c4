"""A sandbox per test, and plain discord.py bots connected to it."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

import discord
import pytest
import yarl

from bot.sandbox import Sandbox
from tests.sandbox.checks import STREAMED
from tests.sandbox.probe import Probe, running


class Zlib:
    """What discord.py reads with where no zstd module is installed."""

    COMPRESSION_TYPE = "zlib-stream"

    def __init__(self) -> None:
        self._stream = zlib.decompressobj()

    def decompress(self, data: bytes, /) -> str:
        """One message, which ends where zlib was flushed."""
        assert data.endswith(b"\x00\x00\xff\xff")
        return self._stream.decompress(data).decode()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs the checks that hang on the gateway's stream on both of them."""
    if (metafunc.definition.path.name, metafunc.function.__name__) in STREAMED:
        metafunc.parametrize("stream", ["zstd", "zlib"], indirect=True)


@pytest.fixture
def stream(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """The stream for which discord.py asks the gateway; None leaves it to the library."""
    wanted: str | None = getattr(request, "param", None)
    if wanted == "zstd":
        pytest.importorskip("zstandard", reason="zstandard is not installed, the gateway sends text frames")
    elif wanted == "zlib":
        monkeypatch.setattr(discord.utils, "_ActiveDecompressionContext", Zlib)
    return wanted


@pytest.fixture
async def sandbox(stream: str | None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    """A running sandbox to which discord.py is pointed; every route that was asked for must be known to it."""
    async with Sandbox() as sandbox:
        monkeypatch.setattr(discord.http.Route, "BASE", sandbox.api_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
        yield sandbox
        assert sandbox.refused_routes == []


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Probe]:
    """A bot that is ready and does nothing by itself."""
    async with running(Probe(), sandbox) as bot:
        yield bot
