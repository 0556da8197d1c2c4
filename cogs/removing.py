"""Taking an answer away, or keeping it as it is: the asker and moderators may, by ✕, by right-click, by 🗑️."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import PwncBot
from bot.errors import Refused
from bot.models import Answer
from bot.words import say
from bot.words.commands import command_text
from cogs._answers import take_away
from cogs._asking import AskingCog, tell_failure
from cogs._pointing import point_anew
from cogs._sending import send_privately
from cogs._speaking import may_decide
from cogs._views import AnswerButton

BASKET = "🗑"


class Removing(AskingCog):
    """Removes and freezes answers."""

    def __init__(self, bot: PwncBot) -> None:
        super().__init__(bot)
        self._menus = [
            app_commands.ContextMenu(name=command_text("removing-menu"), callback=self._remove_answer),
            app_commands.ContextMenu(name=command_text("removing-menu-freeze"), callback=self._freeze_answer),
        ]
        for menu in self._menus:
            menu.error(tell_failure)
        bot.button_acts["remove"] = self._press_remove

    async def cog_load(self) -> None:
        """Puts the entries into the right-click menu of messages."""
        for menu in self._menus:
            self.bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Takes them out again."""
        for menu in self._menus:
            self.bot.tree.remove_command(menu.name, type=menu.type)

    async def _press_remove(self, interaction: discord.Interaction, asker_id: str) -> None:
        """✕. Also under an answer that the store does not know any more: the button knows who asked."""
        if interaction.user.id != int(asker_id) and not _may_manage(interaction):
            raise Refused(say("removing-refused"))
        await interaction.response.defer()  # at once: Discord waits three seconds, a busy store may need more
        answer = await self.bot.answers.get_answer(interaction.message.id) if interaction.message else None
        if answer:
            await self.bot.answers.remove(answer)
        await interaction.delete_original_response()
        if answer:
            await self.bot.answers.taken_away(answer)
            await point_anew(self.bot, answer)

    async def _remove_answer(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Right-click on the answer, or on the message that was answered."""
        answer = await self._decided_on(interaction, message, say("removing-refused"))
        if _is_guest(interaction):
            raise Refused(say("removing-guest"))
        await self._remove(answer)
        await send_privately(interaction, say("removing-removed"))

    async def _freeze_answer(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """The answer stays as it is: it follows neither its message nor contributions any more."""
        answer = await self._decided_on(interaction, message, say("removing-refused-freeze"))
        await self.bot.store.answers.freeze(answer.trigger_id)
        await send_privately(interaction, say("removing-frozen"))

    async def _decided_on(self, interaction: discord.Interaction, message: discord.Message, refusal: str) -> Answer:
        """The answer meant. Raises Refused where there is none, or (`refusal`) the person may not decide on it."""
        answer = await self.bot.answers.get_answer(message.id) or await self.bot.answers.get_answer_to(message.id)
        if answer is None:
            raise Refused(say("removing-none"))
        if interaction.user.id != answer.asker_id and not _may_manage(interaction):
            raise Refused(refusal)
        return answer

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """🗑️ on an answer."""
        if (payload.emoji.name or "").rstrip("\ufe0f") != BASKET:
            return
        answer = await self.bot.answers.get_answer(payload.message_id)
        if answer and (payload.user_id == answer.asker_id or may_decide(self.bot, payload.member, answer)):
            await self._remove(answer)

    async def _remove(self, answer: Answer) -> None:
        await self.bot.answers.remove(answer)
        await take_away(self.bot, answer)
        await point_anew(self.bot, answer)


def _may_manage(interaction: discord.Interaction) -> bool:
    return interaction.guild_id is not None and interaction.permissions.manage_messages


def _is_guest(interaction: discord.Interaction) -> bool:
    """Whether only its user brought the bot there: it may then change an answer by that answer's buttons alone."""
    if interaction.guild_id is None:
        return interaction.context.private_channel
    return not interaction.is_guild_integration()


async def setup(bot: PwncBot) -> None:
    """Adds the cog, and tells the library about the buttons under answers, old ones too."""
    bot.add_dynamic_items(AnswerButton)
    await bot.add_cog(Removing(bot))
