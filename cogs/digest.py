"""The weekly digest of a server that wants one: a message on Monday, none when nothing happened."""

from __future__ import annotations

import asyncio
import hashlib
import io
import logging
from collections.abc import Sequence

import discord

from bot.charts import draw_statistics
from bot.client import PwncBot
from bot.digest import WEEK, Contributor, Digest, compose, week_of
from bot.models import Tone
from bot.statistics import PaperChange, count
from bot.status import Status
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
        embed = render_digest(digest, tone)
        embed.set_image(url=f"attachment://{PICTURE}")
        try:
            await channel.send(embed=embed, file=await self._picture(guild_id, tone), nonce=nonce)
        except discord.HTTPException as error:
            log.info("server %d gets no digest in channel %d: %s", guild_id, channel_id, error)
        except LOST as error:
            log.warning("the digest of server %d is sent later: %s", guild_id, error)
            await self.bot.store.presence.forget_notice(guild_id, what)

    async def _picture(self, guild_id: int, tone: Tone) -> discord.File:
        judged = await self.bot.store.statistics.get_judged(guild_id)
        statistics = count(judged, self.bot.clock())
        picture = await asyncio.to_thread(draw_statistics, statistics, tone)
        return discord.File(io.BytesIO(picture), PICTURE, description="All papers of this server by verdict and month")


def render_digest(digest: Digest, tone: Tone) -> discord.Embed:
    """The week in at most four short lists."""
    embed = discord.Embed(title="📰 The week in the crypt" if tone is Tone.CRYPT else "📰 The week", colour=COLOUR)
    for heading, changes in (
        ("🌱 Code came", digest.returned),
        ("⏳ Promises that fell due", digest.due),
        ("🪦 Buried" if tone is Tone.CRYPT else "Without code", digest.buried),
    ):
        if changes:
            embed.add_field(name=f"{heading} · {len(changes)}", value=_lines(changes, tone), inline=False)
    if digest.contributors:
        n_accepted = sum(contributor.n_accepted for contributor in digest.contributors)
        name = f"🏅 Corrections accepted · {n_accepted}"
        embed.add_field(name=name, value=f"Thanks to {_contributors(digest.contributors)}.", inline=False)
    embed.set_footer(text="/settings switches this digest off")
    return embed


def _lines(changes: Sequence[PaperChange], tone: Tone) -> str:
    lines = [_line(change, tone) for change in changes[:MOST_LINES]]
    if len(changes) > MOST_LINES:
        lines.append(f"+{len(changes) - MOST_LINES} more")
    return "\n".join(lines)


def _contributors(contributors: Sequence[Contributor]) -> str:
    """Mentions in an embed name people and ping nobody; who does not want to be named is counted."""
    named = [f"<@{each.user_id}>" for each in contributors if each.user_id is not None][:MOST_NAMED]
    n_more = len(contributors) - len(named)
    if not named:
        return f"{n_more} {'person' if n_more == 1 else 'people'}"
    return ", ".join(named) + (f" and {n_more} more" if n_more else "")


def _line(change: PaperChange, tone: Tone) -> str:
    title = masked_link(escape(cut(fold_title(change.title), 60)), f"https://arxiv.org/abs/{change.arxiv_id}")
    return f"{change.now.look.emblem} {title} · {_label(change.now, tone)}"


def _label(status: Status, tone: Tone) -> str:
    return status.look.plain if tone is Tone.PLAIN else status.look.label


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(DigestCog(bot))
