"""`python -m deploy` is the `kentongan` command."""

from deploy.cli import app

app()
