"""What was said and not yet looked at: how tests wait for the next message."""

from __future__ import annotations

from bot.sandbox.events import MessageCreated, MessagesDeleted
from bot.sandbox.model import USER_WRITTEN, Message
from bot.sandbox.world import World


class Inbox:
    """Messages that somebody wrote and everybody sees, oldest first, until they are taken or deleted."""

    def __init__(self, world: World) -> None:
        self._bot = world.bot
        self._by_bot: dict[int, Message] = {}
        self._by_people: dict[int, Message] = {}
        world.hub.listen(self._notice)

    def _notice(self, event: object) -> None:
        if isinstance(event, MessageCreated):
            if event.message.shown_to is not None or event.message.type not in USER_WRITTEN:
                return
            self._shelf(by_bot=event.message.author is self._bot)[event.message.id] = event.message
        elif isinstance(event, MessagesDeleted):
            for message in event.messages:
                self.take(message)

    def first(self, *, channel_id: int | None, reply_to: int | None = None, by_bot: bool = True) -> Message | None:
        """The oldest message that fits, None when there is none. "Thinking" messages wait until they are filled."""
        for message in self._shelf(by_bot=by_bot).values():
            if (
                channel_id in (None, message.channel_id)
                and reply_to in (None, message.reply_to)
                and not message.loading
            ):
                return message
        return None

    def take(self, message: Message) -> None:
        """The message has been looked at."""
        self._by_bot.pop(message.id, None)
        self._by_people.pop(message.id, None)

    def __repr__(self) -> str:
        return repr([each.content or each.text_of_embed for each in self._by_bot.values()])

    def _shelf(self, *, by_bot: bool) -> dict[int, Message]:
        return self._by_bot if by_bot else self._by_people
