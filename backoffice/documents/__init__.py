"""Printed documents: our own typst templates, filled with data and never with code."""
