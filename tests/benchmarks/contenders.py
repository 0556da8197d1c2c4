"""The two that are measured side by side: the bot, and a bare bot that sends the same answer fixed."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.models import AnswerSize
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.model import Channel
from bot.sandbox.people import Person
from bot.services import make_clock
from bot.store import open_store
from tests.benchmarks.processes import BotProcess, discord_settings, pwnc_settings

LINK = "https://arxiv.org/abs/2504.21051"
N_CHANNELS = 50


@dataclass(slots=True)
class Contender:
    """A bot in a sandbox of its own; `channels` are many, so that discord.py's pacing of one channel does not show."""

    sandbox: Sandbox
    process: BotProcess
    settings: dict[str, str]
    channels: list[Channel]
    person: Person
    starts_s: list[float] = field(default_factory=list)

    async def start(self) -> None:
        """Starts the process and notes how long it took."""
        self.starts_s.append(await self.process.start(self.settings))

    async def warm(self) -> None:
        """A first answer in every channel: connections are opened and caches filled."""
        for channel in self.channels:
            await self.sandbox.next_message(reply_to=await self.person.say(channel, LINK))


@dataclass(frozen=True, slots=True)
class Contenders:
    """The bot and the bare bot, not yet started."""

    ours: Contender
    bare: Contender

    @property
    def in_turn(self) -> tuple[Contender, Contender]:
        """Both, in the order in which they take turns."""
        return self.ours, self.bare


@asynccontextmanager
async def contenders(folder: Path) -> AsyncIterator[Contenders]:
    """Both bots with their sandboxes; the bare one gives the answer that the other gave to `LINK`."""
    async with AsyncExitStack() as stack:
        library = await stack.enter_async_context(Library())
        sandboxes = [await stack.enter_async_context(_sandbox(library)) for _ in range(2)]
        (folder / "ours").mkdir()
        (folder / "bare").mkdir()
        answer = folder / "answer.json"
        ours = _contender(
            sandboxes[0],
            BotProcess(sandboxes[0], folder / "ours", "bot", "run"),
            pwnc_settings(sandboxes[0], library, folder / "ours" / "bench.db"),
        )
        bare = _contender(
            sandboxes[1],
            BotProcess(sandboxes[1], folder / "bare", "tests.benchmarks.bare_bot", str(answer)),
            discord_settings(sandboxes[1]),
        )
        stack.push_async_callback(bare.process.stop)
        stack.push_async_callback(ours.process.stop)
        answer.write_text(await _first_answer(ours), encoding="utf-8")
        yield Contenders(ours, bare)


@asynccontextmanager
async def _sandbox(library: Library) -> AsyncIterator[Sandbox]:
    async with Sandbox(library=library, clock=make_clock(library.as_of)) as sandbox:
        sandbox.limits.lift()
        guild = sandbox.world.guilds[sandbox.channels["papers"].guild_id or 0]
        for number in range(N_CHANNELS):
            sandbox.world.add_channel(guild, f"bench-{number}")
        yield sandbox


def _contender(sandbox: Sandbox, process: BotProcess, settings: dict[str, str]) -> Contender:
    channels = [sandbox.channels[f"bench-{number}"] for number in range(N_CHANNELS)]
    return Contender(sandbox, process, settings, channels, sandbox.person("grace"))


async def _first_answer(ours: Contender) -> str:
    """The answer to `LINK` as JSON, once the paper is known. The server wants it in full each time: no pointer to an
    earlier one, none smaller where the channel is busy."""
    guild_id = ours.channels[0].guild_id or 0
    async with open_store(ours.settings["DATABASE_URL"]) as store:
        await store.guild_settings.change(guild_id, datetime.now(UTC), repeat_window_h=0, size=AnswerSize.FULL)
    await ours.process.start(ours.settings)
    for _ in range(2):  # the second one comes from the store
        answer = await ours.sandbox.next_message(reply_to=await ours.person.say(ours.channels[0], LINK))
    await ours.process.stop()
    return json.dumps({"content": answer.content, "embeds": answer.embeds, "components": answer.components})
