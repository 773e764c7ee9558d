"""The local stack: real servers from wheels, so that `make run` needs no Docker, no root, no service."""
