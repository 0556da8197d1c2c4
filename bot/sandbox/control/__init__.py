"""The control interface: how the page sees the sandbox, acts as people, and throws the library's switches."""

from bot.sandbox.control.control import Control
from bot.sandbox.control.view import LibraryFace

__all__ = ["Control", "LibraryFace"]
