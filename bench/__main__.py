"""Run the lines named, or all of them: `python -m bench [--quick] [line …]`."""

import argparse
import importlib
import logging
import os
import sys
import time
from collections.abc import Sequence

import structlog
import uvloop

from bench.figures import Figure, machine, table
from bench.stage import stage

LINES = ("submissions", "naming", "conversations", "pushes", "pages", "crowd", "memory", "files")


async def measure(names: Sequence[str], *, quick: bool) -> list[Figure]:
    """Run the lines one after the other."""
    figures: list[Figure] = []
    async with stage(quick=quick) as ready:
        heading = machine(ready.postgres)
        for name in names:
            began = time.monotonic()
            print(f"{name} …", file=sys.stderr, flush=True)
            found = await importlib.import_module(f"bench.{name}").run(ready)
            print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
            figures += found
            if len(names) > 1:
                print(table(found), flush=True)
    print("\n".join(["", *heading, "quick run" if quick else "full run", "", table(figures)]), flush=True)
    return figures


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("lines", nargs="*", metavar="line", help=f"any of: {', '.join(LINES)}; none: all")
    parser.add_argument("--quick", action="store_true", help="two minutes instead of twelve")
    given = parser.parse_args()
    if unknown := set(given.lines) - set(LINES):
        parser.error(f"no such line: {', '.join(sorted(unknown))}; there are {', '.join(LINES)}")
    for name in [name for name in os.environ if name.upper().startswith("KENTONGAN_")]:
        del os.environ[name]
    os.umask(0o022)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    uvloop.run(measure(given.lines or LINES, quick=given.quick))  # as every process of ours runs


if __name__ == "__main__":
    main()
