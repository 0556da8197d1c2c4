"""/cite: a paper as BibTeX, to copy."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.citation import to_bibtex
from bot.client import PwncBot
from bot.errors import Refused
from bot.words import say
from bot.words.commands import command_text
from cogs._asking import AskingCog, answer, get_or_scan, parse_query, suggest_papers

LONGEST = 1_900


class Citing(AskingCog):
    """Cites papers."""

    @app_commands.command(description=command_text("citing-command"))
    @app_commands.describe(query=command_text("correcting-option-paper"))
    async def cite(self, interaction: discord.Interaction, query: str) -> None:
        """The entry in a code block, for the asker only."""
        known = await get_or_scan(self.bot, interaction, parse_query(query), private=True)
        entry = to_bibtex(known.paper).replace("`", "'")  # nothing in a record may end the block
        if len(entry) > LONGEST:
            raise Refused(say("citing-too-long", arxiv_id=known.paper.arxiv_id))
        await answer(interaction, private=True, content=f"```bibtex\n{entry}\n```")

    @cite.autocomplete("query")
    async def _suggest(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await suggest_papers(self.bot, typed)


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Citing(bot))
