"""Our own double: the sandbox, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

from bot.client import PwncBot, point_library_at
from bot.sandbox import Sandbox
from bot.sandbox.errors import PersonCannot
from bot.sandbox.interactions import Interaction
from bot.sandbox.library import Library
from bot.sandbox.model import Message
from bot.services import make_clock, open_services
from bot.settings import Settings
from tests.second_opinion.doubles import TIMEOUT_S, Double, Outcome, text_of
from tests.second_opinion.wire import Json, Wire


class SandboxDouble(Double):
    """People of the sandbox, and the bot connected to it."""

    name = "sandbox"
    refusals = (PersonCannot,)
    silence_s = 0.3

    def __init__(self, bot: PwncBot, wire: Wire, sandbox: Sandbox) -> None:
        papers = sandbox.channels["papers"]
        assert papers.guild_id is not None
        super().__init__(bot, wire, papers.id, papers.guild_id)
        self._sandbox = sandbox

    def id_of(self, who: str) -> int:
        return self._sandbox.person(who).id

    def _message(self, message_id: int) -> Message:
        message = self._sandbox.message(message_id)
        if message is None:
            raise PersonCannot("the message is gone")
        return message

    async def say(self, who: str, text: str, *, reply_to: int | None = None, thread: int | None = None) -> int:
        return (await self._sandbox.person(who).say(thread or "papers", text, reply_to=reply_to)).id

    async def write(self, who: str, text: str) -> int:
        person = self._sandbox.person(who)
        return (await person.say(await person.open_dm(), text)).id

    async def delete(self, who: str, message_id: int) -> None:
        await self._sandbox.person(who).delete(self._message(message_id))

    async def react(self, who: str, message_id: int, emoji: str) -> None:
        await self._sandbox.person(who).react(self._message(message_id), emoji)

    async def unreact(self, who: str, message_id: int, emoji: str) -> None:
        await self._sandbox.person(who).unreact(self._message(message_id), emoji)

    async def press(self, who: str, message_id: int, label: str) -> Outcome:
        return _outcome(await self._sandbox.person(who).press(self._message(message_id), label))

    async def select(self, who: str, message_id: int, custom_id: str, *values: str | int) -> Outcome:
        chosen = [str(each) for each in values]
        return _outcome(await self._sandbox.person(who).select(self._message(message_id), custom_id, *chosen))

    async def menu(self, who: str, message_id: int, entry: str) -> Outcome:
        return _outcome(await self._sandbox.person(who).menu(entry, self._message(message_id)))

    async def submit(self, who: str, form: Outcome, values: Json) -> Outcome:
        return _outcome(await self._sandbox.person(who).submit(form.handle, values))

    async def command(self, who: str, name: str, **options: object) -> Outcome:
        return _outcome(await self._sandbox.person(who).command(name, **options))

    async def command_in_dm(self, who: str, name: str, **options: object) -> Outcome:
        person = self._sandbox.person(who)
        return _outcome(await person.command(name, await person.open_dm(), **options))

    async def suggestions(self, who: str, name: str, option: str, typed: str) -> list[Json]:
        return await self._sandbox.person(who).autocomplete(name, focused=option, **{option: typed})

    async def let_time_pass(self) -> None:
        """It runs."""


def _outcome(interaction: Interaction) -> Outcome:
    said = interaction.message
    return Outcome(
        content=said.content if said else "",
        embed_text=text_of(said.embeds) if said else "",
        ephemeral=interaction.ephemeral,
        form=interaction.modal,
        message_id=said.id if said else None,
        handle=interaction,
    )


@asynccontextmanager
async def in_sandbox(settings: Settings, library: Library) -> AsyncIterator[SandboxDouble]:
    """The bot signed in to a sandbox; every route that it asked for must have been known there."""
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox(library=library, clock=make_clock(library.as_of)))
        point_library_at(
            replace(settings, discord_api_url=sandbox.api_url, discord_gateway_url=sandbox.gateway_url),
        )
        services = await stack.enter_async_context(open_services(settings))
        bot = PwncBot(services, guild_ready_timeout=0.02)
        wire = Wire(bot)
        await stack.enter_async_context(bot)
        await bot.login(sandbox.token)
        connection = asyncio.create_task(bot.connect(), name="bot")
        async with asyncio.timeout(TIMEOUT_S):
            await bot.wait_until_ready()
        yield SandboxDouble(bot, wire, sandbox)
        await bot.close()
        await connection
        assert sandbox.refused_routes == []
