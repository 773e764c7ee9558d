"""Looking at how everything fares."""

from backoffice.requests.visits import Visit
from core.administration.health import Health, HealthService


async def look(visit: Visit) -> Health:
    """Look at everything, Valkey included."""
    service = HealthService(visit.parts.core, visit.session, visit.actor, ping_valkey=visit.parts.redis.ping)
    return await service.look()
