"""Corrections from the chat: replies with a link, reactions with a verdict's emblem, forms."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

import discord
from discord.ext import commands

from bot.client import PwncBot
from bot.contributions.parsing import (
    PROPOSABLE,
    find_code_address,
    parse_code_address,
    parse_evidence_url,
    parse_note,
    parse_venue,
)
from bot.errors import Refused
from bot.models import Answer, Contribution, ContributionKind, ContributionWay
from bot.status import Status, parse_emblem
from bot.store.contributions import new_contribution_id
from cogs._answers import refresh_answer
from cogs._sending import LOST, send_privately
from cogs._text import bare_address, escape
from cogs._views import FORM_ID, contribution_form, submitted_data, submitted_values

log = logging.getLogger(__name__)

OPEN_EMBLEM = "🗳️"


class Contributions(commands.Cog):
    """Takes corrections in and shows them on the answer."""

    def __init__(self, bot: PwncBot) -> None:
        self.bot = bot
        self._refreshing: dict[int, asyncio.Task[None]] = {}
        self._changed: dict[int, Answer] = {}
        for kind in ContributionKind:
            bot.button_acts[kind] = partial(self._open_form, kind)

    async def cog_unload(self) -> None:
        """Ends running edits; what was contributed is in the store."""
        tasks = list(self._refreshing.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A person's reply to an answer that links a repository is a contribution; other talk is left alone."""
        if message.author.bot or message.type is not discord.MessageType.reply:
            return
        replied_to = message.reference.message_id if message.reference else None
        address = find_code_address(message.content)
        answer = await self.bot.answers.get_answer(replied_to) if address and replied_to else None
        if answer is None or address is None or len(answer.papers) != 1:
            return
        await self._record(
            answer,
            author_id=message.author.id,
            kind=ContributionKind.CODE,
            way=ContributionWay.REPLY,
            value=address.url,
            source_id=message.id,
        )
        try:
            await message.add_reaction(OPEN_EMBLEM)
        except (discord.HTTPException, *LOST) as error:
            log.info("no acknowledgement on %d: %s", message.id, error)

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """A verdict's emblem on an answer proposes that verdict."""
        if payload.member and payload.member.bot:
            return
        found = await self._reacted(payload)
        if found:
            answer, status = found
            await self._record(
                answer,
                author_id=payload.user_id,
                kind=ContributionKind.STATUS,
                way=ContributionWay.REACTION,
                value=status,
            )

    @commands.Cog.listener()
    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        """A reaction taken back is a proposal withdrawn."""
        found = await self._reacted(payload)
        if found:
            answer, status = found
            arxiv_id, now = answer.papers[0].arxiv_id, self.bot.clock()
            if await self.bot.store.contributions.withdraw_reaction(
                arxiv_id, status=status, author_id=payload.user_id, place_id=answer.place_id, at=now
            ):
                self._refresh(answer)

    async def _reacted(self, payload: discord.RawReactionActionEvent) -> tuple[Answer, Status] | None:
        status = parse_emblem(payload.emoji.name)
        if status not in PROPOSABLE or (self.bot.user and payload.user_id == self.bot.user.id):
            return None
        answer = await self.bot.answers.get_answer(payload.message_id)
        return (answer, status) if answer and len(answer.papers) == 1 else None

    async def _open_form(self, kind: ContributionKind, interaction: discord.Interaction, arxiv_id: str) -> None:
        answer_id = interaction.message.id if interaction.message else 0
        await interaction.response.send_modal(contribution_form(kind, arxiv_id, answer_id))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Takes submitted forms, also those that were opened before a restart and that the library forgot."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        form = FORM_ID.fullmatch(str(submitted_data(interaction).get("custom_id", "")))
        if form is None:
            return
        try:
            await self._take_form(interaction, ContributionKind(form["kind"]), form["arxiv_id"], int(form["answer_id"]))
        except Refused as refused:
            await send_privately(interaction, str(refused))
        except Exception:
            log.exception("a form failed")
            await send_privately(interaction, "Something went wrong on my side; it is in the log.")

    async def _take_form(
        self, interaction: discord.Interaction, kind: ContributionKind, arxiv_id: str, answer_id: int
    ) -> None:
        answer = await self.bot.answers.get_answer(answer_id)
        if answer is None or arxiv_id not in {link.arxiv_id for link in answer.papers}:
            raise Refused("That answer is gone; please ask for the paper again.")
        fields = submitted_values(interaction)
        value = _form_value(kind, fields)
        contribution_id = await self._record(
            answer,
            author_id=interaction.user.id,
            kind=kind,
            way=ContributionWay.FORM,
            value=value,
            evidence_url=parse_evidence_url(fields.get("evidence", "")),
            note=parse_note(fields.get("note", "")),
        )
        told = f"{OPEN_EMBLEM} Thank you! {_told(kind, value)} is noted as **{contribution_id}** and shown as open."
        await send_privately(interaction, told)

    async def _record(
        self,
        answer: Answer,
        *,
        author_id: int,
        kind: ContributionKind,
        way: ContributionWay,
        value: str,
        source_id: int = 0,
        evidence_url: str = "",
        note: str = "",
    ) -> str:
        contribution = Contribution(
            contribution_id=new_contribution_id(),
            arxiv_id=answer.papers[0].arxiv_id,
            kind=kind,
            way=way,
            value=value,
            author_id=author_id,
            place_id=answer.place_id,
            channel_id=answer.channel_id,
            answer_id=answer.reply_id or 0,
            created_at=self.bot.clock(),
            source_id=source_id,
            evidence_url=evidence_url,
            note=note,
        )
        contribution_id = await self.bot.store.contributions.record(contribution)
        self._refresh(answer)
        return contribution_id

    def _refresh(self, answer: Answer) -> None:
        """Edits the answer soon; what changes while an edit runs shares the next one."""
        self._changed[answer.trigger_id] = answer
        if answer.trigger_id not in self._refreshing:
            task = asyncio.create_task(self._edit(answer.trigger_id), name=f"refresh {answer.trigger_id}")
            self._refreshing[answer.trigger_id] = task
            task.add_done_callback(lambda _: self._refreshing.pop(answer.trigger_id, None))

    async def _edit(self, trigger_id: int) -> None:
        while answer := self._changed.pop(trigger_id, None):
            try:
                await refresh_answer(self.bot, answer)
            except (discord.HTTPException, *LOST) as error:
                log.warning("the answer to %d could not be edited: %s", trigger_id, error)


def _form_value(kind: ContributionKind, fields: dict[str, str]) -> str:
    match kind:
        case ContributionKind.CODE:
            return parse_code_address(fields.get("address", "")).url
        case ContributionKind.VENUE:
            return parse_venue(fields.get("venue", ""))
        case ContributionKind.STATUS:
            if fields.get("status") not in PROPOSABLE:
                raise Refused("Please choose the verdict that you think is right.")
            return fields["status"]


def _told(kind: ContributionKind, value: str) -> str:
    match kind:
        case ContributionKind.CODE:
            return f"The code at {bare_address(value)}"
        case ContributionKind.VENUE:
            return f"The venue {escape(value)}"
        case ContributionKind.STATUS:
            return f"The verdict {Status(value).heading}"


async def setup(bot: PwncBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Contributions(bot))
