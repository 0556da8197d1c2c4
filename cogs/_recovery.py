"""After a start or a lost session: what an earlier life left open, and what was said and done meanwhile."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import discord
from discord.ext import commands

from bot.client import PwncBot
from bot.models import Answer, AnswerForm
from cogs._answers import message_of, refresh_answer, take_away
from cogs._catching_up import COMPARED_WITHIN, CatchUp
from cogs._delivering import Delivery
from cogs._messages import read_message
from cogs._own_reply import find_reply
from cogs._sending import LOST

log = logging.getLogger(__name__)

NONCE_LASTS = timedelta(minutes=1)
AT_ONCE = 8
SWEEP_EVERY_S = 60.0
ALIVE_EVERY_S = 5.0
OWED_FOR = timedelta(days=1)
REMOVED_KEPT = timedelta(days=30)


class Recovery(commands.Cog):
    """Gives the answers that were intended and not sent, completes those that were sent incomplete, catches up with
    what was missed, and keeps until when everything was heard."""

    def __init__(self, bot: PwncBot, delivery: Delivery) -> None:
        self.bot = bot
        self._delivery = delivery
        self._tasks: set[asyncio.Task[None]] = set()
        self._n_misses = 0
        self._is_connected = False
        self._is_ready = False
        self._is_due = False
        self._is_caught_up = False
        self._catch_up: CatchUp | None = None
        self._catching_up = asyncio.Lock()

    async def cog_load(self) -> None:
        """Starts what runs as long as the bot does."""
        self._start(self._every(SWEEP_EVERY_S, self._sweep), "sweep")
        self._start(self._every(SWEEP_EVERY_S, self._read_back), "read back")
        self._start(self._every(ALIVE_EVERY_S, self._beat), "alive")

    async def cog_unload(self) -> None:
        """Ends it; what is open then is seen to in the next life."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- when ---

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """A new session: what was said since the last one may be missed. Intentions need no cache and are seen to."""
        self._is_connected = True
        self._is_ready = False
        self._miss()
        if await self._get_alive() is None:  # the first session of all: from now on something can be missed
            await self._record_alive()
        self._start(self._see_to_unsent(), "unsent")

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """The servers and their channels are known now, except those of servers that Discord has trouble with."""
        self._is_ready = True
        self._start(self._see_to_earlier_life(), "catch up")

    @commands.Cog.listener()
    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        """Discord has trouble with a server, and tells nothing of it until that is over."""
        self._miss()

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """That is over. While a session begins every server is told of so, and is seen to when all are there; many that
        come back together are seen to together."""
        if self._is_ready and not self._is_due:
            self._is_due = True
            self._start(self._read_back(), "catch up")

    @commands.Cog.listener()
    async def on_disconnect(self) -> None:
        """Nothing is heard until the session is resumed, or another one begins."""
        self._is_connected = False

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        """What was said meanwhile has been told again."""
        self._is_connected = True

    def _miss(self) -> None:
        """From the moment that is kept as heard until, something may be missed: it stays until that is read back."""
        self._n_misses += 1
        self._is_caught_up = False
        self._catch_up = None

    async def _see_to_earlier_life(self) -> None:
        await self._forget_servers_left()
        await self._take_away_owed()
        await self._show_owed()
        await self._read_back()

    async def _read_back(self) -> None:
        """Catches up with what was missed, or with what is left of it."""
        async with self._catching_up:
            self._is_due = False
            if self._is_caught_up or not self._is_ready:
                return
            n_misses, since = self._n_misses, await self._get_alive()
            if n_misses != self._n_misses:
                return  # that is read back when the session or the server is there
            self._catch_up = self._catch_up or CatchUp(self.bot, since or self.bot.clock())
            if await self._catch_up.run() and n_misses == self._n_misses:
                self._is_caught_up = True  # else more was missed meanwhile
        await self._beat()

    async def _sweep(self) -> None:
        await self._see_to_unsent(NONCE_LASTS)
        await self._take_away_owed()
        await self._show_owed()
        await self.bot.store.answers.forget_removed(self.bot.clock() - REMOVED_KEPT)

    async def _beat(self) -> None:
        if self._is_connected and self._is_caught_up:
            await self._record_alive()

    async def _get_alive(self) -> datetime | None:
        """Until when everything was heard. A clock that has been set back since says nothing of that: then a day."""
        alive_at, now = await self.bot.store.presence.get_alive(*self._shard()), self.bot.clock()
        return now - COMPARED_WITHIN if alive_at and alive_at > now else alive_at

    async def _record_alive(self) -> None:
        await self.bot.store.presence.record_alive(*self._shard(), self.bot.heard_until())

    def _shard(self) -> tuple[int, int]:
        return self.bot.shard_id or 0, self.bot.shard_count or 1

    # --- what is left open ---

    async def _see_to_unsent(self, older_than: timedelta | None = None) -> None:
        before = self.bot.clock() - older_than if older_than else None
        unsent = [
            answer
            for answer in await self.bot.store.answers.get_unsent()
            if self.bot.is_mine(answer.guild_id) and (before is None or answer.intended_at <= before)
        ]
        await self._each(unsent, lambda answer: self._recover(answer.trigger_id))

    async def _take_away_owed(self) -> None:
        owed = await self.bot.store.answers.get_to_take_away()
        await self._each([each for each in owed if self.bot.is_mine(each.guild_id)], partial(take_away, self.bot))

    async def _show_owed(self) -> None:
        since = self.bot.clock() - OWED_FOR
        owed = [
            answer
            for answer in await self.bot.store.answers.get_owed(since)
            if answer.intended_at >= since
            and answer.trigger_id not in self._delivery.followed
            and not self.bot.answers.turns.is_taken(answer.trigger_id)
            and self.bot.is_mine(answer.guild_id)
        ]
        await self._each(owed, self._show)

    async def _recover(self, trigger_id: int) -> None:
        """An answer that was intended: adopted where it stands in the chat, else given; given up where its message is
        gone or nothing can be read back."""
        if self.bot.answers.is_delivering(trigger_id):
            return
        adopted, asked = None, None
        async with self.bot.answers.delivering(trigger_id):
            answer = await self.bot.store.answers.get_to(trigger_id)
            if answer is None or answer.reply_id or answer.is_removed:
                return  # somebody else saw to it meanwhile
            try:
                asked = await self._fetch_asked(answer)
                adopted = await self._adopt(answer) if asked else None
                if adopted is None:
                    await self._give(await self._anew(answer, asked) if asked else answer)
            except discord.NotFound:
                await self._delivery.withdraw(answer)
            except discord.Forbidden as error:
                log.info("an answer in channel %d is given up: %s", answer.channel_id, error)
                await self.bot.answers.give_up(answer)
        if adopted:
            await self._show(adopted)
            if asked:
                await self.bot.tell("edited", asked, self.bot.pace)

    async def _fetch_asked(self, answer: Answer) -> discord.Message | None:
        """The message that is answered, as it is by now; None where nothing can be read back, but Discord remembers the
        nonce, so that a second send would give the first message.

        Raises NotFound when it is gone, Forbidden when nothing tells whether it is answered.
        """
        try:
            return await message_of(self.bot, answer, answer.trigger_id).fetch()
        except discord.Forbidden:
            if self.bot.clock() - answer.intended_at > NONCE_LASTS:
                raise
            return None

    async def _adopt(self, answer: Answer) -> Answer | None:
        """The answer as it stands in the chat, or None where it was not sent."""
        sent = None if answer.form is AnswerForm.REACTION else await find_reply(self.bot, answer)
        if sent is None:
            return None
        place = sent.channel.id if sent.channel.id != answer.channel_id else 0
        return await self.bot.answers.note_sent(answer, sent.id, complete=False, reply_channel_id=place)

    async def _give(self, answer: Answer) -> None:
        if answer.papers:
            await self._delivery.deliver(answer)
        else:
            await self.bot.answers.forget(answer)

    async def _anew(self, answer: Answer, asked: discord.Message) -> Answer:
        """The answer to what its message says by now. One that Discord forgot the nonce of is intended anew: when this
        life is cut short, too, the next one looks for its reply from now on."""
        if self.bot.clock() - answer.intended_at > NONCE_LASTS:
            answer = await self.bot.answers.intend_again(answer)
        return await self._as_edited(answer, asked)

    async def _as_edited(self, answer: Answer, asked: discord.Message) -> Answer:
        """The answer to what its message says by now."""
        if not self.bot.can_read(asked):
            return answer
        mentions = await read_message(self.bot, asked, self.bot.store.guild_settings.get(answer.guild_id))
        if mentions is None:
            return answer
        papers, spoiler = tuple(m.link for m in mentions), any(m.spoiler for m in mentions)
        if (papers, spoiler) == (answer.papers, answer.spoiler) or not papers:
            return replace(answer, papers=papers)
        changed = await self.bot.answers.replan(answer, papers, spoiler)
        await self.bot.answers.change(changed)
        return changed

    async def _show(self, answer: Answer) -> None:
        try:
            await refresh_answer(self.bot, answer)
        except discord.NotFound:
            await self.bot.answers.give_up(replace(answer, papers=()))
        except (discord.HTTPException, discord.RateLimited, *LOST) as error:
            log.warning("the answer to %d could not be completed: %s", answer.trigger_id, error)

    async def _forget_servers_left(self) -> None:
        """Servers that the bot was sent away from while it was not there to hear of it."""
        present = {guild.id for guild in self.bot.guilds}
        for guild_id in await self.bot.store.answers.get_guilds() - present:
            if self.bot.is_mine(guild_id):
                await self.bot.answers.forget_guild(guild_id)
                await self.bot.store.people.record_left(guild_id, self.bot.clock())

    # --- how ---

    async def _each(self, answers: Iterable[Answer], see_to: Callable[[Answer], Awaitable[None]]) -> None:
        """Several at once. What fails for one is told and left for the next time."""
        free = asyncio.Semaphore(AT_ONCE)

        async def one(answer: Answer) -> None:
            async with free:
                try:
                    await see_to(answer)
                except (discord.DiscordException, *LOST) as error:
                    log.warning("the answer to %d is left open: %s", answer.trigger_id, error)

        await asyncio.gather(*(one(answer) for answer in answers))

    async def _every(self, seconds: float, act: Callable[[], Awaitable[None]]) -> None:
        await self.bot.wait_until_ready()
        while True:
            await asyncio.sleep(seconds)
            try:
                await act()
            except Exception:
                log.exception("what is done every %g s failed", seconds)

    def _start(self, work: Any, name: str) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("%s failed", task.get_name(), exc_info=error)
