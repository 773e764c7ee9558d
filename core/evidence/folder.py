"""A folder that several accounts of this machine share as the evidence store.

The operator makes it once: owned by a group all processes belong to, group-writable, with the setgid bit
(`chmod 2770`), which hands the group on to whatever is made in it. Processes write for their owner only
(umask 077), so what is put in is opened to that group here. Without the bit a folder stays one account's.
"""

import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FOLDER_MODE: Final = 0o2770
_FILE_MODE: Final = 0o640


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """A folder whose group may read what each of its accounts puts in."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> "SharedFolder | None":
        """Tell by its setgid bit whether a folder is shared; None where it is one account's."""
        return cls(folder) if folder.stat().st_mode & stat.S_ISGID else None

    def make_room(self, key: str) -> None:
        """Make the folders that a key names, open to the group."""
        made = self.folder
        for name in key.split("/")[:-1]:
            made /= name
            if not made.exists():
                made.mkdir(exist_ok=True)
                made.chmod(_FOLDER_MODE)

    def open_to_group(self, key: str) -> None:
        """Let the group read what was just put under a key."""
        (self.folder / key).chmod(_FILE_MODE)


@dataclass(frozen=True, slots=True)
class FreeRoom:
    """The store's folder as such: how much room new files need, as the database may live on the same disk."""

    folder: Path
    least: int
    """In bytes."""

    def suffices(self) -> bool:
        """Tell whether there is as much."""
        return shutil.disk_usage(self.folder).free >= self.least

    def drop_half_written(self, key: str) -> None:
        """Remove what a process that was killed left of an object: `<key>#<number>`, as obstore names it."""
        whole = self.folder / key
        for path in whole.parent.glob(f"{whole.name}#*"):
            path.unlink(missing_ok=True)
