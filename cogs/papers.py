"""Pasted links: the papers that a message names are answered, once; what an earlier life left open is seen to."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord.ext import commands

from bot.client import PwncBot
from bot.links import PaperMention
from bot.links.elsewhere import may_name_elsewhere
from bot.models import GuildSettings
from bot.pace import Pace
from cogs._delivering import Delivery
from cogs._messages import find_in_message, is_answered, read_message
from cogs._recovery import Recovery
from cogs._sending import LOST


class Papers(commands.Cog):
    """Answers papers."""

    def __init__(self, bot: PwncBot, delivery: Delivery) -> None:
        self.bot = bot
        self._delivery = delivery

    async def cog_unload(self) -> None:
        """Ends what follows answers; the answers stand as they are."""
        await self._delivery.stop()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A message that links papers is answered; one that calls the bot under another message answers that one."""
        if mentions := await self._find_papers(message):
            await self._delivery.answer(message, mentions, self.bot.pace)

    @commands.Cog.listener()
    async def on_missed(self, message: discord.Message, pace: Pace) -> None:
        """The same for one that was said while the bot was away, unless it was heard."""
        mentions = await self._find_papers(message)
        if mentions and await self.bot.store.answers.get_to(message.id) is None:
            await self._delivery.answer(message, mentions, pace)

    @commands.Cog.listener()
    async def on_papers_named(self, message: discord.Message, mentions: Sequence[PaperMention], pace: Pace) -> None:
        """Answers a message that came to name papers."""
        settings = self.bot.store.guild_settings.get(message.guild.id if message.guild else 0)
        if is_answered(self.bot, message, settings):
            await self._delivery.answer(message, mentions, pace, renew=True)

    async def _find_papers(self, message: discord.Message) -> Sequence[PaperMention]:
        """The papers to answer a message about; none where it is not answered at all."""
        settings = self.bot.store.guild_settings.get(message.guild.id if message.guild else 0)
        mentions = find_in_message(message, settings)
        if may_name_elsewhere(message.content) and is_answered(self.bot, message, settings):
            mentions = await read_message(self.bot, message, settings) or ()
        if not mentions and message.reference and self.bot.user in message.mentions:
            mentions = await self._find_in_asked(message, settings)
        return mentions if mentions and is_answered(self.bot, message, settings) else ()

    async def _find_in_asked(self, message: discord.Message, settings: GuildSettings) -> tuple[PaperMention, ...]:
        """What the message names that a reply with a ping of the bot points to."""
        reference = message.reference
        if reference is None or message.type is not discord.MessageType.reply:
            return ()
        asked = reference.resolved
        if not isinstance(asked, discord.Message):
            try:
                asked = await message.channel.fetch_message(reference.message_id or 0)
            except (discord.HTTPException, discord.RateLimited, *LOST):
                return ()
        return () if asked.author == self.bot.user else await read_message(self.bot, asked, settings) or ()


async def setup(bot: PwncBot) -> None:
    """Adds the cogs: one for what is said, one for what an earlier life left open."""
    delivery = Delivery(bot)
    await bot.add_cog(Papers(bot, delivery))
    await bot.add_cog(Recovery(bot, delivery))
