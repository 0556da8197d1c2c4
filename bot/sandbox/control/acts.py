"""What the page does as a person: one line per act."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.sandbox.control.asked import Asked
from bot.sandbox.errors import PersonCannot
from bot.sandbox.interactions import Interaction, Interactions
from bot.sandbox.model import Channel, Message
from bot.sandbox.people import Person
from bot.sandbox.world import World

Outcome = Message | Interaction | Channel | None


async def _say(person: Person, asked: Asked) -> Message:
    ping = not asked.switch("no_ping")
    reply_to = asked.optional_id("reply_to")
    return await person.say(asked.id("channel_id"), asked.text("content"), reply_to=reply_to, ping=ping)


async def _post(person: Person, asked: Asked) -> Channel:
    thread, _ = await person.post(asked.id("channel_id"), asked.text("name"), asked.text("content"))
    return thread


async def _change_thread(person: Person, asked: Asked) -> None:
    await person.change_thread(asked.id("channel_id"), **asked.some("name", "archived", "locked"))


async def _block(person: Person, asked: Asked) -> None:
    person.block_bot(asked.switch("on"))


async def _accept_dms(person: Person, asked: Asked) -> None:
    person.accept_dms(asked.switch("on"))


_ON_MESSAGES: dict[str, Callable[[Person, Message, Asked], Awaitable[Outcome]]] = {
    "edit": lambda person, message, asked: person.edit(message, asked.text("content")),
    "delete": lambda person, message, _: person.delete(message),
    "react": lambda person, message, asked: person.react(message, asked.text("emoji")),
    "unreact": lambda person, message, asked: person.unreact(message, asked.text("emoji")),
    "clear_reactions": lambda person, message, asked: person.clear_reactions(message, asked.optional_text("emoji")),
    "hide_previews": lambda person, message, _: person.hide_previews(message),
    "publish": lambda person, message, _: person.publish(message),
    "forward": lambda person, message, asked: person.forward(message, asked.id("to")),
    "thread": lambda person, message, asked: person.start_thread(message, asked.text("name")),
}
"""What is done to the message "message_id"."""

_ELSEWHERE: dict[str, Callable[[Person, Asked], Awaitable[Outcome]]] = {
    "say": _say,
    "typing": lambda person, asked: person.start_typing(asked.id("channel_id")),
    "post": _post,
    "change_thread": _change_thread,
    "block": _block,
    "accept_dms": _accept_dms,
}


class Acts:
    """Does what a page asks for; raises PersonCannot where the person could not."""

    def __init__(self, world: World, interactions: Interactions) -> None:
        self._world = world
        self._interactions = interactions

    async def do(self, person: Person, asked: Asked) -> Outcome:
        """Carries out the act named by "do"; gives the message, interaction or channel that came of it."""
        act = asked.text("do")
        if act in _ON_MESSAGES:
            return await _ON_MESSAGES[act](person, self._message(asked), asked)
        if act in _ELSEWHERE:
            return await _ELSEWHERE[act](person, asked)
        if act == "dm":
            return await person.open_dm(self._other(person, asked))
        return self._use_the_bot(person, asked)

    def _other(self, person: Person, asked: Asked) -> Person | None:
        """The person named by "user_id", None for the bot."""
        user_id = asked.optional_id("user_id")
        if user_id in (None, self._world.bot.id):
            return None
        other = self._world.users.get(user_id or 0)
        if other is None or other.bot or other is person.user:
            raise PersonCannot("there is no such person to write to")
        return person.beside(other)

    def _use_the_bot(self, person: Person, asked: Asked) -> Interaction:
        match asked.text("do"):
            case "command":
                return person.begin_command(asked.text("name"), asked.id("channel_id"), asked.object("options"))
            case "autocomplete":
                where, options = asked.id("channel_id"), asked.object("options")
                return person.begin_autocomplete(asked.text("name"), where, options, asked.text("focused"))
            case "menu":
                return person.begin_menu(asked.text("name"), self._message(asked))
            case "press":
                return person.begin_press(self._message(asked), asked.text("custom_id"))
            case "select":
                return person.begin_select(self._message(asked), asked.text("custom_id"), asked.texts("values"))
            case "submit":
                form = self._interactions.get(asked.id("interaction_id"))
                if form is None:
                    raise PersonCannot("the form is no longer open")
                return person.begin_submit(form, asked.object("values"))
            case unknown:
                raise PersonCannot(f"nobody can {unknown!r}")

    def _message(self, asked: Asked) -> Message:
        message = self._world.messages.get(asked.id("message_id"))
        if message is None:
            raise PersonCannot("the message is gone")
        return message
