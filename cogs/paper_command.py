"""/paper and “Scan paper”: the same answer as to a pasted link, to the asker's command."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.answers import MOST_SHOWN, Finding, Progress, choose_form, is_complete
from bot.client import PwncBot
from bot.errors import Refused, SourceUnavailable
from bot.links import parse_arxiv_id
from bot.models import Answer, PaperLink
from bot.words import say
from bot.words.commands import command_text
from cogs._answers import Look, render_answer
from cogs._asking import AskingCog, suggest_papers, tell_failure
from cogs._choosing import PaperChoice, check_title, choice_view
from cogs._delivering import Delivery
from cogs._embeds import render_abstract
from cogs._messages import read_message
from cogs._sending import send_privately
from cogs._text import fold

COMMAND_WITHIN_S = 2.0  # Discord allows three seconds until the first answer


class PaperCommand(AskingCog):
    """Answers commands about papers, and shows abstracts."""

    def __init__(self, bot: PwncBot) -> None:
        super().__init__(bot)
        self._delivery = Delivery(bot)
        self._chosen: set[int] = set()  # the questions whose answer is being made
        self._menus = [
            app_commands.ContextMenu(name=command_text("paper-menu"), callback=self._scan_message),
            app_commands.ContextMenu(name=command_text("paper-menu-rescan"), callback=self._rescan_message),
        ]
        for menu in self._menus:
            menu.error(tell_failure)
        bot.button_acts["abstract"] = self._show_abstract
        bot.button_acts["choose"] = self._choose
        bot.button_acts["scan"] = self._scan

    async def cog_load(self) -> None:
        """Puts the entries into the right-click menu of messages."""
        for menu in self._menus:
            self.bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Takes them out again, and ends what follows answers."""
        for menu in self._menus:
            self.bot.tree.remove_command(menu.name, type=menu.type)
        await self._delivery.stop()

    @app_commands.command(description=command_text("paper-command"))
    @app_commands.describe(query=command_text("paper-option-query"), rescan=command_text("paper-option-rescan"))
    async def paper(self, interaction: discord.Interaction, query: str, rescan: bool = False) -> None:
        """One paper; where several may be meant, the asker chooses."""
        query = fold(query)  # what is pasted may bring signs that nobody sees
        link = parse_arxiv_id(query) or await self._find_by_title(interaction, query)
        if link is None:
            return
        await self._answer(interaction, (link,), anew=rescan)

    @paper.autocomplete("query")
    async def _suggest(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await suggest_papers(self.bot, typed)

    async def _find_by_title(self, interaction: discord.Interaction, words: str) -> PaperLink | None:
        """The paper meant, or None when the asker was shown several to choose from."""
        words = check_title(words)
        if exact := await self.bot.titles.get_exact(words):
            return PaperLink(exact.arxiv_id)
        await interaction.response.defer(thinking=True)
        try:
            found = await self.bot.titles.find(words)
            if not found:
                raise Refused(say("paper-none-by-title"))
        except (Refused, SourceUnavailable) as error:
            await interaction.delete_original_response()  # what is for the asker alone does not stand in the channel
            if isinstance(error, SourceUnavailable):
                raise Refused(say("paper-unasked", source=error.source)) from error
            raise
        if len(found) == 1:
            return PaperLink(found[0].arxiv_id)
        await interaction.edit_original_response(
            content=say("paper-which"), view=choice_view(interaction.user.id, found)
        )
        return None

    async def _choose(self, interaction: discord.Interaction, arxiv_id: str) -> None:
        """The asker chose: the question becomes the answer; a second choice, made before it did, changes nothing."""
        await interaction.response.defer()
        question_id = interaction.message.id if interaction.message else 0
        if question_id in self._chosen:
            return
        self._chosen.add(question_id)
        try:
            if await self.bot.answers.get_answer(question_id) is None:
                await self._answer(interaction, (PaperLink(arxiv_id),))
        finally:
            self._chosen.discard(question_id)

    async def _scan(self, interaction: discord.Interaction, arxiv_id: str) -> None:
        """A paper that somebody chose from a list is answered beside it."""
        await self._answer(interaction, (PaperLink(arxiv_id),))

    async def _scan_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """The papers that a message names, also where links are not answered by themselves."""
        papers, spoiler = await self._read(interaction, message)
        await self._answer(interaction, papers, spoiler=spoiler)

    async def _rescan_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """The papers of an answer, or those that a message names, asked anew."""
        answer = await self.bot.answers.get_answer(message.id)
        papers, spoiler = (answer.papers, answer.spoiler) if answer else await self._read(interaction, message)
        await self._answer(interaction, papers, anew=True, spoiler=spoiler)

    async def _read(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> tuple[tuple[PaperLink, ...], bool]:
        """The papers that a message names, and whether one of them stands in a spoiler. Raises Refused for none."""
        settings = self.bot.store.guild_settings.get(interaction.guild_id or 0)
        mentions = await read_message(self.bot, message, settings)
        if not mentions:
            raise Refused(say("paper-none-in-message"))
        return tuple(mention.link for mention in mentions), any(mention.spoiler for mention in mentions)

    def _rescan(self, papers: Sequence[PaperLink]) -> tuple[PaperLink, ...]:
        """Starts scans that ask all anew, and gives their papers; Refused where each was asked anew not long ago."""
        started: list[PaperLink] = []
        refusals = []
        for link in papers:
            try:
                self.bot.answers.rescan(link)
                started.append(link)
            except Refused as refused:
                refusals.append(refused)
        if not started:
            raise refusals[0]
        return tuple(started)

    async def _answer(
        self,
        interaction: discord.Interaction,
        papers: tuple[PaperLink, ...],
        *,
        anew: bool = False,
        spoiler: bool = False,
    ) -> None:
        channel_id, now = interaction.channel_id or 0, self.bot.clock()
        if not self.bot.pace.admits(interaction.user.id, channel_id, min(len(papers), MOST_SHOWN), now):
            raise Refused(say("asking-too-many"))
        if anew:
            papers = self._rescan(papers[:MOST_SHOWN])
        answer = Answer(
            trigger_id=interaction.id,
            channel_id=channel_id,
            guild_id=interaction.guild_id or 0,
            asker_id=interaction.user.id,
            papers=papers,
            intended_at=now,
            spoiler=spoiler,
            form=choose_form(len(papers)),
        )
        findings = await self.bot.answers.look_up(answer, timeout_s=0, anew=anew)
        if any(finding.is_awaited for finding in findings):
            if not interaction.response.is_done():
                await interaction.response.defer(thinking=True)
            findings = await self.bot.answers.settle(findings, answer.place_id, timeout_s=COMMAND_WITHIN_S)
        if len(findings) == 1 and findings[0].progress is Progress.NO_SUCH_PAPER:
            if interaction.response.is_done():
                await interaction.delete_original_response()  # a slip of the asker is nobody else's
            raise Refused(say("asking-no-paper", arxiv_id=findings[0].link.arxiv_id))
        async with self.bot.answers.sending():
            reply_id = await self._send(interaction, answer, findings)
            # A command that is lost with the process cannot be answered any more: no intention is kept before.
            await self.bot.answers.intend(answer)
            sent = await self.bot.answers.note_sent(answer, reply_id, complete=is_complete(findings))
        self._delivery.follow(sent, findings, interaction.edit_original_response)

    async def _send(self, interaction: discord.Interaction, answer: Answer, findings: Sequence[Finding]) -> int:
        tone = self.bot.store.guild_settings.get(answer.guild_id).tone
        embeds_shown = interaction.app_permissions.embed_links or interaction.guild_id is None
        look = Look(tone, embeds_shown, self.bot.language_in(answer.guild_id))
        content, embeds, view = render_answer(answer, findings, look)
        if not interaction.response.is_done():
            await interaction.response.send_message(content=content, embeds=embeds, view=view)
            return (await interaction.original_response()).id
        return (await interaction.edit_original_response(content=content, embeds=embeds, view=view)).id

    async def _show_abstract(self, interaction: discord.Interaction, arxiv_id: str) -> None:
        known = await self.bot.scanner.get_known(arxiv_id)
        if known is None:
            await send_privately(interaction, say("paper-not-yet"))
            return
        await interaction.response.send_message(embed=render_abstract(known), ephemeral=True)


async def setup(bot: PwncBot) -> None:
    """Adds the cog, and tells the library about its selects, old ones too."""
    bot.add_dynamic_items(PaperChoice)
    await bot.add_cog(PaperCommand(bot))
