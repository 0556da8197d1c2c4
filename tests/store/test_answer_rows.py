"""The rows of answers: what stands in the chat, what is owed to it, and what was taken away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.models import (
    Answer,
    AnswerForm,
    Contribution,
    ContributionEvent,
    ContributionKind,
    ContributionState,
    ContributionWay,
    Decider,
    PaperLink,
)
from bot.store import Store, open_store

NOW = datetime(2026, 11, 24, 12, 0, 0, 123000, tzinfo=UTC)
ANSWER = Answer(
    trigger_id=10**18,
    channel_id=2,
    guild_id=3,
    asker_id=4,
    papers=(PaperLink("1706.03762", 2), PaperLink("math/0309136")),
    intended_at=NOW,
    form=AnswerForm.COMPACT,
    pointed=("math/0309136",),
)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite:///{tmp_path / 'pwnc.db'}") as opened:
        yield opened


async def test_a_sent_answer_is_found_by_both_its_messages(store: Store) -> None:
    """By the message that was answered and by the reply, in the thread where that stands."""
    assert await store.answers.record_intention(ANSWER)
    assert await store.answers.get_unsent() == (ANSWER,)
    await store.answers.record_sent(ANSWER.trigger_id, 11, NOW, shown_at=NOW, reply_channel_id=12)
    sent = replace(ANSWER, reply_id=11, reply_channel_id=12)
    assert await store.answers.get_by_reply(11) == await store.answers.get_to(ANSWER.trigger_id) == sent
    assert await store.answers.get_unsent() == ()


async def test_an_answer_that_is_not_complete_is_owed_an_edit(store: Store) -> None:
    """Until it shows all that is known, and again when its papers change; a frozen one is left alone."""
    await store.answers.record_intention(ANSWER)
    assert await store.answers.get_owed(NOW) == ()
    await store.answers.record_sent(ANSWER.trigger_id, 11, NOW)
    sent = replace(ANSWER, reply_id=11)
    assert await store.answers.get_owed(NOW) == (sent,)
    await store.answers.record_shown(ANSWER.trigger_id, NOW)
    assert await store.answers.get_owed(NOW) == ()
    changed = replace(sent, papers=(PaperLink("1706.03762"),), form=AnswerForm.FULL, pointed=())
    await store.answers.change(changed)
    assert await store.answers.get_owed(NOW) == (changed,)
    await store.answers.freeze(ANSWER.trigger_id)
    assert await store.answers.get_owed(NOW) == ()
    assert await store.answers.get_by_reply(11) == replace(changed, is_frozen=True)


async def test_a_contribution_that_is_not_shown_is_owed_an_edit(store: Store) -> None:
    """One made after the answer's last edit, and not before the moment asked from."""
    await store.answers.record_intention(ANSWER)
    await store.answers.record_sent(ANSWER.trigger_id, 11, NOW, shown_at=NOW)
    later = NOW + timedelta(seconds=5)
    kind, way = ContributionKind.VENUE, ContributionWay.FORM
    await store.contributions.add(
        Contribution("4fk9tz", "1706.03762", kind, way, "ICML", 4, 3, 2, answer_id=11, created_at=later),
        ContributionEvent("4fk9tz", later, "propose", ContributionState.CHECKING, Decider.AUTHOR, 4, "ICML"),
    )
    assert [answer.reply_id for answer in await store.answers.get_owed(NOW)] == [11]
    assert await store.answers.get_owed(later + timedelta(seconds=1)) == ()
    await store.answers.record_shown(ANSWER.trigger_id, later + timedelta(seconds=1))
    assert await store.answers.get_owed(NOW) == ()


async def test_a_removed_answer_is_not_given_again_by_itself(store: Store) -> None:
    """Its row stays, so that the message counts as answered; only a renewed intention answers it again."""
    await store.answers.record_intention(ANSWER)
    await store.answers.record_sent(ANSWER.trigger_id, 11, NOW, shown_at=NOW)
    assert not await store.answers.renew_intention(ANSWER)
    await store.answers.remove(replace(ANSWER, reply_id=11), NOW)
    assert await store.answers.get_by_reply(11) is None
    assert not await store.answers.renew_intention(ANSWER)  # its deletion is still owed
    assert await store.answers.get_to_take_away() == (replace(ANSWER, reply_id=11, is_removed=True),)
    await store.answers.record_taken_away(ANSWER.trigger_id)
    assert await store.answers.get_to_take_away() == ()
    assert await store.answers.get_to(ANSWER.trigger_id) == replace(ANSWER, is_removed=True)
    assert await store.answers.get_unsent() == await store.answers.get_owed(NOW) == ()
    assert not await store.answers.record_intention(ANSWER)
    again = replace(ANSWER, papers=(PaperLink("2504.21051"),), pointed=(), intended_at=NOW + timedelta(hours=1))
    assert await store.answers.renew_intention(again)
    assert await store.answers.get_unsent() == (again,)


async def test_rows_of_removed_answers_go_in_time(store: Store) -> None:
    """Only those that were taken away before the moment named."""
    await store.answers.record_intention(ANSWER)
    await store.answers.remove(ANSWER, NOW)
    await store.answers.forget_removed(NOW)
    assert await store.answers.get_to(ANSWER.trigger_id)
    await store.answers.forget_removed(NOW + timedelta(milliseconds=1))
    assert await store.answers.get_to(ANSWER.trigger_id) is None


async def test_answers_by_place_and_time(store: Store) -> None:
    """What stands in a channel, in which channels and guilds anything stands, and that all of it can be dropped."""
    for n, (channel_id, guild_id) in enumerate([(2, 3), (2, 3), (5, 3), (6, 0)]):
        at = NOW + timedelta(hours=n)
        answer = replace(ANSWER, trigger_id=20 - n, channel_id=channel_id, guild_id=guild_id, intended_at=at)
        await store.answers.record_intention(answer)
        await store.answers.record_sent(20 - n, 30 + n, at, reply_channel_id=7 if n == 2 else 0)
    assert [answer.trigger_id for answer in await store.answers.get_in(2, NOW)] == [20, 19]
    assert [answer.trigger_id for answer in await store.answers.get_in(2, NOW + timedelta(minutes=1))] == [19]
    assert [answer.trigger_id for answer in await store.answers.get_since(NOW)] == [19, 20, 18, 17]
    assert [answer.trigger_id for answer in await store.answers.get_since(NOW, most=2)] == [18, 17]
    assert await store.answers.get_channels(NOW + timedelta(minutes=90)) == {5: 3, 6: 0}
    assert await store.answers.get_guilds() == {3}
    await store.answers.forget_channel(7)
    assert [answer.trigger_id for answer in await store.answers.get_since(NOW)] == [19, 20, 17]
    await store.answers.forget_guild(3)
    assert [answer.trigger_id for answer in await store.answers.get_since(NOW)] == [17]


async def test_until_when_it_was_there(store: Store) -> None:
    """By shard; None where it never was."""
    presence = store.presence
    assert await presence.get_alive(0, 2) is None
    for at in (NOW, NOW + timedelta(seconds=5)):
        await presence.record_alive(0, 2, at)
    assert await presence.get_alive(0, 2) == NOW + timedelta(seconds=5)
    assert await presence.get_alive(1, 2) is None


async def test_until_when_it_was_there_with_other_shards(store: Store) -> None:
    """Another number of shards takes over what all of the earlier ones heard, and so does the one before it again."""
    presence = store.presence
    await presence.record_alive(0, 1, NOW)
    assert await presence.get_alive(1, 2) == NOW
    await presence.record_alive(0, 2, NOW + timedelta(hours=1))
    assert await presence.get_alive(1, 2) == NOW
    assert await presence.get_alive(0, 1) == NOW
    await presence.record_alive(1, 2, NOW + timedelta(hours=2))
    assert await presence.get_alive(0, 1) == NOW + timedelta(hours=1)
    assert await presence.get_alive(1, 2) == NOW + timedelta(hours=2)
    assert await presence.get_alive(3, 4) == NOW + timedelta(hours=1)


async def test_a_channel_stays_known_without_its_answers(store: Store) -> None:
    """For as long as an answer there would count, unless the channel or its server is gone."""
    for channel_id, trigger_id in ((5, 1), (5, 2), (6, 3), (7, 4)):
        answer = replace(ANSWER, trigger_id=trigger_id, channel_id=channel_id, guild_id=channel_id % 2 + 8)
        at = NOW + timedelta(minutes=trigger_id)
        await store.answers.record_intention(replace(answer, intended_at=at))
    for trigger_id in (2, 1, 3, 4):
        await store.answers.forget(trigger_id)
    assert await store.answers.get_channels(NOW) == {5: 9, 6: 8, 7: 9}
    assert await store.answers.get_channels(NOW + timedelta(minutes=2)) == {5: 9, 6: 8, 7: 9}
    await store.answers.forget_channel(7)
    await store.answers.forget_guild(8)
    assert await store.answers.get_channels(NOW) == {5: 9}
    await store.answers.forget_removed(NOW + timedelta(hours=1))
    assert await store.answers.get_channels(NOW) == {}


async def test_a_server_is_told_once(store: Store) -> None:
    """Of each thing, until what it was told is forgotten."""
    assert await store.presence.record_notice(3, "send", NOW)
    assert not await store.presence.record_notice(3, "send", NOW)
    assert await store.presence.record_notice(3, "embeds", NOW)
    assert await store.presence.record_notice(4, "send", NOW)
    await store.presence.forget_notices(3)
    assert await store.presence.record_notice(3, "send", NOW)
