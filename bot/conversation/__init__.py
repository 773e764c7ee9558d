"""Writing a report, as a table of steps."""
