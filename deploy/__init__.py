"""How Kentongan is run and wired: the command, the worker, the local stack."""
