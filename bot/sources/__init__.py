"""One client for each metadata service, and in hosts/ one for each repository host."""
