"""Reference data every set-up needs: the 553 offices, the default deadline rules, a list of categories."""

from sqlalchemy import text

from core.administration.categories import seed_categories
from core.db.database import Database
from core.deadlines.standards import seed_rules
from core.offices.seed import seed_offices


async def seed_reference(database_url: str) -> None:
    """Bring in what is missing; running it again changes nothing."""
    database = Database.connect(database_url, pool_size=1, application="kentongan-reference")
    try:
        async with database.transaction() as session:
            # Of two who migrate at once one waits, and then finds nothing missing.
            await (await session.connection()).execute(text("SELECT pg_advisory_xact_lock(7311041)"))
            await seed_offices(session)
            await seed_rules(session)
            await seed_categories(session)
    finally:
        await database.close()
