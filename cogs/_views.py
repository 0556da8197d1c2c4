"""Buttons and forms. Their state stands in the custom id, so they work after a restart."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, cast

import discord

from bot.contributions.parsing import LONGEST_ADDRESS, LONGEST_NOTE, LONGEST_REASON, LONGEST_VENUE, PROPOSABLE
from bot.contributions.rules import value_mark
from bot.errors import Refused
from bot.models import Claim, Contribution, ContributionKind, Tone
from bot.words import say
from bot.words.names import name_status
from cogs._asking import bot_of, tell_failure
from cogs._text import cut
from cogs._understood import Understood

Press = Callable[[discord.Interaction, str], Awaitable[None]]

LABEL_KEYS = {
    "abstract": "button-abstract",
    ContributionKind.CODE: "button-code",
    ContributionKind.VENUE: "button-venue",
    ContributionKind.STATUS: "button-status",
    "accept": "button-accept",
    "reject": "button-reject",
    "improve": "button-improve",
    "undo": "button-undo",
    "agree": "button-agree",
    "disagree": "button-disagree",
    "withdraw": "button-withdraw",
    "change": "button-edit",
    "again": "button-edit",
}
REMOVE = "✕"
# Discord's limits: of a button, of a form's title and labels, of what stands in a field or beside an option.
LONGEST_LABEL, LONGEST_HEADING, LONGEST_TOLD = 80, 45, 100
_STYLES = {
    "abstract": discord.ButtonStyle.primary,
    "accept": discord.ButtonStyle.success,
    "agree": discord.ButtonStyle.success,
}

FORM_ID = re.compile(r"pwnc:form:(?P<kind>[a-z]+):(?P<arxiv_id>[\w./-]+):(?P<answer_id>\d+)")
DECISION_ID = re.compile(r"pwnc:(?P<does>reject|improve):(?P<contribution_id>[a-z0-9]+)")
SEEN = frozenset(("accept", "agree", "disagree"))  # decide on what was shown, and on nothing that came since
ANY_PAPER = "-"  # in a form's id: the paper is a field of the form


class AnswerButton(
    Understood, discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"pwnc:(?P<does>[a-z]+):(?P<about>[\w./-]+)"
):
    """A button under an answer: `does` names the act, `about` the paper, or for the removal the asker's id.

    The cogs say what each act does, by `AnswerButton.acts`.
    """

    def __init__(
        self, does: str, about: str, acts: dict[str, Press] | None = None, *, more: str = "", row: int | None = None
    ) -> None:
        more = f" {more}" if more else ""
        label = say(LABEL_KEYS[does]) if does in LABEL_KEYS else REMOVE if does == "remove" else None
        label = f"{cut(label, LONGEST_LABEL - len(more))}{more}" if label else None
        style = _STYLES.get(does, discord.ButtonStyle.secondary)
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=f"pwnc:{does}:{about}", row=row))
        self.does = does
        self.about = about
        self._acts = acts or {}

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> AnswerButton:
        """The button that was pressed, with the acts of the client it was pressed in."""
        return cls(match["does"], match["about"], bot_of(interaction).button_acts)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Does what the button says."""
        try:
            act = self._acts.get(self.does)
            if act is None:
                raise Refused(say("button-old"))
            await act(interaction, self.about)
        except Exception as error:
            await tell_failure(interaction, error)


def answer_view(arxiv_id: str | None, asker_id: int, to_decide: Contribution | None = None) -> discord.ui.View:
    """The row under an answer; `arxiv_id` None where it speaks of several papers, or of none.

    `to_decide` is an open contribution that gets a second row, for moderators.
    """
    view = discord.ui.View(timeout=None)
    if arxiv_id is not None:
        for does in ("abstract", *ContributionKind):
            view.add_item(AnswerButton(does, arxiv_id, row=0))
    view.add_item(AnswerButton("remove", str(asker_id), row=0))
    if to_decide is not None:
        _add_row(view, to_decide, ("accept", "reject", "improve"), row=1)
    return view


def rows_view(rows: Sequence[tuple[Contribution, Sequence[str]]]) -> discord.ui.View:
    """A row of buttons for each contribution: (it, what they do); five rows at most."""
    view = discord.ui.View(timeout=None)
    for row, (contribution, acts) in enumerate(rows[:5]):
        _add_row(view, contribution, acts, row)
    return view


def _add_row(view: discord.ui.View, contribution: Contribution, acts: Sequence[str], row: int) -> None:
    """Its id is on the first button; those that decide carry what was seen of it."""
    for n, does in enumerate(acts):
        contribution_id = contribution.contribution_id
        about = f"{contribution_id}-{value_mark(contribution)}" if does in SEEN else contribution_id
        view.add_item(AnswerButton(does, about, more=contribution_id if n == 0 else "", row=row))


async def open_form(interaction: discord.Interaction, form: discord.ui.Modal) -> None:
    """Shows a form. The library would remember it until it is filled in, which may be never: its submit tells all."""
    await interaction.response.send_modal(form)
    form.stop()


def contribution_form(
    kind: ContributionKind, arxiv_id: str, answer_id: int, filled: Mapping[str, str] | None = None, *, tone: Tone
) -> discord.ui.Modal:
    """The form behind a button. What is filled in is read from the submit itself: a restart in between does no harm.

    `filled` is what stands in it already, by field; with ANY_PAPER the paper is a field too. Verdicts have the names of
    the tone.
    """
    filled = filled or {}
    modal = discord.ui.Modal(
        title=cut(say(TITLE_KEYS[kind]), LONGEST_HEADING), custom_id=f"pwnc:form:{kind}:{arxiv_id}:{answer_id}"
    )
    if arxiv_id == ANY_PAPER:
        modal.add_item(_line("paper", say("form-paper"), say("form-paper-told"), LONGEST_ADDRESS, filled))
    for item in _fields(kind, filled, tone):
        modal.add_item(item)
    return modal


def rejection_form(contribution: Contribution) -> discord.ui.Modal:
    """Asks a moderator for the reason, which the author is told."""
    modal = discord.ui.Modal(
        title=say("form-reject", contribution_id=contribution.contribution_id),
        custom_id=f"pwnc:reject:{contribution.contribution_id}",
    )
    modal.add_item(_line("reason", say("form-reason"), say("form-reason-told"), LONGEST_REASON, {}))
    return modal


def improvement_form(contribution: Contribution, tone: Tone) -> discord.ui.Modal:
    """Lets a moderator put a contribution right and accept it."""
    modal = discord.ui.Modal(
        title=say("form-improve", contribution_id=contribution.contribution_id),
        custom_id=f"pwnc:improve:{contribution.contribution_id}",
    )
    match contribution.kind:
        case ContributionKind.CODE:
            modal.add_item(_line("address", say("form-link"), "", LONGEST_ADDRESS, {"address": contribution.value}))
            modal.add_item(_whose({"claim": contribution.claim}))
        case ContributionKind.VENUE:
            modal.add_item(_line("venue", say("form-venue"), "", LONGEST_VENUE, {"venue": contribution.value}))
        case ContributionKind.STATUS:
            modal.add_item(_verdict({"status": contribution.value}, tone))
    reason, told = say("form-reason-optional"), say("form-reason-told")
    modal.add_item(_line("reason", reason, told, LONGEST_REASON, {}, required=False))
    return modal


TITLE_KEYS = {
    ContributionKind.CODE: "form-code",
    ContributionKind.VENUE: "form-venue-title",
    ContributionKind.STATUS: "form-status",
}


Filled = Mapping[str, str]


def _fields(kind: ContributionKind, filled: Filled, tone: Tone) -> list[discord.ui.Label[Any]]:
    match kind:
        case ContributionKind.CODE:
            link = _line("address", say("form-link"), say("form-link-told"), LONGEST_ADDRESS, filled)
            return [link, _whose(filled), _evidence(filled), _note(filled)]
        case ContributionKind.VENUE:
            venue = _line("venue", say("form-venue"), say("form-venue-told"), LONGEST_VENUE, filled)
            return [venue, _evidence(filled)]
        case ContributionKind.STATUS:
            return [_verdict(filled, tone), _evidence(filled), _note(filled)]


CLAIM_KEYS = {
    Claim.OWN: "form-claim-own",
    Claim.COMMUNITY: "form-claim-community",
    Claim.NOT_OWN: "form-claim-not-own",
}
CLAIM_TOLD_KEYS = {claim: f"{key}-told" for claim, key in CLAIM_KEYS.items()}


def _whose(filled: Filled) -> discord.ui.Label[Any]:
    chosen = filled.get("claim", Claim.OWN)
    options = [
        discord.SelectOption(
            label=cut(say(CLAIM_KEYS[claim]), LONGEST_TOLD),
            value=claim.value,
            description=cut(say(CLAIM_TOLD_KEYS[claim]), LONGEST_TOLD),
            default=claim == chosen,
        )
        for claim in Claim
    ]
    select = discord.ui.Select[Any](custom_id="claim", options=options)
    return discord.ui.Label(text=cut(say("form-claim"), LONGEST_HEADING), component=select)


def _verdict(filled: Filled, tone: Tone) -> discord.ui.Label[Any]:
    options = [
        discord.SelectOption(
            label=name_status(s, tone),
            value=s.value,
            description=None if tone is Tone.PLAIN else name_status(s, Tone.PLAIN),
            emoji=s.look.emblem,
            default=s == filled.get("status"),
        )
        for s in PROPOSABLE
    ]
    select = discord.ui.Select[Any](custom_id="status", placeholder=say("form-verdict"), options=options)
    return discord.ui.Label(text=cut(say("form-right"), LONGEST_HEADING), component=select)


def _line(
    custom_id: str, text: str, placeholder: str, longest: int, filled: Filled, *, required: bool = True
) -> discord.ui.Label[Any]:
    field = discord.ui.TextInput[Any](
        custom_id=custom_id,
        placeholder=cut(placeholder, LONGEST_TOLD) or None,
        max_length=longest,
        required=required,
        default=filled.get(custom_id, "")[:longest] or None,
    )
    return discord.ui.Label(text=cut(text, LONGEST_HEADING), component=field)


def _evidence(filled: Filled) -> discord.ui.Label[Any]:
    text, told = say("form-evidence"), say("form-evidence-told")
    return _line("evidence", text, told, LONGEST_ADDRESS, filled, required=False)


def _note(filled: Filled) -> discord.ui.Label[Any]:
    field = discord.ui.TextInput[Any](
        custom_id="note",
        style=discord.TextStyle.paragraph,
        max_length=LONGEST_NOTE,
        required=False,
        default=filled.get("note", "")[:LONGEST_NOTE] or None,
    )
    return discord.ui.Label(text=cut(say("form-note"), LONGEST_HEADING), component=field)


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
