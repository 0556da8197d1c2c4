"""What happens to the little Discord from outside of its chats: servers, others who speak, faults, the connection."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.sandbox.administration import Administration
from bot.sandbox.control.asked import Asked
from bot.sandbox.errors import PersonCannot, Reason
from bot.sandbox.messages import Messages
from bot.sandbox.model import Channel, Guild, Message, Role, User
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import Api
from bot.sandbox.world import World

_CLOSE_CODES = range(1000, 5000)
"""The codes with which a websocket may be closed."""


class Administer:
    """Does what tests and demos order; raises PersonCannot where that names nothing that is there."""

    def __init__(self, world: World, messages: Messages, api: Api) -> None:
        self._world = world
        self._messages = messages
        self._api = api
        self._administration = Administration(world, messages)
        self._acts: dict[str, Callable[[Asked], Awaitable[None]]] = {
            name.removeprefix("_do_"): getattr(self, name) for name in dir(self) if name.startswith("_do_")
        }

    async def do(self, asked: Asked) -> None:
        """Carries out the act named by "do"."""
        act = self._acts.get(asked.text("do"))
        if act is None:
            raise PersonCannot(f"nobody can {asked.text('do')!r}")
        await act(asked)

    # --- servers ---

    async def _do_time_out(self, asked: Asked) -> None:
        """`seconds` 0 ends it."""
        guild, user = self._guild(asked), self._member(asked)
        if seconds := asked.seconds("seconds"):
            self._administration.time_out(guild, user, seconds)
        else:
            self._administration.end_time_out(guild, user)

    async def _do_slow_mode(self, asked: Asked) -> None:
        self._administration.set_slow_mode(self._channel(asked), int(asked.seconds("seconds")))

    async def _do_overwrite(self, asked: Asked) -> None:
        """Channel `channel_id` allows or denies permissions to the member or role `whom_id`, @everyone by default."""
        channel = self._channel(asked)
        whom = self._whom(channel, asked.optional_id("whom_id"))
        for name, change in (("allow", self._administration.allow), ("deny", self._administration.deny)):
            if asked.some_texts(name):
                change(channel, whom, *_permissions(asked.some_texts(name)))

    async def _do_delete_channel(self, asked: Asked) -> None:
        self._administration.delete_channel(self._channel(asked))

    async def _do_delete_messages(self, asked: Asked) -> None:
        messages = [self._message(each) for each in asked.ids("message_ids")]
        if not messages or len({each.channel_id for each in messages}) > 1:
            raise PersonCannot("messages of one channel are deleted together")
        self._administration.delete_messages(*messages)

    async def _do_remove_bot(self, asked: Asked) -> None:
        guild = self._guild(asked)
        if not guild.has_bot:
            raise PersonCannot("the bot is not there")
        self._administration.remove_bot(guild)

    async def _do_invite_bot(self, asked: Asked) -> None:
        guild = self._guild(asked)
        if guild.has_bot:
            raise PersonCannot("the bot is there already")
        self._world.invite_bot(guild)

    async def _do_leave(self, asked: Asked) -> None:
        self._administration.remove_member(self._guild(asked), self._member(asked))

    async def _do_join(self, asked: Asked) -> None:
        user = self._world.users.get(asked.id("user_id"))
        if user is None or user.id in self._guild(asked).members:
            raise PersonCannot("there is nobody to join")
        self._world.add_member(self._guild(asked), user)

    # --- others who speak ---

    async def _do_webhook(self, asked: Asked) -> None:
        self._administration.speak_as_webhook(self._channel(asked), asked.text("name"), asked.text("content"))

    async def _do_preview(self, asked: Asked) -> None:
        """Discord's own preview of a link in a message: `title`, `description`, `url`."""
        embed = {"type": "link", **asked.some("title", "description", "url")}
        self._messages.preview(self._message(asked.id("message_id")), embed)

    # --- the developer portal ---

    async def _do_intents(self, asked: Asked) -> None:
        """`privileged`: the sum of the privileged intents that are switched on."""
        self._administration.switch_intents(int(asked.seconds("privileged")))

    async def _do_install(self, asked: Asked) -> None:
        user = self._world.users.get(asked.id("user_id"))
        if user is None or user.bot:
            raise PersonCannot("there is no such person")
        self._administration.install_for(user)

    # --- trouble ---

    async def _do_advance(self, asked: Asked) -> None:
        self._world.clock.advance(asked.seconds("seconds"))

    async def _do_fault(self, asked: Asked) -> None:
        """The next `times` requests of `route` are met by `kind`: delay, refuse, fail, limit, lose_answer."""
        faults, route, times = self._api.faults, asked.text("route"), asked.number("times", 1)
        match asked.text("kind"):
            case "delay":
                faults.delay(route, asked.seconds("seconds"), times=times)
            case "refuse":
                faults.refuse(route, _reason(asked.text("reason")), times=times)
            case "fail":
                faults.fail(route, asked.number("with_status", 502), times=times)
            case "limit":
                faults.limit(route, asked.seconds("seconds"), times=times, everywhere=asked.switch("everywhere"))
            case "lose_answer":
                faults.lose_answer(route, times=times)
            case unknown:
                raise PersonCannot(f"there is no fault {unknown!r}")

    async def _do_clear_faults(self, asked: Asked) -> None:
        self._api.faults.clear()

    async def _do_limits(self, asked: Asked) -> None:
        if asked.switch("on"):
            self._api.limits.switch_on()
        else:
            self._api.limits.lift()

    async def _do_drop(self, asked: Asked) -> None:
        self._api.gateway.drop()

    async def _do_close(self, asked: Asked) -> None:
        code = asked.number("code", 4000)
        if code not in _CLOSE_CODES:
            raise PersonCannot(f"{code} is no close code")
        await self._api.gateway.close(code)

    async def _do_reconnect(self, asked: Asked) -> None:
        self._api.gateway.ask_reconnect()

    async def _do_invalidate(self, asked: Asked) -> None:
        self._api.gateway.invalidate(resumable=asked.switch("resumable"))

    # --- finding ---

    def _guild(self, asked: Asked) -> Guild:
        guild = self._world.guilds.get(asked.id("guild_id"))
        if guild is None:
            raise PersonCannot("there is no such server")
        return guild

    def _member(self, asked: Asked) -> User:
        member = self._guild(asked).members.get(asked.id("user_id"))
        if member is None:
            raise PersonCannot("there is no such member")
        return member.user

    def _channel(self, asked: Asked) -> Channel:
        channel = self._world.channels.get(asked.id("channel_id"))
        if channel is None or channel.guild_id is None:
            raise PersonCannot("there is no such channel")
        return channel

    def _message(self, message_id: int) -> Message:
        message = self._world.messages.get(message_id)
        if message is None:
            raise PersonCannot("the message is gone")
        return message

    def _whom(self, channel: Channel, whom_id: int | None) -> User | Role:
        guild = self._world.guilds[channel.guild_id or 0]
        if whom_id is None:
            return guild.roles[guild.id]
        if whom_id in guild.roles:
            return guild.roles[whom_id]
        if whom_id in guild.members:
            return guild.members[whom_id].user
        raise PersonCannot("there is no such member or role")


def _permissions(names: list[str]) -> list[Permission]:
    try:
        return [Permission[name.upper()] for name in names]
    except KeyError as error:
        raise PersonCannot(f"there is no permission {error}") from None


def _reason(name: str) -> Reason:
    try:
        return Reason[name.upper()]
    except KeyError:
        raise PersonCannot(f"there is no reason {name!r}") from None
