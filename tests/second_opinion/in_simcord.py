"""The other double: simcord, in this process, between discord.py's HTTP client and its parsers.

What is worked round here is told in docs/second-opinion.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands

from bot.client import PERMISSIONS, PwncBot
from bot.errors import Refused
from bot.sandbox.library import Library
from bot.sandbox.permissions import EVERYONE
from bot.services import open_services
from bot.settings import Settings
from bot.sources import _batching
from tests.second_opinion.doubles import PEOPLE, Double, Outcome, text_of
from tests.second_opinion.wire import Json, Wire


class SimcordDouble(Double):
    """simcord's actors, and the bot attached to its environment."""

    name = "simcord"
    refusals = (simcord.SetupError, simcord.BackendError)
    silence_s = 0.0  # every act returns once the bot has nothing left to do

    def __init__(
        self,
        bot: PwncBot,
        wire: Wire,
        channel: simcord.ChannelHandle,
        people: dict[str, simcord.MemberActor],
        moderator: simcord.RoleHandle,
    ) -> None:
        assert channel.guild is not None
        super().__init__(bot, wire, channel.id, channel.guild.id)
        self._papers = channel
        self._people = people
        self._moderator = moderator

    def id_of(self, who: str) -> int:
        return self._people[who].id

    def _message(self, who: str, message_id: int) -> discord.Message:
        found = discord.utils.get(self._papers.history(viewer=self._people[who]), id=message_id)
        if found is None:
            raise simcord.SetupError("the message is gone")
        return found

    async def say(self, who: str, text: str, *, reply_to: int | None = None, thread: int | None = None) -> int:
        target = None if reply_to is None else self._message(who, reply_to)
        places = {None: self._papers} | {each.id: each for each in self._papers.threads}
        return (await self._people[who].send(places[thread], text, reply_to=target)).id

    async def write(self, who: str, text: str) -> int:
        return (await self._people[who].send_dm(text)).id

    async def delete(self, who: str, message_id: int) -> None:
        await self._people[who].delete(self._message(who, message_id))

    async def react(self, who: str, message_id: int, emoji: str) -> None:
        await self._people[who].react(self._message(who, message_id), emoji)

    async def unreact(self, who: str, message_id: int, emoji: str) -> None:
        await self._people[who].unreact(self._message(who, message_id), emoji)

    async def press(self, who: str, message_id: int, label: str) -> Outcome:
        return _outcome(await self._people[who].click(self._message(who, message_id), label=label))

    async def select(self, who: str, message_id: int, custom_id: str, *values: str | int) -> Outcome:
        things = [self._thing(each) if isinstance(each, int) else each for each in values]
        return _outcome(await self._people[who].select(self._message(who, message_id), things, custom_id=custom_id))

    def _thing(self, thing_id: int) -> object:
        known: list[Any] = [*self._people.values(), self._moderator, self._papers]
        return next(each for each in known if each.id == thing_id)

    async def menu(self, who: str, message_id: int, entry: str) -> Outcome:
        target = self._message(who, message_id)
        return _outcome(await self._people[who].context_menu(self._papers, entry, target))

    async def submit(self, who: str, form: Outcome, values: Json) -> Outcome:
        selects = {field["custom_id"] for field in _fields(form.form or {}) if field["type"] == 3}
        filled = {name: [value] if name in selects else value for name, value in values.items()}
        return _outcome(await self._people[who].submit_modal(form.handle, filled))

    async def command(self, who: str, name: str, **options: object) -> Outcome:
        return _outcome(await self._people[who].slash(self._papers, name, **options))

    async def command_in_dm(self, who: str, name: str, **options: object) -> Outcome:
        return _outcome(await self._people[who].user.slash(name, **options))

    async def suggestions(self, who: str, name: str, option: str, typed: str) -> list[Json]:
        return await self._people[who].autocomplete(self._papers, name, option, typed)

    async def let_time_pass(self) -> None:
        await self._papers._env.advance_time(1.0)


def _fields(form: Json) -> list[Json]:
    return [label["component"] for label in form.get("components", ())]


def _outcome(result: simcord.InteractionResult) -> Outcome:
    said = result.response or next(iter(result.followups), None)
    embeds: list[Any] = [embed.to_dict() for embed in said.embeds] if said else []
    return Outcome(
        content=said.content if said else "",
        embed_text=text_of(embeds),
        ephemeral=result.ephemeral,
        form=result.modal,
        message_id=said.id if said else None,
        handle=result,
    )


@asynccontextmanager
async def in_simcord(settings: Settings, library: Library) -> AsyncIterator[SimcordDouble]:
    """The bot attached to a simcord environment; it must not have raised anything but refusals."""

    def clock() -> datetime:
        return library.as_of

    async with AsyncExitStack() as stack:
        # Time stands still in simcord: whoever waits for a lull of milliseconds would wait for ever.
        stack.enter_context(pytest.MonkeyPatch.context()).setattr(_batching, "LULL_S", 0.0)
        services = await stack.enter_async_context(open_services(settings))
        # simcord stops time.monotonic() for the bot, so a clock that was started outside of it would be hours off.
        services.scanner._clock = clock
        bot = PwncBot(replace(services, clock=clock))
        wire = Wire(bot)
        env = simcord.Env(bot)
        # In a task of its own: its webhook adapter is a context variable, which must not reach the next tests.
        await asyncio.create_task(env.start(), name="simcord")
        for cog in ("Recovery", "Looking"):  # what the bot does by the clock alone
            await bot.remove_cog(cog)
        try:
            yield _found(env, bot, wire)
            await bot.close()
        finally:
            await env.shutdown()
        errors = [error for error in env.errors if not _is_refusal(error)]
        assert not errors, errors


def _found(env: simcord.Env, bot: PwncBot, wire: Wire) -> SimcordDouble:
    """The same little server as the sandbox's: #papers, two members and a moderator."""
    guild = env.create_guild("The Reading Room")
    assert bot.user is not None
    # simcord gives every bot all rights but one; an invitation gives those that were asked for, besides @everyone's.
    denied = discord.Permissions(discord.Permissions.all().value & ~(PERMISSIONS.value | int(EVERYONE)))
    overwrite = discord.PermissionOverwrite.from_pair(discord.Permissions.none(), denied)
    papers = guild.create_text_channel("papers", overwrites={bot.user: overwrite}, topic="Paste an arXiv link")
    moderator = guild.create_role("Moderator", permissions=discord.Permissions(manage_messages=True))
    people = {
        name: guild.add_member(
            env.create_user(name, global_name=name.title()), roles=[moderator] if name == "alan" else []
        )
        for name in PEOPLE
    }
    return SimcordDouble(bot, wire, papers, people, moderator)


def _is_refusal(error: BaseException) -> bool:
    """Whether it is a sentence for the person: simcord counts what the cogs catch as errors of the bot."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    return isinstance(cause, Refused)
