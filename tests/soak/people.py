"""People who talk all day: they chat, paste links, edit, delete, answer, react, and use commands."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Coroutine, Sequence
from typing import Any

from bot.contributions.parsing import PROPOSABLE
from bot.sandbox import Sandbox
from bot.sandbox.errors import PersonCannot
from bot.sandbox.events import MessageCreated
from bot.sandbox.model import Channel, Message
from bot.sandbox.people import NoAnswer, Person
from tests.benchmarks.bench_process import CHAT

N_PEOPLE = 60
N_CHANNELS = 30
LINKING = 0.3  # of all messages
NEW_PAPER = 0.05  # of all links: the bot has not heard of it
NO_PAPER = 0.01  # of all links: arXiv has not heard of it
N_LINKED = (1, 1, 1, 1, 1, 1, 2, 3, 5, 12)
N_KNOWN = 300
N_RECENT = 200
ACTS = 0.1  # for each message: an edit, a reaction, a command, …
MOST_AT_ONCE = 40  # commands that wait for their answer
USES = (
    "paper", "rescan", "similar", "history", "cite", "typing", "help", "stats", "leaderboard",
    "Abstract", "Found code", "Know the venue", "Something wrong",
)  # fmt: skip


class People:
    """Everybody in two servers, and what they did.

    `pasted` holds the papers that each message links by now, by its id; what was deleted, and what had its answer taken
    away by its author, is there no more. `done` counts acts by kind; `unheard` are the commands and buttons of which
    nothing came, with their beginnings (monotonic seconds). `secret` stands in most of what they write.
    """

    def __init__(self, sandbox: Sandbox, papers: Sequence[str], chance: random.Random) -> None:
        self.pasted: dict[int, tuple[str, ...]] = {}
        self.deleted: set[int] = set()
        self.unheard: list[tuple[str, float]] = []
        self.done: Counter[str] = Counter()
        self.secret = f"{chance.getrandbits(48):012x}"
        self._sandbox = sandbox
        self._chance = chance
        self._new = iter(papers)
        self._known: deque[str] = deque(maxlen=N_KNOWN)
        self._people, self.channels = self._gather(sandbox)
        self._recent: deque[tuple[Person, Message]] = deque(maxlen=N_RECENT)
        self._answers: deque[tuple[Message, str]] = deque(maxlen=N_RECENT)
        self._using: set[asyncio.Task[None]] = set()
        sandbox.world.hub.listen(self._notice)

    @staticmethod
    def _gather(sandbox: Sandbox) -> tuple[list[Person], list[Channel]]:
        world = sandbox.world
        guilds = list(world.bot_guilds())
        for number in range(N_PEOPLE):
            user = world.add_user(f"reader{number}", None, 0x9B6BDF)
            for guild in guilds:
                world.add_member(guild, user)
        channels = [world.add_channel(guilds[n % len(guilds)], f"talk-{n}") for n in range(N_CHANNELS)]
        return [sandbox.person(f"reader{number}") for number in range(N_PEOPLE)], channels

    def _notice(self, event: object) -> None:
        """Remembers answers about one paper: only they can be corrected."""
        if isinstance(event, MessageCreated) and event.message.author.bot:
            papers = self.pasted.get(event.message.reply_to or 0, ())
            if len(papers) == 1:
                self._answers.append((event.message, papers[0]))

    async def talk(self, per_s: float) -> None:
        """Messages as independent people write them, and acts between, until it is cancelled.

        Who falls behind catches up: the rate is that of the whole time.
        """
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due += self._chance.expovariate(per_s)
            await asyncio.sleep(due - loop.time())
            await self.speak()
            if self._chance.random() < ACTS:
                await self._act()

    async def speak(self) -> None:
        """Somebody says something, or links papers."""
        person, channel = self._chance.choice(self._people), self._chance.choice(self.channels)
        if self._chance.random() < LINKING:
            self._recent.append((person, await self.paste(person, channel)))
        else:
            self.done["messages"] += 1
            await person.say(channel, f"{self._chance.choice(CHAT)} ({self.secret})")

    async def greet(self) -> AsyncIterator[Message]:
        """A first link in each channel, which stays: the bot reads back where an answer of its own stands."""
        for person, channel in zip(self._people, self.channels, strict=False):
            yield await self.paste(person, channel)

    async def paste(self, person: Person, channel: Channel) -> Message:
        """A person links one paper or several."""
        papers = tuple(dict.fromkeys(self._choose() for _ in range(self._chance.choice(N_LINKED))))
        message = await person.say(channel, self._text(papers))
        self.done["messages with links"] += 1
        self.pasted[message.id] = papers
        return message

    async def fall_silent(self) -> None:
        """Waits until everybody who used a command knows what came of it."""
        await asyncio.gather(*self._using)

    def _choose(self) -> str:
        chance = self._chance.random()
        if chance < NO_PAPER:
            return f"1501.{90_000 + self._chance.randrange(9_999)}"
        if (not self._known or chance < NO_PAPER + NEW_PAPER) and (new := next(self._new, None)):
            self._known.append(new)
            return new
        return self._chance.choice(self._known)

    def _text(self, papers: Sequence[str]) -> str:
        return " and ".join(f"https://arxiv.org/abs/{arxiv_id}" for arxiv_id in papers) + f" {self.secret}"

    # --- acts beside ---

    async def _act(self) -> None:
        act = self._chance.choice((self._edit, self._delete, self._remove, self._reply, self._react, self._use))
        try:
            await act()
        except PersonCannot:
            self.done["came too late"] += 1  # what they meant is gone by now

    def _pick(self) -> tuple[Person, Message] | None:
        """A message of late that links papers, and who wrote it."""
        there = [(person, message) for person, message in self._recent if message.id in self.pasted]
        return self._chance.choice(there) if there else None

    async def _edit(self) -> None:
        """Other papers, or none, in what somebody said."""
        if found := self._pick():
            person, message = found
            papers = (self._choose(),) if self._chance.random() < 0.8 else ()
            self.pasted[message.id] = papers
            self.done["edits"] += 1
            await person.edit(message, self._text(papers))

    async def _delete(self) -> None:
        if found := self._pick():
            person, message = found
            del self.pasted[message.id]
            self.deleted.add(message.id)
            self.done["deletions"] += 1
            await person.delete(message)

    async def _remove(self) -> None:
        """The asker takes the answer away: their message is of no more use here."""
        if found := self._answered():
            answer, _ = found
            asked = self._sandbox.message(answer.reply_to or 0)
            person = next((person for person, message in self._recent if message is asked), None)
            if asked is not None and person is not None and self.pasted.pop(asked.id, None):
                self.done["answers removed"] += 1
                self._begin("✕", person.press(answer, "✕"))

    def _answered(self) -> tuple[Message, str] | None:
        there = [
            (answer, arxiv_id)
            for answer, arxiv_id in self._answers
            if not answer.deleted and self.pasted.get(answer.reply_to or 0) == (arxiv_id,)
        ]
        return self._chance.choice(there) if there else None

    async def _reply(self) -> None:
        """A correction, or only chat."""
        if found := self._answered():
            person = self._chance.choice(self._people)
            said = self._chance.choice(
                (
                    f"venue: Annals of {self.secret} {self._chance.randrange(10_000)}",
                    f"https://github.com/nobody-{self.secret}/none-{self._chance.randrange(10_000)}",
                    f"that is good to know {self.secret}",
                )
            )
            self.done["replies to answers"] += 1
            await person.say(found[0].channel_id, said, reply_to=found[0])

    async def _react(self) -> None:
        if found := self._answered():
            emblem = self._chance.choice((*(status.look.emblem for status in PROPOSABLE), "✅", "❌", "🎉"))
            self.done["reactions"] += 1
            await self._chance.choice(self._people).react(found[0], emblem)

    async def _use(self) -> None:
        """A command, typed suggestions, or a button; a form that opens is left unfilled."""
        found = self._answered()
        if found is None or len(self._using) >= MOST_AT_ONCE:
            return
        (answer, arxiv_id), person = found, self._chance.choice(self._people)
        channel, name = answer.channel_id, self._chance.choice(USES)
        match name:
            case "paper" | "similar" | "history" | "cite":
                using = person.command(name, channel, query=arxiv_id)
            case "rescan":
                using = person.command("paper", channel, query=arxiv_id, rescan=True)
            case "typing":
                using = person.autocomplete("paper", channel, focused="query", query=self.secret[:5])
            case "help" | "stats" | "leaderboard":
                using = person.command(name, channel)
            case _:
                using = person.press(answer, name)
        self._begin(name, using)

    def _begin(self, name: str, using: Coroutine[Any, Any, object]) -> None:
        self.done["commands and buttons"] += 1
        task = asyncio.create_task(self._wait(name, using), name=f"somebody uses {name}")
        self._using.add(task)
        task.add_done_callback(self._using.discard)

    async def _wait(self, name: str, using: Coroutine[Any, Any, object]) -> None:
        began = time.monotonic()
        try:
            await using
        except NoAnswer:
            self.unheard.append((name, began))
        except PersonCannot:
            self.done["came too late"] += 1
