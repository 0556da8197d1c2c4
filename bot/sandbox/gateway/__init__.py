"""The gateway: the websocket over which the bot learns what happens (Discord API documentation, Gateway)."""

from bot.sandbox.gateway.gateway import Gateway

__all__ = ["Gateway"]
