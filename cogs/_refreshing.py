"""Answers shown anew when something about their paper changed: bundled, paced, the newest first."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import discord

from bot.client import PwncBot
from bot.models import Answer
from cogs._answers import refresh_answer
from cogs._sending import LOST

log = logging.getLogger(__name__)

EDIT_PAUSE_S = 1.0  # between two edits of one answer, and between the answers of one paper
SHOWN_ANEW_FOR = timedelta(days=7)


class Refresher:
    """Edits answers soon; what changes while an edit runs, or just after it, shares the next one."""

    def __init__(self, bot: PwncBot) -> None:
        self._bot = bot
        self._changed: dict[int, Answer] = {}
        self._changed_papers: set[tuple[str, int | None]] = set()
        self._tasks: dict[object, asyncio.Task[None]] = {}

    async def close(self) -> None:
        """Ends what runs."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def refresh(self, answer: Answer) -> None:
        """Shows one answer anew."""
        key = answer.reply_id or answer.trigger_id
        self._changed[key] = answer
        self._start(key, f"refresh {key}")

    def refresh_paper(self, arxiv_id: str, place_id: int | None) -> None:
        """Shows the answers of the last seven days about a paper anew: in one place, or (None) everywhere."""
        key = (arxiv_id, place_id)
        self._changed_papers.add(key)
        if key not in self._tasks:
            self._keep(key, asyncio.create_task(self._edit_paper(arxiv_id, place_id), name=f"refresh {arxiv_id}"))

    def _start(self, key: int, name: str) -> None:
        if key not in self._tasks:
            self._keep(key, asyncio.create_task(self._edit(key), name=name))

    def _keep(self, key: object, task: asyncio.Task[None]) -> None:
        self._tasks[key] = task
        task.add_done_callback(lambda _: self._tasks.pop(key, None))

    async def _edit_paper(self, arxiv_id: str, place_id: int | None) -> None:
        """Once more when something changed meanwhile: an answer that was passed may show what is no longer so."""
        while (arxiv_id, place_id) in self._changed_papers:
            self._changed_papers.discard((arxiv_id, place_id))
            since = self._bot.clock() - SHOWN_ANEW_FOR
            for answer in await self._bot.store.answers.get_about(arxiv_id, since):
                if place_id in (None, answer.place_id):
                    self.refresh(answer)
                    await asyncio.sleep(EDIT_PAUSE_S)

    async def _edit(self, key: int) -> None:
        while answer := self._changed.pop(key, None):
            try:
                await refresh_answer(self._bot, answer)
            except discord.Forbidden as error:  # a place that the bot was brought to by its user, or shut out of since
                log.info("the answer %d may not be edited: %s", key, error)
            except (discord.HTTPException, *LOST) as error:
                log.warning("the answer %d could not be edited: %s", key, error)
            await asyncio.sleep(EDIT_PAUSE_S)
