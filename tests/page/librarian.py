"""A small plain bot: what it does is fixed, so that the page's tests know what they must see."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import discord

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class LibrarianBot(discord.Client):
    """Answers "paper" with an embed and buttons, opens a form, suggests, and lets one button hang."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.all(), guild_ready_timeout=0.02)
        self.tree = discord.app_commands.CommandTree(self)
        self.tree.add_command(paper_command)
        self.tree.add_command(scan_menu)
        self.leaving = asyncio.Event()

    async def setup_hook(self) -> None:
        """Registers the commands."""
        await self.tree.sync()

    async def close(self) -> None:
        """Leaves."""
        self.leaving.set()
        await super().close()

    async def on_message(self, message: discord.Message) -> None:
        """Answers people who speak of a paper."""
        if message.author.bot:
            return
        if message.content == "settings":
            await message.reply("Where and who?", view=SettingsView())
        elif message.content.startswith("repeat "):
            await repeat(message, message.content.removeprefix("repeat "))
        elif "paper" in message.content:
            await message.reply("🗺️ The Cartographer", embed=paper_embed(), view=PaperView(), mention_author=False)


async def repeat(message: discord.Message, text: str) -> None:
    """Answers with the text in every place that a message has for text."""
    embed = discord.Embed(title=text, url="https://example.org/", description=text)
    embed.set_author(name=text, url="https://example.org/")
    embed.add_field(name=text, value=text).set_footer(text=text)
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label=text[:80]))
    view.add_item(discord.ui.Button(label=text[:80], url="https://example.org/"))
    option = discord.SelectOption(label=text[:100], description=text[:100])
    view.add_item(discord.ui.Select[Any](placeholder=text[:150], options=[option]))
    await message.reply(text, embed=embed, view=view)


def paper_embed() -> discord.Embed:
    """An embed as the real bot makes it."""
    embed = discord.Embed(
        title="A Survey of <b>Everything</b>",
        url="https://arxiv.org/abs/2504.21051",
        description="🗺️ **The Cartographer** · a survey\n> “No code URL found” · [abstract](https://arxiv.org/abs/2504.21051)",
        colour=0x3FA7D6,
        timestamp=NOW,
    )
    embed.add_field(name="Authors", value="Jiarui Ye, Hao Tang")
    embed.add_field(name="Published", value="29 April 2025")
    embed.add_field(name="Citations · Venue", value="16 · arXiv.org")
    embed.add_field(name="In the same crypt", value="🌅 [SGDR](https://arxiv.org/abs/1608.03983)", inline=False)
    embed.set_footer(text="arXiv 2504.21051v1 · cs.LG")
    return embed


class PaperView(discord.ui.View):
    """What stands under the embed."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Abstract", style=discord.ButtonStyle.primary)
    async def abstract(self, interaction: discord.Interaction, _: discord.ui.Button[PaperView]) -> None:
        """Answers whoever presses it, and nobody else."""
        await interaction.response.send_message("The **abstract**.", ephemeral=True)

    @discord.ui.button(label="Found code")
    async def found(self, interaction: discord.Interaction, _: discord.ui.Button[PaperView]) -> None:
        """Opens a form."""
        await interaction.response.send_modal(CodeForm())

    @discord.ui.button(label="Hang", style=discord.ButtonStyle.danger)
    async def hang(self, interaction: discord.Interaction, _: discord.ui.Button[PaperView]) -> None:
        """Does not answer before the bot leaves."""
        assert isinstance(interaction.client, LibrarianBot)
        await interaction.client.leaving.wait()

    @discord.ui.button(label="Closed", disabled=True)
    async def closed(self, interaction: discord.Interaction, _: discord.ui.Button[PaperView]) -> None:
        """Cannot be pressed."""

    @discord.ui.select(
        placeholder="Which shelf?",
        options=[discord.SelectOption(label="Top", value="top"), discord.SelectOption(label="Cellar", value="cellar")],
    )
    async def shelf(self, interaction: discord.Interaction, select: discord.ui.Select[PaperView]) -> None:
        """Changes its own message."""
        await interaction.response.edit_message(content=f"Shelf: {select.values[0]}")


class SettingsView(discord.ui.View):
    """Selects of channels, roles, people, and of roles and people together."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        text = [discord.ChannelType.text]
        for select in (
            discord.ui.ChannelSelect[Any](placeholder="Channels", channel_types=text, max_values=3, custom_id="where"),
            discord.ui.RoleSelect[Any](placeholder="Trusted roles", min_values=0, max_values=2, custom_id="roles"),
            discord.ui.UserSelect[Any](placeholder="People", custom_id="people"),
            discord.ui.MentionableSelect[Any](placeholder="Anybody", custom_id="anybody"),
        ):
            select.callback = self._answer(select)
            self.add_item(select)

    @staticmethod
    def _answer(select: Any) -> Any:
        async def answer(interaction: discord.Interaction) -> None:
            names = ", ".join(each.name for each in select.values) or "nobody"
            await interaction.response.edit_message(content=f"{select.placeholder}: {names}")

        return answer


class CodeForm(discord.ui.Modal, title="Found the code?"):
    """A form with a line, a choice and a paragraph."""

    address = discord.ui.Label(text="Link", component=discord.ui.TextInput[Any](min_length=5, max_length=60))
    whose = discord.ui.Label(
        text="Whose?",
        description="The paper's own code, or somebody else's",
        component=discord.ui.Select[Any](
            options=[
                discord.SelectOption(label="The authors'", value="own"),
                discord.SelectOption(label="Others'", value="other"),
            ]
        ),
    )
    note = discord.ui.TextInput[Any](label="Note", style=discord.TextStyle.paragraph, required=False, default="seen")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Says what was filled in."""
        address, whose = self.address.component, self.whose.component
        assert isinstance(address, discord.ui.TextInput)
        assert isinstance(whose, discord.ui.Select)
        await interaction.response.send_message(f"{address.value} / {whose.values[0]} / {self.note.value}")


@discord.app_commands.command(name="paper", description="The verdict on a paper's code")
@discord.app_commands.describe(query="An id, or words of the title", anew="Ask everything anew")
async def paper_command(interaction: discord.Interaction, query: str, anew: bool = False) -> None:
    """Answers after a while, as a command that works does."""
    await interaction.response.defer()
    await interaction.followup.send(f"You asked for {query}, anew: {anew}")


@paper_command.autocomplete("query")
async def suggest(_: discord.Interaction, typed: str) -> list[discord.app_commands.Choice[str]]:
    """Titles that contain what was typed."""
    titles = {"1706.03762": "Attention Is All You Need", "1608.03983": "SGDR"}
    return [
        discord.app_commands.Choice(name=title, value=arxiv_id)
        for arxiv_id, title in titles.items()
        if typed.lower() in title.lower()
    ]


@discord.app_commands.context_menu(name="Scan paper")
async def scan_menu(interaction: discord.Interaction, message: discord.Message) -> None:
    """Says what it was used on."""
    await interaction.response.send_message(f"Scanned: {message.content}", ephemeral=True)
