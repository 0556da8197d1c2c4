"""People who paste links, answer the bot with repositories, and react: on and on, as chance has it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

from bot.contributions.parsing import PROPOSABLE
from bot.sandbox import Sandbox
from bot.sandbox.events import MessageCreated
from bot.sandbox.model import Channel, Message
from bot.sandbox.people import Person
from bot.status import Status

N_READERS = 20
ACTS_PER_S = 40
N_RECENT = 12
N_LINKED = (1, 1, 1, 1, 1, 2, 3, 5, 12)


class Crowd:
    """Twenty-four people in two servers. `pasted` holds the papers of each message that links any, by its id."""

    def __init__(self, sandbox: Sandbox, arxiv_ids: Sequence[str], chance: random.Random) -> None:
        self.pasted: dict[int, tuple[str, ...]] = {}
        self._arxiv_ids = arxiv_ids
        self._chance = chance
        self._people = self._gather(sandbox)
        self._channels: list[Channel] = list(sandbox.channels.values())
        self._answers: list[tuple[Message, str]] = []
        self._spoken: set[tuple[int, int | None, str, bool]] = set()
        sandbox.world.hub.listen(self._notice)

    @staticmethod
    def _gather(sandbox: Sandbox) -> list[Person]:
        world = sandbox.world
        for number in range(N_READERS):
            reader = world.add_user(f"reader{number}", None, 0x9B6BDF)
            for guild in world.guilds.values():
                world.add_member(guild, reader)
        return list(sandbox.people.values())

    def _notice(self, event: object) -> None:
        """Remembers answers about one paper: only they can be corrected."""
        if isinstance(event, MessageCreated) and event.message.author.bot:
            papers = self.pasted.get(event.message.reply_to or 0, ())
            if len(papers) == 1:
                self._answers.append((event.message, papers[0]))

    async def act_on(self) -> None:
        """One act after the other, until it is cancelled."""
        while True:
            await self.act()
            await asyncio.sleep(self._chance.expovariate(ACTS_PER_S))

    async def act(self) -> None:
        """Somebody does something: more often than not, pastes links."""
        if self._chance.random() < 0.55:  # noqa: SIM114 - the chance is asked whether there are answers or not
            await self.paste()
        elif not self._answers:
            await self.paste()
        else:
            await self._correct()

    async def paste(self) -> Message:
        """Somebody links one paper or several."""
        arxiv_ids = tuple(self._chance.sample(self._arxiv_ids, k=self._chance.choice(N_LINKED)))
        text = "\n".join(f"https://arxiv.org/abs/{arxiv_id}" for arxiv_id in arxiv_ids)
        message = await self._chance.choice(self._people).say(self._chance.choice(self._channels), text)
        self.pasted[message.id] = arxiv_ids
        return message

    async def _correct(self) -> None:
        """Somebody corrects one of the latest answers, whatever became of the bot that gave it; each thing once."""
        answer, arxiv_id = self._chance.choice(self._answers[-N_RECENT:])
        person = self._chance.choice(self._people)
        is_reply = self._chance.choice((True, False))
        status: Status = self._chance.choice(PROPOSABLE)
        place = next(each.guild_id for each in self._channels if each.id == answer.channel_id)
        if (person.id, place, arxiv_id, is_reply) in self._spoken:
            return
        self._spoken.add((person.id, place, arxiv_id, is_reply))
        if is_reply:
            await person.say(answer.channel_id, f"venue: Crypt Letters x{len(self._spoken)}", reply_to=answer)
        else:
            await person.react(answer, status.look.emblem)
