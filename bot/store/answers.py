"""Answers: the intention before the send, the sent message after it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.models import Answer, AnswerForm, PaperLink
from bot.store._codec import from_json, from_ms, load_queries, to_json, to_ms
from bot.store._database import Database

MOST_AT_ONCE = 2_000
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
                channel_id=answer.channel_id,
                guild_id=answer.guild_id,
                asker_id=answer.asker_id,
                **_intended(answer),
            )
        return row is not None

    async def renew_intention(self, answer: Answer) -> bool:
        """The same where an earlier answer to the trigger was taken away; False when there is none."""
        async with self._database.write_once() as connection:
            row = await _queries.renew_intention(connection, **_intended(answer))
        return row is not None

    async def record_again(self, trigger_id: int, intended_at: datetime) -> None:
        """Keeps that an answer which was not sent is intended from now on."""
        async with self._database.write_once() as connection:
            await _queries.record_again(connection, trigger_id=trigger_id, intended_at=to_ms(intended_at))

    async def record_sent(
        self,
        trigger_id: int,
        reply_id: int,
        sent_at: datetime,
        *,
        shown_at: datetime | None = None,
        reply_channel_id: int = 0,
    ) -> None:
        """Keeps which message the answer became, and as of when that is complete (None: an edit is owed)."""
        async with self._database.write_once() as connection:
            await _queries.record_sent(
                connection,
                trigger_id=trigger_id,
                reply_id=reply_id,
                reply_channel_id=reply_channel_id,
                sent_at=to_ms(sent_at),
                shown_at=to_ms(shown_at) if shown_at else 0,
            )

    async def record_shown(self, trigger_id: int, shown_at: datetime | None) -> None:
        """Keeps as of when the message shows all that is known (None: an edit is owed)."""
        async with self._database.write_once() as connection:
            await _queries.record_shown(connection, trigger_id=trigger_id, shown_at=to_ms(shown_at) if shown_at else 0)

    async def get_by_reply(self, reply_id: int) -> Answer | None:
        """The answer that is the bot's message `reply_id`, or None when that message is no answer."""
        async with self._database.read() as connection:
            row = await _queries.get_answer_by_reply(connection, reply_id=reply_id)
        return _answer(row) if row else None

    async def get_to(self, trigger_id: int) -> Answer | None:
        """The answer to the message `trigger_id`, also a removed one, or None when that was never answered."""
        async with self._database.read() as connection:
            row = await _queries.get_answer_to(connection, trigger_id=trigger_id)
        return _answer(row) if row else None

    async def change(self, answer: Answer) -> None:
        """Keeps which papers the answer is about now, and in which form; an edit is owed then."""
        async with self._database.write_once() as connection:
            await _queries.change_answer(
                connection,
                trigger_id=answer.trigger_id,
                papers=to_json(answer.papers),
                spoiler=int(answer.spoiler),
                form=answer.form,
                pointed=to_json(answer.pointed),
            )

    async def freeze(self, trigger_id: int) -> None:
        """Keeps that the answer stays as it is."""
        async with self._database.write_once() as connection:
            await _queries.freeze_answer(connection, trigger_id=trigger_id)

    async def get_unsent(self) -> tuple[Answer, ...]:
        """Answers that are not known to be sent, oldest first."""
        async with self._database.read() as connection:
            return tuple([_answer(row) async for row in _queries.get_unsent_answers(connection)])

    async def get_owed(self, contributed_since: datetime) -> tuple[Answer, ...]:
        """Answers that do not show all that is known: incomplete ones, and those with a contribution that was made
        since then and is not shown."""
        async with self._database.read() as connection:
            rows = [row async for row in _queries.get_owed_answers(connection)]
            rows += [row async for row in _queries.get_overtaken_answers(connection, since=to_ms(contributed_since))]
        return tuple({row["trigger_id"]: _answer(row) for row in rows}.values())

    async def owe_edits(self, arxiv_id: str, since: datetime, most: int) -> tuple[Answer, ...]:
        """Keeps that the answers about the paper since then show too little now, the newest `most` of them; gives
        them, those too that are not known to be sent yet."""
        paper = f'%"arxiv_id":"{arxiv_id}"%'
        async with self._database.write_once() as connection:
            rows = _queries.owe_edits(connection, paper=paper, since=to_ms(since), most=most)
            return tuple([_answer(row) async for row in rows])

    async def get_in(self, channel_id: int, since: datetime) -> tuple[Answer, ...]:
        """The answers in a channel since then that stand there, oldest first."""
        async with self._database.read() as connection:
            rows = _queries.get_answers_in(connection, channel_id=channel_id, since=to_ms(since))
            return tuple([_answer(row) async for row in rows])

    async def get_in_thread(self, thread_id: int) -> tuple[Answer, ...]:
        """The answers that stand in a thread, to messages outside of it, oldest first."""
        async with self._database.read() as connection:
            rows = _queries.get_answers_in_thread(connection, thread_id=thread_id)
            return tuple([_answer(row) async for row in rows])

    async def get_since(self, since: datetime, *, most: int = MOST_AT_ONCE) -> tuple[Answer, ...]:
        """The answers since then that stand in the chat, the newest `most` of them, by channel and trigger."""
        async with self._database.read() as connection:
            rows = _queries.get_answers_since(connection, since=to_ms(since), most=most)
            return tuple([_answer(row) async for row in rows])

    async def get_reactions(self, reply_id: int) -> frozenset[tuple[int, str]]:
        """Who has which sign under the answer, as far as it is kept: a verdict, agreement or doubt."""
        async with self._database.read() as connection:
            rows = _queries.get_kept_reactions(connection, answer_id=reply_id)
            return frozenset([(row["user_id"], row["sign"]) async for row in rows])

    async def is_contribution(self, message_id: int) -> bool:
        """Whether a contribution that the message carried is kept."""
        async with self._database.read() as connection:
            return await _queries.get_contribution_of(connection, source_id=message_id) is not None

    async def get_channels(self, since: datetime) -> dict[int, int]:
        """The channels with an answer since then, each with its guild (0: a direct message)."""
        async with self._database.read() as connection:
            rows = _queries.get_answered_channels(connection, since=to_ms(since))
            return {row["channel_id"]: row["guild_id"] async for row in rows}

    async def get_guilds(self) -> frozenset[int]:
        """The guilds that any answer is kept of."""
        async with self._database.read() as connection:
            return frozenset([row["guild_id"] async for row in _queries.get_answered_guilds(connection)])

    async def remove(self, answer: Answer, removed_at: datetime) -> None:
        """Keeps that the answer is to be taken away and what it was about: its message is not answered again."""
        async with self._database.write_once() as connection:
            await _queries.remove_answer(
                connection,
                trigger_id=answer.trigger_id,
                papers=to_json(answer.papers),
                removed_at=to_ms(removed_at),
            )

    async def record_taken_away(self, trigger_id: int) -> None:
        """Keeps that a removed answer is gone from the chat."""
        async with self._database.write_once() as connection:
            await _queries.record_taken_away(connection, trigger_id=trigger_id)

    async def get_to_take_away(self) -> tuple[Answer, ...]:
        """Removed answers that are not known to be gone from the chat, oldest first."""
        async with self._database.read() as connection:
            return tuple([_answer(row) async for row in _queries.get_answers_to_take_away(connection)])

    async def forget(self, trigger_id: int) -> None:
        """Drops the row of an answer that is gone from the chat; its channel stays known as one with answers."""
        async with self._database.write() as connection:
            await _queries.keep_channel(connection, trigger_id=trigger_id)
            await _queries.forget_answer(connection, trigger_id=trigger_id)

    async def forget_channel(self, channel_id: int) -> None:
        """Drops the answers in a channel or thread that is gone."""
        async with self._database.write() as connection:
            await _queries.forget_answered_channel(connection, channel_id=channel_id)
            await _queries.forget_channel(connection, channel_id=channel_id)

    async def forget_guild(self, guild_id: int) -> None:
        """Drops the answers in a guild that the bot is no member of any more."""
        async with self._database.write() as connection:
            await _queries.forget_channels_of(connection, guild_id=guild_id)
            await _queries.forget_guild(connection, guild_id=guild_id)

    async def forget_removed(self, before: datetime) -> None:
        """Drops the rows of answers that were taken away before then, and channels without an answer since then."""
        async with self._database.write() as connection:
            await _queries.forget_channels_before(connection, before=to_ms(before))
            await _queries.forget_removed(connection, before=to_ms(before))

    async def get_about(self, arxiv_id: str, since: datetime) -> tuple[Answer, ...]:
        """The answers that stand and were sent after `since` about a paper, newest first."""
        async with self._database.read() as connection:
            rows = _queries.get_answers_about(connection, pattern=f'%"{arxiv_id}"%', since=to_ms(since))
            return tuple([_answer(row) async for row in rows])


def _intended(answer: Answer) -> dict[str, Any]:
    return {
        "trigger_id": answer.trigger_id,
        "papers": to_json(answer.papers),
        "spoiler": int(answer.spoiler),
        "intended_at": to_ms(answer.intended_at),
        "form": answer.form,
        "pointed": to_json(answer.pointed),
    }


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
        form=AnswerForm(row["form"]),
        pointed=from_json(row["pointed"], tuple[str, ...]),
        reply_channel_id=row["reply_channel_id"],
        is_frozen=bool(row["frozen"]),
        is_removed=row["removed_at"] is not None,
    )
