"""Discord's REST interface, one module per subject (Discord API documentation, Resources)."""

from bot.sandbox.rest.api import Api

__all__ = ["Api"]
