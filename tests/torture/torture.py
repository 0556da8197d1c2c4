"""The real process, killed again and again while people talk to it; then what must have survived is looked for."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import cycle, islice
from pathlib import Path

from bot.sandbox import Sandbox
from bot.sandbox.events import MessageCreated, ReactionAdded
from bot.sandbox.library import Library
from bot.sandbox.library.holdings import load_holdings
from bot.sandbox.model import Message
from bot.services import make_clock
from tests.benchmarks.processes import BotProcess, pwnc_settings
from tests.soak.log import is_error
from tests.torture.answers import POINTS, is_right
from tests.torture.crowd import Crowd
from tests.torture.ledger import Ledger, read_ledger

LONGEST_LIFE_S = 4.0
HELD_UP_S = 0.2
N_LAST_WORDS = 5
SETTLE_TIMEOUT_S = 60.0
TROUBLE_EVERY_S = 0.7
OUTAGE_S = 1.5
TOLD_EVERY = 10
IDENTIFY_EVERY_S = 5.0  # Discord lets nobody begin sessions more often
CREATE_MESSAGE = "POST /channels/{channel_id}/messages"
EDIT_MESSAGE = "PATCH /channels/{channel_id}/messages/{message_id}"
DELETE_MESSAGE = "DELETE /channels/{channel_id}/messages/{message_id}"
READ_MESSAGES = "GET /channels/{channel_id}/messages"

TAKEN = ("🔎", "🗳️", "☑️")


class Trouble(StrEnum):
    """What goes wrong beside that."""

    DROPPED = "dropped sockets"
    NOT_RESUMED = "refused RESUMEs"
    LIMITED = "429s"
    FAILED = "5xx"
    LOST = "lost answers"
    OUTAGE = "outages of a server"


class Moment(StrEnum):
    """When a life ends."""

    SENT = "as an answer arrives"
    SENDING = "while sends are held up"
    BUSY = "at any time"
    ACKNOWLEDGED = "as a contribution is acknowledged"
    STARTING = "while it starts"
    CAUGHT_UP = "when it has just caught up"


PLAN = (
    (Moment.SENT, 600),
    (Moment.SENDING, 90),
    (Moment.SENT, 0),
    (Moment.STARTING, 30),
    (Moment.BUSY, 0),
    (Moment.ACKNOWLEDGED, 600),
    (Moment.BUSY, 30),
    (Moment.CAUGHT_UP, 600),
)
"""How lives end, and the seconds until the next one: within and past the minute in which the bot trusts the nonce, and
past Discord's memory of it. A life must last two seconds (discord.py waits that long for more servers) until the bot
sees to what an earlier one left open."""


@dataclass(slots=True)
class Report:
    """What was done, and what was found at the end. The lists name messages and contributions that are not in order."""

    lives: Counter[Moment] = field(default_factory=Counter)
    took_s: float = 0.0
    troubles: Counter[Trouble] = field(default_factory=Counter)
    n_pasted: int = 0
    n_deleted: int = 0
    n_answered: int = 0
    n_pointed: int = 0
    cut_before_send: set[int] = field(default_factory=set)
    cut_after_send: set[int] = field(default_factory=set)
    n_contributions: int = 0
    n_acknowledged: int = 0
    doubled: list[int] = field(default_factory=list)
    unanswered: list[int] = field(default_factory=list)
    left_behind: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    lost_sources: list[int] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    refused_routes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def failures(self) -> dict[str, object]:
        """What is not as it must be; empty when everything held."""
        found = {
            "messages with two answers": self.doubled,
            "messages without their answer": self.unanswered,
            "answers to what links nothing any more": self.left_behind,
            "answers that are not right": self.wrong,
            "recorded contributions that are gone": self.lost,
            "acknowledged replies without a contribution": self.lost_sources,
            "lives that did not come to their moment": self.stuck,
            "routes that Discord does not have": self.refused_routes,
            "errors in the log": self.errors,
        }
        return {what: amiss for what, amiss in found.items() if amiss}

    def lines(self) -> list[str]:
        """The report for people."""
        ended = ", ".join(f"{n} {moment}" for moment, n in self.lives.items())
        n_before, n_after = len(self.cut_before_send), len(self.cut_after_send)
        counts = [
            f"{self.lives.total()} lives ended in {self.took_s:.0f} s: {ended}",
            f"meanwhile: {', '.join(f'{n} {trouble}' for trouble, n in self.troubles.items())}",
            f"{self.n_pasted} messages with links, {self.n_deleted} of them deleted; {self.n_answered} answers stand, "
            f"{self.n_pointed} of them point to another",
            f"answers cut: {n_before} between intention and send, {n_after} between send and note",
            f"{self.n_contributions} contributions recorded before a kill, {self.n_acknowledged} replies acknowledged",
        ]
        found = [f"NOT IN ORDER, {what}: {amiss}" for what, amiss in self.failures.items()]
        return counts + (found or ["nothing lost, nothing said twice, every answer right"])


async def torture(folder: Path, *, n_rounds: int, seed: int, tell: Callable[[str], None] = lambda _: None) -> Report:
    """`n_rounds` lives that end in SIGKILL, a last quiet one, and the reckoning. `tell` is told how far it is."""
    started = time.monotonic()
    async with AsyncExitStack() as stack:
        library = await stack.enter_async_context(Library())
        sandbox = await stack.enter_async_context(Sandbox(library=library, clock=make_clock(library.as_of)))
        bot = BotProcess(sandbox, folder, "bot", "run")
        stack.push_async_callback(bot.kill)
        chamber = Chamber(sandbox, library, bot, folder / "pwnc.db", random.Random(seed))
        for n, (moment, pause_s) in enumerate(islice(cycle(PLAN), n_rounds), start=1):
            await chamber.live_and_die(moment)
            sandbox.clock.advance(pause_s)
            if n % TOLD_EVERY == 0 or n == n_rounds:
                tell(f"{n} of {n_rounds} lives after {time.monotonic() - started:.0f} s: {chamber.so_far()}")
        await chamber.live_in_peace()
        report = chamber.reckon()
        report.took_s = time.monotonic() - started
        return report


class Chamber:
    """One sandbox, one store, and the bot's lives in it."""

    def __init__(
        self, sandbox: Sandbox, library: Library, bot: BotProcess, database: Path, chance: random.Random
    ) -> None:
        self._sandbox = sandbox
        self._library = library
        self._bot = bot
        self._database = database
        self._chance = chance
        # What a full text says comes some time after the first answer: before and after, other verdicts are right.
        two_verdicts = {text.arxiv_id for text in load_holdings().full_texts}
        self._crowd = Crowd(sandbox, sorted(library.papers.keys() - two_verdicts), chance)
        self._seen = Ledger({}, {})
        self._report = Report()

    async def live_and_die(self, moment: Moment) -> None:
        """The bot starts, people talk, and at that moment the process is gone."""
        await self._bot.spawn(self._settings())
        if moment is Moment.CAUGHT_UP:  # nobody disturbs it until then
            await self._bot.signed_in()
            await self._wait_until_caught_up()
        talking = asyncio.create_task(self._talk())
        going_wrong = asyncio.create_task(self._go_wrong())
        waiting = asyncio.create_task(self._wait_for(moment))
        tasks = (talking, going_wrong, waiting)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            await self._bot.kill()
            self._sandbox.faults.clear()
        for error in ended:  # people and troubles go on until they are cancelled
            if isinstance(error, TimeoutError):
                self._report.stuck.append(f"life {self._report.lives.total() + 1}, {moment}")
            elif isinstance(error, Exception):
                raise error
        self._report.lives[moment] += 1
        self._note_what_was_kept()

    def so_far(self) -> str:
        """How much was said, for people who wait."""
        replies = self._replies()
        n_open = len(self._unanswered(replies))
        return f"{len(self._crowd.pasted)} messages with links stand, {len(replies)} answers, {n_open} open"

    async def live_in_peace(self) -> None:
        """A last life: what is open is seen to, a few more links are answered, and it ends in order."""
        await self._bot.start(self._settings())
        for _ in range(N_LAST_WORDS):
            asked = await self._crowd.paste()
            await self._sandbox.next_message(reply_to=asked, timeout_s=SETTLE_TIMEOUT_S)
        n_open, since = self._n_open(), time.monotonic()
        while n_open and time.monotonic() - since < SETTLE_TIMEOUT_S:  # the reckoning names what is still open then
            await asyncio.sleep(TROUBLE_EVERY_S)
            if (n_left := self._n_open()) < n_open:  # however much there is to do, as long as it is being done
                n_open, since = n_left, time.monotonic()
        await self._bot.stop()

    def _n_open(self) -> int:
        kept, replies = read_ledger(self._database), self._replies()
        return len(kept.unsent) + len(kept.owed) + len(self._unanswered(replies)) + len(self._left_behind(replies))

    def _unanswered(self, replies: dict[int, list[Message]]) -> list[int]:
        """The messages that link papers and have no answer. What was said in a channel before its first answer may be
        missed: such a channel is not read back."""
        messages, first = self._sandbox.world.messages, self._crowd.first_answers
        return [
            asked
            for asked, papers in self._crowd.pasted.items()
            if papers and asked not in replies and asked > first.get(messages[asked].channel_id, asked)
        ]

    def _left_behind(self, replies: dict[int, list[Message]]) -> list[int]:
        return [asked for asked in replies if not self._crowd.pasted.get(asked)]

    def reckon(self) -> Report:
        """Compares what is in the chat and in the store with what was seen on the way."""
        report, kept = self._report, read_ledger(self._database)
        replies = self._replies()
        report.n_pasted = len(self._crowd.pasted) + len(self._crowd.deleted)
        report.n_deleted = len(self._crowd.deleted)
        report.n_answered = len(replies)
        report.n_pointed = sum(POINTS in answer.content for answers in replies.values() for answer in answers)
        report.doubled = [asked for asked, answers in replies.items() if len(answers) > 1]
        report.unanswered = self._unanswered(replies)
        report.unanswered += [asked for asked in kept.replies if asked not in replies]
        report.left_behind = self._left_behind(replies)
        report.wrong = [
            f"{answer.content or answer.text_of_embed!r} to {', '.join(self._crowd.pasted[asked])}"
            for asked, answers in replies.items()
            for answer in answers
            if self._crowd.pasted.get(asked)
            if not is_right(answer, [self._library.papers[each] for each in self._crowd.pasted[asked]])
        ]
        report.n_contributions = len(self._seen.contributions)
        report.lost = [
            key
            for key, row in self._seen.contributions.items()
            if kept.contributions.get(key) != row and not self._went_with_its_answer(key)
        ]
        acknowledged = self._acknowledged()
        report.n_acknowledged = len(acknowledged)
        report.lost_sources = sorted(acknowledged - kept.sources)
        report.refused_routes = list(self._sandbox.refused_routes)
        report.errors = list(self._errors())
        return report

    def _errors(self) -> Iterator[str]:
        """The log's lines that tell of errors; the last line of a life may be cut off."""
        for line in self._bot.log.read_text(encoding="utf-8").splitlines():
            with suppress(json.JSONDecodeError):
                if is_error(json.loads(line)):
                    yield line

    def _went_with_its_answer(self, key: str) -> bool:
        """Whether it is a reaction to a message that is gone."""
        message_id, *others = key.split()
        return bool(others) and int(message_id) not in self._sandbox.world.messages

    def _settings(self) -> dict[str, str]:
        """The bot's clock goes with the sandbox's, which moves between two lives."""
        settings = pwnc_settings(self._sandbox, self._library, self._database)
        return settings | {"AS_OF": self._sandbox.clock.now().isoformat()}

    async def _talk(self) -> None:
        await self._bot.signed_in()
        await self._crowd.act_on()

    async def _go_wrong(self) -> None:
        """One trouble after the other, as long as the bot is there to have it."""
        await self._bot.signed_in()
        while True:
            await asyncio.sleep(self._chance.expovariate(1 / TROUBLE_EVERY_S))
            if not self._sandbox.gateway.is_online:
                continue  # one trouble with the connection at a time, else it never gets to work
            trouble = self._chance.choice(list(Trouble))
            route = self._chance.choice((CREATE_MESSAGE, EDIT_MESSAGE, DELETE_MESSAGE))
            self._report.troubles[trouble] += 1
            match trouble:
                case Trouble.DROPPED:
                    self._sandbox.gateway.drop()
                case Trouble.NOT_RESUMED:
                    self._sandbox.gateway.sessions.clear()
                    self._sandbox.gateway.drop()
                    await asyncio.sleep(IDENTIFY_EVERY_S)
                case Trouble.LIMITED:
                    self._sandbox.faults.limit(route, self._chance.uniform(0.1, 1.0), times=2)
                case Trouble.FAILED:
                    route = self._chance.choice((route, READ_MESSAGES))
                    self._sandbox.faults.fail(route, self._chance.choice((500, 502, 503)), times=2)
                case Trouble.OUTAGE:
                    guild = self._chance.choice(list(self._sandbox.world.guilds.values()))
                    self._sandbox.gateway.begin_outage(guild)
                    try:
                        await asyncio.sleep(OUTAGE_S)
                    finally:
                        self._sandbox.gateway.end_outage(guild)
                case Trouble.LOST:
                    self._sandbox.faults.lose_answer(route, times=2)

    async def _wait_for(self, moment: Moment) -> None:
        chance = self._chance
        if moment is Moment.STARTING:
            await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
            return
        await self._bot.signed_in()
        match moment:
            case Moment.SENT:
                await self._kill_at(chance.randint(1, 25), self._is_answer)
            case Moment.ACKNOWLEDGED:
                await self._kill_at(chance.randint(1, 6), self._is_acknowledgement)
            case Moment.SENDING:
                await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
                self._sandbox.faults.delay(CREATE_MESSAGE, HELD_UP_S, times=100)
                await asyncio.sleep(chance.uniform(0, HELD_UP_S))
            case Moment.BUSY:
                await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
            case Moment.CAUGHT_UP:
                await asyncio.sleep(chance.uniform(0, 1))

    async def _wait_until_caught_up(self) -> None:
        """Waits until the bot says that it heard everything."""
        before = read_ledger(self._database).heard
        with suppress(TimeoutError):
            async with asyncio.timeout(SETTLE_TIMEOUT_S):
                while read_ledger(self._database).heard == before:  # noqa: ASYNC110 - the file tells nobody
                    await asyncio.sleep(HELD_UP_S)
                return
        self._report.stuck.append(f"life {self._report.lives.total() + 1}: it did not catch up")

    async def _kill_at(self, n: int, fits: Callable[[object], bool]) -> None:
        """Kills within the `n`th event that fits: Discord has done what was asked, the bot has not heard of it."""
        left = n

        def notice(event: object) -> None:
            nonlocal left
            left -= fits(event)
            if left == 0:
                self._bot.kill_now()

        forget = self._sandbox.world.hub.listen(notice)
        try:
            await self._sandbox.until(lambda: left <= 0, SETTLE_TIMEOUT_S)
        finally:
            forget()

    def _is_answer(self, event: object) -> bool:
        return isinstance(event, MessageCreated) and event.message.author is self._sandbox.bot_user

    def _is_acknowledgement(self, event: object) -> bool:
        return isinstance(event, ReactionAdded) and event.user is self._sandbox.bot_user

    def _note_what_was_kept(self) -> None:
        if not self._database.exists():
            return
        kept, answered = read_ledger(self._database), self._replies()
        self._report.cut_after_send |= kept.unsent & answered.keys()
        self._report.cut_before_send |= kept.unsent - answered.keys()
        self._seen = Ledger(self._seen.replies | kept.replies, self._seen.contributions | kept.contributions)

    def _replies(self) -> dict[int, list[Message]]:
        """The bot's messages by the message that they answer; what it tells people privately is none."""
        world = self._sandbox.world
        replies: dict[int, list[Message]] = {}
        for message in world.messages.values():
            if message.author is self._sandbox.bot_user and world.channels[message.channel_id].guild_id is not None:
                replies.setdefault(message.reply_to or 0, []).append(message)
        return replies

    def _acknowledged(self) -> set[int]:
        """The messages that the bot has taken for contributions; what it refused has another mark."""
        bot_id = self._sandbox.bot_user.id
        messages = self._sandbox.world.messages.values()
        return {
            each.id
            for each in messages
            if any(bot_id in sign.user_ids and sign.name in TAKEN for sign in each.reactions)
        }
