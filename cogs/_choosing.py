"""Choosing one of several papers that may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import discord

from bot.errors import Refused
from bot.titles import Candidate
from bot.words import say
from cogs._asking import bot_of, tell_failure
from cogs._text import cut, fold_title
from cogs._understood import Understood
from cogs._views import submitted_data

LONGEST_TITLE = 300
_LOOKS_LIKE_LINK = re.compile(r"^\s*(?:https?:|www\.)|^\s*\S+\.\S+/\S*\s*$", re.IGNORECASE)
_LOOKS_LIKE_ID = re.compile(
    r"^[\s\d.v/:-]*$|^\s*(?:arxiv:)?\s*\d{4}\.\d{4,5}\S*\s*$|^\s*[a-z-]+(?:\.[A-Za-z]{2})?/\d+\S*\s*$", re.IGNORECASE
)


def check_title(words: str) -> str:
    """Words of a title in one line. Raises Refused for what is meant as an id or a link and is none of arXiv."""
    words = " ".join(words.split())
    if _LOOKS_LIKE_LINK.match(words) or _LOOKS_LIKE_ID.match(words) or not any(sign.isalpha() for sign in words):
        raise Refused(say("paper-no-title"))
    if len(words) > LONGEST_TITLE:
        raise Refused(say("paper-long-title", longest=LONGEST_TITLE))
    return words


class PaperChoice(
    Understood, discord.ui.DynamicItem[discord.ui.Select[Any]], template=r"pwnc-which:(?P<asker_id>\d{1,20})"
):
    """The select under “Which one?”; only who asked may choose."""

    def __init__(self, select: discord.ui.Select[Any], asker_id: int) -> None:
        super().__init__(select)
        self.asker_id = asker_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> PaperChoice:
        """The select that was used."""
        assert isinstance(item, discord.ui.Select)  # noqa: S101 - nothing else carries such an id
        return cls(item, int(match["asker_id"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Answers the paper that was chosen."""
        try:
            if interaction.user.id != self.asker_id:
                raise Refused(say("paper-asker-only"))
            await bot_of(interaction).button_acts["choose"](interaction, str(submitted_data(interaction)["values"][0]))
        except Exception as error:
            await tell_failure(interaction, error)


def choice_view(asker_id: int, candidates: Sequence[Candidate]) -> discord.ui.View:
    """The papers that may be meant, in one select."""
    options = [
        discord.SelectOption(
            label=cut(fold_title(each.title), 100) or each.arxiv_id, value=each.arxiv_id, description=each.arxiv_id
        )
        for each in candidates
    ]
    select = discord.ui.Select[Any](
        custom_id=f"pwnc-which:{asker_id}", placeholder=say("paper-choices"), options=options
    )
    view = discord.ui.View(timeout=None)
    view.add_item(PaperChoice(select, asker_id))
    return view
