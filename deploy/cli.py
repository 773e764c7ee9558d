"""The `kentongan` command. Commands import what they need when called: `--help` is quick."""

import typer

from deploy.commands import audit, data, doctor, evidence, inbox, keys, people, processes

app = typer.Typer(
    name="kentongan",
    help="Report by chat, handled by the decree's chain, answered in chat.\n\n"
    "`kentongan run` starts everything on this machine. `kentongan doctor` tells what is "
    "configured, reachable and missing. "
    "Every setting is an environment variable KENTONGAN_…; docs/settings.md lists them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a frame shows what people wrote
    rich_markup_mode="markdown",
)

for group in (processes, data, keys, people, audit, evidence, inbox, doctor):
    group.register(app)
