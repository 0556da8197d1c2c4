"""Corrections by form and command: the buttons under answers, /contribute, and “This is the code of …”."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import PwncBot
from bot.contributions.parsing import (
    PROPOSABLE,
    find_code_addresses,
    parse_claim,
    parse_code_address,
    parse_evidence_url,
    parse_note,
    parse_proposed_status,
    parse_venue,
)
from bot.contributions.rules import is_undecided
from bot.errors import Refused
from bot.models import Answer, Claim, Contribution, ContributionKind, ContributionState, ContributionWay, Tone
from bot.said import Said, said
from bot.status import LABEL_KEYS, PLAIN_KEYS, Status
from bot.store.contributions import new_contribution_id
from bot.words import say
from bot.words.commands import command_text, command_words
from cogs._asking import AskingCog, parse_query, suggest_papers, tell_failure, tone_of
from cogs._contributing import joined_at, name_decision, name_value, place_of
from cogs._own_reply import adopt_old
from cogs._sending import send_privately
from cogs._text import cut
from cogs._views import (
    ANY_PAPER,
    CLAIM_KEYS,
    FORM_ID,
    AnswerButton,
    contribution_form,
    open_form,
    submitted_data,
    submitted_values,
)

CHECK_WAIT_S = 1.5  # Discord allows three seconds until the first answer, this and all else together
DRAFT_KEPT = timedelta(minutes=15)
MOST_DRAFTS = 1_000

FIELD_KEYS = {
    "paper": "form-paper",
    "address": "form-link",
    "venue": "form-venue",
    "status": "correcting-verdict",
    "evidence": "correcting-evidence",
}
_WHOSE = [app_commands.Choice(name=command_text(CLAIM_KEYS[claim]), value=claim.value) for claim in Claim]


def _both_names(status: Status) -> Said:
    label, plain = Said(LABEL_KEYS[status]), Said(PLAIN_KEYS[status])
    return said("correcting-choice", emblem=status.look.emblem, label=label, plain=plain)


# The same in every server, whatever its tone: both names.
_VERDICTS = [app_commands.Choice(name=command_words(_both_names(status)), value=status.value) for status in PROPOSABLE]


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that was refused, as it was filled in."""

    kind: ContributionKind
    arxiv_id: str
    answer_id: int
    filled: Mapping[str, str]
    kept_until: datetime


class Correcting(AskingCog):
    """Opens forms, takes them, and takes the same from commands; answers privately."""

    contribute = app_commands.Group(name="contribute", description=command_text("correcting-command"))

    def __init__(self, bot: PwncBot) -> None:
        super().__init__(bot)
        self._drafts: dict[str, Draft] = {}
        for kind in ContributionKind:
            bot.button_acts[kind] = partial(self._open_form, kind)
        bot.button_acts |= {"again": self._open_again, "change": self._open_change}
        self._menu = app_commands.ContextMenu(name=command_text("correcting-menu"), callback=self._open_for_message)
        self._menu.error(tell_failure)

    async def cog_load(self) -> None:
        """Adds the right-click entry."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Takes the right-click entry away."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    # --- forms ---

    async def _open_form(self, kind: ContributionKind, interaction: discord.Interaction, arxiv_id: str) -> None:
        answer_id = interaction.message.id if interaction.message else 0
        filled = await self._known(kind, interaction, arxiv_id)
        tone = tone_of(self.bot, interaction)
        await open_form(interaction, contribution_form(kind, arxiv_id, answer_id, filled, tone=tone))

    async def _known(self, kind: ContributionKind, interaction: discord.Interaction, arxiv_id: str) -> dict[str, str]:
        """What stands in a form when it opens: the person's own open contribution, or the venue that is shown."""
        place_id = place_of(interaction)
        community = await self.bot.store.contributions.get_community(arxiv_id, place_id)
        for contribution in community.contributions:
            is_mine = contribution.author_id == interaction.user.id and contribution.place_id == place_id
            if is_mine and contribution.kind is kind and is_undecided(contribution):
                return _filled(contribution)
        known = await self.bot.scanner.get_known(arxiv_id) if kind is ContributionKind.VENUE else None
        venue = known.result.standing.venue if known and known.result else None
        return {"venue": venue} if venue and venue != "arXiv.org" else {}

    async def _open_again(self, interaction: discord.Interaction, draft_id: str) -> None:
        """The Edit button of a refused form."""
        draft = self._drafts.get(draft_id)
        if draft is None or draft.kept_until < self.bot.clock():
            raise Refused(say("correcting-draft-gone"))
        tone = tone_of(self.bot, interaction)
        form = contribution_form(draft.kind, draft.arxiv_id, draft.answer_id, draft.filled, tone=tone)
        await open_form(interaction, form)

    async def _open_change(self, interaction: discord.Interaction, contribution_id: str) -> None:
        """The Edit button of one's own contribution."""
        contribution = await self.bot.desk.get(contribution_id)
        if contribution.author_id != interaction.user.id:
            raise Refused(say("contribution-author-only"))
        if not is_undecided(contribution):
            raise Refused(
                say("contribution-decided", contribution_id=contribution_id, decision=name_decision(contribution))
            )
        about = (contribution.kind, contribution.arxiv_id, contribution.answer_id)
        form = contribution_form(*about, _filled(contribution), tone=tone_of(self.bot, interaction))
        await open_form(interaction, form)

    async def _open_for_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Right-click on a message that links a repository: of which paper is it the code?"""
        addresses = find_code_addresses(message.content)
        if not addresses:
            raise Refused(say("correcting-no-address"))
        filled = {"address": addresses[0].url}
        tone = tone_of(self.bot, interaction)
        await open_form(interaction, contribution_form(ContributionKind.CODE, ANY_PAPER, 0, filled, tone=tone))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Takes submitted forms, also those that were opened before a restart and that the library forgot."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        form = FORM_ID.fullmatch(str(submitted_data(interaction).get("custom_id", "")))
        if form is None:
            return
        kind, answer_id = ContributionKind(form["kind"]), int(form["answer_id"])
        fields = submitted_values(interaction)
        try:
            contribution = await self._read_form(
                interaction, kind, arxiv_id=form["arxiv_id"], answer_id=answer_id, fields=fields
            )
            await self._take(interaction, contribution)
        except Refused as refused:
            draft = Draft(kind, form["arxiv_id"], answer_id, fields, self.bot.clock() + DRAFT_KEPT)
            await self._show_refused(interaction, draft, str(refused))
        except Exception as error:
            await tell_failure(interaction, error)

    async def _read_form(
        self,
        interaction: discord.Interaction,
        kind: ContributionKind,
        *,
        arxiv_id: str,
        answer_id: int,
        fields: Mapping[str, str],
    ) -> Contribution:
        answer = await self.bot.answers.get_answer(answer_id) if answer_id else None
        if answer is None and interaction.message and interaction.message.id == answer_id:
            answer = await adopt_old(self.bot, interaction.message, interaction.guild_id or 0)
        if arxiv_id == ANY_PAPER:
            arxiv_id = parse_query(fields.get("paper", "")).arxiv_id
        way = ContributionWay.FORM if answer_id else ContributionWay.MENU
        return self._contribution(interaction, kind, way, arxiv_id=arxiv_id, answer=answer, fields=fields)

    def _contribution(
        self,
        interaction: discord.Interaction,
        kind: ContributionKind,
        way: ContributionWay,
        *,
        arxiv_id: str,
        answer: Answer | None = None,
        fields: Mapping[str, str],
    ) -> Contribution:
        """What was filled in, as a contribution. Raises Refused with what is wrong in it."""
        guild_id = interaction.guild_id or 0
        return Contribution(
            contribution_id=new_contribution_id(),
            arxiv_id=arxiv_id,
            kind=kind,
            way=way,
            value=_read_value(kind, fields),
            claim=parse_claim(fields.get("claim", "")) if kind is ContributionKind.CODE else Claim.OWN,
            author_id=interaction.user.id,
            place_id=answer.place_id if answer else place_of(interaction),
            guild_id=guild_id if self.bot.get_guild(guild_id) else 0,
            channel_id=interaction.channel_id or 0,
            answer_id=answer.reply_id or 0 if answer else 0,
            created_at=self.bot.clock(),
            evidence_url=parse_evidence_url(fields.get("evidence", "")),
            note=parse_note(fields.get("note", "")),
        )

    async def _take(self, interaction: discord.Interaction, contribution: Contribution) -> None:
        """Takes it in, and answers with what the check found if that comes in time."""
        received = await self.bot.desk.propose(contribution, member_since=joined_at(interaction.user))
        if received.is_vote:
            first = received.contribution
            counted = say("correcting-vote", contribution_id=first.contribution_id)
            await send_privately(interaction, f"{counted}\n{name_decision(first)}")
            return
        contribution_id = received.contribution.contribution_id
        with self.bot.desk.telling(contribution_id):
            now = await self.bot.desk.checked(contribution_id, CHECK_WAIT_S)
            await send_privately(interaction, _thanks(now, tone_of(self.bot, interaction)))
            if now.notice_owed:
                await self.bot.store.contributions.mark_told(now)

    async def _show_refused(self, interaction: discord.Interaction, draft: Draft, why: str) -> None:
        """Names the error, repeats what was typed, and offers to go on with it."""
        now = self.bot.clock()
        self._drafts = {key: kept for key, kept in self._drafts.items() if kept.kept_until > now}
        while len(self._drafts) >= MOST_DRAFTS:
            del self._drafts[next(iter(self._drafts))]
        draft_id = secrets.token_hex(4)
        self._drafts[draft_id] = draft
        typed = [
            f"{say(FIELD_KEYS[name])}: `{cut(value.replace('`', ''), 200)}`"
            for name, value in draft.filled.items()
            if name in FIELD_KEYS and value
        ]
        view = discord.ui.View(timeout=None)
        view.add_item(AnswerButton("again", draft_id))
        await interaction.response.send_message("\n".join([f"⚠️ {why}", *typed]), view=view, ephemeral=True)

    # --- commands ---

    @contribute.command(name="code", description=command_text("correcting-command-code"))
    @app_commands.describe(
        paper=command_text("correcting-option-paper"),
        link=command_text("form-link-told"),
        whose=command_text("correcting-option-whose"),
        evidence=command_text("correcting-option-evidence"),
        note=command_text("correcting-option-note"),
    )
    @app_commands.choices(whose=_WHOSE)
    async def contribute_code(
        self,
        interaction: discord.Interaction,
        *,
        paper: str,
        link: str,
        whose: str = Claim.OWN.value,
        evidence: str = "",
        note: str = "",
    ) -> None:
        """The same as the form Found code."""
        fields = {"address": link, "claim": whose, "evidence": evidence, "note": note}
        await self._command(interaction, ContributionKind.CODE, paper, fields)

    @contribute.command(name="venue", description=command_text("correcting-command-venue"))
    @app_commands.describe(
        paper=command_text("correcting-option-paper"),
        venue=command_text("form-venue-told"),
        evidence=command_text("correcting-option-evidence"),
    )
    async def contribute_venue(
        self, interaction: discord.Interaction, paper: str, venue: str, evidence: str = ""
    ) -> None:
        """The same as the form Know the venue."""
        await self._command(interaction, ContributionKind.VENUE, paper, {"venue": venue, "evidence": evidence})

    @contribute.command(name="status", description=command_text("correcting-command-status"))
    @app_commands.describe(
        paper=command_text("correcting-option-paper"),
        verdict=command_text("form-verdict"),
        evidence=command_text("correcting-option-evidence"),
        note=command_text("correcting-option-note"),
    )
    @app_commands.choices(verdict=_VERDICTS)
    async def contribute_status(
        self, interaction: discord.Interaction, paper: str, verdict: str, evidence: str = "", note: str = ""
    ) -> None:
        """The same as the form Something wrong."""
        fields = {"status": verdict, "evidence": evidence, "note": note}
        await self._command(interaction, ContributionKind.STATUS, paper, fields)

    @contribute_code.autocomplete("paper")
    @contribute_venue.autocomplete("paper")
    @contribute_status.autocomplete("paper")
    async def _suggest(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await suggest_papers(self.bot, typed)

    async def _command(
        self, interaction: discord.Interaction, kind: ContributionKind, paper: str, fields: Mapping[str, str]
    ) -> None:
        arxiv_id = parse_query(paper).arxiv_id
        way = ContributionWay.COMMAND
        await self._take(interaction, self._contribution(interaction, kind, way, arxiv_id=arxiv_id, fields=fields))


def _read_value(kind: ContributionKind, fields: Mapping[str, str]) -> str:
    match kind:
        case ContributionKind.CODE:
            return parse_code_address(fields.get("address", "")).url
        case ContributionKind.VENUE:
            return parse_venue(fields.get("venue", ""))
        case ContributionKind.STATUS:
            return parse_proposed_status(fields.get("status", ""))


def _filled(contribution: Contribution) -> dict[str, str]:
    """A contribution as it stands in its form."""
    name = {
        ContributionKind.CODE: "address",
        ContributionKind.VENUE: "venue",
        ContributionKind.STATUS: "status",
    }[contribution.kind]
    return {
        name: contribution.value,
        "claim": contribution.claim,
        "evidence": contribution.evidence_url,
        "note": contribution.note,
    }


def _thanks(contribution: Contribution, tone: Tone) -> str:
    """What its author is told when it is taken."""
    what, contribution_id = name_value(contribution, tone), contribution.contribution_id
    match contribution.state:
        case ContributionState.ACCEPTED:
            taken = say("correcting-accepted", what=what, contribution_id=contribution_id)
            return f"{taken}\n{name_decision(contribution)}"
        case ContributionState.REJECTED:
            refused = say("correcting-rejected", what=what, contribution_id=contribution_id)
            return f"{refused}\n{name_decision(contribution)}"
        case ContributionState.CHECKING:
            return say("correcting-checking", what=what, contribution_id=contribution_id)
    noted = say("correcting-noted", what=what, contribution_id=contribution_id)
    who = say("correcting-members-decide" if contribution.guild_id else "correcting-owner-decides")
    hint = "" if contribution.evidence_url else f" {say('correcting-evidence-helps')}"
    return f"{noted} {who}{hint}"


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Correcting(bot))
