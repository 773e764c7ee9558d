"""Stands in for the edge that keeps sessions: remembers whose were ended."""

from uuid import UUID


class EndedSessions:
    """What `EndSessions` asks for; every officer has one session."""

    def __init__(self) -> None:
        self.of: list[UUID] = []

    async def __call__(self, officer_id: UUID) -> int:
        self.of.append(officer_id)
        return 1
