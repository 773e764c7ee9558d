"""Runs the simulator alone: `python -m deploy.simulator --port 8081 --data-dir DIR --token 1:x`."""

import argparse
import asyncio
from pathlib import Path

from deploy.simulator.app import create_simulator, simulator_server


def main() -> None:
    """Read the options and serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m deploy.simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--data-dir", type=Path, help="where chats are kept; without it they are forgotten")
    parser.add_argument("--token", required=True, help="the made-up token the bot will use")
    parser.add_argument("--font-dir", type=Path, help="the installed Plus Jakarta Sans package")
    options = parser.parse_args()
    app = create_simulator(data_dir=options.data_dir, token=options.token, static_font_dir=options.font_dir)
    asyncio.run(simulator_server(app, host=options.host, port=options.port).serve())


if __name__ == "__main__":
    main()
