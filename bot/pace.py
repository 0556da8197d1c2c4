"""How many papers one person, and one channel, may have answered in a minute."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=1)


class Pace:
    """Counts papers over the last minute, by person and by channel."""

    def __init__(self, *, per_person: int, per_channel: int) -> None:
        self._per_person = per_person
        self._per_channel = per_channel
        self._admitted: deque[tuple[datetime, int, int, int]] = deque()
        self._by_person: dict[int, int] = {}
        self._by_channel: dict[int, int] = {}

    def admits(self, person_id: int, channel_id: int, n_papers: int, at: datetime) -> bool:
        """Whether the person may have so many papers answered in the channel now; what is admitted counts.

        Who asks for nothing within the last minute is always admitted, so that no single message is too long.
        """
        self._let_go(at - WINDOW)
        person, channel = self._by_person.get(person_id, 0), self._by_channel.get(channel_id, 0)
        if (person and person + n_papers > self._per_person) or (channel and channel + n_papers > self._per_channel):
            return False
        self._admitted.append((at, person_id, channel_id, n_papers))
        self._by_person[person_id] = person + n_papers
        self._by_channel[channel_id] = channel + n_papers
        return True

    def _let_go(self, before: datetime) -> None:
        while self._admitted and self._admitted[0][0] <= before:
            _, person_id, channel_id, n_papers = self._admitted.popleft()
            for counts, key in ((self._by_person, person_id), (self._by_channel, channel_id)):
                counts[key] -= n_papers
                if counts[key] == 0:
                    del counts[key]
