"""Registering what came off-line."""
