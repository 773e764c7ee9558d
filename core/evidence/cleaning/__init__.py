"""Making a clean copy of a file: run as a process of its own, `python -m core.evidence.cleaning TYPE`.

The file comes in on standard input and its copy leaves on standard output; nothing is written to disk, and
the limits see to it. Whatever a hostile file does to a reader of it happens in a process that holds no key,
no connection and no other file. Nothing here may import the rest of core: each start is waited for.
"""
