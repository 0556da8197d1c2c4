"""People who paste links, change and delete what they said, answer the bot and react: on and on, as chance has it."""

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
    """Twenty-four people in two servers. `pasted` holds the papers that each message links by now, by its id, and
    none where the links were taken out; a deleted message is in `deleted` instead."""

    def __init__(self, sandbox: Sandbox, arxiv_ids: Sequence[str], chance: random.Random) -> None:
        self.pasted: dict[int, tuple[str, ...]] = {}
        self.deleted: set[int] = set()
        self.first_answers: dict[int, int] = {}
        self._edited: set[int] = set()
        self._arxiv_ids = arxiv_ids
        self._chance = chance
        self._people = self._gather(sandbox)
        self._channels: list[Channel] = list(sandbox.channels.values())
        self._answers: list[tuple[Message, str]] = []
        self._said: list[tuple[Person, Message]] = []
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
        """Remembers the first answer in each channel, and answers about one paper: only they can be corrected."""
        if isinstance(event, MessageCreated) and event.message.author.bot:
            self.first_answers.setdefault(event.message.channel_id, event.message.id)
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
        chance = self._chance.random()
        if chance < 0.5 or not self._answers:
            await self.paste()
        elif chance < 0.6:
            await self._edit()
        elif chance < 0.68:
            await self._delete()
        else:
            await self._correct()

    async def paste(self) -> Message:
        """Somebody links one paper or several."""
        arxiv_ids = self._choose()
        person = self._chance.choice(self._people)
        message = await person.say(self._chance.choice(self._channels), _text(arxiv_ids))
        self.pasted[message.id] = arxiv_ids
        self._said.append((person, message))
        return message

    def _choose(self) -> tuple[str, ...]:
        return tuple(self._chance.sample(self._arxiv_ids, k=self._chance.choice(N_LINKED)))

    async def _edit(self) -> None:
        """Somebody links other papers in what they said of late, or none."""
        person, message = self._chance.choice(self._said[-N_RECENT:])
        if message.id in self.pasted:
            arxiv_ids = self._choose() if self._chance.random() < 0.8 else ()
            self.pasted[message.id] = arxiv_ids
            self._edited.add(message.id)
            await person.edit(message, _text(arxiv_ids) or "never mind")

    async def _delete(self) -> None:
        """Somebody takes back what they said of late."""
        person, message = self._chance.choice(self._said[-N_RECENT:])
        if self.pasted.pop(message.id, None) is not None:
            self.deleted.add(message.id)
            await person.delete(message)

    async def _correct(self) -> None:
        """Somebody corrects one of the latest answers, whatever became of the bot that gave it; each thing once.

        Answers to edited messages are left alone: until the bot follows they show another paper, and a second venue
        for that one would rightly take the place of the person's first.
        """
        answer, arxiv_id = self._chance.choice(self._answers[-N_RECENT:])
        asked = answer.reply_to or 0
        if answer.deleted or asked in self._edited or self.pasted.get(asked) != (arxiv_id,):
            return
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


def _text(arxiv_ids: Sequence[str]) -> str:
    return "\n".join(f"https://arxiv.org/abs/{arxiv_id}" for arxiv_id in arxiv_ids)
