"""The worker: jobs as they come, and the duties that stand in its diary."""
