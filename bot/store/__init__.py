"""The store: what the bot must still know after a restart. SQL stands in queries/ and migrations/ only."""

from bot.store.store import Store, open_store, without_password

__all__ = ["Store", "open_store", "without_password"]
