"""When something is not possible: plain words, and what to do now."""

from dataclasses import dataclass

from backoffice.contexts.shell import Link, Shell, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemContext:
    """`pages/problem.html`, for 403, 404, 409, 422, 429, 500 and 503.

    `shell` is None where nobody is signed in or the session cannot be read. `changes` tells for a conflict
    what somebody else did meanwhile; `kept` repeats what the reader had typed, as (label, text), so that
    nothing is lost. `reference` is the number to name when asking for help.
    """

    status: int
    title: str
    body: str
    advice: tuple[str, ...]
    shell: Shell | None = None
    problem_icon: str = "alert-triangle"
    changes: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    reference: str = ""
    theme: Theme = Theme.AUTO
