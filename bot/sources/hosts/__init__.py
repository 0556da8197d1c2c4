"""Repository hosts: what an address names there, and one client for each host that can be asked."""
