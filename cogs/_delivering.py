"""Giving an answer: from the papers that a message names to the reply that stands, once, whatever goes wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import discord

from bot.answers import MOST_SHOWN, Finding, is_complete, make_nonce
from bot.client import PwncBot
from bot.links import PaperMention
from bot.logs import bind
from bot.models import Answer, AnswerForm
from bot.pace import Pace
from cogs._answers import Edit, Look, complete_answer, message_of, render_answer, show_reactions, take_away
from cogs._own_reply import find_reply
from cogs._sending import LOST, insist
from cogs._speaking import Rights, rights_in
from cogs._telling import tell_guild
from cogs._text import cut, fold_title

log = logging.getLogger(__name__)

ANSWER_WITHIN_S = 2.5
THREAD_NAME = 90

Asked = discord.Message | discord.PartialMessage


class Delivery:
    """Plans, sends and completes answers."""

    def __init__(self, bot: PwncBot) -> None:
        self.bot = bot
        self.followed: dict[int, asyncio.Task[None]] = {}

    async def stop(self) -> None:
        """Ends what follows answers; the answers stand as they are."""
        tasks = list(self.followed.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def answer(
        self, message: discord.Message, mentions: Sequence[PaperMention], pace: Pace, *, renew: bool = False
    ) -> None:
        """Answers the papers that a message names, once. `renew`: also where the earlier answer was taken away."""
        settings = self.bot.store.guild_settings.get(message.guild.id if message.guild else 0)
        n_papers, channel_id = min(len(mentions), MOST_SHOWN), message.channel.id
        if self.bot.answers.is_delivering(message.id):
            return  # the gateway repeated the message
        rights = rights_in(message.channel)
        if not (rights.react if settings.reaction_only else rights.send):
            await tell_guild(self.bot, message.guild, "react" if settings.reaction_only else "send", channel_id)
            return
        named_at = message.edited_at or message.created_at
        if not pace.admits(message.author.id, channel_id, n_papers, named_at):
            log.info("somebody in channel %d is too quick to be answered", channel_id)
            return
        intended = Answer(
            trigger_id=message.id,
            channel_id=channel_id,
            guild_id=message.guild.id if message.guild else 0,
            asker_id=message.author.id,
            papers=tuple(mention.link for mention in mentions),
            intended_at=self.bot.clock(),
            spoiler=any(mention.spoiler for mention in mentions),
        )
        bind(message_id=message.id)
        async with self.bot.answers.delivering(message.id):
            if renew:
                await self._finish_removal(message.id)
            answer = await self.bot.answers.plan(intended, settings)
            if not await self.bot.answers.intend(answer, renew=renew):
                return
            await self._deliver(answer, message, rights)

    async def _finish_removal(self, trigger_id: int) -> None:
        """Takes an earlier answer away whose deletion is still owed."""
        earlier = await self.bot.store.answers.get_to(trigger_id)
        if earlier and earlier.is_removed and earlier.reply_id:
            await take_away(self.bot, earlier)

    async def deliver(self, answer: Answer) -> None:
        """Gives an answer whose intention was kept in an earlier life. Who calls keeps it as being delivered."""
        channel = self.bot.get_channel(answer.channel_id)
        await self._deliver(answer, message_of(self.bot, answer, answer.trigger_id), rights_in(channel))

    async def withdraw(self, answer: Answer) -> None:
        """Forgets an answer whose message is gone; where it was sent all the same, it is deleted."""
        try:
            sent = await find_reply(self.bot, answer)
        except discord.HTTPException:
            sent = None  # the channel went, too, or nothing can be read there
        if sent is None:
            await self.bot.answers.forget(answer)
            return
        place = sent.channel.id if sent.channel.id != answer.channel_id else 0
        stands = await self.bot.answers.note_sent(answer, sent.id, complete=True, reply_channel_id=place)
        await self.bot.answers.remove(replace(stands, papers=()))
        await take_away(self.bot, replace(stands, papers=()))

    def follow(self, answer: Answer, findings: Sequence[Finding], edit: Edit | None = None) -> None:
        """Completes the answer when its scans are at an end."""
        if not is_complete(findings):
            task = asyncio.create_task(self._complete(answer, findings, edit), name=f"follow {answer.trigger_id}")
            self.followed[answer.trigger_id] = task
            task.add_done_callback(lambda _: self.followed.pop(answer.trigger_id, None))

    async def _deliver(self, answer: Answer, message: Asked, rights: Rights) -> None:
        """Sends an answer whose intention is kept, notes that it is sent, and follows it until it is complete.

        Where Discord refuses it the answer is given up; where it is not known what Discord did with it the intention
        stays, and is seen to later.
        """
        try:
            sent, findings = await self._send(answer, message, rights)
        except (discord.HTTPException, discord.RateLimited) as error:
            await self._refused(answer, message, error)
        except LOST as error:
            log.warning("no answer yet in channel %d: %s", answer.channel_id, error)
        else:
            self.follow(sent, findings)
            if isinstance(message, discord.Message):
                await hide_preview(self.bot, message, rights)

    async def _send(self, answer: Answer, message: Asked, rights: Rights) -> tuple[Answer, Sequence[Finding]]:
        """Known papers are answered at once, others within a breath."""
        findings = await self.bot.answers.look_up(answer, timeout_s=0)
        async with AsyncExitStack() as stack:
            if any(finding.is_awaited for finding in findings):
                if answer.form is not AnswerForm.REACTION:
                    await stack.enter_async_context(message.channel.typing())
                findings = await self.bot.answers.settle(findings, answer.place_id, timeout_s=ANSWER_WITHIN_S)
            async with self.bot.answers.sending():
                if answer.form is AnswerForm.REACTION:
                    await show_reactions(self.bot, answer, findings)
                    reply_id, place_id = answer.trigger_id, 0
                else:
                    reply_id, place_id = await self._reply(answer, message, findings, rights)
                complete = is_complete(findings)
                sent = await self.bot.answers.note_sent(answer, reply_id, complete=complete, reply_channel_id=place_id)
        return sent, findings

    async def _reply(
        self, answer: Answer, message: Asked, findings: Sequence[Finding], rights: Rights
    ) -> tuple[int, int]:
        """The id of the message that was sent, and of the thread that it was sent to, or 0."""
        settings = self.bot.store.guild_settings.get(answer.guild_id)
        content, embeds, view = render_answer(
            answer, findings, Look(settings.tone, rights.embed, self.bot.language_in(answer.guild_id))
        )
        parts: dict[str, Any] = {"content": content, "embeds": embeds, "view": view, "nonce": make_nonce(answer)}
        if settings.answer_in_thread and rights.make_threads:
            thread = await self._thread_on(message, findings)
            if thread is not None:
                return (await insist(lambda: thread.send(**parts))).id, thread.id
        if not rights.read_history:  # Discord refuses a reply then
            return (await insist(lambda: message.channel.send(**parts))).id, 0
        return (await insist(lambda: message.reply(**parts, mention_author=False))).id, 0

    async def _thread_on(
        self, message: Asked, findings: Sequence[Finding]
    ) -> discord.Thread | discord.PartialMessageable | None:
        """The thread on a message, made where there is none; None where there can be none."""
        known = findings[0].known
        name = cut(fold_title(known.paper.title), THREAD_NAME) if known else f"arXiv {findings[0].link.arxiv_id}"
        try:
            return await message.create_thread(name=name)
        except discord.HTTPException as error:
            if error.code == THREAD_EXISTS:
                return self.bot.get_partial_messageable(message.id)
            log.info("no thread in channel %d: %s", message.channel.id, error)
        except ValueError:  # no message of a server
            pass
        return None

    async def _refused(
        self, answer: Answer, message: Asked, error: discord.HTTPException | discord.RateLimited
    ) -> None:
        log.info("no answer in channel %d: %s", answer.channel_id, error)
        if isinstance(error, discord.DiscordServerError):
            return  # it may stand there all the same
        if is_gone(error):
            await self.withdraw(answer)
            return
        await self.bot.answers.give_up(answer)  # not tried again, neither now nor after a restart
        if isinstance(error, discord.Forbidden):
            await tell_guild(self.bot, message.guild, "send", answer.channel_id)

    async def _complete(self, answer: Answer, findings: Sequence[Finding], edit: Edit | None) -> None:
        try:
            await complete_answer(self.bot, answer, findings, edit)
        except discord.NotFound:
            log.info("the answer to %d is gone", answer.trigger_id)
        except (discord.HTTPException, discord.RateLimited, *LOST) as error:
            log.warning("the answer to %d could not be completed: %s", answer.trigger_id, error)


THREAD_EXISTS, INVALID_FORM = 160004, 50035


def is_gone(error: discord.HTTPException | discord.RateLimited) -> bool:
    """Whether Discord says that the message to answer, or its channel, is not there any more."""
    if isinstance(error, discord.NotFound):
        return True
    return isinstance(error, discord.HTTPException) and error.code == INVALID_FORM and "message_reference" in error.text


async def hide_preview(bot: PwncBot, message: discord.Message, rights: Rights) -> None:
    """Takes Discord's own preview of an answered message away where the server says so; never in forums, where it
    stands for the post."""
    settings = bot.store.guild_settings.get(message.guild.id if message.guild else 0)
    if not settings.suppress_preview or not rights.manage_messages or message.flags.suppress_embeds:
        return
    if isinstance(getattr(message.channel, "parent", None), discord.ForumChannel):
        return
    try:
        await message.edit(suppress=True)
    except (discord.HTTPException, discord.RateLimited, *LOST) as error:
        log.info("a preview in channel %d stays: %s", message.channel.id, error)
