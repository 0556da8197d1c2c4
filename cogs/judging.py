"""Decisions on contributions: buttons on the answer and in the review channel, /contributions, and who is told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.client import PwncBot
from bot.contributions.parsing import (
    parse_claim,
    parse_code_address,
    parse_proposed_status,
    parse_reason,
    parse_venue,
)
from bot.contributions.rules import Act, Actor, Outcome, is_undecided, require_decider
from bot.errors import Refused
from bot.models import Claim, Contribution, ContributionKind, ContributionState, Decider, Tone
from bot.store.restrictions import EVERYWHERE
from bot.words import english, say, speaking, word
from bot.words.commands import command_text
from bot.words.names import name_status
from cogs._asking import (
    MOST_SUGGESTED,
    AskingCog,
    named_as,
    parse_query,
    suggest,
    suggest_papers,
    tell_failure,
    tone_of,
)
from cogs._contributing import (
    actor_of,
    evidence_lines,
    joined_at,
    name_decision,
    name_state,
    name_value,
    place_of,
    tell_person,
)
from cogs._paging import PageButton, add_page_buttons, page_of, take_page
from cogs._sending import LOST, send_privately
from cogs._text import cut, escape, fold, fold_title
from cogs._views import (
    DECISION_ID,
    improvement_form,
    open_form,
    rejection_form,
    rows_view,
    submitted_data,
    submitted_values,
)

log = logging.getLogger(__name__)

MOST_WITH_BUTTONS = 4  # the fifth row turns the page
COLOUR = 0x95A5A6
DECIDE = ("accept", "reject", "improve")
TOLD_AGAIN_AFTER = timedelta(minutes=1)
_REVIEWED = frozenset((Act.LEAVE_OPEN, Act.REOPEN))


class Judging(AskingCog):
    """Lets people decide, and tells them what was decided."""

    contributions = app_commands.Group(name="contributions", description=command_text("judging-command"))

    def __init__(self, bot: PwncBot) -> None:
        super().__init__(bot)
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_first_sweep = True
        bot.pages |= {"mine": self._mine, "queue": self._queue, "contributions": self._of_paper}
        bot.button_acts |= {
            "accept": self._accept,
            "reject": self._open_rejection,
            "improve": self._open_improvement,
            "undo": self._undo,
            "agree": self._agree,
            "disagree": self._disagree,
            "withdraw": self._withdraw,
        }

    async def cog_load(self) -> None:
        """Goes on with the checks of an earlier life, and looks once a minute at what is due.

        The desk is that of all shards of the process: one of them follows it.
        """
        if self.bot.is_first:
            self.bot.desk.listeners.append(self._follow)
            await self.bot.desk.resume()
        self._sweep.start()

    async def cog_unload(self) -> None:
        """Ends what runs."""
        self._sweep.cancel()
        if self.bot.is_first:
            self.bot.desk.listeners.remove(self._follow)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @tasks.loop(minutes=1)
    async def _sweep(self) -> None:
        try:
            if await self.bot.leads("contributions"):
                await self.bot.desk.sweep()
                await self._tell_owed()
        except Exception:  # the next minute is another try
            log.exception("looking for contributions that are due failed")

    # --- decisions ---

    async def _accept(self, interaction: discord.Interaction, about: str) -> None:
        actor = await actor_of(self.bot, interaction)
        contribution_id, _, seen = about.partition("-")
        accepted = await self.bot.desk.accept(contribution_id, actor, seen=seen)
        what = name_value(accepted, tone_of(self.bot, interaction))
        await send_privately(interaction, say("judging-accepted", what=what, contribution_id=contribution_id))

    async def _open_rejection(self, interaction: discord.Interaction, contribution_id: str) -> None:
        await open_form(interaction, rejection_form(await self._to_decide(interaction, contribution_id)))

    async def _open_improvement(self, interaction: discord.Interaction, contribution_id: str) -> None:
        contribution = await self._to_decide(interaction, contribution_id)
        await open_form(interaction, improvement_form(contribution, tone_of(self.bot, interaction)))

    async def _to_decide(self, interaction: discord.Interaction, contribution_id: str) -> Contribution:
        """The contribution, if it is to be decided and the person may; else Refused, before any form is filled."""
        contribution = await self.bot.desk.get(contribution_id)
        require_decider(await actor_of(self.bot, interaction), contribution)
        if not is_undecided(contribution):
            raise Refused(
                say("contribution-decided", contribution_id=contribution_id, decision=name_decision(contribution))
            )
        return contribution

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Takes the forms of a rejection or an improvement, also those opened before a restart."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        form = DECISION_ID.fullmatch(str(submitted_data(interaction).get("custom_id", "")))
        if form is None:
            return
        try:
            if form["does"] == "reject":
                await self._reject(interaction, form["contribution_id"])
            else:
                await self._improve(interaction, form["contribution_id"])
        except Exception as error:
            await tell_failure(interaction, error)

    async def _reject(self, interaction: discord.Interaction, contribution_id: str) -> None:
        reason = parse_reason(submitted_values(interaction).get("reason", ""))
        actor = await actor_of(self.bot, interaction)
        await self.bot.desk.reject(contribution_id, actor, reason)
        await send_privately(interaction, say("judging-rejected", contribution_id=contribution_id))

    async def _improve(self, interaction: discord.Interaction, contribution_id: str) -> None:
        fields = submitted_values(interaction)
        contribution = await self.bot.desk.get(contribution_id)
        claim: Claim | None = None
        match contribution.kind:
            case ContributionKind.CODE:
                value = parse_code_address(fields.get("address", "")).url
                claim = parse_claim(fields.get("claim", ""))
            case ContributionKind.VENUE:
                value = parse_venue(fields.get("venue", ""))
            case ContributionKind.STATUS:
                value = parse_proposed_status(fields.get("status", ""))
        actor = await actor_of(self.bot, interaction)
        reason = parse_reason(fields.get("reason", ""))
        accepted = await self.bot.desk.accept(contribution_id, actor, reason=reason, value=value, claim=claim)
        what = name_value(accepted, tone_of(self.bot, interaction))
        await send_privately(interaction, say("judging-accepted", what=what, contribution_id=contribution_id))

    async def _undo(self, interaction: discord.Interaction, contribution_id: str) -> None:
        undone = await self.bot.desk.undo(contribution_id, await actor_of(self.bot, interaction))
        what = name_value(undone, tone_of(self.bot, interaction))
        what = f"{what} ({contribution_id})"
        await send_privately(interaction, say("judging-undone", what=what, state=name_state(undone.state)))

    # --- votes, and one's own ---

    async def _agree(self, interaction: discord.Interaction, contribution_id: str) -> None:
        await self._vote(interaction, contribution_id, agrees=True)

    async def _disagree(self, interaction: discord.Interaction, contribution_id: str) -> None:
        await self._vote(interaction, contribution_id, agrees=False)

    async def _vote(self, interaction: discord.Interaction, about: str, *, agrees: bool) -> None:
        actor, since = await actor_of(self.bot, interaction), joined_at(interaction.user)
        contribution_id, _, seen = about.partition("-")
        vote = self.bot.desk.vote
        contribution = await vote(contribution_id, actor, agrees=agrees, member_since=since, seen=seen)
        counted = say("judging-agreed" if agrees else "judging-disagreed", contribution_id=contribution_id)
        await send_privately(interaction, f"{counted} {await self._count_line(contribution)}")

    async def _withdraw(self, interaction: discord.Interaction, contribution_id: str) -> None:
        await self.bot.desk.withdraw(contribution_id, await actor_of(self.bot, interaction))
        await send_privately(interaction, say("judging-withdrawn", contribution_id=contribution_id))

    # --- commands ---

    @contributions.command(name="mine", description=command_text("judging-command-mine"))
    async def mine(self, interaction: discord.Interaction) -> None:
        """One's own contributions in this place, newest first; in direct messages all of them."""
        await interaction.response.send_message(**await self._mine(interaction, "", 0), ephemeral=True)

    async def _mine(self, interaction: discord.Interaction, _: str, page: int) -> dict[str, Any]:
        place_id = interaction.guild_id or 0
        kept = await self.bot.store.contributions.get_by_author(interaction.user.id, place_id)
        here, everywhere = await self.bot.store.contributions.count_accepted_of(
            interaction.user.id, place_of(interaction)
        )
        if not kept:
            raise Refused(say("judging-mine-none"))
        rows = [(c, ("withdraw", "change") if is_undecided(c) else ()) for c in kept]
        embed = discord.Embed(title=say("judging-mine"), colour=COLOUR)
        embed.set_footer(text=say("judging-mine-count", here=here, everywhere=everywhere))
        return await self._page(interaction, embed, rows, ("mine", "", page))

    @contributions.command(name="queue", description=command_text("judging-command-queue"))
    async def queue(self, interaction: discord.Interaction) -> None:
        """Open contributions of this server; in direct messages with the owner, what only they decide."""
        await interaction.response.send_message(**await self._queue(interaction, "", 0), ephemeral=True)

    async def _queue(self, interaction: discord.Interaction, _: str, page: int) -> dict[str, Any]:
        actor = await actor_of(self.bot, interaction)
        if interaction.guild_id:
            kept = await self.bot.store.contributions.get_queue(interaction.guild_id)
        elif actor.is_owner:
            kept = await self.bot.store.contributions.get_owner_queue()
        else:
            raise Refused(say("judging-queue-owner"))
        if not kept:
            raise Refused(say("judging-queue-none"))
        acts = _acts_of(actor, is_member=self.bot.get_guild(interaction.guild_id or 0) is not None)
        rows = [(c, acts if is_undecided(c) else ()) for c in kept]
        embed = discord.Embed(title=say("judging-queue"), colour=COLOUR)
        return await self._page(interaction, embed, rows, ("queue", "", page))

    @contributions.command(name="paper", description=command_text("judging-command-paper"))
    @app_commands.describe(paper=command_text("correcting-option-paper"))
    async def paper(self, interaction: discord.Interaction, paper: str) -> None:
        """All contributions to a paper that hold or are open here."""
        arxiv_id = parse_query(paper).arxiv_id
        await interaction.response.send_message(**await self._of_paper(interaction, arxiv_id, 0), ephemeral=True)

    async def _of_paper(self, interaction: discord.Interaction, arxiv_id: str, page: int) -> dict[str, Any]:
        kept = await self.bot.store.contributions.get_of_paper(arxiv_id, place_of(interaction))
        if not kept:
            raise Refused(say("judging-paper-none"))
        rows = [(c, ("agree", "disagree") if is_undecided(c) else _UNDONE_BY.get(c.state, ())) for c in kept]
        embed = discord.Embed(title=say("judging-paper", arxiv_id=arxiv_id), colour=COLOUR)
        return await self._page(interaction, embed, rows, ("contributions", arxiv_id, page))

    @contributions.command(name="withdraw", description=command_text("judging-command-withdraw"))
    @app_commands.describe(contribution=command_text("judging-option-id"))
    async def withdraw(self, interaction: discord.Interaction, contribution: str) -> None:
        """As the button Withdraw."""
        await self._withdraw(interaction, _read_id(contribution))

    @contributions.command(name="edit", description=command_text("judging-command-edit"))
    @app_commands.describe(contribution=command_text("judging-option-id"))
    async def edit(self, interaction: discord.Interaction, contribution: str) -> None:
        """As the button Edit."""
        await self.bot.button_acts["change"](interaction, _read_id(contribution))

    @contributions.command(name="undo", description=command_text("judging-command-undo"))
    @app_commands.describe(contribution=command_text("judging-option-id"), reason=command_text("form-reason-told"))
    async def undo(self, interaction: discord.Interaction, contribution: str, reason: str = "") -> None:
        """As the button Undo, with a reason."""
        actor = await actor_of(self.bot, interaction)
        undone = await self.bot.desk.undo(_read_id(contribution), actor, parse_reason(reason))
        what = name_value(undone, tone_of(self.bot, interaction))
        await send_privately(interaction, say("judging-undone", what=what, state=name_state(undone.state)))

    @contributions.command(name="lock", description=command_text("judging-command-lock"))
    @app_commands.describe(contribution=command_text("judging-option-id"), locked=command_text("judging-option-locked"))
    async def lock(self, interaction: discord.Interaction, contribution: str, locked: bool = True) -> None:
        """A locked value holds over everything else."""
        actor = await actor_of(self.bot, interaction)
        await self.bot.desk.lock(_read_id(contribution), actor, is_locked=locked)
        told = say("judging-locked" if locked else "judging-unlocked", contribution_id=contribution)
        await send_privately(interaction, told)

    @contributions.command(name="share", description=command_text("judging-command-share"))
    @app_commands.describe(contribution=command_text("judging-option-id"))
    async def share(self, interaction: discord.Interaction, contribution: str) -> None:
        """Without names, by the bot's owner alone."""
        actor = await actor_of(self.bot, interaction)
        shared = await self.bot.desk.share(_read_id(contribution), actor)
        await send_privately(
            interaction, say("judging-shared", what=name_value(shared, tone_of(self.bot, interaction)))
        )

    @contributions.command(name="block", description=command_text("judging-command-block"))
    @app_commands.describe(
        person=command_text("judging-option-person"),
        blocked=command_text("judging-option-blocked"),
        everywhere=command_text("judging-option-everywhere-owner"),
    )
    async def block(
        self, interaction: discord.Interaction, person: discord.User, blocked: bool = True, everywhere: bool = False
    ) -> None:
        """Their votes count no more either."""
        place_id = EVERYWHERE if everywhere else place_of(interaction)
        await self.bot.desk.block(await actor_of(self.bot, interaction), person.id, place_id, is_blocked=blocked)
        await send_privately(interaction, say(BLOCKED_KEYS[everywhere][blocked], person=person.mention))

    @contributions.command(name="freeze", description=command_text("judging-command-freeze"))
    @app_commands.describe(
        paper=command_text("form-paper-told"),
        frozen=command_text("judging-option-frozen"),
        everywhere=command_text("judging-option-everywhere"),
    )
    async def freeze(
        self, interaction: discord.Interaction, paper: str, frozen: bool = True, everywhere: bool = False
    ) -> None:
        """Nobody corrects it until it is opened again."""
        arxiv_id, place_id = parse_query(paper).arxiv_id, EVERYWHERE if everywhere else place_of(interaction)
        await self.bot.desk.freeze(await actor_of(self.bot, interaction), arxiv_id, place_id, is_frozen=frozen)
        await send_privately(interaction, say("judging-frozen" if frozen else "judging-thawed", arxiv_id=arxiv_id))

    @contributions.command(name="name", description=command_text("judging-command-name"))
    @app_commands.describe(shown=command_text("judging-option-shown"))
    async def name(self, interaction: discord.Interaction, shown: bool) -> None:
        """“Code found by …”, and the leaderboard."""
        if shown:
            await self.bot.store.restrictions.show_name(interaction.user.id)
        else:
            await self.bot.store.restrictions.hide_name(interaction.user.id, self.bot.clock())
        await send_privately(interaction, say("judging-name-shown" if shown else "judging-name-hidden"))

    @paper.autocomplete("paper")
    @freeze.autocomplete("paper")
    async def _suggest(self, _: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await suggest_papers(self.bot, typed)

    @withdraw.autocomplete("contribution")
    @edit.autocomplete("contribution")
    async def _suggest_own(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """One's own that are still to be decided."""
        return await self._suggest_some(interaction, typed, self._own_undecided)

    @undo.autocomplete("contribution")
    @lock.autocomplete("contribution")
    async def _suggest_decided(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What was decided here, for those who may decide."""
        return await self._suggest_some(interaction, typed, self._decided_here)

    @share.autocomplete("contribution")
    async def _suggest_unshared(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What waits for the bot's owner, for nobody else."""
        return await self._suggest_some(interaction, typed, self._unshared)

    async def _suggest_some(
        self, interaction: discord.Interaction, typed: str, get: Callable[[Actor], Awaitable[Sequence[Contribution]]]
    ) -> list[app_commands.Choice[str]]:
        """Those that hold what was typed in their id, paper or value."""

        async def name_them() -> list[tuple[str, str]]:
            kept, tone = await get(await actor_of(self.bot, interaction)), tone_of(self.bot, interaction)
            named = [(f"{c.contribution_id} · {c.arxiv_id} · {_plainly(c, tone)}", c.contribution_id) for c in kept]
            return named_as(typed, named)[:MOST_SUGGESTED]

        return await suggest(name_them())

    async def _own_undecided(self, actor: Actor) -> Sequence[Contribution]:
        kept = await self.bot.store.contributions.get_by_author(actor.user_id)
        return [each for each in kept if is_undecided(each)]

    async def _decided_here(self, actor: Actor) -> Sequence[Contribution]:
        return await self.bot.store.contributions.get_decided(actor.place_id) if actor.is_decider else ()

    async def _unshared(self, actor: Actor) -> Sequence[Contribution]:
        kept = await self.bot.store.contributions.get_owner_queue() if actor.is_owner else ()
        return [each for each in kept if not is_undecided(each)]

    async def _page(
        self,
        interaction: discord.Interaction,
        embed: discord.Embed,
        rows: Sequence[tuple[Contribution, Sequence[str]]],
        place: tuple[str, str, int],
    ) -> dict[str, Any]:
        """A page of a private list, with a row of buttons for each of those that one can do something about.

        `place`: the kind of list, what it is of, and the page.
        """
        kind, about, number = place
        shown, number, n_pages = take_page(rows, number, most=MOST_WITH_BUTTONS)
        tone = tone_of(self.bot, interaction)
        blocks = [await self._describe(contribution, tone) for contribution, _ in shown]
        embed.description = cut("\n".join(blocks), 4000)
        view = rows_view([(contribution, acts) for contribution, acts in shown if acts])
        if n_pages > 1:
            add_page_buttons(view, kind, about, number, n_pages, row=MOST_WITH_BUTTONS)
        return page_of(embed, view if view.children else None)

    async def _describe(self, contribution: Contribution, tone: Tone) -> str:
        paper, what = contribution.arxiv_id, name_value(contribution, tone)
        lines = [f"**{contribution.contribution_id}** [{paper}](https://arxiv.org/abs/{paper}) {what}"]
        locked = f" · {say('judging-lock')}" if contribution.is_locked else ""
        lines.append(f"-# {name_decision(contribution)}{locked}")
        lines += [f"-# {line}" for line in evidence_lines(contribution)]
        if contribution.state is ContributionState.OPEN and contribution.guild_id:
            lines.append(f"-# {await self._count_line(contribution)}")
        return "\n".join(lines)

    async def _count_line(self, contribution: Contribution) -> str:
        """How its votes stand, and what is missing."""
        if not is_undecided(contribution):
            return name_decision(contribution)
        tally = await self.bot.desk.tally(contribution)
        n_votes = tally.n_agree + tally.n_disagree
        votes = say("judging-votes", n_agree=tally.n_agree, n_disagree=tally.n_disagree)
        votes = votes if n_votes else say("judging-votes-none")
        if not contribution.evidence_url:
            return say("judging-votes-without-evidence", votes=votes)
        if await self.bot.desk.outcome(contribution) is Outcome.HELD:
            return say("judging-votes-new", votes=votes)
        return say("judging-votes-alone", votes=votes)

    # --- who is told ---

    async def _follow(self, contribution: Contribution, act: Act) -> None:
        task = asyncio.create_task(self._tell(contribution, act), name=f"tell {contribution.contribution_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self, contribution: Contribution, act: Act) -> None:
        """The review channel is asked or shown the outcome; the author is told it once, both in the server's language.

        What holds everywhere is scanned anew, so that neighbours, statistics and watchers hear of it.
        """
        if contribution.is_shared or act in (Act.UNDO, Act.REOPEN):
            await self._scan_anew(contribution.arxiv_id)
        try:
            with speaking(self.bot.language_in(contribution.guild_id) or english()):
                if act in _REVIEWED:
                    await self._ask_review(contribution)
                elif contribution.review_message_id:
                    await self._show_review(contribution)
        except (discord.HTTPException, *LOST) as error:
            log.warning("no review of %s: %s", contribution.contribution_id, error)
        if contribution.notice_owed == contribution.revision:
            await self._tell_author(contribution)

    async def _scan_anew(self, arxiv_id: str) -> None:
        """A scan that begins now: one that runs already may have begun before the change."""
        if running := self.bot.scanner.running(arxiv_id):
            await asyncio.wait({running.outcome})
        self.bot.scanner.scan(arxiv_id)

    async def _tell_owed(self) -> None:
        """Tells what an earlier life, or a lost connection, left untold; what was decided just now is on its way."""
        before = None if self._is_first_sweep else self.bot.clock() - TOLD_AGAIN_AFTER
        self._is_first_sweep = False
        for contribution in await self.bot.store.contributions.get_to_tell(before):
            await self._tell_author(contribution)

    async def _tell_author(self, contribution: Contribution) -> None:
        """Tells its author once, whichever shard or life does it: as it stands by now."""
        with self.bot.desk.telling(contribution.contribution_id) as is_free:
            now = await self.bot.store.contributions.get(contribution.contribution_id) if is_free else None
            if now is None or not now.notice_owed:
                return
            paper, contribution_id = f"https://arxiv.org/abs/{now.arxiv_id}", now.contribution_id
            with speaking(self.bot.language_in(now.guild_id) or english()):
                what = name_value(now, self.bot.store.guild_settings.get(now.guild_id).tone)
                told = say("judging-told", contribution_id=contribution_id, paper=f"<{paper}>", what=what)
                text = f"{name_decision(now)}\n{told}"
            if await tell_person(self.bot, now.author_id, text, nonce=f"told-{contribution_id}-{now.notice_owed}"):
                await self.bot.store.contributions.mark_told(now)

    async def _ask_review(self, contribution: Contribution) -> None:
        """Posts what people have to decide in the server's review channel, if it has one."""
        channel_id = self.bot.store.guild_settings.get(contribution.guild_id).review_channel_id
        if not contribution.guild_id or not channel_id:
            return
        if contribution.review_message_id:
            await self._show_review(contribution)
            return
        channel = self.bot.get_partial_messageable(channel_id, guild_id=contribution.guild_id)
        embed = await self._review(contribution)
        message = await channel.send(embed=embed, view=rows_view([(contribution, DECIDE)]))
        await self.bot.store.contributions.place_review(contribution.contribution_id, channel_id, message.id)
        now = await self.bot.desk.get(contribution.contribution_id)
        if now.revision != contribution.revision:
            await self._show_review(now)

    async def _show_review(self, contribution: Contribution) -> None:
        channel = self.bot.get_partial_messageable(contribution.review_channel_id, guild_id=contribution.guild_id)
        message = channel.get_partial_message(contribution.review_message_id)
        acts = DECIDE if is_undecided(contribution) else _AFTER.get(contribution.state, ())
        view = rows_view([(contribution, acts)] if acts else [])
        await message.edit(embed=await self._review(contribution), view=view)

    async def _review(self, contribution: Contribution) -> discord.Embed:
        known = await self.bot.scanner.get_known(contribution.arxiv_id)
        if known:
            place_id = contribution.place_id
            community = await self.bot.store.contributions.get_community(contribution.arxiv_id, place_id)
            known = await self.bot.scanner.judge_here(known, community)
        title = known.paper.title if known else contribution.arxiv_id
        tone = self.bot.store.guild_settings.get(contribution.guild_id).tone
        embed = discord.Embed(
            title=cut(fold_title(title), 250), url=f"https://arxiv.org/abs/{contribution.arxiv_id}", colour=COLOUR
        )
        if known and known.result:
            embed.add_field(
                name=say("judging-verdict"),
                value=f"{known.result.status.look.emblem} {name_status(known.result.status, tone)}"
                f" · {escape(cut(word(known.result.reason), 150))}",
            )
        lines = [
            say("judging-proposes", person=f"<@{contribution.author_id}>", what=name_value(contribution, tone)),
            *evidence_lines(contribution),
        ]
        if contribution.finding:
            lines.append(f"🔎 {escape(cut(word(contribution.finding), 300))}")
        if contribution.decided_by not in (Decider.NOBODY, Decider.AUTHOR):
            by = f" · <@{contribution.decider_id}>" if contribution.decider_id else ""
            lines.append(f"{name_decision(contribution)}{by}")
        embed.description = "\n".join(lines)
        embed.set_footer(text=f"{contribution.contribution_id} · arXiv {contribution.arxiv_id}")
        return embed


BLOCKED_KEYS = {
    True: {True: "judging-blocked-everywhere", False: "judging-unblocked-everywhere"},
    False: {True: "judging-blocked", False: "judging-unblocked"},
}
_UNDONE_BY = {ContributionState.ACCEPTED: ("undo",), ContributionState.REJECTED: ("undo",)}
_AFTER = {
    ContributionState.ACCEPTED: ("undo",),
    ContributionState.REJECTED: ("undo",),
    ContributionState.UNDONE: ("accept",),
}


def _plainly(contribution: Contribution, tone: Tone) -> str:
    """What it says, as a suggestion shows it: without markdown."""
    if contribution.kind is ContributionKind.STATUS:
        return name_value(contribution, tone)
    return fold(contribution.value.partition("://")[2] or contribution.value)


def _acts_of(actor: Actor, *, is_member: bool) -> Sequence[str]:
    """What somebody may press in a queue; nothing where only the owner decides. `is_member`: the bot is there."""
    if actor.is_decider:
        return DECIDE
    return ("agree", "disagree") if is_member else ()


def _read_id(text: str) -> str:
    return text.strip().strip("*").lower()


async def setup(bot: PwncBot) -> None:
    """Adds the cog, and tells the library about the buttons of pages, old ones too."""
    bot.add_dynamic_items(PageButton)
    await bot.add_cog(Judging(bot))
