"""Signing in and being appointed: passwords, one-time codes, tokens, accounts."""
