"""In which order tests begin.

Chance shuffles them (pytest-randomly); then those that say by their `timeout` mark that they take long
come first, dealt out over the workers. What is left in the end is short, and is shared out in time.
"""

from collections.abc import Sequence

import pytest


def longest_first(items: Sequence[pytest.Item], *, workers: int) -> list[pytest.Item]:
    """Deal the tests into one hand a worker, the longest at the front of each.

    xdist's `worksteal` gives each worker an equal slice of the list, and takes from the end of the
    fullest one for whoever has run out.
    """
    long = sorted((item for item in items if _patience(item)), key=_patience, reverse=True)
    short = [item for item in items if not _patience(item)]
    dealt: list[pytest.Item] = []
    for worker in range(workers):
        hand = long[worker::workers]
        size = (len(items) - len(dealt)) // (workers - worker)
        taken = max(size - len(hand), 0) if worker < workers - 1 else len(short)
        dealt += [*hand, *short[:taken]]
        del short[:taken]
    return dealt


def _patience(item: pytest.Item) -> float:
    mark = item.get_closest_marker("timeout")
    return float(mark.args[0]) if mark is not None and mark.args else 0.0
