"""Telling reporters and officers: what is told to whom, when, and whether it arrived."""
