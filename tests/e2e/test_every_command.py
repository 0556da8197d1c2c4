"""Every command and every right-click entry, in each place where Discord offers them, used one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.errors import PersonCannot
from bot.sandbox.interactions import Interaction
from bot.sandbox.library import Library
from bot.sandbox.model import Channel, Message
from bot.status import Status
from tests.e2e.life import ALIVE, SEED, link
from tests.e2e.test_chats import paper_with

CODE = "https://github.com/maturk/dn-splatter"
OWN = "https://github.com/MCG-NJU/LinK"  # named by the abstract of ALIVE
FORM = "form: "


class Place(Enum):
    """Where a command is used."""

    SERVER = "in a server that added the bot"
    DM = "in direct messages with the bot"
    INSTALLED = "in a server without the bot, by somebody who added it to their account"
    BETWEEN = "in direct messages between two people, by one who added it to their account"


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a command, and words of its answer; `elsewhere` they are others ("": Discord does not offer it).

    `who` uses it in the server; elsewhere it is always grace, who moderates nothing. `on` names the message of a
    right-click, `press` a button of the answer, whose outcome counts then. "{code}" and "{venue}" are the ids of what
    was contributed before, "{ghosted}" a paper without code.
    """

    command: str
    says: str
    options: Mapping[str, Any] = field(default_factory=dict)
    elsewhere: Mapping[Place, str] = field(default_factory=dict)
    who: str = "grace"
    on: str = ""
    press: str = ""
    is_public: bool = False

    def expected(self, place: Place) -> str:
        """What the answer says there."""
        return self.elsewhere.get(place, self.says)


def outside(says: str) -> dict[Place, str]:
    """The same in every place that no moderator of ours looks after."""
    return dict.fromkeys((Place.DM, Place.INSTALLED, Place.BETWEEN), says)


NOWHERE_ELSE = outside("")
QUEUES = outside("only my owner") | {Place.INSTALLED: "To decide"}
GUEST = dict.fromkeys((Place.INSTALLED, Place.BETWEEN), "press ✕")  # where the bot itself may do nothing
ON_GHOSTED = {"paper": "{ghosted}"}
USES = (
    Use("help", "Does the paper's code exist?"),
    Use("paper", f"arXiv {SEED}v1", {"query": SEED}, is_public=True),
    Use("Scan paper", f"arXiv {ALIVE}", on="link", is_public=True),
    Use("Rescan", f"arXiv {ALIVE}", on="link", is_public=True),
    Use("Rescan", f"arXiv {SEED}v1", on="answer", is_public=True),
    Use("Rescan", "was scanned anew just now", on="answer"),
    Use("Rescan", "no link to an arXiv paper", on="code"),
    Use("similar", "In the same crypt", {"query": SEED}),
    Use("history", "looked at", {"query": SEED}),
    Use("cite", "ye2025multimodal", {"query": SEED}),
    Use("stats", "2 papers", is_public=True),
    Use("contributions mine", "not contributed"),
    Use("contribute code", "code at `github.com/maturk/dn-splatter`", {**ON_GHOSTED, "link": CODE}),
    Use("contribute venue", "venue ICML 2025", {**ON_GHOSTED, "venue": "ICML 2025"}),
    Use("contribute status", "The Houdini", {**ON_GHOSTED, "verdict": "houdini"}),
    Use("contribute code", "Accepted as", {"paper": ALIVE, "link": OWN}),
    Use("This is the code of …", f"{FORM}Found the code?", on="code"),
    Use("contributions mine", "Your contributions"),
    Use("contributions paper", "Contributions to", ON_GHOSTED),
    Use("contributions edit", f"{FORM}Found the code?", {"contribution": "{code}"}),
    Use("contributions withdraw", "{venue}", {"contribution": "{venue}"}),
    Use("contributions queue", "Agree {code}", elsewhere=QUEUES),
    Use("contributions queue", "Accepted", elsewhere=QUEUES, who="alan", press="Accept {code}"),
    Use(
        "contributions lock", "is locked", {"contribution": "{code}"}, outside("Only moderators"), who="alan"
    ),
    Use("contributions share", "everywhere", {"contribution": "{code}"}, outside("Only my owner"), who="ada"),
    Use("leaderboard", "🏅", elsewhere=NOWHERE_ELSE, is_public=True),
    Use("contributions undo", "Undone", {"contribution": "{code}"}, outside("Somebody else"), who="ada"),
    Use("contributions freeze", "closed to corrections", ON_GHOSTED, outside("Only moderators"), who="alan"),
    Use("contributions block", "cannot contribute", {"person": "emmy"}, outside("Only moderators"), who="alan"),
    Use("contributions name", "shown nowhere", {"shown": False}),
    Use("watching", "You watch nothing yet"),
    Use("watch paper", "I shall tell you", {"query": SEED}),
    Use("watch author", "by **Jiarui Ye**", {"name": "Jiarui Ye"}),
    Use("watch keyword", "in this channel", {"words": "nerf", "here": True}, outside("leave `here` out"), who="alan"),
    Use("watching", "Multimodal Large Language Models"),
    Use("unwatch", "You watch no longer: new papers by", {"which": "Jiarui Ye"}),
    Use("settings", "Settings of this server", elsewhere=NOWHERE_ELSE, who="ada"),
    Use("diagnose", "What is in my way"),
    Use("me", "Between you and me"),
    Use("privacy show", "What I keep of you"),
    Use("privacy export", "Everything that I keep of you"),
    Use("privacy delete", "cannot be undone"),
    Use("Freeze answer", "stays as it is", on="answer"),
    Use("Remove answer", "removed", elsewhere=GUEST, on="answer"),
)  # fmt: skip


async def test_each_command_has_a_use(bot: PwncBot) -> None:
    """Nothing that Discord is told of is left out here."""
    slash = [c.qualified_name for c in bot.tree.walk_commands() if isinstance(c, app_commands.Command)]
    menus = [menu.name for kind in discord.AppCommandType for menu in bot.tree.get_commands(type=kind)]
    groups = [c.qualified_name for c in bot.tree.walk_commands() if isinstance(c, app_commands.Group)]
    assert {use.command for use in USES} == {*slash, *menus} - {*groups}


@pytest.mark.parametrize("place", Place, ids=lambda place: place.name.lower())
async def test_every_command_answers(
    discord_api: Sandbox, bot: PwncBot, library: Library, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    """It says what it should, to those who should see it, or is not offered; nothing fails, nothing stays pending."""
    chat = Chat(discord_api, library, place)
    await chat.begin()
    wrong = [f"{use.command}: {problem}" for use in USES for problem in [await chat.try_out(use)] if problem]
    assert "\n".join(wrong) == ""
    await chat.press_every_button()
    assert [record.message for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []
    assert [message for message in chat.where.messages.values() if message.loading] == []


class Chat:
    """The place, and what is said there."""

    def __init__(self, discord_api: Sandbox, library: Library, place: Place) -> None:
        self._discord = discord_api
        self._place = place
        self._known = {"ghosted": paper_with(library, Status.GHOSTED)}
        self._messages: dict[str, Message] = {}
        self.where: Channel = discord_api.channels["papers"]

    async def begin(self) -> None:
        """Goes there, and says what the right-click entries are tried on."""
        grace = self._discord.person("grace")
        match self._place:
            case Place.SERVER:
                writer = self._discord.person("emmy")
            case Place.DM:
                self.where, writer = await grace.open_dm(), grace
            case Place.INSTALLED:
                self.where, writer = self._discord.channels["general"], self._discord.person("emmy")
                self._discord.administration.remove_bot(self._discord.world.guilds[self.where.guild_id or 0])
                self._discord.administration.install_for(grace.user)
            case Place.BETWEEN:
                writer = self._discord.person("emmy")
                self.where = await grace.open_dm(writer)
                self._discord.administration.install_for(grace.user)
        self._messages["link"] = await writer.say(self.where, link(ALIVE))
        if self._place in (Place.SERVER, Place.DM):
            await self._discord.next_message(reply_to=self._messages["link"])
        self._messages["code"] = await writer.say(self.where, f"have a look at {CODE}")

    async def try_out(self, use: Use) -> str:
        """What is wrong with the answer, "" when nothing is."""
        expected = use.expected(self._place).format(**self._known)
        try:
            answer = await self.use(use)
        except PersonCannot as error:
            return str(error) if expected else ""
        if not expected:
            return "is offered"
        said = text_of(answer)
        if expected not in said:
            return f"says {said!r}, not {expected!r}"
        if answer.modal is None and answer.ephemeral is use.is_public:
            return f"is seen by {'everybody' if use.is_public else 'one person'} alone"
        return ""

    async def press_every_button(self) -> None:
        """Those under an answer: forms, what is behind “Abstract”, and the end of the answer."""
        grace = self._discord.person("grace")
        answer = (await grace.command("paper", self.where, query=ALIVE)).message
        assert answer is not None
        assert (await grace.press(answer, "Abstract")).ephemeral
        for button in ("Know the venue", "Something wrong", "Found code"):
            form = await grace.press(answer, button)
        taken = await grace.submit(form, {"address": CODE, "claim": "community"})
        assert "code at `github.com/maturk/dn-splatter`" in text_of(taken)
        await grace.press(answer, "✕")
        await self._discord.until(lambda: answer.deleted)

    async def use(self, use: Use) -> Interaction:
        """The outcome; ids and messages that later uses need are remembered."""
        answer = await self._use(use)
        if use.command == "paper" and answer.message is not None:
            self._messages["answer"] = answer.message
        if use.command.startswith("contribute ") and (found := re.search(r"\*\*(\w{6})\*\*", text_of(answer))):
            self._known.setdefault(use.command.split()[1], found[1])
        return answer

    async def _use(self, use: Use) -> Interaction:
        person = self._discord.person(use.who if self._place is Place.SERVER else "grace")
        if use.on:
            return await person.menu(use.command, self._messages[use.on])
        options = {name: self._filled(value) for name, value in use.options.items()}
        answer = await person.command(use.command, self.where, **options)
        if use.press and self._place is Place.SERVER:
            assert answer.message is not None
            return await person.press(answer.message, use.press.format(**self._known))
        return answer

    def _filled(self, value: Any) -> Any:
        if value in self._discord.people:
            return self._discord.person(value).user
        return value.format(**self._known) if isinstance(value, str) else value


def text_of(answer: Interaction) -> str:
    """All that the person reads of an answer: text, embeds, buttons; of a form its title."""
    if answer.modal is not None:
        return FORM + answer.modal["title"]
    return "\n".join(_texts(answer.first))


def _texts(message: Message | None) -> Iterator[str]:
    if message is not None:
        yield message.content
        yield message.text_of_embed
        yield from (str(button["label"]) for button in message.buttons)
