"""What the page does as a person: one line per act."""

from __future__ import annotations

from bot.sandbox.control.asked import Asked
from bot.sandbox.errors import PersonCannot
from bot.sandbox.interactions import Interaction, Interactions
from bot.sandbox.model import Channel, Message
from bot.sandbox.people import Person
from bot.sandbox.world import World

Outcome = Message | Interaction | Channel | None


class Acts:
    """Does what a page asks for; raises PersonCannot where the person could not."""

    def __init__(self, world: World, interactions: Interactions) -> None:
        self._world = world
        self._interactions = interactions

    async def do(self, person: Person, asked: Asked) -> Outcome:
        """Carries out the act named by "do"; gives the message, interaction or channel that came of it."""
        outcome: Outcome = None
        match asked.text("do"):
            case "say":
                reply_to = asked.optional_id("reply_to")
                outcome = await person.say(asked.id("channel_id"), asked.text("content"), reply_to=reply_to)
            case "edit":
                outcome = await person.edit(self._message(asked), asked.text("content"))
            case "delete":
                await person.delete(self._message(asked))
            case "react":
                await person.react(self._message(asked), asked.text("emoji"))
            case "unreact":
                await person.unreact(self._message(asked), asked.text("emoji"))
            case "typing":
                await person.start_typing(asked.id("channel_id"))
            case "thread":
                outcome = await person.start_thread(self._message(asked), asked.text("name"))
            case "dm":
                outcome = await person.open_dm()
            case _:
                outcome = self._use_the_bot(person, asked)
        return outcome

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
