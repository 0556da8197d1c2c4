"""The weekly digest of a server that wants one: a message on Monday, none when nothing happened."""

from __future__ import annotations

import asyncio
import hashlib
import io
import logging
from collections.abc import Sequence
from functools import reduce

import discord

from bot.charts import draw_statistics
from bot.client import PwncBot
from bot.digest import WEEK, Contributor, Digest, compose, week_of
from bot.models import Tone
from bot.statistics import PaperChange, count
from bot.words import english, say, speaking
from bot.words.names import name_status
from cogs._panel import COLOUR
from cogs._sending import LOST
from cogs._text import cut, escape, fold_title, masked_link
from cogs._working import WorkingCog
from cogs.statistics import PICTURE

log = logging.getLogger(__name__)

MOST_LINES = 8
MOST_NAMED = 10


class DigestCog(WorkingCog, name="Digest"):
    """Sends digests that are due."""

    every_s = 600.0
    task = "digests"

    async def tick(self) -> None:
        """Sends each server's digest of the week, once."""
        week = week_of(self.bot.clock())
        for guild_id, settings in self.bot.store.guild_settings.get_all().items():
            channel_id = settings.digest_channel_id
            if not (week and channel_id):
                continue
            if await self.bot.store.presence.record_notice(guild_id, f"digest {week}", self.bot.clock()):
                await self._tell(guild_id, channel_id, f"digest {week}")

    async def _tell(self, guild_id: int, channel_id: int, what: str) -> None:
        since = self.bot.clock() - WEEK
        changes = await self.bot.store.statistics.get_changes(since, guild_id)
        digest = compose(changes, await self.bot.store.contributions.get_contributors(guild_id, since))
        if digest.is_empty:
            return
        channel = self.bot.get_partial_messageable(channel_id, guild_id=guild_id)
        nonce = hashlib.blake2b(f"{guild_id}:{what}".encode(), digest_size=16).hexdigest()[:25]
        tone = self.bot.store.guild_settings.get(guild_id).tone
        with speaking(self.bot.language_in(guild_id) or english()):
            embed = render_digest(digest, tone)
            picture = await self._picture(guild_id, tone)
        embed.set_image(url=f"attachment://{PICTURE}")
        try:
            await channel.send(embed=embed, file=picture, nonce=nonce)
        except discord.HTTPException as error:
            log.info("server %d gets no digest in channel %d: %s", guild_id, channel_id, error)
        except LOST as error:
            log.warning("the digest of server %d is sent later: %s", guild_id, error)
            await self.bot.store.presence.forget_notice(guild_id, what)

    async def _picture(self, guild_id: int, tone: Tone) -> discord.File:
        judged = await self.bot.store.statistics.get_judged(guild_id)
        statistics = count(judged, self.bot.clock())
        picture = await asyncio.to_thread(draw_statistics, statistics, tone)
        return discord.File(io.BytesIO(picture), PICTURE, description=say("digest-picture"))


def render_digest(digest: Digest, tone: Tone) -> discord.Embed:
    """The week in at most four short lists."""
    is_plain = tone is Tone.PLAIN
    embed = discord.Embed(title=say("digest-title-plain" if is_plain else "digest-title"), colour=COLOUR)
    buried = say("digest-buried-plain" if is_plain else "digest-buried", n=len(digest.buried))
    for heading, changes in (
        (say("digest-returned", n=len(digest.returned)), digest.returned),
        (say("digest-due", n=len(digest.due)), digest.due),
        (buried, digest.buried),
    ):
        if changes:
            embed.add_field(name=heading, value=_lines(changes, tone), inline=False)
    if digest.contributors:
        n_accepted = sum(contributor.n_accepted for contributor in digest.contributors)
        heading = say("digest-accepted", n=n_accepted)
        embed.add_field(name=heading, value=_thanks(digest.contributors), inline=False)
    embed.set_footer(text=say("digest-footer"))
    return embed


def _lines(changes: Sequence[PaperChange], tone: Tone) -> str:
    lines = [_line(change, tone) for change in changes[:MOST_LINES]]
    if len(changes) > MOST_LINES:
        lines.append(say("digest-more", n=len(changes) - MOST_LINES))
    return "\n".join(lines)


def _thanks(contributors: Sequence[Contributor]) -> str:
    """Mentions in an embed name people and ping nobody; who does not want to be named is counted."""
    named = [f"<@{each.user_id}>" for each in contributors if each.user_id is not None][:MOST_NAMED]
    n_more = len(contributors) - len(named)
    if not named:
        return say("digest-thanks-nameless", n=n_more)
    names = reduce(lambda first, then: say("separator-comma", first=first, then=then), named)
    return say("digest-thanks-more", names=names, n=n_more) if n_more else say("digest-thanks", names=names)


def _line(change: PaperChange, tone: Tone) -> str:
    title = masked_link(escape(cut(fold_title(change.title), 60)), f"https://arxiv.org/abs/{change.arxiv_id}")
    return f"{change.now.look.emblem} {title} · {name_status(change.now, tone)}"


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(DigestCog(bot))
