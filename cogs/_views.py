"""Buttons and forms. Their state stands in the custom id, so they work after a restart."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, cast

import discord

from bot.contributions.parsing import LONGEST_ADDRESS, LONGEST_NOTE, LONGEST_VENUE, PROPOSABLE
from bot.errors import Refused
from bot.models import ContributionKind
from cogs._sending import send_privately

log = logging.getLogger(__name__)

Press = Callable[[discord.Interaction, str], Awaitable[None]]

_LABELS = {
    "abstract": "Abstract",
    ContributionKind.CODE: "Found code",
    ContributionKind.VENUE: "Know the venue",
    ContributionKind.STATUS: "Something wrong",
    "remove": "✕",
}

FORM_ID = re.compile(r"pwnc:form:(?P<kind>[a-z]+):(?P<arxiv_id>[\w./-]+):(?P<answer_id>\d+)")


class AnswerButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"pwnc:(?P<does>[a-z]+):(?P<about>[\w./-]+)"
):
    """A button under an answer: `does` names the act, `about` the paper, or for the removal the asker's id.

    The cogs say what each act does, by `AnswerButton.acts`.
    """

    def __init__(self, does: str, about: str, acts: dict[str, Press] | None = None) -> None:
        style = discord.ButtonStyle.primary if does == "abstract" else discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=_LABELS.get(does), style=style, custom_id=f"pwnc:{does}:{about}"))
        self.does = does
        self.about = about
        self._acts = acts or {}

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> AnswerButton:
        """The button that was pressed, with the acts of the client it was pressed in."""
        acts: dict[str, Press] = getattr(interaction.client, "button_acts")  # noqa: B009 - PwncBot, typed as Client here
        return cls(match["does"], match["about"], acts)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Does what the button says."""
        act = self._acts.get(self.does)
        if act is None:
            await send_privately(
                interaction, "That button is from another version of me; please ask for the paper anew."
            )
            return
        try:
            await act(interaction, self.about)
        except Refused as refused:
            await send_privately(interaction, str(refused))
        except Exception:
            log.exception("the button %s failed", self.does)
            await send_privately(interaction, "Something went wrong on my side; it is in the log.")


def answer_view(arxiv_id: str | None, asker_id: int) -> discord.ui.View:
    """The row under an answer; `arxiv_id` None where it speaks of several papers, or of none."""
    view = discord.ui.View(timeout=None)
    if arxiv_id is not None:
        for does in ("abstract", *ContributionKind):
            view.add_item(AnswerButton(does, arxiv_id))
    view.add_item(AnswerButton("remove", str(asker_id)))
    return view


def contribution_form(kind: ContributionKind, arxiv_id: str, answer_id: int) -> discord.ui.Modal:
    """The form behind a button. What is filled in is read from the submit itself: a restart in between does no harm."""
    modal = discord.ui.Modal(title=_TITLES[kind], custom_id=f"pwnc:form:{kind}:{arxiv_id}:{answer_id}")
    for item in _FIELDS[kind]():
        modal.add_item(item)
    return modal


_TITLES = {
    ContributionKind.CODE: "Found the code?",
    ContributionKind.VENUE: "Know the venue?",
    ContributionKind.STATUS: "Think something is wrong?",
}


def _code_fields() -> list[discord.ui.Label[Any]]:
    return [_line("address", "Link", "A repository, archive, model or project page", LONGEST_ADDRESS), _note()]


def _venue_fields() -> list[discord.ui.Label[Any]]:
    return [_line("venue", "Venue", "For example: ICML 2025", LONGEST_VENUE), _evidence()]


def _status_fields() -> list[discord.ui.Label[Any]]:
    options = [
        discord.SelectOption(label=s.look.label, value=s.value, description=s.look.plain, emoji=s.look.emblem)
        for s in PROPOSABLE
    ]
    select = discord.ui.Select[Any](custom_id="status", placeholder="The right verdict", options=options)
    return [discord.ui.Label(text="What is right?", component=select), _evidence(), _note()]


_FIELDS = {
    ContributionKind.CODE: _code_fields,
    ContributionKind.VENUE: _venue_fields,
    ContributionKind.STATUS: _status_fields,
}


def _line(custom_id: str, text: str, placeholder: str, longest: int, *, required: bool = True) -> discord.ui.Label[Any]:
    field = discord.ui.TextInput[Any](
        custom_id=custom_id, placeholder=placeholder, max_length=longest, required=required
    )
    return discord.ui.Label(text=text, component=field)


def _evidence() -> discord.ui.Label[Any]:
    return _line("evidence", "Evidence (optional)", "A link where one can see it", LONGEST_ADDRESS, required=False)


def _note() -> discord.ui.Label[Any]:
    field = discord.ui.TextInput[Any](
        custom_id="note", style=discord.TextStyle.paragraph, max_length=LONGEST_NOTE, required=False
    )
    return discord.ui.Label(text="Note (optional)", component=field)


def submitted_data(interaction: discord.Interaction) -> dict[str, Any]:
    """What Discord says of an interaction, as it came; empty when it says nothing."""
    return cast("dict[str, Any]", interaction.data or {})


def submitted_values(interaction: discord.Interaction) -> dict[str, str]:
    """What was filled into a form, by field; a select gives its first value, an empty one nothing."""
    values: dict[str, str] = {}
    for row in submitted_data(interaction).get("components", ()):
        for field in (row["component"],) if "component" in row else row.get("components", ()):
            chosen = field.get("values")
            value = chosen[0] if chosen else field.get("value")
            if value is not None:
                values[field["custom_id"]] = str(value)
    return values
