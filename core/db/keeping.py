"""Values a process has read and keeps, until it is told that they may have changed."""

from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from time import monotonic
from typing import Any, Final, TypeVar

T = TypeVar("T")
N = TypeVar("N", bound=Hashable)

_MOST: Final = 20_000


class Reference:
    """Values by name, kept until the version moves on; with 0 seconds nothing is kept.

    Args:
        seconds: How long a version may be relied on before it is asked for again.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._kept: dict[Hashable, Any] = {}
        self._version: int | None = None
        self._ask_from = 0.0
        self._emptied = 0

    async def follow(self, ask: Callable[[], Awaitable[int]], *, at_once: bool = False) -> None:
        """Ask for the version where that is due or wanted, and forget everything where it has moved on."""
        if not self.seconds or (monotonic() < self._ask_from and not at_once):
            return
        self._ask_from = monotonic() + self.seconds
        try:
            version = await ask()
        except BaseException:
            self._ask_from = 0.0
            raise
        if version != self._version:
            self.forget()
        self._version = version

    async def get(self, name: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        """Return what is kept under `name`, else read it and keep it."""

        async def read_it(_: Collection[Hashable]) -> dict[Hashable, T]:
            return {name: await read()}

        return (await self.get_all((name,), read_it))[name]

    async def get_all(
        self, names: Collection[N], read: Callable[[Collection[N]], Awaitable[Mapping[N, T]]]
    ) -> dict[N, T]:
        """Return what is kept under each of `names`; `read` is asked once for all that are not.

        Names that `read` does not know are left out.
        """
        found: dict[N, T] = {name: self._kept[name] for name in names if name in self._kept}
        missing = [name for name in names if name not in found]
        if not missing:
            return found
        emptied = self._emptied
        fresh = dict(await read(missing))
        # What was emptied meanwhile was emptied because what we just read may be from before.
        if self.seconds and emptied == self._emptied:
            if len(self._kept) + len(fresh) > _MOST:
                self.forget()
            for name, value in fresh.items():
                self._kept[name] = value
        return found | fresh

    def forget(self) -> None:
        """Read everything afresh at the next use."""
        self._kept.clear()
        self._emptied += 1


NOTHING_KEPT: Final = Reference(0)
