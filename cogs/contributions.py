"""Corrections without a form: replies, reactions with a verdict's emblem, marks; and how what became of them shows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace
from weakref import WeakValueDictionary

import discord
from discord.ext import commands

from bot.client import PwncBot
from bot.contributions.parsing import PROPOSABLE
from bot.contributions.replies import Proposal, find_proposals
from bot.contributions.rules import Act
from bot.errors import Refused
from bot.links import find_mentions
from bot.models import Answer, Contribution, ContributionState, ContributionWay
from bot.pace import Pace
from bot.status import parse_emblem
from bot.store.contributions import new_contribution_id
from bot.store.reactions import AGAINST, AGREE, DOUBT, FOR, Reaction
from bot.words import say
from cogs._contributing import STATE_EMBLEMS, joined_at, tell_person
from cogs._own_reply import adopt_old
from cogs._refreshing import Refresher
from cogs._sending import LOST

log = logging.getLogger(__name__)

QUESTION = "❔"
MOST_MARKS = 10_000  # kept in memory
YES, NO = "✅", "❌"
_SHOWN_FIRST = (
    ContributionState.CHECKING,
    ContributionState.ACCEPTED,
    ContributionState.OPEN,
    ContributionState.REJECTED,
)
_MARKS = frozenset(STATE_EMBLEMS[state] for state in _SHOWN_FIRST)


class Contributions(commands.Cog):
    """Takes corrections from the chat, and shows on replies and answers what becomes of them."""

    def __init__(self, bot: PwncBot) -> None:
        self.bot = bot
        self._refresher = Refresher(bot)
        self._marks: dict[int, str] = {}
        self._marking: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[None]] = set()

    async def cog_load(self) -> None:
        """Listens to decisions."""
        self.bot.desk.listeners.append(self._show)

    async def cog_unload(self) -> None:
        """Ends running edits; what was contributed is in the store."""
        self.bot.desk.listeners.remove(self._show)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._refresher.close()

    # --- replies ---

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A person's reply to an answer may correct it; other talk is left alone."""
        if message.author.bot or message.type is not discord.MessageType.reply or self._ignores(message.author.id):
            return
        proposals = find_proposals(message.content)
        if not proposals or (answer := await self._answer_to(message)) is None:
            return
        if sure := [proposal for proposal in proposals if proposal.is_sure]:
            await self._take(message, answer, sure)
        else:
            await self._react(message.channel.id, message.id, QUESTION)

    @commands.Cog.listener()
    async def on_missed(self, message: discord.Message, _pace: Pace) -> None:
        """The same for a reply that was given while the bot was away, unless it was heard."""
        is_marked = any(each.me and str(each.emoji) in {QUESTION, *_MARKS} for each in message.reactions)
        is_new = not is_marked and message.type is discord.MessageType.reply
        if is_new and not await self.bot.store.answers.is_contribution(message.id):
            await self.on_message(message)

    def _ignores(self, user_id: int) -> bool:
        """Whether a person asked not to be read."""
        return self.bot.store.person_settings.get(user_id).is_ignored

    async def _answer_to(self, message: discord.Message) -> Answer | None:
        """The answer that the message replies to, about the one paper that is meant; None when that is none of ours."""
        replied_to = message.reference.message_id if message.reference else None
        if replied_to is None:
            return None
        answer = await self.bot.answers.get_answer(replied_to)
        old = message.reference.resolved if message.reference else None
        if answer is None and isinstance(old, discord.Message):
            answer = await adopt_old(self.bot, old, message.guild.id if message.guild else 0)
        if answer is None or len(answer.papers) == 1:
            return answer
        named = {mention.link.arxiv_id for mention in find_mentions(message.content)}
        meant = [link for link in answer.papers if link.arxiv_id in named]
        return replace(answer, papers=tuple(meant)) if len(meant) == 1 else None

    async def _take(self, message: discord.Message, answer: Answer, proposals: Iterable[Proposal]) -> None:
        """Records what a reply proposes; the reply shows by a mark what became of it."""
        self._marks.setdefault(message.id, "")
        try:
            await self.bot.desk.require_welcome(message.author.id, answer.place_id, answer.papers[0].arxiv_id)
        except Refused:
            await self._mark(message.channel.id, message.id, STATE_EMBLEMS[ContributionState.REJECTED])
            return
        for proposal in proposals:
            contribution = Contribution(
                contribution_id=new_contribution_id(),
                arxiv_id=answer.papers[0].arxiv_id,
                kind=proposal.kind,
                way=ContributionWay.REPLY,
                value=proposal.value,
                claim=proposal.claim,
                author_id=message.author.id,
                place_id=answer.place_id,
                guild_id=answer.guild_id,
                channel_id=message.channel.id,
                answer_id=answer.reply_id or 0,
                source_id=message.id,
                created_at=self.bot.clock(),
            )
            try:
                received = await self.bot.desk.propose(contribution, member_since=joined_at(message.author))
            except Refused as refused:
                await self._mark(message.channel.id, message.id, STATE_EMBLEMS[ContributionState.REJECTED])
                await tell_person(
                    self.bot,
                    message.author.id,
                    f"{refused}\n-# {say('correcting-about-reply', address=message.jump_url)}",
                )
                continue
            if received.is_vote:
                await self._mark(message.channel.id, message.id, STATE_EMBLEMS[received.contribution.state])
            else:
                await self._show_source(received.contribution)
            self._refresher.refresh(answer)

    async def _confirm(self, payload: discord.RawReactionActionEvent) -> None:
        """The author of a reply that I asked about says that it is meant as a correction."""
        channel = self.bot.get_partial_messageable(payload.channel_id, guild_id=payload.guild_id)
        try:
            message = await channel.fetch_message(payload.message_id)
        except (discord.NotFound, discord.Forbidden):
            return
        asked = any(str(reaction.emoji) == QUESTION and reaction.me for reaction in message.reactions)
        if not asked or message.author.id != payload.user_id:
            return
        answer = await self._answer_to(message)
        if answer is not None:
            await self._unreact(payload.channel_id, payload.message_id, QUESTION)
            await self._take(message, answer, find_proposals(message.content))

    # --- reactions ---

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """An emblem or a mark on an answer, a vote on a reply, or the answer to my ❔."""
        if (payload.member and payload.member.bot) or (self.bot.user and payload.user_id == self.bot.user.id):
            return
        if self._ignores(payload.user_id):
            return
        name = str(payload.emoji.name)
        if name == QUESTION:
            await self._confirm(payload)
        elif found := await self._signed(payload.message_id, name):
            sign, arxiv_id, place_id, answer = found
            try:
                await self.bot.desk.require_welcome(payload.user_id, place_id, arxiv_id)
            except Refused:
                return
            since = joined_at(payload.member)
            reaction = Reaction(payload.message_id, payload.user_id, sign, place_id, arxiv_id, self.bot.clock(), since)
            await self.bot.store.reactions.add(reaction)
            await self._recount(payload.message_id, arxiv_id, place_id, answer)

    @commands.Cog.listener()
    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        """A reaction taken back counts no more."""
        if found := await self._signed(payload.message_id, str(payload.emoji.name)):
            sign, arxiv_id, place_id, answer = found
            if await self.bot.store.reactions.drop(payload.message_id, payload.user_id, sign):
                await self._recount(payload.message_id, arxiv_id, place_id, answer)

    @commands.Cog.listener()
    async def on_raw_reaction_clear(self, payload: discord.RawReactionClearEvent) -> None:
        """A moderator took all reactions away."""
        await self._dropped(payload.message_id, None)

    @commands.Cog.listener()
    async def on_raw_reaction_clear_emoji(self, payload: discord.RawReactionClearEmojiEvent) -> None:
        """A moderator took all reactions with one emoji away."""
        if found := await self._signed(payload.message_id, str(payload.emoji.name)):
            await self._dropped(payload.message_id, found[0])

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """The reactions go with their message."""
        await self._forget(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """As for one message, for each of many."""
        for message_id in payload.message_ids:
            await self._forget(message_id)

    @commands.Cog.listener()
    async def on_gone(self, _channel_id: int, message_ids: Iterable[int]) -> None:
        """As for messages whose deletion was heard, for those found to be gone."""
        for message_id in message_ids:
            await self._forget(message_id)

    async def _signed(self, message_id: int, emoji: str) -> tuple[str, str, int, Answer | None] | None:
        """What the emoji means on the message: sign, paper, place, and the answer that it is on; None for nothing."""
        status = parse_emblem(emoji)
        if status not in PROPOSABLE and emoji not in (YES, NO):
            return None
        answer = await self.bot.answers.get_answer(message_id)
        if answer is not None:
            sign = str(status) if status else AGREE if emoji == YES else DOUBT
            return (sign, answer.papers[0].arxiv_id, answer.place_id, answer) if len(answer.papers) == 1 else None
        carried = await self.bot.store.contributions.get_by_source(message_id) if status is None else ()
        if not carried:
            return None
        return FOR if emoji == YES else AGAINST, carried[0].arxiv_id, carried[0].place_id, None

    async def _dropped(self, message_id: int, sign: str | None) -> None:
        answer = await self.bot.answers.get_answer(message_id)
        if await self.bot.store.reactions.drop_all(message_id, sign) and answer is not None:
            self._refresher.refresh(answer)

    async def _forget(self, message_id: int) -> None:
        await self.bot.store.reactions.drop_all(message_id)
        self._marks.pop(message_id, None)

    async def _recount(self, message_id: int, arxiv_id: str, place_id: int, answer: Answer | None) -> None:
        """What follows from a changed count: a decision by votes, and the count on the answer."""
        if answer is not None:
            self._refresher.refresh(answer)
            await self.bot.desk.count_emblems(arxiv_id, place_id)
            return
        for contribution in await self.bot.store.contributions.get_by_source(message_id):
            await self.bot.desk.count(contribution.contribution_id)

    # --- what became of it ---

    async def _show(self, contribution: Contribution, act: Act) -> None:
        """Shows a changed contribution on its reply and on the answers about its paper.

        All shards of the process hear of it: the first edits, wherever the answers are, and marks the reply beside the
        shard of its server, which remembers the mark.
        """
        if self.bot.is_first:
            is_everywhere = contribution.is_shared or act in (Act.REOPEN, Act.UNDO, Act.SHARE)
            self._refresher.refresh_paper(contribution.arxiv_id, None if is_everywhere else contribution.place_id)
        elif not self.bot.is_mine(contribution.guild_id):
            return
        task = asyncio.create_task(self._show_source(contribution), name=f"mark {contribution.source_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _show_source(self, contribution: Contribution) -> None:
        """The mark of a reply: what it carries and is checked, accepted, open, refused; the first that fits."""
        if not contribution.source_id:
            return
        async with self._marking.setdefault(contribution.source_id, asyncio.Lock()):
            carried = await self.bot.store.contributions.get_by_source(contribution.source_id)
            states = {each.state for each in carried}
            state = next((state for state in _SHOWN_FIRST if state in states), None)
            await self._mark(contribution.channel_id, contribution.source_id, STATE_EMBLEMS[state] if state else "")

    async def _mark(self, channel_id: int, message_id: int, mark: str) -> None:
        """Sets my mark on a reply, in place of the one that is there; which that is, is not known after a restart."""
        before = self._marks.get(message_id)
        if before == mark:
            return
        while len(self._marks) >= MOST_MARKS:
            del self._marks[next(iter(self._marks))]
        self._marks[message_id] = mark
        if mark:
            await self._react(channel_id, message_id, mark)
        for other in _MARKS - {mark} if before is None else {before} - {mark, ""}:
            await self._unreact(channel_id, message_id, other)

    async def _react(self, channel_id: int, message_id: int, emoji: str) -> None:
        message = self.bot.get_partial_messageable(channel_id).get_partial_message(message_id)
        try:
            await message.add_reaction(emoji)
        except (discord.HTTPException, *LOST) as error:
            log.info("no mark on %d: %s", message_id, error)

    async def _unreact(self, channel_id: int, message_id: int, emoji: str) -> None:
        message = self.bot.get_partial_messageable(channel_id).get_partial_message(message_id)
        try:
            await message.remove_reaction(emoji, discord.Object(self.bot.user.id if self.bot.user else 0))
        except (discord.HTTPException, *LOST) as error:
            log.debug("no mark to take from %d: %s", message_id, error)


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Contributions(bot))
