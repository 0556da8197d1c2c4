"""The library: real papers, served by loopback stand-ins for arXiv, Semantic Scholar and GitHub."""

from bot.sandbox.library.library import Library

__all__ = ["Library"]
