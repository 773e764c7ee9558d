"""The demo: made-up officers and reports, marked as such in the database (`is_demo`)."""

from deploy.demo.seed import seed_demo

__all__ = ["seed_demo"]
