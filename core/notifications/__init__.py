"""Telling reporters: what is pushed, when, and whether it arrived."""
