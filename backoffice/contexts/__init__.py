"""Typed contexts: the contract between the routes that fill a page and the templates that show it.

Every page has one frozen dataclass, and its template receives that dataclass's fields and nothing else.
Nothing here imports a core service. Every datetime is aware and already in the office's own zone;
every href, label and clause is given by the route, so that a page shows only what is really wired.
"""
