"""Carrying a report along the chain: one action, one transaction."""
