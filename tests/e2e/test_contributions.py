"""Corrections in the chat, from end to end: every way in, every decision, and what people might try."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.client import PwncBot
from bot.contributions.rules import Actor
from bot.models import Answer, Contribution, ContributionState
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.model import Message
from bot.sandbox.people import Person
from bot.sandbox.permissions import Permission
from bot.scanner import Known
from bot.settings import Settings
from bot.status import STATUS_LOOKS, Status
from tests.e2e.conftest import running
from tests.e2e.life import ALIVE, SEED, ask, count_edits, decide, link
from tests.e2e.test_chats import guild_id, paper_with

CODE, MORE_CODE = "https://github.com/maturk/dn-splatter", "https://github.com/JingyunLiang/SwinIR"
BARE = "`github.com/maturk/dn-splatter`"
OWN = "https://github.com/MCG-NJU/LinK"  # named by the abstract of ALIVE


@pytest.fixture
def ghosted(library: Library) -> str:
    """A paper that says nothing about code."""
    return paper_with(library, Status.GHOSTED)


def people(discord_api: Sandbox) -> list[Person]:
    """Grace, Emmy, Alan (a moderator), Ada (the owner)."""
    return [discord_api.person(name) for name in ("grace", "emmy", "alan", "ada")]


def members(discord_api: Sandbox, n: int) -> list[Person]:
    """More people, who have been here for years."""
    world = discord_api.world
    for number in range(n):
        user = world.add_elder(f"reader{number}", f"Reader {number}", 0x9B6BDF)
        for guild in world.guilds.values():
            world.add_member(guild, user, joined_at=world.clock.now() - timedelta(days=400))
    return [discord_api.person(f"reader{number}") for number in range(n)]


async def marked(discord_api: Sandbox, message: Message, *marks: str) -> None:
    """Waits until the message has these marks of the bot, and no other."""

    def names() -> list[str]:
        bot_id = discord_api.bot_user.id
        return [reaction.name for reaction in message.reactions if bot_id in reaction.user_ids]

    await discord_api.until(lambda: names() == list(marks))


async def shows(discord_api: Sandbox, answer: Message, *parts: str) -> None:
    """Waits until the answer shows all of it."""
    await discord_api.until(lambda: all(part in f"{answer.content}\n{answer.text_of_embed}" for part in parts))


async def only(bot: PwncBot, arxiv_id: str, place_id: int) -> Contribution:
    """The one contribution to the paper there."""
    (kept,) = await bot.store.contributions.get_of_paper(arxiv_id, place_id)
    return kept


async def told(discord_api: Sandbox, person: Person, *parts: str) -> Message:
    """The next direct message of the bot to the person, which must say all of it."""
    message = await discord_api.next_message(channel=await person.open_dm())
    assert [part for part in parts if part not in message.content] == []
    return message


def labels(message: Message) -> list[str]:
    return [str(button["label"]) for button in message.buttons]


# --- ways in ---


async def test_own_code_is_accepted_at_once_everywhere(discord_api: Sandbox, bot: PwncBot) -> None:
    """The paper's own link: looked at, accepted, shown in the other server too, without a name there."""
    _, answer = await ask(discord_api, link(ALIVE))
    found = await discord_api.person("emmy").say("papers", OWN, reply_to=answer)
    await marked(discord_api, found, "☑️")
    kept = await only(bot, ALIVE, guild_id(discord_api))
    assert (kept.state, kept.is_shared) == (ContributionState.ACCEPTED, True)
    await shows(discord_api, answer, "The paper's own link: “")
    assert "Code found by" not in answer.text_of_embed  # nobody need have found what the paper names
    _, there = await ask(discord_api, link(ALIVE), "general")
    await shows(discord_api, there, "🟢 **Alive**", "checked by machine")
    assert "Code found by" not in there.text_of_embed
    assert answer.mentions == []


async def test_what_is_not_there_is_refused_with_the_reason(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """A dead link and one without code get a cross, and their author a direct message that says why."""
    emmy = discord_api.person("emmy")
    _, answer = await ask(discord_api, link(ghosted))
    for url, why in (
        ("https://github.com/emmy/nothing", "it is gone or private"),
        ("https://github.com/AIGeeksGroup/WebCryptoAgent", "it is empty"),
    ):
        found = await emmy.say("papers", url, reply_to=answer)
        await marked(discord_api, found, "✖️")
        await told(discord_api, emmy, "✖️ rejected by the machine check", why, ghosted)
    assert "🗳️" not in answer.text_of_embed


async def test_an_unsure_reply_is_asked_about(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """❔ on what may be talk; its author's own press confirms it, nobody else's."""
    grace, emmy, _, _ = people(discord_api)
    _, answer = await ask(discord_api, link(ghosted))
    unsure = await emmy.say("papers", f"thanks, but {CODE} is someone else's re-implementation", reply_to=answer)
    await marked(discord_api, unsure, "❔")
    await grace.react(unsure, "❔")
    await discord_api.silence("papers")
    assert await bot.store.contributions.get_of_paper(ghosted, guild_id(discord_api)) == ()
    await emmy.react(unsure, "❔")
    await marked(discord_api, unsure, "🗳️")
    kept = await only(bot, ghosted, guild_id(discord_api))
    assert (kept.claim, kept.author_id) == ("community", emmy.id)
    await shows(discord_api, answer, f"**Community code** {BARE} · not confirmed as the authors'", "Ghosted")


async def test_several_at_once(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """Code and venue in one reply; one mark says how they stand."""
    _, answer = await ask(discord_api, link(ghosted))
    emmy = discord_api.person("emmy")
    found = await emmy.say("papers", f"The code is at {CODE}, it was accepted to ICLR 2024", reply_to=answer)
    await marked(discord_api, found, "🗳️")
    await shows(discord_api, answer, BARE, "🗳️ **Open** venue ICLR 2024")


async def is_kept_anew(bot: PwncBot, answer: Answer | None) -> bool:
    """Whether the store holds the answer again as it was, but for the moment of its intention."""
    now = await bot.store.answers.get_to(answer.trigger_id) if answer else None
    return now is not None and answer is not None and replace(now, intended_at=answer.intended_at) == answer


async def test_a_reply_to_an_answer_whose_row_is_gone(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """The paper is read from the answer itself, which then shows the correction, and stays that of who asked."""
    _, _, alan, _ = people(discord_api)
    asked, answer = await ask(discord_api, link(ghosted))
    await bot.answers.finish_sending()
    kept = await bot.store.answers.get_to(asked.id)
    await bot.store.answers.forget(asked.id)
    found = await discord_api.person("emmy").say("papers", CODE, reply_to=answer)
    await marked(discord_api, found, "🗳️")
    assert (await only(bot, ghosted, guild_id(discord_api))).source_id == found.id
    await shows(discord_api, answer, f"**Community code** {BARE}", "Authors")
    assert await is_kept_anew(bot, kept)
    accept = next(label for label in labels(answer) if label.startswith("Accept"))
    await alan.press(answer, accept)
    await shows(discord_api, answer, "🟢 **Alive**")


async def test_a_form_of_an_answer_whose_row_is_gone(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """As for a reply, where the answer was given to a command, or in a thread of its own."""
    emmy = discord_api.person("emmy")
    commanded = (await emmy.command("paper", query=ghosted)).message
    await decide(discord_api, bot, answer_in_thread=True)
    await emmy.say("papers", link(SEED))
    threaded = await discord_api.next_message()
    await bot.answers.finish_sending()
    for answer, venue in ((commanded, "ICML 2025"), (threaded, "ICLR 2024")):
        kept = await bot.store.answers.get_by_reply(answer.id)
        assert kept
        await bot.store.answers.forget(kept.trigger_id)
        await emmy.submit(await emmy.press(answer, "Know the venue"), {"venue": venue})
        await shows(discord_api, answer, f"venue {venue}")
        assert await is_kept_anew(bot, kept)


async def test_talk_is_left_alone(discord_api: Sandbox, bot: PwncBot) -> None:
    """Ordinary replies, replies to people, and links that answer nothing."""
    grace, emmy, _, _ = people(discord_api)
    asked, answer = await ask(discord_api, link(SEED))
    for text in ("thanks!", "I feel ghosted", "🔮 nice", "https://example.org/x"):
        await emmy.say("papers", text, reply_to=answer)
    await emmy.say("papers", CODE, reply_to=asked)
    await grace.say("papers", CODE)
    await discord_api.silence("papers")
    assert await bot.store.contributions.get_of_paper(SEED, guild_id(discord_api)) == ()
    assert all(not m.reactions for m in discord_api.channels["papers"].messages.values())


async def test_marks_on_an_answer(discord_api: Sandbox, bot: PwncBot) -> None:
    """✅ agrees; the first ❌ adds one line that tells how to correct; taken back, it goes."""
    grace, emmy, alan, _ = people(discord_api)
    _, answer = await ask(discord_api, link(SEED))
    await grace.react(answer, "✅")
    await emmy.react(answer, "❌")
    await shows(discord_api, answer, "❌ Something wrong? Reply with the code's link")
    await emmy.unreact(answer, "❌")
    await discord_api.until(lambda: "Something wrong?" not in answer.text_of_embed)
    community = await bot.store.contributions.get_community(SEED, guild_id(discord_api))
    assert (community.n_agree, community.n_doubt) == (1, 0)
    await alan.react(answer, "❌")
    await shows(discord_api, answer, "Something wrong?")


async def test_reactions_that_a_moderator_clears(discord_api: Sandbox, bot: PwncBot) -> None:
    """All with one emoji, or all: the count follows; with and without its variation selector it is one emblem."""
    grace, emmy, alan, ada = people(discord_api)
    _, answer = await ask(discord_api, link(SEED))
    await grace.react(answer, "⚰")
    await emmy.react(answer, "⚰️")
    await ada.react(answer, "🪦")
    await shows(discord_api, answer, "⚰️ The Empty Tomb ×2")
    await alan.clear_reactions(answer, "⚰️")
    await alan.clear_reactions(answer, "⚰")
    await discord_api.until(lambda: "×" not in answer.text_of_embed)
    community = await bot.store.contributions.get_community(SEED, guild_id(discord_api))
    assert community.emblems == ((Status.BURIED, 1),)
    await alan.clear_reactions(answer)
    await discord_api.silence("papers")
    assert (await bot.store.contributions.get_community(SEED, guild_id(discord_api))).emblems == ()


async def test_a_refused_form_is_kept_for_editing(discord_api: Sandbox, bot: PwncBot) -> None:
    """The private answer names the error and what was typed; Edit opens the form with it."""
    _, answer = await ask(discord_api, link(SEED))
    emmy = discord_api.person("emmy")
    form = await emmy.press(answer, "Found code")
    # One that is never filled in is not kept for ever: its submit needs nothing that was.
    await discord_api.until(lambda: not bot._connection._view_store._modals)
    refused = await emmy.submit(form, {"address": "gitlab.org/typo", "note": "the first author's"})
    assert refused.ephemeral
    assert refused.message
    assert refused.message.content.startswith("⚠️ That is no link to a repository")
    assert "Link: `gitlab.org/typo`" in refused.message.content
    again = await emmy.press(refused.message, "Edit")
    done = await emmy.submit(again, {"address": CODE})
    assert done.message
    assert done.message.content.startswith("🗳️ Thank you!")
    assert (await only(bot, SEED, guild_id(discord_api))).note == "the first author's"
    clock = bot.clock
    bot.clock = lambda: clock() + timedelta(minutes=16)
    late = await emmy.press(refused.message, "Edit")
    assert late.message
    assert "no longer kept" in late.message.content


async def test_a_form_is_prefilled_with_what_is_known(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """The person's own open contribution: submitting it anew changes that one."""
    _, answer = await ask(discord_api, link(ghosted))
    emmy = discord_api.person("emmy")
    await emmy.submit(await emmy.press(answer, "Know the venue"), {"venue": "ICML 2025"})
    first = await only(bot, ghosted, guild_id(discord_api))
    form = await emmy.press(answer, "Know the venue")
    await emmy.submit(form, {"evidence": "https://example.org/proof"})
    second = await only(bot, ghosted, guild_id(discord_api))
    assert (second.contribution_id, second.value) == (first.contribution_id, "ICML 2025")
    assert second.evidence_url == "https://example.org/proof"


COMMANDS = [
    ("contribute code", {"link": CODE, "whose": "community"}, f"shown as open: community code at {BARE}"),
    ("contribute venue", {"venue": "ICML 2025"}, "shown as open: venue ICML 2025"),
    ("contribute status", {"verdict": "houdini", "note": "I asked"}, "shown as open: 🎩 The Houdini"),
    ("contribute code", {"link": "https://github.com/emmy/nothing"}, "I looked at it, but cannot take it"),
    ("contribute code", {"link": "https://example.org"}, "That is no link to a repository"),
]


@pytest.mark.parametrize(("command", "options", "sentence"), COMMANDS)
async def test_commands(
    discord_api: Sandbox, bot: PwncBot, ghosted: str, *, command: str, options: dict[str, str], sentence: str
) -> None:
    """What the forms take, taken by command, answered privately."""
    answered = await discord_api.person("emmy").command(command, paper=link(ghosted), **options)
    assert answered.ephemeral
    assert answered.message
    assert sentence in answered.message.content


async def test_the_code_of_a_right_clicked_message(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """A message with a repository link: a form asks of which paper it is the code."""
    grace, emmy, _, _ = people(discord_api)
    message = await grace.say("papers", f"look what I found: {CODE}")
    form = await emmy.menu("This is the code of …", message)
    done = await emmy.submit(form, {"paper": ghosted})
    assert done.message
    assert "Noted as" in done.message.content
    assert (await only(bot, ghosted, guild_id(discord_api))).value == CODE
    refused = await emmy.menu("This is the code of …", await grace.say("papers", "hello"))
    assert refused.message
    assert "links no repository" in refused.message.content


# --- one's own ---


async def test_withdraw_and_edit(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """Listed under mine, changed and taken back by buttons, by nobody else."""
    grace, emmy, _, _ = people(discord_api)
    _, answer = await ask(discord_api, link(ghosted))
    found = await emmy.say("papers", CODE, reply_to=answer)
    await marked(discord_api, found, "🗳️")
    listed = await emmy.command("contributions mine")
    assert listed.ephemeral
    assert listed.message
    kept = await only(bot, ghosted, guild_id(discord_api))
    assert f"**{kept.contribution_id}**" in listed.message.text_of_embed
    assert labels(listed.message) == [f"Withdraw {kept.contribution_id}", "Edit"]
    await emmy.submit(await emmy.press(listed.message, "Edit"), {"address": MORE_CODE})
    await shows(discord_api, answer, "`github.com/JingyunLiang/SwinIR`")
    stolen = await grace.command("contributions withdraw", contribution=kept.contribution_id)
    assert stolen.message
    assert "Only who contributed it" in stolen.message.content
    await emmy.press(listed.message, f"Withdraw {kept.contribution_id}")
    await discord_api.until(lambda: "🗳️" not in answer.text_of_embed)
    assert (await bot.desk.get(kept.contribution_id)).state is ContributionState.WITHDRAWN


# --- decisions ---


async def opened(discord_api: Sandbox, bot: PwncBot, arxiv_id: str, text: str = CODE) -> tuple[Message, Message, str]:
    """An answer, Emmy's open reply to it, and the id of what it contributes."""
    _, answer = await ask(discord_api, link(arxiv_id))
    found = await discord_api.person("emmy").say("papers", text, reply_to=answer)
    await marked(discord_api, found, "🗳️")
    kept = await only(bot, arxiv_id, guild_id(discord_api))
    await discord_api.until(lambda: len(labels(answer)) == 8)
    return answer, found, kept.contribution_id


async def test_ids_are_suggested(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """While one types an id: one's own to withdraw, what moderators decided to undo, what the owner may share."""
    grace, emmy, alan, ada = people(discord_api)
    answer, _, contribution_id = await opened(discord_api, bot, ghosted)
    name = f"{contribution_id} · {ghosted} · github.com/maturk/dn-splatter"

    async def suggested(person: Person, act: str, typed: str = "", where: str = "papers") -> list[object]:
        command = f"contributions {act}"
        choices = await person.autocomplete(command, where, focused="contribution", contribution=typed)
        return [choice["name"] for choice in choices]

    assert [await suggested(emmy, act, typed) for act, typed in (("withdraw", ""), ("edit", "MATURK"))] == [[name]] * 2
    assert [await suggested(emmy, "withdraw", "zzz"), await suggested(grace, "edit")] == [[], []]
    assert [await suggested(alan, act) for act in ("undo", "lock", "share")] == [[]] * 3
    await alan.press(answer, f"Accept {contribution_id}")
    assert [await suggested(alan, act) for act in ("undo", "lock")] == [[name]] * 2
    assert [await suggested(person, "undo") for person in (emmy, grace)] == [[], []]
    assert await suggested(alan, "undo", where="general") == []
    assert [await suggested(person, "share") for person in (ada, alan)] == [[name], []]
    assert await suggested(emmy, "withdraw") == []


async def test_a_moderator_accepts_on_the_answer(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """One click: the verdict changes here, its author is told, other servers see nothing of it; undo restores."""
    _, emmy, alan, _ = people(discord_api)
    answer, found, contribution_id = await opened(discord_api, bot, ghosted)
    _, there = await ask(discord_api, link(ghosted), "general")
    done = await alan.press(answer, f"Accept {contribution_id}")
    assert done.ephemeral
    await shows(
        discord_api, answer, "🟢 **Alive**", f"**Code** {BARE} · ★ 604", "accepted by a moderator", f"<@{emmy.id}>"
    )
    await marked(discord_api, found, "☑️")
    await told(discord_api, emmy, "☑️ accepted by a moderator", contribution_id)
    assert len(labels(answer)) == 5
    _, later = await ask(discord_api, link(ghosted), "general")
    assert "👻 **Ghosted**" in there.text_of_embed
    assert "Ghosted" in later.content
    undone = await alan.command("contributions undo", contribution=contribution_id, reason="another paper's")
    assert undone.ephemeral
    await shows(discord_api, answer, "👻 **Ghosted**")
    await told(discord_api, emmy, "undone by a moderator: another paper's")


async def test_a_moderator_rejects_with_a_reason(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """The form wants one; the author is told; the same is not taken again."""
    grace, emmy, alan, _ = people(discord_api)
    answer, found, contribution_id = await opened(discord_api, bot, ghosted)
    await alan.submit(await alan.press(answer, "Reject"), {"reason": "that is\nanother paper"})
    await marked(discord_api, found, "✖️")
    await told(discord_api, emmy, "✖️ rejected by a moderator: that is another paper", contribution_id)
    await discord_api.until(lambda: "Community" not in answer.text_of_embed)
    again = await grace.say("papers", CODE, reply_to=answer)
    await marked(discord_api, again, "✖️")
    await told(discord_api, grace, "A moderator rejected that", "that is another paper")


async def test_a_moderator_improves(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """The value is put right and accepted in one act."""
    _, emmy, alan, _ = people(discord_api)
    answer, _, contribution_id = await opened(discord_api, bot, ghosted, "venue: ICML")
    await alan.submit(await alan.press(answer, "Improve and accept"), {"venue": "ICML 2026"})
    await shows(discord_api, answer, "· ICML 2026")
    assert (await bot.desk.get(contribution_id)).author_id == emmy.id


async def test_rights_are_those_of_the_moment(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """Members are refused, and a moderator who is none any more; a trusted role decides as soon as it is one."""
    grace, emmy, alan, _ = people(discord_api)
    answer, _, contribution_id = await opened(discord_api, bot, ghosted)
    accept = f"Accept {contribution_id}"
    for person, sentence in ((grace, "Only moderators"), (emmy, "Somebody else has to decide")):
        for button in (accept, "Reject", "Improve and accept"):
            refused = await person.press(answer, button)
            assert refused.ephemeral
            assert refused.message
            assert sentence in refused.message.content
    guild = discord_api.world.guilds[guild_id(discord_api)]
    discord_api.administration.set_roles(guild, alan.user)
    refused = await alan.press(answer, accept)
    assert refused.message
    assert "Only moderators" in refused.message.content
    role = discord_api.world.add_role(guild, "Librarian", Permission(0))
    discord_api.administration.set_roles(guild, grace.user, role)
    await decide(discord_api, bot, trusted_roles=(role.id,))
    await discord_api.until(lambda: bot.get_guild(guild.id).get_role(role.id))
    await grace.press(answer, accept)
    await shows(discord_api, answer, "🟢 **Alive**")


async def test_what_was_changed_since_is_not_decided(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """Nobody accepts or votes for a value that they never saw."""
    grace, emmy, alan, _ = people(discord_api)
    _, _, contribution_id = await opened(discord_api, bot, ghosted)
    shown = await alan.command("contributions queue")
    listed = await grace.command("contributions paper", paper=ghosted)
    assert shown.message
    assert listed.message
    await emmy.command("contribute code", paper=ghosted, link=MORE_CODE)
    for refused in (
        await alan.press(shown.message, f"Accept {contribution_id}"),
        await grace.press(listed.message, f"Agree {contribution_id}"),
    ):
        assert refused.message
        assert "was changed a moment ago" in refused.message.content
    now = await bot.desk.get(contribution_id)
    assert (now.value, now.state) == (MORE_CODE, ContributionState.OPEN)
    assert await bot.store.contributions.get_votes(contribution_id) == ()


async def test_two_moderators_at_once(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """One outcome, and both are told which."""
    _, _, alan, ada = people(discord_api)
    answer, _, contribution_id = await opened(discord_api, bot, ghosted)
    form = await ada.press(answer, "Reject")
    accepting = alan.begin_press(answer, f"Accept {contribution_id}")
    rejecting = ada.begin_submit(form, {"reason": "no"})
    first, second = await asyncio.gather(alan.outcome(accepting), ada.outcome(rejecting))
    assert first.message
    assert second.message
    said = sorted(("not possible" in first.message.content, "not possible" in second.message.content))
    assert said == [False, True]
    history = [event.act for event in await bot.store.contributions.get_events(contribution_id)]
    assert history[2:] in (["accept"], ["reject"])


async def test_accepted_while_the_check_runs(
    discord_api: Sandbox, bot: PwncBot, library: Library, ghosted: str
) -> None:
    """The moderator's decision stands, and what the check sees is shown."""
    emmy, alan = discord_api.person("emmy"), discord_api.person("alan")
    _, answer = await ask(discord_api, link(ghosted))
    library.fault("github", delay_s=2.0, times=2)
    found = await emmy.say("papers", CODE, reply_to=answer)
    await marked(discord_api, found, "🔎")
    kept = await only(bot, ghosted, guild_id(discord_api))
    assert kept.state is ContributionState.CHECKING
    queue = await alan.command("contributions queue")
    assert queue.message
    await alan.press(queue.message, f"Accept {kept.contribution_id}")
    assert (await bot.desk.get(kept.contribution_id)).repository is None
    await marked(discord_api, found, "☑️")
    await shows(discord_api, answer, "🟢 **Alive**", "maturk/dn-splatter")
    acts = [event.act for event in await bot.store.contributions.get_events(kept.contribution_id)]
    assert acts == ["propose", "accept", "note"]


async def test_the_review_channel(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """What people have to decide is posted there, decided there, and shows its outcome; undone there as well."""
    _, emmy, alan, _ = people(discord_api)
    review = discord_api.channels["bots"]
    await decide(discord_api, bot, review_channel_id=review.id)
    answer, _, contribution_id = await opened(discord_api, bot, ghosted)
    posted = await discord_api.next_message(channel="bots")
    for part in (
        BARE,
        f"<@{emmy.id}> proposes **code at {BARE}**",
        "👻 Ghosted",
        "neither the paper nor a page that it names links it",
    ):
        assert part in posted.text_of_embed
    assert posted.mentions == []
    assert labels(posted) == [f"Accept {contribution_id}", "Reject", "Improve and accept"]
    await alan.press(posted, f"Accept {contribution_id}")
    await discord_api.until(lambda: labels(posted) == [f"Undo {contribution_id}"])
    assert f"☑️ accepted by a moderator · <@{alan.id}>" in posted.text_of_embed
    assert "🟢 Alive · code found by the community; accepted by a moderator" in posted.text_of_embed
    await shows(discord_api, answer, "🟢 **Alive**")
    await alan.press(posted, f"Undo {contribution_id}")
    await shows(discord_api, answer, "👻 **Ghosted**")
    await discord_api.until(lambda: "undone" in posted.text_of_embed)


async def test_members_decide_by_votes(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """By the same value, by ✅ on the reply, by Agree under /contributions paper; with an evidence link."""
    grace, emmy, _, _ = people(discord_api)
    reader, other = members(discord_api, 2)
    answer, found, contribution_id = await opened(discord_api, bot, ghosted, "venue: ICML 2025")
    same = await grace.say("papers", "venue: ICML'25", reply_to=answer)
    await marked(discord_api, same, "🗳️")
    await other.react(found, "✅")
    listed = await reader.command("contributions paper", paper=ghosted)
    assert listed.message
    assert "without an evidence link votes do not decide" in listed.message.text_of_embed
    agreed = await reader.press(listed.message, f"Agree {contribution_id}")
    assert agreed.message
    assert "3 agree, 0 do not" in agreed.message.content
    assert (await bot.desk.get(contribution_id)).state is ContributionState.OPEN
    form = await emmy.press(answer, "Know the venue")
    accepted = await emmy.submit(form, {"evidence": "https://icml.cc/virtual/2025"})
    assert accepted.message
    assert "☑️ accepted by votes: 3 members agree, 0 do not" in accepted.message.content
    await shows(discord_api, answer, "· ICML 2025")
    await discord_api.silence(await emmy.open_dm())  # she has seen it


async def test_emblems_vote_for_a_verdict(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """Alone they are a count; for a contribution with evidence they are votes."""
    grace, emmy, alan, _ = people(discord_api)
    _, answer = await ask(discord_api, link(ghosted))
    for person in (grace, alan, *members(discord_api, 1)):
        await person.react(answer, "🎩")
    await shows(discord_api, answer, "🎩 The Houdini ×3", "👻 **Ghosted**")
    form = await emmy.press(answer, "Something wrong")
    await emmy.submit(form, {"status": "houdini", "evidence": "https://example.org/mail"})
    await grace.unreact(answer, "🎩")
    await grace.react(answer, "🎩")
    await shows(discord_api, answer, "🎩 **The Houdini**", "accepted by members, with evidence")


async def test_the_plain_tone(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """A server with the plain tone has its names of verdicts in forms and in what people are told."""
    _, emmy, alan, _ = people(discord_api)
    await decide(discord_api, bot, tone="plain")
    _, answer = await ask(discord_api, link(ghosted))
    form = await emmy.press(answer, "Something wrong")
    assert form.modal
    assert '"label": "On request only"' in json.dumps(form.modal)
    thanks = await emmy.submit(form, {"status": "houdini"})
    assert thanks.message
    assert "shown as open: 🎩 On request only" in thanks.message.content
    await discord_api.until(lambda: len(labels(answer)) == 8)
    better = await alan.press(answer, "Improve and accept")
    assert '"label": "On request only"' in json.dumps(better.modal)
    listed = await alan.command("contributions queue")
    assert listed.message
    said = f"{json.dumps(form.modal)} {json.dumps(better.modal)} {listed.message.text_of_embed}"
    assert [look.label for look in STATUS_LOOKS.values() if look.label in said] == []


async def test_a_store_that_fails(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """A button says that nothing was changed, as a command does; when the store is back it works."""
    _, _, alan, _ = people(discord_api)
    answer, _, contribution_id = await opened(discord_api, bot, ghosted)

    async def query_only(switch: str) -> None:
        async with bot.store.papers._database.write_once() as connection:
            await connection.fetch_all(f"pragma query_only = {switch}", {})

    await query_only("on")
    pressed = await alan.press(answer, f"Accept {contribution_id}")
    assert pressed.message
    assert pressed.message.content.startswith("My notes cannot be reached just now, so nothing was changed.")
    await query_only("off")
    await alan.press(answer, f"Accept {contribution_id}")
    await shows(discord_api, answer, "🟢 **Alive**")


async def test_two_servers_that_differ(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """Each has its own verdict, at the same time; the owner's share makes one hold in both."""
    _, emmy, alan, ada = people(discord_api)
    answer, _, contribution_id = await opened(discord_api, bot, ghosted)
    _, there = await ask(discord_api, link(ghosted), "general")
    form = await emmy.press(there, "Something wrong")
    await emmy.submit(form, {"status": "houdini", "evidence": "https://example.org/mail"})
    await discord_api.until(lambda: len(labels(there)) == 8)
    accept_there = next(label for label in labels(there) if label.startswith("Accept"))
    await asyncio.gather(alan.press(answer, f"Accept {contribution_id}"), ada.press(there, accept_there))
    await shows(discord_api, answer, "🟢 **Alive**")
    await shows(discord_api, there, "🎩 **The Houdini**")
    assert "dn-splatter" not in there.text_of_embed
    foreign = await alan.command("contributions undo", "general", contribution=contribution_id)
    assert foreign.message
    assert "There is no contribution" in foreign.message.content
    refused = await alan.command("contributions share", contribution=contribution_id)
    assert refused.message
    assert "Only my owner" in refused.message.content
    queue = await ada.command("contributions queue", await ada.open_dm())
    assert queue.message
    assert contribution_id in queue.message.text_of_embed
    await ada.command("contributions share", contribution=contribution_id)
    await shows(discord_api, there, "🟢 **Alive**", "maturk/dn-splatter")
    assert "Code found by" not in there.text_of_embed
    alive = await discord_api.person("grace").command("paper", "general", query=ghosted)
    assert alive.message
    assert "Alive" in alive.message.content


async def test_what_is_shared_reaches_the_record(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """What holds everywhere is in the next scan, which watchers, statistics and neighbours read; undone, it is not."""
    _, _, alan, ada = people(discord_api)
    answer, _, contribution_id = await opened(discord_api, bot, ghosted)
    await alan.press(answer, f"Accept {contribution_id}")
    scanned = asyncio.Event()

    async def note(_: Known) -> None:
        scanned.set()

    bot.scanner.after_scan.append(note)
    for command, status in (("contributions share", Status.ALIVE), ("contributions undo", Status.GHOSTED)):
        scanned.clear()
        await ada.command(command, contribution=contribution_id)
        await shows(discord_api, answer, f"**{status.look.label}**")
        await asyncio.wait_for(scanned.wait(), 10)
        newest = await bot.store.scans.get_newest(ghosted)
        assert newest
        assert newest.status is status


async def test_in_direct_messages_the_machine_alone_accepts(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """The rest stays with its author, and in the owner's queue."""
    grace, _, _, ada = people(discord_api)
    private = await grace.open_dm()
    answer = await discord_api.next_message(reply_to=await grace.say(private, link(ghosted)))
    found = await grace.say(private, CODE, reply_to=answer)
    await marked(discord_api, found, "🗳️")
    assert len(labels(answer)) == 5
    queue = await grace.command("contributions queue", private)
    assert queue.message
    assert "only my owner has a queue" in queue.message.content
    owners = await ada.command("contributions queue", await ada.open_dm())
    assert owners.message
    accept = next(label for label in labels(owners.message) if label.startswith("Accept"))
    await ada.press(owners.message, accept)
    await shows(discord_api, answer, "🟢 **Alive**", "accepted by the bot's owner")
    _, public = await ask(discord_api, link(ghosted))
    assert "Ghosted" in public.content


async def test_a_locked_value(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """Holds over everything else until it is let go."""
    _, emmy, alan, _ = people(discord_api)
    answer, _, code_id = await opened(discord_api, bot, ghosted)
    await alan.press(answer, f"Accept {code_id}")
    await shows(discord_api, answer, "🟢 **Alive**")
    await emmy.submit(await emmy.press(answer, "Something wrong"), {"status": "houdini"})
    await discord_api.until(lambda: len(labels(answer)) == 8)
    accept = next(label for label in labels(answer) if label.startswith("Accept"))
    await alan.press(answer, accept)
    await discord_api.silence("papers")
    assert "🟢 **Alive**" in answer.text_of_embed
    status_id = accept.removeprefix("Accept ")
    await alan.command("contributions lock", contribution=status_id)
    await shows(discord_api, answer, "🎩 **The Houdini**")
    await alan.command("contributions lock", contribution=status_id, locked=False)
    await shows(discord_api, answer, "🟢 **Alive**")


# --- abuse ---


async def test_blocked_people_and_frozen_papers(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """Neither contributes nor counts; only moderators say so."""
    grace, emmy, alan, _ = people(discord_api)
    _, answer = await ask(discord_api, link(ghosted))
    refused = await grace.command("contributions block", person=emmy.id)
    assert refused.message
    assert "Only moderators" in refused.message.content
    await alan.command("contributions block", person=emmy.id)
    found = await emmy.say("papers", CODE, reply_to=answer)
    await marked(discord_api, found, "✖️")
    await emmy.react(answer, "🎩")
    form = await emmy.submit(await emmy.press(answer, "Know the venue"), {"venue": "ICML 2025"})
    assert form.message
    assert "You cannot contribute here" in form.message.content
    await alan.command("contributions freeze", paper=ghosted)
    found = await grace.say("papers", CODE, reply_to=answer)
    await marked(discord_api, found, "✖️")
    await grace.react(answer, "🎩")
    await discord_api.silence("papers")
    community = await bot.store.contributions.get_community(ghosted, guild_id(discord_api))
    assert (community.contributions, community.emblems) == ((), ())
    await alan.command("contributions freeze", paper=ghosted, frozen=False)
    await alan.command("contributions block", person=emmy.id, blocked=False)
    found = await emmy.say("papers", CODE, reply_to=answer)
    await marked(discord_api, found, "🗳️")


async def test_new_accounts_and_new_members(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """Who joined yesterday does not count, and agreement of new accounts is held for a moderator, who is told so."""
    world, guild = discord_api.world, discord_api.world.guilds[guild_id(discord_api)]
    alan, emmy = discord_api.person("alan"), discord_api.person("emmy")
    answer, found, contribution_id = await opened(discord_api, bot, ghosted, "venue: ICML 2025")
    await emmy.submit(await emmy.press(answer, "Know the venue"), {"evidence": "https://icml.cc/virtual/2025"})
    for n in range(3):
        world.add_member(guild, world.add_elder(f"late{n}", f"Late {n}", 0), joined_at=world.clock.now())
        young = world.add_user(f"young{n}", f"Young {n}", 0)
        world.add_member(guild, young, joined_at=world.clock.now() - timedelta(days=9))
        for name in (f"late{n}", f"young{n}"):
            await discord_api.person(name).react(found, "✅")
    await discord_api.silence("papers")
    listed = await alan.command("contributions queue")
    assert listed.message
    assert "3 agree, 0 do not; many of them with new accounts: a moderator decides" in listed.message.text_of_embed
    await alan.press(listed.message, f"Accept {contribution_id}")
    await shows(discord_api, answer, "· ICML 2025")


async def test_too_many_at_once(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """A person who corrects one paper again and again is told to let others look."""
    emmy = discord_api.person("emmy")
    for n in range(5):
        await emmy.command("contribute venue", paper=ghosted, venue=f"Letters x{n}")
        kept = (await bot.store.contributions.get_by_author(emmy.id))[0]
        await emmy.command("contributions withdraw", contribution=kept.contribution_id)
    refused = await emmy.command("contribute venue", paper=ghosted, venue="Letters y")
    assert refused.message
    assert "let others look now" in refused.message.content


async def test_nothing_pings_and_nothing_hides(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """Text of people is shown as it is: no mention, no link behind words."""
    _, answer = await ask(discord_api, link(ghosted))
    emmy, grace = discord_api.person("emmy"), discord_api.person("grace")
    nasty = f"@everyone <@{grace.id}> [ICML](//evil.example) **2025**"
    await emmy.submit(await emmy.press(answer, "Know the venue"), {"venue": nasty})
    await shows(discord_api, answer, "venue \\@everyone")
    assert answer.mentions == []
    assert "\\[ICML\\](//evil.example)" in answer.text_of_embed


async def test_a_thousand_reactions_in_a_burst(
    discord_api: Sandbox, bot: PwncBot, ghosted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count is right in the end, after a handful of edits."""
    monkeypatch.setattr("cogs._refreshing.EDIT_PAUSE_S", 1.0)
    _, answer = await ask(discord_api, link(ghosted))
    crowd = members(discord_api, 1000)
    edits = count_edits(discord_api, answer)
    for n, person in enumerate(crowd):
        await person.react(answer, "🎩" if n % 4 else "🪦")
    await discord_api.until(lambda: "🎩 The Houdini ×750" in answer.text_of_embed, timeout_s=60)
    assert "🪦 Buried in Dependencies ×250" in answer.text_of_embed
    assert len(edits) <= 12
    for person in crowd[:400]:
        await person.unreact(answer, "🎩" if crowd.index(person) % 4 else "🪦")
    await discord_api.until(lambda: "🎩 The Houdini ×450" in answer.text_of_embed, timeout_s=60)


async def test_a_long_queue(discord_api: Sandbox, bot_settings: Settings, library: Library) -> None:
    """Four with their buttons a page; pages turn after a restart too, for who may decide as for who contributed."""
    _, emmy, alan, _ = people(discord_api)
    papers = list(library.papers)[:6]
    async with running(bot_settings):
        for paper in papers:
            await emmy.command("contribute venue", paper=paper, venue="ICML 2025")
        queue = (await alan.command("contributions queue")).message
        mine = (await emmy.command("contributions mine")).message
        assert [sum(paper in shown.text_of_embed for paper in papers) for shown in (queue, mine)] == [4, 4]
        assert labels(queue)[-2:] == ["◀", "1 of 2 ▶"]
    async with running(bot_settings) as bot:
        await alan.press(queue, "1 of 2 ▶")
        assert papers[5] in queue.text_of_embed
        accept = next(label for label in labels(queue) if label.startswith("Accept "))
        await alan.press(queue, accept)
        assert (await bot.desk.get(accept.split()[1])).state is ContributionState.ACCEPTED
        await emmy.press(mine, "1 of 2 ▶")
        assert papers[0] in mine.text_of_embed  # the newest stood first
        await alan.press(queue, "◀")
        assert papers[0] in queue.text_of_embed


# --- recognition, and a life after this one ---


async def test_names_can_be_hidden(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """“Code found by” goes when its finder wants no name."""
    _, emmy, alan, _ = people(discord_api)
    answer, _, contribution_id = await opened(discord_api, bot, ghosted)
    await alan.press(answer, f"Accept {contribution_id}")
    await shows(discord_api, answer, f"Code found by <@{emmy.id}>")
    assert await bot.store.contributions.count_accepted(guild_id(discord_api)) == ((emmy.id, 1),)
    await emmy.command("contributions name", shown=False)
    _, later = await ask(discord_api, link(ghosted), "reading-group")
    assert "Code found by" not in later.text_of_embed
    assert await bot.store.contributions.count_accepted() == ()


async def test_a_decision_just_before_the_end_is_told(
    discord_api: Sandbox, bot_settings: Settings, ghosted: str
) -> None:
    """The process ended after it had kept a decision and before its author was told: the next one tells them, once."""
    _, emmy, alan, _ = people(discord_api)
    async with running(bot_settings) as bot:
        _, _, contribution_id = await opened(discord_api, bot, ghosted)
        listeners, bot.desk.listeners = bot.desk.listeners, []  # nobody comes to hear of it any more
        actor = Actor(alan.id, guild_id(discord_api), is_moderator=True)
        await bot.desk.reject(contribution_id, actor, "that is another paper")
        bot.desk.listeners = listeners
    dm = await emmy.open_dm()
    async with running(bot_settings):
        await told(discord_api, emmy, "✖️ rejected by a moderator: that is another paper", contribution_id)
    async with running(bot_settings):
        await discord_api.silence(dm)


async def test_a_notice_that_discord_did_not_take(discord_api: Sandbox, bot: PwncBot, ghosted: str) -> None:
    """It is sent again a minute later; a form's author, who saw the outcome at once, gets none."""
    grace, emmy, alan, _ = people(discord_api)
    answer, _, contribution_id = await opened(discord_api, bot, ghosted)
    dm = await emmy.open_dm()
    discord_api.faults.fail("POST /channels/{channel_id}/messages", status=503, times=1)
    await alan.press(answer, f"Accept {contribution_id}")
    await discord_api.silence(dm)
    clock = bot.clock
    bot.clock = lambda: clock() + timedelta(minutes=2)
    judging = bot.get_cog("Judging")
    assert judging is not None
    await judging._tell_owed()  # type: ignore[attr-defined]  # the extension is loaded as a module of its own
    await told(discord_api, emmy, "☑️ accepted by a moderator", contribution_id)
    seen = await grace.command("contribute code", paper=ghosted, link="https://github.com/emmy/nothing")
    assert seen.message
    assert "cannot take it" in seen.message.content
    await discord_api.silence(await grace.open_dm())
    await judging._tell_owed()  # type: ignore[attr-defined]
    await discord_api.silence(dm)


async def test_a_check_outlives_the_process(
    discord_api: Sandbox, bot_settings: Settings, library: Library, ghosted: str
) -> None:
    """A reply that was being checked when the process ended gets its mark in the next life."""
    async with running(bot_settings):
        _, answer = await ask(discord_api, link(ghosted))
        library.fault("github", delay_s=30.0)
        found = await discord_api.person("emmy").say("papers", CODE, reply_to=answer)
        await marked(discord_api, found, "🔎")
    library.clear_faults()
    async with running(bot_settings):
        await marked(discord_api, found, "🗳️")
        await shows(discord_api, answer, BARE)
