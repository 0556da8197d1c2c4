"""The real bot in two doubles of Discord: our sandbox, and simcord, which others wrote."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest

from bot.cli.scan import with_library
from bot.sandbox.library import Library
from bot.settings import Settings
from tests.second_opinion.doubles import Double
from tests.second_opinion.in_sandbox import in_sandbox
from tests.second_opinion.in_simcord import in_simcord

OPEN = {"sandbox": in_sandbox, "simcord": in_simcord}


@pytest.fixture
async def library() -> AsyncIterator[Library]:
    """Real papers, the same for both."""
    async with Library() as served:
        yield served


@pytest.fixture(params=list(OPEN))
async def double(
    request: pytest.FixtureRequest, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Double]:
    """The bot, ready, in one of the doubles, with a store of its own on a file."""
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)  # set back afterwards
    gateway = discord.gateway.DiscordWebSocket
    monkeypatch.setattr(gateway, "DEFAULT_GATEWAY", gateway.DEFAULT_GATEWAY)
    settings = with_library(Settings(database_url=f"sqlite:///{tmp_path / 'pwnc.db'}"), library.settings)
    async with OPEN[request.param](settings, library) as opened:
        yield opened
