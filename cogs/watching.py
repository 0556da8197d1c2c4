"""/watch, /watching, /unwatch, and what runs behind them: papers are looked at again, and changes told."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands

from bot.client import PwncBot
from bot.errors import Refused
from bot.models import Watch, WatchKind
from bot.rescans import Rescans
from bot.watching import Notice
from bot.words import say, speaking
from bot.words.commands import command_text
from cogs._asking import AskingCog, answer, get_or_scan, named_as, parse_query, suggest, suggest_papers
from cogs._notices import make_notice_nonce, render_notice, render_watches, watch_lines, what_is_watched
from cogs._paging import PageButton, page_of, page_view, take_page
from cogs._sending import LOST
from cogs._text import cut, escape, fold_title
from cogs._working import WorkingCog

log = logging.getLogger(__name__)

DM_CLOSED, CHANNEL_CLOSED, CHANNEL_GONE = "closed", "forbidden", "channel-gone"  # worded in cogs/_notices.py


class Looking(WorkingCog):
    """Looks at the next papers that are due, and sends the notices that are."""

    every_s = 60.0
    task = "rescans and notices"

    def __init__(self, bot: PwncBot) -> None:
        super().__init__(bot)
        self._rescans = Rescans(bot.store, bot.scanner, bot.clock)

    async def tick(self) -> None:
        """One round, where this process is the one that does it for all."""
        if not await self.bot.leads("rescans and notices"):
            return
        await self._rescans.run_due()
        for notice in await self.bot.watching.collect():
            await self._tell(notice)

    async def _tell(self, notice: Notice) -> None:
        try:
            await self._send(notice)
        except discord.Forbidden:
            await self.bot.watching.record_told(notice, CHANNEL_CLOSED if notice.channel_id else DM_CLOSED)
        except discord.NotFound:
            await self.bot.watching.record_told(notice, CHANNEL_GONE if notice.channel_id else DM_CLOSED)
        except (discord.HTTPException, *LOST) as error:
            log.warning("a notice is sent later: %s", error)
        else:
            await self.bot.watching.record_told(notice)

    async def _send(self, notice: Notice) -> None:
        place: discord.abc.Messageable
        if notice.channel_id:
            place = self.bot.get_partial_messageable(notice.channel_id, guild_id=notice.guild_id or None)
        else:
            place = await self.bot.create_dm(discord.Object(notice.person_id))
        tone = self.bot.store.guild_settings.get(notice.guild_id).tone
        with speaking(self.bot.language_in(notice.guild_id)):
            embed = render_notice(notice, tone)
        await place.send(embed=embed, nonce=make_notice_nonce(notice))


class Watching(AskingCog):
    """What people watch."""

    def __init__(self, bot: PwncBot) -> None:
        super().__init__(bot)
        bot.pages["watching"] = self._page

    watch = app_commands.Group(name="watch", description=command_text("watching-command"))

    @watch.command(name="paper", description=command_text("watching-command-paper"))
    @app_commands.describe(query=command_text("form-paper-told"), here=command_text("watching-option-here"))
    async def watch_paper(self, interaction: discord.Interaction, query: str, here: bool = False) -> None:
        """Looks at the paper first, so that what changes is known."""
        link, (channel_id, guild_id) = parse_query(query), _place(interaction, here)
        known = await get_or_scan(self.bot, interaction, link, private=True)
        status = known.result.status if known.result else ""
        await self.bot.watching.watch(
            interaction.user.id,
            WatchKind.PAPER,
            link.arxiv_id,
            told=status,
            channel_id=channel_id,
            guild_id=guild_id,
        )
        await self._confirm(interaction, f"**{escape(cut(fold_title(known.paper.title), 200))}**", here)

    @watch_paper.autocomplete("query")
    async def _suggest(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await suggest_papers(self.bot, typed)

    @watch.command(name="author", description=command_text("watching-command-author"))
    @app_commands.describe(name=command_text("watching-option-name"), here=command_text("watching-option-here"))
    async def watch_author(
        self, interaction: discord.Interaction, name: app_commands.Range[str, 1, 100], here: bool = False
    ) -> None:
        """arXiv is asked once a day."""
        await self._watch_search(interaction, WatchKind.AUTHOR, name, here)

    @watch.command(name="keyword", description=command_text("watching-command-keyword"))
    @app_commands.describe(words=command_text("watching-option-words"), here=command_text("watching-option-here"))
    async def watch_keyword(
        self, interaction: discord.Interaction, words: app_commands.Range[str, 1, 100], here: bool = False
    ) -> None:
        """arXiv is asked once a day."""
        await self._watch_search(interaction, WatchKind.KEYWORD, words, here)

    async def _watch_search(self, interaction: discord.Interaction, kind: WatchKind, value: str, here: bool) -> None:
        channel_id, guild_id = _place(interaction, here)
        watch = await self.bot.watching.watch(
            interaction.user.id, kind, value, channel_id=channel_id, guild_id=guild_id
        )
        await self._confirm(interaction, say("watching-new-papers", what=what_is_watched(watch)), here)

    async def _confirm(self, interaction: discord.Interaction, what: str, here: bool) -> None:
        told = say("watching-told-here" if here else "watching-told-directly", what=what)
        await answer(interaction, private=True, content=told)

    @app_commands.command(description=command_text("watching-command-list"))
    async def watching(self, interaction: discord.Interaction) -> None:
        """The list, for the asker only."""
        await interaction.response.send_message(**await self._page(interaction, "", 0), ephemeral=True)

    async def _page(self, interaction: discord.Interaction, _: str, page: int) -> dict[str, Any]:
        watches = await self.bot.store.watches.get_of(interaction.user.id)
        if not watches:
            raise Refused(say("watching-none"))
        lines, page, n_pages = take_page(watch_lines(watches, await self._titles(watches)), page)
        return page_of(render_watches(lines, len(watches)), page_view("watching", "", page, n_pages))

    @app_commands.command(description=command_text("watching-command-end"))
    @app_commands.describe(which=command_text("watching-option-which"))
    async def unwatch(self, interaction: discord.Interaction, which: str) -> None:
        """`which` is a watch's id as suggested, or the thing itself as it was typed."""
        for watch in await self.bot.store.watches.get_of(interaction.user.id):
            if which.strip().lower() in (watch.watch_id, watch.value.lower()):
                await self.bot.store.watches.forget(watch.watch_id, interaction.user.id)
                await answer(interaction, private=True, content=say("watching-ended", what=await self._name(watch)))
                return
        raise Refused(say("watching-not-watched"))

    async def _name(self, watch: Watch) -> str:
        if watch.kind is not WatchKind.PAPER:
            return say("watching-new-papers", what=what_is_watched(watch))
        title = (await self._titles((watch,))).get(watch.value, watch.value)
        return f"**{escape(cut(fold_title(title), 200))}**"

    @unwatch.autocomplete("which")
    async def _suggest_watches(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        async def name_watches() -> list[tuple[str, str]]:
            watches = await self.bot.store.watches.get_of(interaction.user.id)
            titles = await self._titles(watches)
            named = (
                (f"{say(KIND_KEYS[watch.kind])} · {titles.get(watch.value, watch.value)}", watch.watch_id)
                for watch in watches
            )
            return named_as(typed, named)

        return await suggest(name_watches())

    async def _titles(self, watches: tuple[Watch, ...]) -> dict[str, str]:
        papers = [watch.value for watch in watches if watch.kind is WatchKind.PAPER]
        kept = [await self.bot.store.papers.get(arxiv_id) for arxiv_id in papers]
        return {found[0].arxiv_id: found[0].title for found in kept if found}


KIND_KEYS = {kind: f"watching-kind-{kind}" for kind in WatchKind}


def _place(interaction: discord.Interaction, here: bool) -> tuple[int, int]:
    """Channel and server where to tell, 0 and 0 for a direct message. Channels are for moderators to choose."""
    if not here:
        return 0, 0
    if interaction.guild_id is None:
        raise Refused(say("watching-here-directly"))
    if not interaction.is_guild_integration():
        raise Refused(say("watching-here-guest"))
    if not interaction.permissions.manage_messages:
        raise Refused(say("watching-here-moderators"))
    return interaction.channel_id or 0, interaction.guild_id


async def setup(bot: PwncBot) -> None:
    """Adds the commands and the worker, and tells the library about the buttons of pages, old ones too."""
    bot.add_dynamic_items(PageButton)
    await bot.add_cog(Watching(bot))
    await bot.add_cog(Looking(bot))
