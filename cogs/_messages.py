"""Messages as the bot reads them: which papers they name, and whether their author and place are answered."""

from __future__ import annotations

from collections.abc import Iterator

import discord

from bot.client import PwncBot
from bot.links import PaperMention, find_mentions
from bot.links.elsewhere import may_name_elsewhere
from bot.models import GuildSettings
from cogs._speaking import is_wanted_in

WRITTEN = (discord.MessageType.default, discord.MessageType.reply)


async def read_message(
    bot: PwncBot, message: discord.Message, settings: GuildSettings
) -> tuple[PaperMention, ...] | None:
    """The papers that a message names, by other sites' names too; None when none is known and nobody could be asked."""
    mentions = find_in_message(message, settings)
    if not may_name_elsewhere(message.content):
        return mentions
    is_known = await bot.elsewhere.learn(message.content)
    found = {mention.link.arxiv_id: mention for mention in bot.elsewhere.find(message.content)}
    found |= {mention.link.arxiv_id: mention for mention in mentions}
    return tuple(found.values()) if is_known or mentions else None


def find_in_message(message: discord.Message, settings: GuildSettings) -> tuple[PaperMention, ...]:
    """The papers that a message names as arXiv does, in its own words and in those that it forwards."""
    mentions = find_mentions(message.content, bare_ids=settings.bare_ids) if message.content else ()
    if not message.message_snapshots:
        return mentions
    found = {mention.link.arxiv_id: mention for mention in _forwarded(message, settings)}
    found |= {mention.link.arxiv_id: mention for mention in mentions}
    return tuple(found.values())


def _forwarded(message: discord.Message, settings: GuildSettings) -> Iterator[PaperMention]:
    for snapshot in message.message_snapshots:
        yield from find_mentions(snapshot.content, bare_ids=settings.bare_ids)


def is_answered(bot: PwncBot, message: discord.Message, settings: GuildSettings) -> bool:
    """Whether a message of that author, kind and place is answered at all.

    Other bots and webhooks only where the server allows them, and then never what they answer or say to this one: two
    of a kind would never end. What a channel takes over from another server (a crosspost) is written by people.
    """
    if message.type not in WRITTEN or message.author == bot.user:
        return False
    if bot.store.person_settings.get(message.author.id).is_ignored:
        return False
    if (message.author.bot or message.webhook_id) and not message.flags.is_crossposted:
        if not {message.author.id, message.webhook_id}.intersection(settings.allowed_bots):
            return False
        if message.type is discord.MessageType.reply or bot.user in message.mentions:
            return False
    return is_wanted_in(message.channel, settings)
