"""The `kentongan` command as a person calls it: a process of its own, with a data directory of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.stack import ROOT, free_ports


def kentongan(
    *arguments: str, data_dir: Path, environ: dict[str, str] | None = None, typed: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Call it and give what it said; *typed* is what the person answers."""
    return subprocess.run(
        [sys.executable, "-m", "deploy", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=90, input=typed,
        env={**os.environ, "KENTONGAN_DATA_DIR": str(data_dir), "COLUMNS": "120", **(environ or {})},
    )  # fmt: skip


def on_free_ports() -> dict[str, str]:
    """Name ports nobody listens on."""
    backoffice, simulator = free_ports(2)
    return {"KENTONGAN_BACKOFFICE_PORT": str(backoffice), "KENTONGAN_SIMULATOR_PORT": str(simulator)}
