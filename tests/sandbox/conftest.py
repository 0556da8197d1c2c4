"""A sandbox per test, and plain discord.py bots connected to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import discord
import pytest
import yarl

from bot.sandbox import Sandbox
from tests.sandbox.probe import Probe, running


@pytest.fixture
async def sandbox(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
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
