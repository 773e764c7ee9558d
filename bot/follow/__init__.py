"""Following a report: status, thread, actions."""
