"""The application over a furnished house of its own, and a scene on the same database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI

from backoffice.app import create_app
from core.clock import held_at
from core.db.database import Database
from core.settings import load_settings
from tests.support.desk.client import DeskClient
from tests.support.desk.signing_in import Seat
from tests.support.desk.world import seat_at
from tests.support.house import ensure_house, furnished_database
from tests.support.scene import Scene
from tests.support.servers import Servers, worker_number


@dataclass
class FurnishedDesk:
    """Pages and API as the house's officers reach them, at the scene's moment."""

    scene: Scene
    app: FastAPI
    seats: dict[tuple[str, datetime], Seat] = field(default_factory=dict)

    @asynccontextmanager
    async def visit(self, who: str) -> AsyncIterator[DeskClient]:
        """Come as an officer, in the same session for as long as the scene's clock stands."""
        here = (who, self.scene.at)
        with held_at(self.scene.at):
            if here not in self.seats:
                self.seats[here] = await seat_at(self.app.state.backoffice, self.scene.house.officers[who])
            async with DeskClient.inside(self.app) as officer:
                officer.take(self.seats[here])
                yield officer


@asynccontextmanager
async def furnished_desk(servers: Servers, worker_id: str, folder: Path) -> AsyncIterator[FurnishedDesk]:
    """Open it over a database in which nothing has happened yet."""
    house = await ensure_house(servers)
    with furnished_database(servers) as urls:
        settings = load_settings(
            environ={},
            env_file=None,
            data_dir=folder,
            database_url=urls.app,
            redis_url=servers.valkey.url(24 + worker_number(worker_id)),
            backoffice_keys_file=house.keys_dir / "backoffice.json",
        )
        database = Database.connect(urls.app, pool_size=2)
        app = create_app(settings)
        async with app.router.lifespan_context(app):
            yield FurnishedDesk(Scene.on(house, database, folder, urls.app), app)
        await database.close()
