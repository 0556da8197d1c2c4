"""Discord-facing extensions: an event comes in, the core is called, a message goes out."""
