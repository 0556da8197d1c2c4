"""The core of PWNC: everything but Discord's events. Importing it needs no environment, token or event loop."""

__version__ = "0.1.0"
