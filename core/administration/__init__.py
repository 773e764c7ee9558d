"""Keeping the house in order: offices, officers, time limits, templates, categories, health."""
