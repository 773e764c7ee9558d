"""What changes while a page is open: events, and who else is there."""
