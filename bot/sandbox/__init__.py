"""A local Discord for demos and tests: REST, gateway, people and a chat page, over real HTTP and websockets.

async with Sandbox() as sandbox:
    discord.http.Route.BASE = sandbox.api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway_url)
    ...
    asked = await sandbox.person("grace").say("papers", "arxiv.org/abs/1706.03762")
    answer = await sandbox.next_message(reply_to=asked)
"""

from bot.sandbox.errors import PersonCannot
from bot.sandbox.model import Channel, Message
from bot.sandbox.people import NoAnswer, Person
from bot.sandbox.server import Sandbox

__all__ = ["Channel", "Message", "NoAnswer", "Person", "PersonCannot", "Sandbox"]
