"""Answers: the intention before the send, the sent message after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.models import Answer, PaperLink
from bot.store._codec import from_json, from_ms, load_queries, to_json, to_ms
from bot.store._sqlite import Database

_queries = load_queries("answers")


class AnswerRows:
    """One row for each message or interaction that is answered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record_intention(self, answer: Answer) -> bool:
        """Keeps that `answer` is going to be sent; False when its trigger has a row, and must not be answered."""
        async with self._database.write_once() as connection:
            row = await _queries.record_intention(
                connection,
                trigger_id=answer.trigger_id,
                channel_id=answer.channel_id,
                guild_id=answer.guild_id,
                asker_id=answer.asker_id,
                papers=to_json(answer.papers),
                spoiler=int(answer.spoiler),
                intended_at=to_ms(answer.intended_at),
            )
        return row is not None

    async def record_sent(self, trigger_id: int, reply_id: int, sent_at: datetime) -> None:
        """Keeps which message the answer became."""
        async with self._database.write_once() as connection:
            await _queries.record_sent(connection, trigger_id=trigger_id, reply_id=reply_id, sent_at=to_ms(sent_at))

    async def get_by_reply(self, reply_id: int) -> Answer | None:
        """The answer that is the bot's message `reply_id`, or None when that message is no answer."""
        async with self._database.read() as connection:
            row = await _queries.get_answer_by_reply(connection, reply_id=reply_id)
        return _answer(row) if row else None

    async def get_to(self, trigger_id: int) -> Answer | None:
        """The answer to the message `trigger_id`, or None when that was never answered."""
        async with self._database.read() as connection:
            row = await _queries.get_answer_to(connection, trigger_id=trigger_id)
        return _answer(row) if row else None

    async def change_papers(self, answer: Answer) -> None:
        """Keeps which papers the answer is about now."""
        async with self._database.write_once() as connection:
            await _queries.change_papers(
                connection,
                trigger_id=answer.trigger_id,
                papers=to_json(answer.papers),
                spoiler=int(answer.spoiler),
            )

    async def get_unsent(self) -> tuple[Answer, ...]:
        """Answers that are not known to be sent, oldest first."""
        async with self._database.read() as connection:
            return tuple([_answer(row) async for row in _queries.get_unsent_answers(connection)])

    async def forget(self, trigger_id: int) -> None:
        """Drops the row of an answer that is gone from the chat."""
        async with self._database.write_once() as connection:
            await _queries.forget_answer(connection, trigger_id=trigger_id)


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer(
        trigger_id=row["trigger_id"],
        channel_id=row["channel_id"],
        guild_id=row["guild_id"],
        asker_id=row["asker_id"],
        papers=from_json(row["papers"], tuple[PaperLink, ...]),
        intended_at=from_ms(row["intended_at"]),
        spoiler=bool(row["spoiler"]),
        reply_id=row["reply_id"],
    )
