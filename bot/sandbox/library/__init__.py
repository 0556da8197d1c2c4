"""The library: real papers, served by loopback stand-ins for every service that the bot asks."""

from bot.sandbox.library.library import Library

__all__ = ["Library"]
