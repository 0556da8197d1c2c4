"""The real process under load and trouble for a long time; then whether it has kept anything that it should not have.

Memory is flat when the slope over messages, after the first third, is below MOST_BYTES_PER_MESSAGE: the least that
Python can keep of a message, an integer in a set, takes about that much, so a leak of any kind shows.
"""

from __future__ import annotations

import asyncio
import random
import socket
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from bot.sandbox import Sandbox
from bot.sandbox.events import MessageCreated
from bot.sandbox.library import Library
from bot.sandbox.model import Message
from bot.services import make_clock
from tests.benchmarks.processes import BotProcess, pwnc_settings
from tests.soak.gauges import Counters, Sample, growth_per_message, read_counters, take_sample
from tests.soak.log import find_amiss
from tests.soak.people import People
from tests.soak.stock import stock
from tests.soak.troubles import IN_FLIGHT_S, Trouble, Troubles
from tests.torture.ledger import read_ledger

MOST_BYTES_PER_MESSAGE = 60
LEAST_MESSAGES = 20_000  # for a slope: the allocator's steps hide what fewer leave behind
WARM_UP = 1 / 3
SAMPLE_EVERY_S = 5.0
NEW_PAPERS_PER_S = 3
LOOK_AGAIN_S = 0.2
SETTLE_WITHIN_S = 120.0
MOST_STOP_S = 10.0
LEAST_OF_RATE = 0.9


@dataclass(slots=True)
class Report:
    """What was done, measured and found; `failures` is empty when everything held."""

    seconds: float = 0.0
    done: Counter[str] = field(default_factory=Counter)
    troubles: Counter[Trouble] = field(default_factory=Counter)
    samples: list[Sample] = field(default_factory=list)
    n_idle_tasks: tuple[int, int] = (0, 0)
    n_idle_fds: tuple[int, int] = (0, 0)
    bytes_per_message: float | None = None
    verdicts: Counter[str] = field(default_factory=Counter)
    counted: dict[str, str] = field(default_factory=dict)
    stop_s: float = 0.0
    failures: list[str] = field(default_factory=list)

    def check(self, holds: bool, otherwise: str) -> None:
        """Notes what does not hold."""
        if not holds:
            self.failures.append(otherwise)

    def lines(self) -> list[str]:
        """The report for people."""
        first, last = self.samples[0], self.samples[-1]
        growth = "too short to tell" if self.bytes_per_message is None else f"{self.bytes_per_message:+.1f} bytes"
        n_messages = self.done["messages"] + self.done["messages with links"]
        return [
            f"{self.seconds:.0f} s, {n_messages / self.seconds:.1f} messages/s by people",
            "done: " + ", ".join(f"{n} {what}" for what, n in sorted(self.done.items())),
            "meanwhile: " + ", ".join(f"{n} {what}" for what, n in sorted(self.troubles.items())),
            f"memory: {first.rss_bytes / 1e6:.1f} MB at the start, {last.rss_bytes / 1e6:.1f} MB at the end, "
            f"{max(s.rss_bytes for s in self.samples) / 1e6:.1f} MB at most",
            f"memory for each message heard, after the first third: {growth} (at most {MOST_BYTES_PER_MESSAGE})",
            f"tasks at rest: {self.n_idle_tasks[0]} before, {self.n_idle_tasks[1]} after, "
            f"{max(s.n_tasks for s in self.samples)} at most",
            f"open files at rest: {self.n_idle_fds[0]} before, {self.n_idle_fds[1]} after, "
            f"{max(s.n_fds for s in self.samples)} at most; "
            f"to services at most {max(s.n_service_sockets for s in self.samples)}",
            f"store: {first.store_bytes / 1e6:.1f} MB at the start, {last.store_bytes / 1e6:.1f} MB at the end",
            f"processor: {100 * (last.cpu_s - first.cpu_s) / (last.at_s - first.at_s or 1):.0f}% of one core",
            "answers: " + ", ".join(f"{n} {what}" for what, n in self.verdicts.most_common()),
            *(f"{what}: {numbers}" for what, numbers in self.counted.items()),
            f"stopped in {self.stop_s:.2f} s",
            *(f"NOT IN ORDER: {each[:2000]}" for each in self.failures),
            *(() if self.failures else ("everything in order",)),
        ]


async def soak(folder: Path, *, seconds: float, per_s: float, seed: int) -> Report:
    """Load for `seconds`, then rest, then the reckoning."""
    async with AsyncExitStack() as stack:
        library = await stack.enter_async_context(Library(holdings=stock(int(seconds * NEW_PAPERS_PER_S) + 100)))
        sandbox = await stack.enter_async_context(Sandbox(library=library, clock=make_clock(library.as_of)))
        sandbox.limits.lift()
        bot = BotProcess(sandbox, folder, "bot", "run")
        stack.push_async_callback(bot.kill)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        session = await stack.enter_async_context(aiohttp.ClientSession(f"http://127.0.0.1:{port}"))
        run = Soak(sandbox, library, bot, session, random.Random(seed))
        await bot.start(run.settings(port))
        return await run.go(seconds, per_s)


class Soak:
    """One run: sandbox, library, the bot's process and its store."""

    def __init__(
        self, sandbox: Sandbox, library: Library, bot: BotProcess, session: aiohttp.ClientSession, chance: random.Random
    ) -> None:
        self._sandbox = sandbox
        self._library = library
        self._bot = bot
        self._session = session
        self._database = bot.folder / "pwnc.db"
        self._people = People(sandbox, list(library.papers), chance)
        self._troubles = Troubles(sandbox, library, random.Random(chance.random()))
        self._created: list[tuple[float, bool]] = []  # when a message came, and whether it is the bot's own reply
        self._report = Report()
        sandbox.world.hub.listen(self._notice)

    def settings(self, monitor_port: int) -> dict[str, str]:
        """The bot's, with everything that can leave something open switched on."""
        return {
            **pwnc_settings(self._sandbox, self._library, self._database),
            "MONITOR_PORT": str(monitor_port),
            "LOG_LEVEL": "INFO",
            "ARXIV_PAGES_INTERVAL_S": "0.2",
            "PYTHONWARNINGS": "always::ResourceWarning",
        }

    async def go(self, seconds: float, per_s: float) -> Report:
        """All of it."""
        report = self._report
        async for said in self._people.greet():
            await self._sandbox.next_message(reply_to=said)
        before = await self._rest(None)
        await self._load(seconds, per_s)
        await self._settle()
        after = await self._rest(int(before["pwnc_tasks"]))
        report.n_idle_tasks = int(before["pwnc_tasks"]), int(after["pwnc_tasks"])
        report.n_idle_fds = int(before["process_open_fds"]), int(after["process_open_fds"])
        report.done, report.troubles = self._people.done, self._troubles.made
        n_messages = report.done["messages"] + report.done["messages with links"]
        report.check(n_messages >= LEAST_OF_RATE * seconds * per_s, f"only {n_messages} messages were said")
        report.check(report.n_idle_tasks[1] <= report.n_idle_tasks[0], "tasks are left over")
        self._reckon_memory()
        self._reckon_chat()
        self._reckon_commands()
        self._reckon_counters(after)
        await self._stop()
        amiss = find_amiss(self._bot.log, [self._people.secret, self._sandbox.token])
        report.failures += [f"in the log, {kind} ({n} times)" for kind, n in Counter(amiss).items()]
        report.check(not self._sandbox.refused_routes, f"unknown routes: {self._sandbox.refused_routes}")
        return report

    def _notice(self, event: object) -> None:
        if isinstance(event, MessageCreated) and event.message.shown_to is None:
            message = event.message
            self._created.append((time.monotonic(), message.author.bot and message.reply_to is not None))

    # --- load and rest ---

    async def _load(self, seconds: float, per_s: float) -> None:
        began = time.monotonic()
        work = [
            asyncio.create_task(self._people.talk(per_s)),
            asyncio.create_task(self._troubles.go_on()),
            asyncio.create_task(self._watch(began)),
        ]
        done, _ = await asyncio.wait(work, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        for task in done:  # they go on until they are cancelled: this one failed
            task.result()
        self._report.seconds = time.monotonic() - began
        self._troubles.end()
        await self._people.fall_silent()

    async def _watch(self, began: float) -> None:
        service_port = int(self._library.settings["GITHUB_API_URL"].split(":")[2].split("/")[0])
        while True:
            counters = await read_counters(self._session)
            at_s = time.monotonic() - began
            self._report.samples.append(take_sample(at_s, self._bot.pid, counters, service_port, self._database))
            await asyncio.sleep(SAMPLE_EVERY_S)

    async def _settle(self) -> None:
        """What is open is seen to; what stays open for too long is named by the reckoning."""
        await self._until(self._is_settled)

    def _is_settled(self) -> bool:
        kept, replies = read_ledger(self._database), self._replies()
        wanted = {asked for asked, papers in self._people.pasted.items() if papers}
        return not (kept.unsent or kept.owed or wanted - replies.keys() or self._left_behind(replies))

    async def _rest(self, n_tasks: int | None) -> Counters:
        """The counters once nothing is under way: no full text waits, no scan runs, as few tasks as `n_tasks`."""
        await self._sandbox.gateway.settled()
        counters = await read_counters(self._session)
        lasted, least = 0, counters["pwnc_tasks"]
        with suppress(TimeoutError):
            async with asyncio.timeout(SETTLE_WITHIN_S):
                while lasted < 10 if n_tasks is None else counters["pwnc_tasks"] > n_tasks:
                    await asyncio.sleep(LOOK_AGAIN_S)
                    counters = await read_counters(self._session)
                    lasted = lasted + 1 if counters["pwnc_tasks"] >= least else 0
                    least = min(least, counters["pwnc_tasks"])
        return counters

    async def _until(self, holds: Callable[[], bool]) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(SETTLE_WITHIN_S):
                while not holds():  # noqa: ASYNC110 - the store's file tells nobody that it changed
                    await asyncio.sleep(LOOK_AGAIN_S)

    async def _stop(self) -> None:
        began = time.monotonic()
        code = await self._bot.stop()
        self._report.stop_s = time.monotonic() - began
        self._report.check(code == 0, f"it ended with code {code}")
        self._report.check(self._report.stop_s <= MOST_STOP_S, f"it took {self._report.stop_s:.1f} s to stop")

    # --- the reckoning ---

    def _reckon_memory(self) -> None:
        samples = self._report.samples
        warm = [sample for sample in samples if sample.at_s >= WARM_UP * self._report.seconds]
        if len(warm) < 2 or warm[-1].n_messages - warm[0].n_messages < LEAST_MESSAGES:
            return
        growth = self._report.bytes_per_message = growth_per_message(warm)
        self._report.check(growth <= MOST_BYTES_PER_MESSAGE, f"memory grows by {growth:.0f} bytes a message")

    def _replies(self) -> dict[int, list[Message]]:
        replies: dict[int, list[Message]] = {}
        for message in self._sandbox.world.messages.values():
            if message.author is self._sandbox.bot_user and message.reply_to:
                replies.setdefault(message.reply_to, []).append(message)
        return replies

    def _left_behind(self, replies: dict[int, list[Message]]) -> set[int]:
        nothing = {asked for asked, papers in self._people.pasted.items() if not papers}
        return replies.keys() & (nothing | self._people.deleted)

    def _reckon_chat(self) -> None:
        replies, pasted, report = self._replies(), self._people.pasted, self._report
        doubled = {asked: len(answers) for asked, answers in replies.items() if len(answers) > 1}
        report.check(not doubled, f"messages with several answers: {doubled}")
        unanswered = {asked for asked, papers in pasted.items() if papers and asked not in replies}
        report.check(not unanswered, f"messages without an answer: {sorted(unanswered)}")
        left = self._left_behind(replies)
        report.check(not left, f"answers to what links nothing any more: {sorted(left)}")
        for asked, papers in pasted.items():
            if len(papers) == 1 and asked in replies:
                report.verdicts[self._kind(replies[asked][0], papers[0])] += 1
        wrong = [kind for kind in report.verdicts if kind.startswith("wrong")]
        report.check(not wrong, f"verdicts that are not right: {wrong}")

    def _kind(self, answer: Message, arxiv_id: str) -> str:
        """Whether the answer about one paper says what it should; services that failed leave it in the fog."""
        text = f"{answer.content} {answer.text_of_embed}"
        paper = self._library.papers.get(arxiv_id)
        if paper is None:
            return "about no paper" if arxiv_id in text else f"wrong: {arxiv_id} {text[:80]}"
        if paper.verdict.heading in text or paper.verdict.look.label in text:
            return "right"
        if "In the Fog" in text or "could not be" in text:
            return "in the fog"
        return f"wrong: {arxiv_id} is {paper.verdict}, not {answer.content[:60]!r}"

    def _reckon_commands(self) -> None:
        """What people used while the bot was connected has an answer, the moments around a lost connection aside."""
        away = self._troubles.away
        unheard = [
            name
            for name, at in self._people.unheard
            if not any(began - IN_FLIGHT_S <= at <= ended + IN_FLIGHT_S for began, ended in away)
        ]
        n_unheard = len(self._people.unheard)
        self._report.counted["used and not answered"] = f"{n_unheard}, {n_unheard - len(unheard)} of them while away"
        self._report.check(not unheard, f"used and not answered while it was connected: {Counter(unheard)}")

    def _reckon_counters(self, after: Counters) -> None:
        """What the process has counted beside what the chat shows. What was said while a session was lost is not heard;
        replies are told again when the bot catches up with that."""
        deaf = self._troubles.deaf
        n_replies = self._report.done["replies to answers"]
        for what, name, times, more in (
            ("messages", "pwnc_messages_total", [at for at, _ in self._created], n_replies),
            ("answers", "pwnc_answer_seconds_count", [at for at, is_answer in self._created if is_answer], 0),
        ):
            lost = sum(any(began <= at < ended for began, ended in deaf) for at in times)
            perhaps = sum(any(began - IN_FLIGHT_S <= at < began for began, _ in deaf) for at in times)
            most, least, counted = len(times) - lost + more, len(times) - lost - perhaps, int(after[name])
            self._report.counted[f"{what} counted"] = f"{counted} of {len(times)}, {lost} while its session was lost"
            self._report.check(least <= counted <= most, f"{what}: {counted} counted, not {least} to {most}")
