"""What was answered in each channel of late: whether it is busy, and where a paper was answered already."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.models import Answer, AnswerForm
from bot.store import Store

BUSY_WINDOW = timedelta(minutes=10)
BUSY_FROM = 3  # the third answer within the window is the first small one
MOST_CHANNELS, MOST_ANSWERS, MOST_GONE = 1_000, 100, 200  # 600 bytes an answer
LONGEST_REPEAT_WINDOW = timedelta(days=30)


class Channel:
    """One channel: the moments of its latest answers, and for each paper the latest answer that shows it."""

    def __init__(self) -> None:
        self._moments: deque[datetime] = deque(maxlen=BUSY_FROM - 1)
        self._by_paper: dict[str, Answer] = {}
        self._shown_by: dict[int, tuple[str, ...]] = {}

    def note(self, answer: Answer, *, is_new: bool) -> None:
        """Remembers an answer that is intended (`is_new`), sent or changed."""
        self.forget(answer.trigger_id)
        if is_new:
            self._moments.append(answer.intended_at)
        if answer.form is AnswerForm.REACTION or answer.spoiler:
            return
        shown = tuple(link.arxiv_id for link in answer.papers if link.arxiv_id not in answer.pointed)
        if shown:
            self._shown_by[answer.trigger_id] = shown
            self._by_paper |= dict.fromkeys(shown, answer)
        if len(self._shown_by) > MOST_ANSWERS:
            self.forget(next(iter(self._shown_by)))

    def forget(self, trigger_id: int) -> None:
        """Points to the answer no more."""
        for arxiv_id in self._shown_by.pop(trigger_id, ()):
            if (shown := self._by_paper.get(arxiv_id)) and shown.trigger_id == trigger_id:
                del self._by_paper[arxiv_id]

    def forget_reply(self, reply_id: int) -> None:
        """Points no more to the answer that is that message, if it is one."""
        for trigger_id in {each.trigger_id for each in self._by_paper.values() if each.reply_id == reply_id}:
            self.forget(trigger_id)

    def is_busy(self, at: datetime) -> bool:
        """Whether an answer at that moment is the third one within ten minutes, or a later one."""
        return len(self._moments) == BUSY_FROM - 1 and at - self._moments[0] < BUSY_WINDOW

    def shown(self, arxiv_id: str, since: datetime) -> Answer | None:
        """The answer since then that shows the paper, perhaps not sent yet; None when there is none."""
        answer = self._by_paper.get(arxiv_id)
        return answer if answer and answer.intended_at >= since else None


class RecentAnswers:
    """The channels that were answered in last, read from the store when they are first asked for."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._channels: OrderedDict[int, Channel] = OrderedDict()
        self._gone: deque[int] = deque(maxlen=MOST_GONE)

    async def get(self, channel_id: int, window: timedelta) -> Channel:
        """What was answered in the channel within `window` at least."""
        channel = self._channels.get(channel_id)
        if channel is None:
            channel = await self._read(channel_id, window)
        self._channels.move_to_end(channel_id)
        return channel

    def note(self, answer: Answer) -> None:
        """Remembers an answer that was sent or changed."""
        channel = self._channels.get(answer.channel_id)
        if channel and answer.reply_id not in self._gone:  # it can be deleted before its own send is heard of
            channel.note(answer, is_new=False)
        elif channel:
            channel.forget(answer.trigger_id)

    def forget(self, answer: Answer) -> None:
        """Points to an answer no more that is gone."""
        if channel := self._channels.get(answer.channel_id):
            channel.forget(answer.trigger_id)

    def forget_reply(self, channel_id: int, reply_id: int) -> None:
        """The same, where only the message is known that is gone."""
        self._gone.append(reply_id)
        if channel := self._channels.get(channel_id):
            channel.forget_reply(reply_id)

    def forget_channel(self, channel_id: int) -> None:
        """Drops what is remembered of a channel; it is read anew when it is asked for."""
        self._channels.pop(channel_id, None)

    def forget_all(self) -> None:
        """Drops everything that is remembered."""
        self._channels.clear()

    async def _read(self, channel_id: int, window: timedelta) -> Channel:
        since = self._clock() - max(min(window, LONGEST_REPEAT_WINDOW), BUSY_WINDOW)
        kept = await self._store.answers.get_in(channel_id, since)
        if channel := self._channels.get(channel_id):  # somebody else read it meanwhile, and it may know more
            return channel
        channel = self._channels[channel_id] = Channel()
        for answer in kept:
            channel.note(answer, is_new=True)
        if len(self._channels) > MOST_CHANNELS:
            self._channels.popitem(last=False)
        return channel
