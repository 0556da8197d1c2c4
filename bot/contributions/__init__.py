"""What people propose about a paper: how it is understood, and the rules for it."""
