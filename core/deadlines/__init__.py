"""Deadlines as rows: their legal source, what paused them, and their explanation."""
