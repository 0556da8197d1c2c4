"""The Discord client: holds what the cogs use, and loads them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from yarl import URL

from bot.answers import Answers
from bot.errors import StoreUnavailable
from bot.pace import Pace
from bot.services import Services
from bot.settings import Settings
from bot.watching import Watching
from bot.words import english, speak, speaking
from bot.words.commands import CommandWords
from bot.words.language import Language

log = logging.getLogger(__name__)

COGS = sorted(path.stem for path in (Path(__file__).parent.parent / "cogs").glob("[!_]*.py"))
LONGEST_PAUSE_S = 60.0  # what Discord wants to have later than that (slow mode) is given up
IDENTIFY_EVERY_S = 5.0
FINISH_WITHIN_S = 5.0  # of the ten seconds that a stop may take
HANDLERS = ("discord.py: ", "CommandTree-invoker", "discord-ui-")  # how the library names the tasks of its listeners
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    read_message_history=True,
    add_reactions=True,
)


def needed_intents(*, message_content: bool = True) -> discord.Intents:
    """Messages with their content, reactions, and guilds for channels and permissions; nothing else."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    intents.guild_reactions = True
    intents.dm_reactions = True
    intents.message_content = message_content
    return intents


def point_library_at(settings: Settings) -> None:
    """Sets where discord.py finds Discord: class attributes of the library, which has no setting for it."""
    discord.http.Route.BASE = settings.discord_api_url.rstrip("/")
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = URL(settings.discord_gateway_url)


class SpokenTree(app_commands.CommandTree["PwncBot"]):
    """Commands that answer in the language of who gives them."""

    async def interaction_check(self, interaction: discord.Interaction[PwncBot], /) -> bool:
        """Runs in the task of the command, before it."""
        speak(self.client.language_of(interaction))
        return True


class PwncBot(commands.Bot):
    """PWNC on one shard, or on all servers where there is one shard only; `is_first` of this process's shards.

    `button_acts` maps what a button does to the cog's method for it, `pages` a kind of list to what makes
    one page of it (about what, which page); the cogs fill both.
    """

    def __init__(
        self,
        services: Services,
        *,
        guild_ready_timeout: float = 2.0,
        message_content: bool = True,
        papers_per_person: int = 10,
        papers_per_channel: int = 20,
        shard_id: int | None = None,
        shard_count: int | None = None,
        is_first: bool = True,
    ) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # no voice here, so no warning about it
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=SpokenTree,
            intents=needed_intents(message_content=message_content),
            # Commands work in servers, in direct messages, and for people who installed the app for themselves.
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_mentions=discord.AllowedMentions.none(),
            # Answers are found by id in the store, so no message and no member need stay in memory.
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=guild_ready_timeout,
            max_ratelimit_timeout=LONGEST_PAUSE_S,
            shard_id=shard_id,
            shard_count=shard_count,
        )
        self.is_first = is_first
        self._paces = {"per_person": papers_per_person, "per_channel": papers_per_channel}
        self.pace = self.new_pace()
        self.store = services.store
        self.scanner = services.scanner
        self.desk = services.desk
        self._identify_gate = services.store.coordination.gate("identify", IDENTIFY_EVERY_S)
        self.clock = services.clock
        self._clock_ahead = timedelta()
        self.keys = services.keys
        self.full_text_forms = services.full_text_forms
        self.rests = services.rests
        self.metrics = services.metrics
        self.titles = services.titles
        self.elsewhere = services.elsewhere
        self.languages = services.languages
        self.watching = Watching(services.store, services.search, services.clock)
        self.answers = Answers(services.store, services.scanner, services.clock)
        self.button_acts: dict[str, Callable[[discord.Interaction, str], Awaitable[None]]] = {}
        self.pages: dict[str, Callable[[discord.Interaction, str, int], Awaitable[dict[str, Any]]]] = {}

    def new_pace(self) -> Pace:
        """The limits of people and channels, with nothing counted yet."""
        return Pace(**self._paces)

    def can_read(self, message: discord.Message) -> bool:
        """Whether Discord shows the bot what the message says; an empty text means nothing where it does not."""
        return self.intents.message_content or message.guild is None or self.user in message.mentions

    def language_of(self, interaction: discord.Interaction) -> Language:
        """The language in which somebody sees Discord."""
        return self.languages.find(interaction.locale.value)

    def language_in(self, guild_id: int) -> Language | None:
        """The language of a server, for what all of it reads; None where that is not known, as in direct messages."""
        guild = self.get_guild(guild_id)
        return self.languages.find(guild.preferred_locale.value) if guild else None

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Starts the listeners of an event in the language of its person (interactions) or server."""
        about = args[0] if args else None
        if isinstance(about, discord.Interaction):
            language: Language | None = self.language_of(about)
        else:
            guild = getattr(about, "guild", None)
            language = self.language_in(guild.id if guild else getattr(about, "guild_id", None) or 0)
        with speaking(language or english()):  # each listener is a task, and a task keeps what holds when it begins
            super().dispatch(event_name, *args, **kwargs)

    def is_mine(self, guild_id: int) -> bool:
        """Whether this process hears of the guild (0: of direct messages), by Discord's rule of shards."""
        if self.shard_id is None or not self.shard_count:
            return True
        return (guild_id >> 22) % self.shard_count == self.shard_id

    async def tell(self, event: str, *what: object) -> None:
        """Tells the cogs of something as `dispatch` does, and waits until they have seen to it.

        Raises StoreUnavailable where one of them could not keep it; what else fails is in the log.
        """
        listeners = self.extra_events.get(f"on_{event}", ())
        outcomes = await asyncio.gather(*(listener(*what) for listener in listeners), return_exceptions=True)
        for error in outcomes:
            if isinstance(error, StoreUnavailable):
                raise error
            if isinstance(error, Exception):
                log.error("%s failed", event, exc_info=error)

    async def leads(self, task: str) -> bool:
        """Whether this client does what one of all shards, in all processes, does for the others."""
        return self.is_first and await self.store.coordination.lead(task)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identifies at the pace of all shards together: Discord allows one in five seconds (Gateway, Sharding)."""
        if shard_id is None:
            await super().before_identify_hook(shard_id, initial=initial)
            return
        try:
            async with self._identify_gate.hold():
                await self._identify_gate.turn()
        except StoreUnavailable as error:
            log.warning("shard %d identifies without asking the others: %s", shard_id, error)
            await super().before_identify_hook(shard_id, initial=False)

    async def setup_hook(self) -> None:
        """Loads every cog (one that fails stops the start) and tells Discord the commands."""
        for name in COGS:
            await self.load_extension(f"cogs.{name}")
        words = CommandWords(self.languages)
        await self.tree.set_translator(words)
        if not self.shard_id:
            await self.tree.sync()
            words.tell_unasked()

    async def finish(self) -> None:
        """Waits for what people have asked for and is being done, for a while; then ends it. What is not done then
        stands in the store as intended, and is seen to in the next life."""
        if ready := self._connection._ready_task:
            ready.cancel()  # it would tell the listeners that work begins, and the library leaves it when it closes
        here = asyncio.current_task()
        running = {task for task in asyncio.all_tasks() if task is not here and task.get_name().startswith(HANDLERS)}
        if not running:
            return
        _, late = await asyncio.wait(running, timeout=FINISH_WITHIN_S)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def close(self) -> None:
        """Stops, once what is under way is at an end."""
        await self.finish()
        await super().close()

    async def on_message(self, message: discord.Message, /) -> None:
        """Compares our clock with Discord's. There are no prefix commands: the cogs listen for themselves."""
        self._clock_ahead = self.clock() - message.created_at

    def heard_until(self) -> datetime:
        """This moment by Discord's clock, or one a little before it: ids of messages are compared with it."""
        return self.clock() - max(self._clock_ahead, timedelta())

    async def on_ready(self) -> None:
        """Says in the log that people are answered now."""
        log.info("signed in as %s, in %d servers", self.user, len(self.guilds))
