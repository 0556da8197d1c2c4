"""Pasted links and /paper: papers are found, looked up, answered, and the answer is followed until it is complete."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import timedelta

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import Finding, Progress, make_nonce
from bot.client import PwncBot
from bot.errors import Refused
from bot.links import PaperMention, find_mentions, parse_arxiv_id
from bot.models import Answer
from cogs._answers import FOLLOW_FOR_S, Edit, edit_answer, message_of, render_answer
from cogs._asking import suggest_papers
from cogs._embeds import render_abstract
from cogs._sending import LOST, insist, send_privately
from cogs._views import AnswerButton

log = logging.getLogger(__name__)

ANSWER_WITHIN_S = 2.5
COMMAND_WITHIN_S = 2.0  # Discord allows three seconds until the first answer
NONCE_LASTS = timedelta(minutes=1)


class Papers(commands.Cog):
    """Answers papers."""

    def __init__(self, bot: PwncBot) -> None:
        self.bot = bot
        self._followers: set[asyncio.Task[None]] = set()
        self._delivering: set[int] = set()
        bot.button_acts |= {"abstract": self._show_abstract, "remove": self._remove}

    async def cog_unload(self) -> None:
        """Ends what follows answers; the answers stand as they are."""
        for task in self._followers:
            task.cancel()
        await asyncio.gather(*self._followers, return_exceptions=True)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A message of a person that links papers is answered, once."""
        if message.author.bot or message.webhook_id:
            return
        if mentions := find_mentions(message.content):
            await self.on_papers_named(message, mentions)

    @commands.Cog.listener()
    async def on_papers_named(self, message: discord.Message, mentions: Sequence[PaperMention]) -> None:
        """Answers the papers that a message names, once; also the event of a message that came to name some."""
        answer = Answer(
            trigger_id=message.id,
            channel_id=message.channel.id,
            guild_id=message.guild.id if message.guild else 0,
            asker_id=message.author.id,
            papers=tuple(mention.link for mention in mentions),
            intended_at=self.bot.clock(),
            spoiler=any(mention.spoiler for mention in mentions),
        )
        findings, is_first = await asyncio.gather(
            self.bot.answers.find(answer.papers, answer.place_id, timeout_s=0),
            self.bot.store.answers.record_intention(answer),
        )
        if is_first:
            await self._deliver(answer, message, findings)
        # Otherwise the gateway repeated the message.

    async def _deliver(
        self, answer: Answer, message: discord.Message | discord.PartialMessage, findings: Sequence[Finding]
    ) -> None:
        """Sends an answer whose intention is kept, notes that it is sent, and follows it until it is complete."""
        self._delivering.add(answer.trigger_id)
        try:
            async with self.bot.answers.sending():
                reply, shown = await self._send(message, answer, findings)
                await self.bot.store.answers.record_sent(answer.trigger_id, reply.id, self.bot.clock())
        except discord.HTTPException as error:  # no right to speak there, or the message is gone
            log.info("no answer in channel %d: %s", answer.channel_id, error)
            await self.bot.store.answers.forget(answer.trigger_id)
            return
        finally:
            self._delivering.discard(answer.trigger_id)
        self._follow(answer, shown, reply.edit)

    async def _send(
        self, message: discord.Message | discord.PartialMessage, answer: Answer, findings: Sequence[Finding]
    ) -> tuple[discord.Message, Sequence[Finding]]:
        """The reply and what it shows. Known papers are answered at once, others within a breath."""
        waits = any(finding.is_awaited for finding in findings)
        async with message.channel.typing() if waits else nullcontext():
            if waits:
                findings = await self.bot.answers.settle(findings, answer.place_id, timeout_s=ANSWER_WITHIN_S)
            content, embeds, view = render_answer(answer, findings)
            reply = await insist(
                lambda: message.reply(
                    content=content,
                    embeds=embeds,
                    view=view,
                    mention_author=False,
                    nonce=make_nonce(answer),
                )
            )
        return reply, findings

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Sees to the answers that were intended in an earlier life and are not known to be sent."""
        for answer in await self.bot.store.answers.get_unsent():
            if answer.trigger_id not in self._delivering:
                await self._recover(answer, self.bot.clock() - answer.intended_at)

    async def _recover(self, answer: Answer, age: timedelta) -> None:
        channel = self.bot.get_partial_messageable(answer.channel_id, guild_id=answer.guild_id or None)
        try:
            # While Discord remembers the nonce a second send gives the first message; later we look for it ourselves.
            sent = await self._find_reply(channel, answer) if age > NONCE_LASTS else None
        except (discord.Forbidden, discord.NotFound) as error:
            log.info("an answer in channel %d is given up: %s", answer.channel_id, error)
            await self.bot.store.answers.forget(answer.trigger_id)
            return
        if sent is not None:
            await self.bot.store.answers.record_sent(answer.trigger_id, sent, self.bot.clock())
            return
        findings = await self.bot.answers.find(answer.papers, answer.place_id, timeout_s=0)
        await self._deliver(answer, message_of(self.bot, answer, answer.trigger_id), findings)

    async def _find_reply(self, channel: discord.PartialMessageable, answer: Answer) -> int | None:
        """Our own reply to the trigger, among the hundred messages after it. Raises Forbidden without history."""
        async for message in channel.history(after=discord.Object(answer.trigger_id), limit=100, oldest_first=True):
            replied_to = message.reference.message_id if message.reference else None
            if message.author == self.bot.user and replied_to == answer.trigger_id:
                return message.id
        return None

    def _follow(self, answer: Answer, findings: Sequence[Finding], edit: Edit) -> None:
        if any(finding.progress is Progress.PENDING for finding in findings):
            task = asyncio.create_task(self._complete(answer, findings, edit), name=f"follow {answer.trigger_id}")
            self._followers.add(task)
            task.add_done_callback(self._followers.discard)

    async def _complete(self, answer: Answer, findings: Sequence[Finding], edit: Edit) -> None:
        """Edits the answer when its scans are at an end, unless it is gone or about other papers by then."""
        settled = await self.bot.answers.settle(findings, answer.place_id, timeout_s=FOLLOW_FOR_S)
        now = await self.bot.store.answers.get_to(answer.trigger_id)
        if now is None or now.papers != answer.papers:
            return
        try:
            await edit_answer(answer, settled, edit)
        except discord.NotFound:
            log.info("the answer to %d is gone", answer.trigger_id)
        except (discord.HTTPException, *LOST) as error:
            log.warning("the answer to %d could not be completed: %s", answer.trigger_id, error)

    @app_commands.command(description="Whether a paper's code exists, with the evidence")
    @app_commands.describe(query="An arXiv id or link, such as 1706.03762", rescan="Ask all services anew")
    async def paper(self, interaction: discord.Interaction, query: str, rescan: bool = False) -> None:
        """The same answer as to a pasted link, to the asker's command."""
        link = parse_arxiv_id(query)
        if link is None:
            raise Refused("That is no arXiv id or link. Try 1706.03762, or https://arxiv.org/abs/1706.03762.")
        if rescan:
            self.bot.answers.rescan(link)
        answer = Answer(
            trigger_id=interaction.id,
            channel_id=interaction.channel_id or 0,
            guild_id=interaction.guild_id or 0,
            asker_id=interaction.user.id,
            papers=(link,),
            intended_at=self.bot.clock(),
        )
        await self._answer_command(interaction, answer, rescan)

    @paper.autocomplete("query")
    async def _suggest(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Papers that are known already, by the beginning of their id or words of their title."""
        return await suggest_papers(self.bot, typed)

    async def _answer_command(self, interaction: discord.Interaction, answer: Answer, rescan: bool) -> None:
        find = self.bot.answers.find
        findings = await find(answer.papers, answer.place_id, timeout_s=0, anew=rescan)
        if any(finding.is_awaited for finding in findings):
            await interaction.response.defer(thinking=True)
            findings = await self.bot.answers.settle(findings, answer.place_id, timeout_s=COMMAND_WITHIN_S)
        async with self.bot.answers.sending():
            reply_id = await self._send_command(interaction, answer, findings)
            # A command that is lost with the process cannot be answered any more: no intention is kept before.
            await self.bot.store.answers.record_intention(answer)
            await self.bot.store.answers.record_sent(answer.trigger_id, reply_id, self.bot.clock())
        self._follow(answer, findings, interaction.edit_original_response)

    async def _send_command(self, interaction: discord.Interaction, answer: Answer, findings: Sequence[Finding]) -> int:
        content, embeds, view = render_answer(answer, findings)
        if not interaction.response.is_done():
            await interaction.response.send_message(content=content, embeds=embeds, view=view)
            return (await interaction.original_response()).id
        return (await interaction.edit_original_response(content=content, embeds=embeds, view=view)).id

    async def cog_app_command_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """Refusals are shown to the person; anything else is our bug, told in one neutral line."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, Refused):
            await send_privately(interaction, str(cause))
            return
        log.error("a command failed", exc_info=cause)
        await send_privately(interaction, "Something went wrong on my side; it is in the log.")

    async def _show_abstract(self, interaction: discord.Interaction, arxiv_id: str) -> None:
        known = await self.bot.scanner.get_known(arxiv_id)
        if known is None:
            await send_privately(interaction, "The record is not here yet; please try again in a moment.")
            return
        await interaction.response.send_message(embed=render_abstract(known), ephemeral=True)

    async def _remove(self, interaction: discord.Interaction, asker_id: str) -> None:
        may_manage = interaction.permissions.manage_messages and interaction.guild_id is not None
        if interaction.user.id != int(asker_id) and not may_manage:
            await send_privately(interaction, "Only who asked, or a moderator, can remove this answer.")
            return
        await interaction.response.defer()
        await interaction.delete_original_response()
        if interaction.message and (answer := await self.bot.answers.get_answer(interaction.message.id)):
            await self.bot.store.answers.forget(answer.trigger_id)


async def setup(bot: PwncBot) -> None:
    """Adds the cog, and tells the library about the buttons under answers, old ones too."""
    bot.add_dynamic_items(AnswerButton)
    await bot.add_cog(Papers(bot))
